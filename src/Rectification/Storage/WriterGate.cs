namespace Rectification.Storage;

/// <summary>SQLite has one writer; waiting here in order costs nothing, while waiting in the database means polling.</summary>
public sealed class WriterGate(DatabaseSettings settings) : IDisposable
{
    private readonly SemaphoreSlim? turn = settings.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;

    public async ValueTask<Turn> Enter(CancellationToken ct)
    {
        if (turn is not null)
            await turn.WaitAsync(ct);
        return new(turn);
    }

    public void Dispose() => turn?.Dispose();

    public readonly struct Turn(SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose() => turn?.Release();
    }
}
