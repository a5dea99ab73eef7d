using SQLitePCL;

namespace Rectification.Storage;

/// <summary>
/// The commands in one transaction of a SQLite file. A piece that fails takes the others with it only for a moment: nothing of it was seen by anybody, so that
/// they are carried out once more without it. What a turn did can't be repeated; what comes after one stands behind a savepoint.
/// </summary>
/// <param name="since">A timestamp of the system's clock.</param>
internal sealed class SharedCommit(long since)
{
    private readonly List<Waiter> pieces = [];
    private readonly TaskCompletionSource turnsDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int turns;

    /// <summary>Whether the turn at hand can be undone without those before it.</summary>
    public bool HasSavepoint { get; private set; }

    public long Since { get; } = since;

    public int Count => pieces.Count + turns;

    /// <summary>Completes with the commit, for those who had a turn.</summary>
    public Task Turns => turnsDone.Task;

    public void BeginTurn(SqliteLine line) => Savepoint(line, isNeeded: Count > 0);

    public void EndTurn(SqliteLine line, bool isKept)
    {
        if (!isKept)
            line.Execute("rollback to piece");
        Release(line);
        if (isKept)
            turns++;
    }

    /// <summary>Carries a piece out, or leaves everything as it was before it.</summary>
    /// <returns>Why it can't be; null when it is done.</returns>
    /// <exception cref="Exception">All of the commit is void.</exception>
    public Exception? Carry(SqliteLine line, Waiter piece)
    {
        var before = raw.sqlite3_total_changes(line.Connection.Handle);
        Savepoint(line, isNeeded: turns > 0);
        try
        {
            Carry(line, piece.Writes!);
        }
        catch (Exception fault) when (raw.sqlite3_get_autocommit(line.Connection.Handle) == 0)
        {
            if (HasSavepoint)
                line.Execute("rollback to piece");
            else if (raw.sqlite3_total_changes(line.Connection.Handle) != before)
                Repeat(line);
            Release(line);
            return fault;
        }
        Release(line);
        pieces.Add(piece);
        return null;
    }

    /// <summary>The commit is on the disk.</summary>
    public void Answer()
    {
        turnsDone.TrySetResult();
        foreach (var piece in pieces)
            piece.Done.TrySetResult();
    }

    public void Refuse(Exception fault)
    {
        turnsDone.TrySetException(fault);
        // Nobody may be waiting for it.
        _ = turnsDone.Task.Exception;
        foreach (var piece in pieces)
            piece.Done.TrySetException(fault);
    }

    private void Savepoint(SqliteLine line, bool isNeeded)
    {
        if (!isNeeded)
            return;
        line.Execute("savepoint piece");
        HasSavepoint = true;
    }

    private void Release(SqliteLine line)
    {
        if (HasSavepoint)
            line.Execute("release piece");
        HasSavepoint = false;
    }

    private void Repeat(SqliteLine line)
    {
        line.Execute("rollback");
        line.Execute("begin immediate");
        foreach (var piece in pieces)
            Carry(line, piece.Writes!);
    }

    private static void Carry(SqliteLine line, IReadOnlyList<RowWrite> writes)
    {
        foreach (var write in writes)
            line.Carry(write);
    }
}
