using System.Data;
using System.Data.Common;
using Npgsql;

namespace Rectification.Storage;

/// <summary>
/// Outside, a round trip for each time something is asked and one for all that is written, together with what others write at that moment.
/// Inside a transaction of its own; begin goes along with the first statement, commit with the last.
/// </summary>
internal sealed class PostgresTransport(DatabaseSettings settings, PostgresWriter writer) : Transport
{
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;

    public override bool IsInside => transaction is not null;

    public override DbConnection ForEntities => Opened;

    private NpgsqlConnection Opened
    {
        get
        {
            if (connection is not null)
                return connection;
            connection = new(settings.ConnectionString);
            connection.Open();
            return connection;
        }
    }

    public override ValueTask Enter(CancellationToken ct)
    {
        transaction ??= Opened.BeginTransaction(IsolationLevel.RepeatableRead);
        return default;
    }

    // Numbers without gaps are drawn from one row each. Many who draw at once would fail each other over and over, for a snapshot older than the last
    // draw can't draw. Locking a table takes no snapshot: the one that comes after it sees all that was drawn. Readers of the table are not kept waiting.
    public override async ValueTask GoFirst(CancellationToken ct)
    {
        await Enter(ct);
        await using var command = new NpgsqlCommand("lock table \"CounterRow\" in share row exclusive mode", Opened);
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async ValueTask Ask(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(Opened);
        // Each statement would see what was committed a moment before it.
        var isSnapshot = !IsInside && queries.Count > 1;
        if (isSnapshot)
            batch.BatchCommands.Add(new("begin isolation level repeatable read read only"));
        foreach (var query in queries)
            batch.BatchCommands.Add(PostgresBatch.Command(query.Sql, query.Bind));
        if (isSnapshot)
            batch.BatchCommands.Add(new("commit"));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var row = new PostgresBatch.Row(reader);
        foreach (var query in queries)
        {
            while (await reader.ReadAsync(ct))
                query.Take(row);
            query.Over?.Invoke();
            await reader.NextResultAsync(ct);
        }
    }

    public override async ValueTask Write(IReadOnlyList<RowWrite> writes, CancellationToken ct)
    {
        await using var batch = PostgresBatch.Of(Opened, writes);
        await PostgresBatch.Execute(batch, ct);
    }

    public override async ValueTask Commit(IReadOnlyList<RowWrite> writes)
    {
        if (!IsInside)
        {
            if (writes.Count > 0)
            {
                // Whoever waits needs no connection meanwhile.
                await Close();
                await writer.Carry(writes);
            }
            return;
        }
        await using (var batch = PostgresBatch.Of(Opened, writes))
        {
            batch.BatchCommands.Add(new("commit"));
            await PostgresBatch.Execute(batch, CancellationToken.None);
        }
        await transaction!.DisposeAsync();
        transaction = null;
    }

    public override async ValueTask Rollback()
    {
        if (transaction is null)
            return;
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // The connection broke: the server rolls back by itself.
        }
        transaction = null;
    }

    public override void Bind(DbCommand command)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await Rollback();
        await Close();
    }

    private async ValueTask Close()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
    }
}
