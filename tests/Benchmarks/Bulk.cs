using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rectification.Storage;

namespace Rectification.Benchmarks;

/// <summary>Writes many rows at once, with columns and conversions taken from the model, so that it follows every change of the tables: by COPY on PostgreSQL, by one prepared statement on SQLite.</summary>
internal static class Bulk
{
    /// <param name="withoutIndices">Drops the table's indices first and builds them afterwards: a million rows in minutes less.</param>
    public static async Task Insert<T>(RectificationDb db, IEnumerable<T> rows, bool withoutIndices = false) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = type.GetTableName()!;
        Column[] columns = [.. type.GetProperties().Select(property =>
            new Column(property.GetColumnName(), row => property.GetGetter().GetClrValue(row), property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider : value => value))];
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var indices = withoutIndices ? await DropIndices(connection, table) : [];
        if (connection is NpgsqlConnection postgres)
            await Copy(postgres, table, columns, rows);
        else
            await Prepared(connection, table, columns, rows);
        foreach (var index in indices)
            await Execute(connection, index);
        await db.Database.CloseConnectionAsync();
    }

    private static async Task Copy<T>(NpgsqlConnection connection, string table, Column[] columns, IEnumerable<T> rows) where T : class
    {
        await using var import = await connection.BeginBinaryImportAsync($"copy \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) from stdin (format binary)");
        foreach (var row in rows)
        {
            await import.StartRowAsync();
            foreach (var column in columns)
                if (column.Value(row) is { } value)
                    await import.WriteAsync(value);
                else
                    await import.WriteNullAsync();
        }
        await import.CompleteAsync();
    }

    private static async Task Prepared<T>(DbConnection connection, string table, Column[] columns, IEnumerable<T> rows) where T : class
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"""
            insert into "{table}" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})
            values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})
            """;
        DbParameter[] parameters = [.. columns.Select((_, i) =>
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            insert.Parameters.Add(parameter);
            return parameter;
        })];
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                // EF writes ids as upper-case text on SQLite.
                parameters[i].Value = columns[i].Value(row) switch { Guid id => id.ToString().ToUpperInvariant(), null => DBNull.Value, var value => value };
            await insert.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    /// <summary>Returns what builds them again; the primary key and what holds a row to be the only one stay.</summary>
    private static async Task<List<string>> DropIndices(DbConnection connection, string table)
    {
        await using var ask = connection.CreateCommand();
        ask.CommandText = connection is NpgsqlConnection
            ? $"select indexname, indexdef from pg_indexes where tablename = '{table}' and indexdef not like 'CREATE UNIQUE%'"
            : $"select name, sql from sqlite_master where type = 'index' and tbl_name = '{table}' and sql is not null and sql not like 'CREATE UNIQUE%'";
        var found = new List<(string Name, string Sql)>();
        await using (var reader = await ask.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                found.Add((reader.GetString(0), reader.GetString(1)));
        foreach (var (name, _) in found)
            await Execute(connection, $"drop index \"{name}\"");
        return found.ConvertAll(index => index.Sql);
    }

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 600);
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Column(string Name, Func<object, object?> Get, Func<object?, object?> Convert)
    {
        public object? Value(object row) => Get(row) is { } value ? Convert(value) : null;
    }
}
