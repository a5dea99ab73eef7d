namespace Rectification.Storage;

/// <summary>Whoever waits for a database's writer: with writes to be carried out, or without, on SQLite, for a turn of their own.</summary>
internal sealed class Waiter(IReadOnlyList<RowWrite>? writes)
{
    public IReadOnlyList<RowWrite>? Writes { get; } = writes;

    /// <summary>Completes when the writes are on the disk, or when the turn has come.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
