using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Rectification.Storage;

/// <summary>Statements of one or many commands as one round trip; what several say of the same kind of row is said once, with arrays.</summary>
internal static class PostgresBatch
{
    public static NpgsqlBatch Of(NpgsqlConnection connection, IEnumerable<RowWrite> writes)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var command in Commands(writes))
            batch.BatchCommands.Add(command);
        return batch;
    }

    /// <exception cref="StaleRowException">A row is not as it was read; nothing is done.</exception>
    public static async Task Execute(NpgsqlBatch batch, CancellationToken ct)
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

    public static NpgsqlBatchCommand Command(string sql, Action<IRowBinder> bind)
    {
        var command = new NpgsqlBatchCommand(sql);
        bind(new Binder(command.Parameters));
        return command;
    }

    private static IEnumerable<NpgsqlBatchCommand> Commands(IEnumerable<RowWrite> writes)
    {
        Dictionary<string, List<RowWrite>> alike = [];
        HashSet<object> done = [];
        foreach (var write in writes)
        {
            if (write.Once is { } once && !done.Add(once))
                continue;
            // What can't be said for many rows stands alone.
            var kind = write.Many ?? $"{write.Sql} {alike.Count}";
            if (!alike.TryGetValue(kind, out var same))
                alike[kind] = same = [];
            same.Add(write);
        }
        foreach (var same in alike.Values.OrderBy(StageOf).ThenBy(same => same[0].Table, StringComparer.Ordinal).ThenBy(same => same[0].Stage))
            yield return same is [var only] ? Command(only.Sql, only.Bind) : Many(same);
    }

    // Table by table what changes there, then what is new.
    private static int StageOf(List<RowWrite> same) => same[0].Stage switch { WriteStage.Check => 0, WriteStage.Change or WriteStage.Blind => 1, WriteStage.Addition => 2, _ => 3 };

    private static NpgsqlBatchCommand Many(List<RowWrite> same)
    {
        var columns = new Columns(same.Count);
        foreach (var write in same)
        {
            columns.NextRow();
            write.Bind(columns);
        }
        var command = new NpgsqlBatchCommand(same[0].Many!);
        foreach (var column in columns.All)
            command.Parameters.Add(column.Parameter());
        return command;
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

    /// <summary>Takes the values of row after row, and keeps them by column.</summary>
    private sealed class Columns(int rows) : IRowBinder
    {
        private int row = -1;
        private int place;

        public List<Column> All { get; } = [];

        public void NextRow()
        {
            row++;
            place = 0;
        }

        public void Text(string? value) => Next<string?>(NpgsqlDbType.Text)[row] = value;

        public void Long(long? value) => Next<long?>(NpgsqlDbType.Bigint)[row] = value;

        public void Int(int? value) => Next<int?>(NpgsqlDbType.Integer)[row] = value;

        public void Bool(bool? value) => Next<bool?>(NpgsqlDbType.Boolean)[row] = value;

        public void Guid(Guid? value) => Next<Guid?>(NpgsqlDbType.Uuid)[row] = value;

        private T[] Next<T>(NpgsqlDbType type)
        {
            if (place == All.Count)
                All.Add(new Column<T>(new T[rows], type));
            return ((Column<T>)All[place++]).Values;
        }
    }

    private abstract class Column
    {
        public abstract NpgsqlParameter Parameter();
    }

    private sealed class Column<T>(T[] values, NpgsqlDbType type) : Column
    {
        public T[] Values { get; } = values;

        public override NpgsqlParameter Parameter() => new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = Values };
    }

    public sealed class Row(DbDataReader reader) : IRowReader
    {
        public bool IsNull(int column) => reader.IsDBNull(column);

        public string Text(int column) => reader.GetString(column);

        public long Long(int column) => reader.GetInt64(column);

        public int Int(int column) => reader.GetInt32(column);

        public bool Bool(int column) => reader.GetBoolean(column);

        public Guid Guid(int column) => reader.GetGuid(column);
    }
}
