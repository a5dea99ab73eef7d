using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Rectification.Storage;

/// <summary>Begin goes along with the first statement, all writes and the commit are one round trip.</summary>
internal sealed class PostgresTransport(DatabaseSettings settings) : Transport
{
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;

    public override bool IsInside => true;

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

    public override ValueTask Enter(CancellationToken ct) => default;

    // Numbers without gaps are drawn from one row each. Many who draw at once would fail each other over and over, for a snapshot older than the last
    // draw can't draw. Locking a table takes no snapshot: the one that comes after it sees all that was drawn. Readers of the table are not kept waiting.
    public override async ValueTask GoFirst(CancellationToken ct)
    {
        Begin();
        await using var command = new NpgsqlCommand("lock table \"CounterRow\" in share row exclusive mode", Opened);
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async ValueTask Ask(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        Begin();
        await using var batch = new NpgsqlBatch(Opened);
        foreach (var query in queries)
        {
            var command = new NpgsqlBatchCommand(query.Sql);
            query.Bind(new Binder(command.Parameters));
            batch.BatchCommands.Add(command);
        }
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var row = new Row(reader);
        foreach (var query in queries)
        {
            while (await reader.ReadAsync(ct))
                query.Take(row);
            query.Over?.Invoke();
            await reader.NextResultAsync(ct);
        }
    }

    public override async ValueTask Write(List<RowWrite> writes, CancellationToken ct)
    {
        Begin();
        await using var batch = Batch(writes);
        await Execute(batch, ct);
    }

    public override async ValueTask Commit(List<RowWrite> writes)
    {
        if (transaction is null && writes.Count == 0)
            return;
        Begin();
        await using (var batch = Batch(writes))
        {
            batch.BatchCommands.Add(new("commit"));
            await Execute(batch, CancellationToken.None);
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

    public override void Bind(DbCommand command) => Begin();

    public override async ValueTask DisposeAsync()
    {
        await Rollback();
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
    }

    private void Begin() => transaction ??= Opened.BeginTransaction(IsolationLevel.RepeatableRead);

    private NpgsqlBatch Batch(List<RowWrite> writes)
    {
        var batch = new NpgsqlBatch(Opened);
        foreach (var write in writes)
        {
            var command = new NpgsqlBatchCommand(write.Sql);
            write.Bind(new Binder(command.Parameters));
            batch.BatchCommands.Add(command);
        }
        return batch;
    }

    private static async Task Execute(NpgsqlBatch batch, CancellationToken ct)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            throw new StaleRowException(fault.Message);
        }
    }

    private sealed class Binder(NpgsqlParameterCollection parameters) : IRowBinder
    {
        public void Text(string? value) => Add(value, NpgsqlDbType.Text);

        public void Long(long? value) => Add(value, NpgsqlDbType.Bigint);

        public void Int(int? value) => Add(value, NpgsqlDbType.Integer);

        public void Bool(bool? value) => Add(value, NpgsqlDbType.Boolean);

        public void Guid(Guid? value) => Add(value, NpgsqlDbType.Uuid);

        private void Add(string? value, NpgsqlDbType type) => parameters.Add(value is null
            ? new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value }
            : new NpgsqlParameter<string> { NpgsqlDbType = type, TypedValue = value });

        private void Add<T>(T? value, NpgsqlDbType type) where T : struct => parameters.Add(value is { } known
            ? new NpgsqlParameter<T> { NpgsqlDbType = type, TypedValue = known }
            : new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value });
    }

    private sealed class Row(NpgsqlDataReader reader) : IRowReader
    {
        public bool IsNull(int column) => reader.IsDBNull(column);

        public string Text(int column) => reader.GetString(column);

        public long Long(int column) => reader.GetInt64(column);

        public int Int(int column) => reader.GetInt32(column);

        public bool Bool(int column) => reader.GetBoolean(column);

        public Guid Guid(int column) => reader.GetGuid(column);
    }
}
