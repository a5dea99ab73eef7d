using System.Data.Common;

namespace Rectification.Storage;

/// <param name="MustHit">Nothing found to change means that somebody else was first.</param>
internal readonly record struct RowWrite(string Sql, Action<IRowBinder> Bind, bool MustHit);

/// <param name="Take">Called for every row.</param>
internal sealed record RowQuery(string Sql, Action<IRowBinder> Bind, Action<IRowReader> Take)
{
    /// <summary>Called after the last row.</summary>
    public Action? Over { get; init; }
}

/// <summary>One run of a command on one of the two databases: reads, then writes, then all of it or nothing.</summary>
internal abstract class Transport : IAsyncDisposable
{
    /// <summary>What entity queries and changes of the same command run on.</summary>
    public abstract DbConnection ForEntities { get; }

    /// <summary>From here on everything is read and written in the one transaction.</summary>
    public abstract bool IsInside { get; }

    public abstract ValueTask Enter(CancellationToken ct);

    /// <summary>Before anything is read: waits for those at work on what commands compete for, and keeps others from it until the end.</summary>
    public abstract ValueTask GoFirst(CancellationToken ct);

    /// <summary>Enters when that takes no waiting and nothing was read yet.</summary>
    public virtual void EnterIfFree()
    {
    }

    /// <summary>Answers all of them in one round trip, where there is such a thing.</summary>
    public abstract ValueTask Ask(IReadOnlyList<RowQuery> queries, CancellationToken ct);

    public abstract ValueTask Write(List<RowWrite> writes, CancellationToken ct);

    /// <summary>Returns when the last writes and all before are on the disk.</summary>
    public abstract ValueTask Commit(List<RowWrite> writes);

    public abstract ValueTask Rollback();

    /// <summary>Before an entity command runs: it must see this transaction.</summary>
    public abstract void Bind(DbCommand command);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A row is not as it was read: the command runs again on what is there now.</summary>
internal sealed class StaleRowException(string message) : Exception(message);
