namespace Rectification.Storage;

/// <summary>While the demonstration clock is being moved, the mover alone runs what falls due; the timer loop waits.</summary>
public sealed class ClockMoves : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public async Task<IDisposable> Enter(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        return new Turn(turn);
    }

    public void Dispose() => turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
