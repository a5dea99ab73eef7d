using Npgsql;

namespace Rectification.Benchmarks;

/// <summary>A database of its own on the server that <c>RECTIFICATION_TEST_POSTGRES</c> names; dropped at the end.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string server;

    private PostgresDatabase(string server, string connectionString) => (this.server, ConnectionString) = (server, connectionString);

    public string ConnectionString { get; }

    /// <summary>Null when no server is at hand.</summary>
    public static async Task<PostgresDatabase?> Create()
    {
        if (Environment.GetEnvironmentVariable("RECTIFICATION_TEST_POSTGRES") is not { Length: > 0 } server)
        {
            Console.WriteLine("No PostgreSQL: set RECTIFICATION_TEST_POSTGRES to a connection string of somebody who may create databases.");
            return null;
        }
        var name = $"rectification_bench_{Guid.NewGuid():N}";
        await Execute(server, $"create database {name}");
        return new(server, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Execute(server, $"drop database if exists {new NpgsqlConnectionStringBuilder(ConnectionString).Database} with (force)");
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
