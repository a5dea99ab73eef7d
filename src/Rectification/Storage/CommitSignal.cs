namespace Rectification.Storage;

/// <summary>Wakes the loops when something was committed, so that they need not poll quickly.</summary>
public sealed class CommitSignal
{
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Raise() => Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Completes at the next commit of this host after the call.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Waits for a commit, at most so long.</summary>
    public static async Task Wait(Task commit, TimeSpan atMost, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(commit, Task.Delay(atMost, stop.Token));
        await stop.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
