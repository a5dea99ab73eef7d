using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Benchmarks;

/// <summary>Writes rows by one prepared statement, with columns and conversions taken from the model, so that it follows every change of the tables.</summary>
internal static class Bulk
{
    public static async Task Insert<T>(RectificationDb db, IEnumerable<T> rows) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties()
            .Select(property => (Name: property.GetColumnName(), Get: property.GetGetter(), property.GetTypeMapping().Converter)).ToArray();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"""
            insert into "{type.GetTableName()}" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})
            values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})
            """;
        DbParameter[] parameters = [.. columns.Select((_, i) =>
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            insert.Parameters.Add(parameter);
            return parameter;
        })];
        var isSqlite = db.Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                var value = columns[i].Get.GetClrValue(row);
                if (value is not null && columns[i].Converter is { } converter)
                    value = converter.ConvertToProvider(value);
                // EF writes ids as upper-case text on SQLite.
                parameters[i].Value = value is Guid id && isSqlite ? id.ToString().ToUpperInvariant() : value ?? DBNull.Value;
            }
            await insert.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
        await db.Database.CloseConnectionAsync();
    }
}
