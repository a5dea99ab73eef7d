using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Storage;

/// <summary>Opens what a command's run reads and writes through, for the database at hand. Singleton.</summary>
public class Transports(DatabaseSettings settings, IServiceProvider services)
{
    public DatabaseProvider Provider => settings.Provider;

    /// <summary>Whether a query finds anything; without a context, because loops ask it all the time.</summary>
    internal async Task<bool> IsThere(string sql, object?[] values, CancellationToken ct)
    {
        await using var transport = Open();
        var found = false;
        await transport.Ask([new(sql, binder =>
        {
            foreach (var value in values)
                RowValues.Any(binder, value);
        }, _ => found = true)], ct);
        return found;
    }

    // Virtual so that tests can put faults between a command and its database.
    internal virtual Transport Open() => settings.Provider == DatabaseProvider.Sqlite
        ? new SqliteTransport(services.GetRequiredService<SqliteWriter>())
        : new PostgresTransport(settings, services.GetRequiredService<PostgresWriter>());
}
