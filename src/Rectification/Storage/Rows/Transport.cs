using System.Data.Common;

namespace Rectification.Storage;

/// <param name="Take">Called for every row.</param>
internal sealed record RowQuery(string Sql, Action<IRowBinder> Bind, Action<IRowReader> Take)
{
    /// <summary>Called after the last row.</summary>
    public Action? Over { get; init; }
}

/// <summary>
/// One run of a command on one of the two databases: reads, then writes, then all of it or nothing. A command that needs nothing but rows of the shell reads beside
/// everybody else and hands over at its end what it wants written, for <see cref="Commit"/> to carry out together with what others hand over at that moment.
/// One that needs more enters: from then on it reads and writes in a transaction of its own.
/// </summary>
internal abstract class Transport : IAsyncDisposable
{
    /// <summary>What entity queries and changes of the same command run on.</summary>
    public abstract DbConnection ForEntities { get; }

    /// <summary>From here on everything is read and written in the one transaction.</summary>
    public abstract bool IsInside { get; }

    public abstract ValueTask Enter(CancellationToken ct);

    /// <summary>Before anything is read: waits for those at work on what commands compete for, and keeps others from it until the end.</summary>
    public abstract ValueTask GoFirst(CancellationToken ct);

    /// <summary>Answers all of them in one round trip, where there is such a thing, and as of one moment.</summary>
    public abstract ValueTask Ask(IReadOnlyList<RowQuery> queries, CancellationToken ct);

    /// <summary>Only inside.</summary>
    public abstract ValueTask Write(IReadOnlyList<RowWrite> writes, CancellationToken ct);

    /// <summary>Returns when these writes and all before are on the disk.</summary>
    /// <param name="writes">Outside, with the checks of what was read and is not written.</param>
    public abstract ValueTask Commit(IReadOnlyList<RowWrite> writes);

    public abstract ValueTask Rollback();

    /// <summary>Before an entity command runs: it must see this transaction.</summary>
    public abstract void Bind(DbCommand command);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A row is not as it was read: the command runs again on what is there now.</summary>
internal sealed class StaleRowException(string message) : Exception(message);
