using Microsoft.Extensions.Configuration;

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
}

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
