using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Tests.Storage;
using Rectification.Workflow;

[assembly: AssemblyFixture(typeof(Rectification.Tests.TestRun))]

namespace Rectification.Tests;

/// <summary>Lasts as long as the run.</summary>
public sealed class TestRun : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestDatabases.DropTemplates();
}

/// <summary>A database with the demonstration street and the delivered drawings, made once a provider and copied for every test.</summary>
internal static class TestDatabases
{
    public static readonly string TemplateName = LeftDatabases.NameOf("template", DateTimeOffset.UtcNow);

    private static readonly Lazy<Task<DatabaseSettings>> SqliteTemplate = new(() => Make(
        new(DatabaseProvider.Sqlite, Path.Combine(Directory.CreateTempSubdirectory("rectification-template-").FullName, "street.db"), "")));

    private static readonly Lazy<Task<DatabaseSettings>> PostgresTemplate = new(async () =>
    {
        await LeftDatabases.Drop(Server!, DateTimeOffset.UtcNow);
        await Execute($"create database {TemplateName}");
        return await Make(Postgres(TemplateName));
    });

    // One copy at a time: the server refuses a template that somebody else is copying.
    private static readonly SemaphoreSlim Copying = new(1);

    public static string? Server => Environment.GetEnvironmentVariable("RECTIFICATION_TEST_POSTGRES");

    /// <summary>The folder of the delivered drawings.</summary>
    public static string Drawings
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "RectificationWorkflow.sln")))
                    return Path.Combine(folder.FullName, "workflows");
            throw new InvalidOperationException("The tests run outside the repository.");
        }
    }

    public static async Task<DatabaseSettings> Copy(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var path = Path.Combine(Directory.CreateTempSubdirectory("rectification-test-").FullName, "street.db");
            File.Copy((await SqliteTemplate.Value).Path, path);
            return new(provider, path, "");
        }
        await PostgresTemplate.Value;
        var name = LeftDatabases.NameOf("test", DateTimeOffset.UtcNow);
        await Copying.WaitAsync();
        try
        {
            await Execute($"create database {name} template {TemplateName}");
        }
        finally
        {
            Copying.Release();
        }
        return Postgres(name);
    }

    public static async Task Drop(DatabaseSettings settings)
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Path.GetDirectoryName(settings.Path)!, recursive: true);
            return;
        }
        await using (var connection = new NpgsqlConnection(settings.ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await Execute($"drop database {NameOf(settings)} with (force)");
    }

    /// <summary>The templates go when the last test is done.</summary>
    public static async Task DropTemplates()
    {
        foreach (var template in new[] { SqliteTemplate, PostgresTemplate })
            if (template is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await Drop(await template.Value);
    }

    /// <summary>For how many connections the server is at work, and how many it keeps waiting for a lock that another one holds.</summary>
    public static async Task<(int AtWork, int Locked)> Look(DatabaseSettings settings)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            with locked as (select distinct pid from pg_locks where not granted)
            select count(*) filter (where locked.pid is null), count(locked.pid)
            from pg_stat_activity as each left join locked on locked.pid = each.pid where datname = $1 and state = 'active'
            """, connection) { Parameters = { new() { Value = NameOf(settings) } } };
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return ((int)reader.GetInt64(0), (int)reader.GetInt64(1));
    }

    private static async Task<DatabaseSettings> Make(DatabaseSettings settings)
    {
        await using var given = new Given(settings, _ => { });
        await Schema.Prepare(given.Services, CancellationToken.None);
        await using (var scope = given.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
            var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            await mediator.Send(new PrepareInstallation(AsDemo: true));
            await mediator.Send(new DeployFolder(Drawings));
        }
        if (settings.Provider == DatabaseProvider.Postgres)
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            await using var connection = new SqliteConnection($"Data Source={settings.Path}");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(truncate)";
            await command.ExecuteNonQueryAsync();
            SqliteConnection.ClearPool(connection);
        }
        return settings;
    }

    private static string NameOf(DatabaseSettings settings) => new NpgsqlConnectionStringBuilder(settings.ConnectionString).Database!;

    private static DatabaseSettings Postgres(string database) =>
        new DatabaseSettings(DatabaseProvider.Postgres, "", new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20, Timeout = 60 }.ConnectionString).Tuned();

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
