using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rectification.Storage;

/// <summary>A SQLite connection with its statements prepared once and kept. Used by one thread at a time.</summary>
internal sealed class SqliteLine(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> statements = new(SqlComparer.Instance);

    public SqliteConnection Connection { get; } = connection;

    public void Execute(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            statement.Step();
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Carries out one statement of a command.</summary>
    /// <exception cref="StaleRowException">What it is about is not as it was read.</exception>
    public void Carry(RowWrite write)
    {
        if (write.Stage == WriteStage.Check ? !IsThere(write.Sql, write.Bind) : Execute(write.Sql, write.Bind) == 0 && write.MustHit)
            throw new StaleRowException(write.Sql);
    }

    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, Action<IRowBinder> bind)
    {
        var statement = Prepare(sql);
        try
        {
            bind(statement);
            statement.Step();
            return raw.sqlite3_changes(Connection.Handle);
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Query(string sql, Action<IRowBinder> bind, Action<IRowReader> take)
    {
        var statement = Prepare(sql);
        try
        {
            bind(statement);
            while (statement.Step())
                take(statement);
        }
        finally
        {
            statement.Reset();
        }
    }

    private bool IsThere(string sql, Action<IRowBinder> bind)
    {
        var statement = Prepare(sql);
        try
        {
            bind(statement);
            return statement.Step();
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
        Connection.Dispose();
    }

    private Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements[sql] = statement = new(Connection, sql);
        return statement;
    }

    /// <summary>Statements are long and few: hashing all of one would cost as much as running it.</summary>
    private sealed class SqlComparer : IEqualityComparer<string>
    {
        public static readonly SqlComparer Instance = new();

        public bool Equals(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

        public int GetHashCode(string sql) => HashCode.Combine(sql.Length, sql[sql.Length / 2], sql[sql.Length / 3], sql[^1], sql[^Math.Min(sql.Length, 9)], sql[Math.Min(sql.Length - 1, 13)]);
    }

    private sealed class Statement : IRowBinder, IRowReader, IDisposable
    {
        private readonly SqliteConnection connection;
        private readonly sqlite3_stmt statement;
        private int place;

        public Statement(SqliteConnection connection, string sql)
        {
            this.connection = connection;
            Check(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        }

        public bool Step()
        {
            var code = raw.sqlite3_step(statement);
            if (code == raw.SQLITE_ROW)
                return true;
            if (code != raw.SQLITE_DONE)
                Check(code);
            return false;
        }

        public void Reset()
        {
            // What it answers is the failure of the step before, which was told already.
            _ = raw.sqlite3_reset(statement);
            place = 0;
        }

        public void Text(string? value)
        {
            if (value is null)
            {
                Null();
                return;
            }
            var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
            if (longest <= 512)
            {
                Span<byte> few = stackalloc byte[512];
                Check(raw.sqlite3_bind_text(statement, ++place, few[..Encoding.UTF8.GetBytes(value, few)]));
                return;
            }
            var many = System.Buffers.ArrayPool<byte>.Shared.Rent(longest);
            Check(raw.sqlite3_bind_text(statement, ++place, many.AsSpan(0, Encoding.UTF8.GetBytes(value, many))));
            System.Buffers.ArrayPool<byte>.Shared.Return(many);
        }

        public void Long(long? value)
        {
            if (value is { } number)
                Check(raw.sqlite3_bind_int64(statement, ++place, number));
            else
                Null();
        }

        public void Int(int? value) => Long(value);

        public void Bool(bool? value) => Long(value is { } flag ? flag ? 1 : 0 : null);

        public void Guid(Guid? value)
        {
            if (value is not { } id)
            {
                Null();
                return;
            }
            // As EF writes it: text in capitals.
            Span<byte> text = stackalloc byte[36];
            Utf8Formatter.TryFormat(id, text, out _);
            Ascii.ToUpperInPlace(text, out _);
            Check(raw.sqlite3_bind_text(statement, ++place, text));
        }

        public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

        public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

        public long Long(int column) => raw.sqlite3_column_int64(statement, column);

        public int Int(int column) => raw.sqlite3_column_int(statement, column);

        public bool Bool(int column) => raw.sqlite3_column_int(statement, column) != 0;

        public Guid Guid(int column) => Utf8Parser.TryParse(raw.sqlite3_column_blob(statement, column), out Guid id, out _)
            ? id
            : throw new FormatException($"'{Text(column)}' is no id.");

        public void Dispose() => statement.Dispose();

        private void Null() => Check(raw.sqlite3_bind_null(statement, ++place));

        private void Check(int code)
        {
            if (code != raw.SQLITE_OK)
                SqliteException.ThrowExceptionForRC(code, connection.Handle);
        }
    }
}
