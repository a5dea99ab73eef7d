namespace Rectification.Tests.Faults;

internal enum TurnState
{
    Running,

    /// <summary>For its turn.</summary>
    Waiting,

    /// <summary>In line for the writer.</summary>
    Entering,

    /// <summary>For the commit that it shares with those behind it.</summary>
    Committing,

    Over,
}

/// <summary>What one command does at the moment.</summary>
internal sealed class Turn(FaultyHost host, Action changed)
{
    private static long stays;

    private readonly Lock gate = new();
    private TaskCompletionSource? go;
    private int threads;

    public FaultyHost Host { get; } = host;

    /// <summary>The commands that run beside it, and itself.</summary>
    public IReadOnlyList<Turn> Others { get; set; } = [];

    public TurnState State { get; private set; }

    public Exception? Fault { get; set; }

    /// <summary>Whether a thread works for it now.</summary>
    public bool IsOnThread => Volatile.Read(ref threads) > 0;

    /// <summary>Counts on with every change of any state: tells this stay in line from the next, and who came first.</summary>
    private long Stay { get; set; }

    /// <summary>Told whenever a thread takes up a command or leaves it.</summary>
    public static void OnThread(AsyncLocalValueChangedArgs<Turn?> change)
    {
        if (change.PreviousValue is { } before)
            Interlocked.Decrement(ref before.threads);
        if (change.CurrentValue is { } now)
            Interlocked.Increment(ref now.threads);
    }

    public Task Wait()
    {
        lock (gate)
        {
            go = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Become(TurnState.Waiting);
            return go.Task;
        }
    }

    public void Go()
    {
        lock (gate)
        {
            State = TurnState.Running;
            go!.SetResult();
        }
    }

    public void Change(TurnState state)
    {
        lock (gate)
            Become(state);
    }

    /// <summary>Who stands in the line of the same writer.</summary>
    public Line Line() => new([.. Others.Where(other => other.Host == Host).Select(other => other.Look()).OrderBy(look => look.Stay)]);

    private (Turn Turn, TurnState State, long Stay) Look()
    {
        lock (gate)
            return (this, State, Stay);
    }

    /// <summary>It is sure to move now, though its thread may not have begun yet.</summary>
    public void Release(long stay)
    {
        lock (gate)
            if (Stay == stay)
                State = TurnState.Running;
    }

    private void Become(TurnState state)
    {
        (State, Stay) = (state, Interlocked.Increment(ref stays));
        changed();
    }
}

/// <summary>The line of a writer, as it stood when a command was about to leave it.</summary>
internal sealed class Line(IReadOnlyList<(Turn Turn, TurnState State, long Stay)> turns)
{
    /// <summary>The one inside has left: the first in line gets the turn.</summary>
    /// <param name="isDone">Whether the shared commit is over; null when that can't be seen.</param>
    /// <returns>False when those who share the commit may move or not.</returns>
    public bool Leave(bool? isDone)
    {
        var entering = turns.Where(each => each.State == TurnState.Entering).ToList();
        foreach (var (turn, _, stay) in entering.Take(1))
            turn.Release(stay);
        if (isDone ?? entering.Count == 0)
            foreach (var (turn, _, stay) in turns.Where(each => each.State == TurnState.Committing))
                turn.Release(stay);
        return isDone is not null || entering.Count == 0;
    }
}
