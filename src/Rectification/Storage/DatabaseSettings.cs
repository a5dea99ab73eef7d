using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Rectification.Storage;

/// <summary>Which database this installation uses: <c>Database:Provider</c>, <c>Database:Path</c>, <c>ConnectionStrings:Main</c>.</summary>
/// <param name="Path">The SQLite file; relative paths are the caller's.</param>
/// <param name="ConnectionString">For PostgreSQL.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string Path, string ConnectionString)
{
    public static DatabaseSettings From(IConfiguration configuration)
    {
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new InvalidOperationException($"Database:Provider is '{name}'; known are Sqlite and Postgres.");
        var connection = configuration["ConnectionStrings:Main"] ?? "";
        if (provider == DatabaseProvider.Postgres && connection.Length == 0)
            throw new InvalidOperationException("Database:Provider is Postgres, but ConnectionStrings:Main is missing.");
        return new(provider, System.IO.Path.GetFullPath(configuration["Database:Path"] ?? "data/rectification.db"), connection);
    }

    /// <summary>
    /// The connection as this program uses it, where the string doesn't say otherwise: the few statements of the hot path are prepared once a connection,
    /// and nothing needs resetting because nothing is set.
    /// </summary>
    public DatabaseSettings Tuned()
    {
        if (Provider != DatabaseProvider.Postgres)
            return this;
        var connection = new NpgsqlConnectionStringBuilder(ConnectionString);
        if (connection.MaxAutoPrepare == 0)
            (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (200, 2);
        connection.NoResetOnClose = true;
        return this with { ConnectionString = connection.ConnectionString };
    }
}

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
