using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Rectification.Storage;

/// <summary>
/// Reads beside the writer from one snapshot, so that loading and deciding runs in parallel. What is to be written goes to the writer at the end; a command that enters
/// waits for the writer's turn and from there on reads and writes in the shared transaction. What was read before is checked when it is written, or confirmed.
/// </summary>
internal sealed class SqliteTransport(SqliteWriter writer) : Transport
{
    private SqliteLine? reader;
    private DetachedConnection? forEntities;
    private bool isInside;

    public override bool IsInside => isInside;

    public override DbConnection ForEntities => forEntities ??= new(writer);

    public override async ValueTask Enter(CancellationToken ct)
    {
        if (isInside)
            return;
        ReturnReader();
        await writer.Take(ct);
        isInside = true;
    }

    public override ValueTask GoFirst(CancellationToken ct) => Enter(ct);

    public override ValueTask Ask(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        if (!isInside && reader is null)
        {
            reader = writer.RentReader();
            reader.Execute("begin");
        }
        var line = isInside ? writer.Line : reader!;
        foreach (var query in queries)
        {
            line.Query(query.Sql, query.Bind, query.Take);
            query.Over?.Invoke();
        }
        return default;
    }

    public override ValueTask Write(IReadOnlyList<RowWrite> writes, CancellationToken ct)
    {
        foreach (var write in writes)
            writer.Line.Carry(write);
        return default;
    }

    public override async ValueTask Commit(IReadOnlyList<RowWrite> writes)
    {
        if (!isInside)
        {
            ReturnReader();
            if (writes.Count > 0)
                await writer.Carry(writes);
            return;
        }
        await Write(writes, CancellationToken.None);
        isInside = false;
        await writer.Pass(isKept: true);
    }

    public override async ValueTask Rollback()
    {
        ReturnReader();
        if (!isInside)
            return;
        isInside = false;
        await writer.Pass(isKept: false);
    }

    public override void Bind(DbCommand command) => command.Connection = writer.Line.Connection;

    public override ValueTask DisposeAsync() => Rollback();

    private void ReturnReader()
    {
        if (reader is null)
            return;
        reader.Execute("rollback");
        writer.ReturnReader(reader);
        reader = null;
    }

    /// <summary>Commands that EF makes are put onto the writer's connection when they run, in its turn: making one there would already touch it.</summary>
    private sealed class DetachedConnection(SqliteWriter writer) : DbConnection
    {
        [System.Diagnostics.CodeAnalysis.AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "main";

        public override string DataSource => "";

        public override string ServerVersion => writer.Line.Connection.ServerVersion;

        public override ConnectionState State => ConnectionState.Open;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        public override void Open()
        {
        }

        public override void Close()
        {
        }

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
            throw new InvalidOperationException("A command is one transaction, begun and ended by the committer.");

        protected override DbCommand CreateDbCommand() => new SqliteCommand();
    }
}
