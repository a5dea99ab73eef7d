using System.Globalization;
using Npgsql;

namespace Rectification.Tests.Storage;

/// <summary>
/// What runs that were killed left on the server. A name tells when its database was made; no run takes a day, so what is older belongs to nobody,
/// and what somebody is connected to all the same stays: the server refuses to drop it.
/// </summary>
internal static class LeftDatabases
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);

    /// <summary>A name that nobody else has, with the time in it.</summary>
    /// <param name="kind"><c>template</c> or <c>test</c>.</param>
    public static string NameOf(string kind, DateTimeOffset madeAt) => $"rectification_{kind}_{Guid.CreateVersion7(madeAt):N}";

    /// <summary>When the database of this name was made; null when the name is not one of <see cref="NameOf"/>.</summary>
    public static DateTimeOffset? MadeAt(string name) =>
        name.Split('_') is ["rectification", "template" or "test", var id] && Guid.TryParseExact(id, "N", out var guid) && guid.Version == 7
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(id.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : null;

    public static async Task Drop(string server, DateTimeOffset now)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        var left = new List<string>();
        await using (var command = new NpgsqlCommand("select datname from pg_database where datname like 'rectification\\_%'", connection))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                if (MadeAt(reader.GetString(0)) < now - LongestRun)
                    left.Add(reader.GetString(0));
        foreach (var name in left)
        {
            await using var drop = new NpgsqlCommand($"drop database if exists {name}", connection);
            try
            {
                await drop.ExecuteNonQueryAsync();
            }
            catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.ObjectInUse or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InternalError)
            {
                // Somebody is connected to it, or another run that began just now drops it.
            }
        }
    }
}
