using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Storage;

/// <summary>Opens what a command's run reads and writes through, for the database at hand. Singleton.</summary>
public sealed class Transports(DatabaseSettings settings, IServiceProvider services)
{
    public DatabaseProvider Provider => settings.Provider;

    internal Transport Open() => settings.Provider == DatabaseProvider.Sqlite
        ? new SqliteTransport(services.GetRequiredService<SqliteWriter>())
        : new PostgresTransport(settings);
}
