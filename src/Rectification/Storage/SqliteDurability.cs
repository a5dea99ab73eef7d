using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rectification.Storage;

/// <summary>What was answered 'done' survives a power cut: write-ahead log, synced at every commit. The writer's log goes into the file in one write before that (<see cref="GatheringVfs"/>).</summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    private const string Pragmas = "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=10000; pragma foreign_keys=on;";

    public static void Set(DbConnection connection) => Execute(connection, Pragmas);

    public static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
