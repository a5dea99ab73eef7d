using Npgsql;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

public sealed class LeftDatabaseTests
{
    private const string NoServer = "No PostgreSQL at hand: RECTIFICATION_TEST_POSTGRES is not set.";

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Theory]
    [InlineData("rectification_template_019bf2a3c0007000800000000000000f", true)]
    [InlineData("rectification_test_019bf2a3c0007000800000000000000f", true)]
    [InlineData("rectification_bench_019bf2a3c0007000800000000000000f", false)]
    [InlineData("rectification_test_019bf2a3c0004000800000000000000f", false)]
    [InlineData("rectification_test_019bf2a3", false)]
    [InlineData("rectification", false)]
    public void Only_names_of_test_databases_tell_a_time(string name, bool tells) => Assert.Equal(tells, LeftDatabases.MadeAt(name) is not null);

    [Fact]
    public async Task What_a_killed_run_left_is_dropped_but_nothing_young_nothing_in_use_and_nothing_of_others()
    {
        Assert.SkipWhen(TestDatabases.Server is null, NoServer);
        var server = TestDatabases.Server!;
        var (killed, inUse, young) = (LeftDatabases.NameOf("template", Now.AddDays(-2)), LeftDatabases.NameOf("test", Now.AddDays(-2)), LeftDatabases.NameOf("template", Now.AddHours(-20)));
        var other = $"rectification_other_{Guid.CreateVersion7(Now.AddDays(-2)):N}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        foreach (var name in new[] { killed, inUse, young, other })
            await Execute(connection, $"create database {name}");
        try
        {
            await using var user = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = inUse, Pooling = false }.ConnectionString);
            await user.OpenAsync();
            await Task.WhenAll(LeftDatabases.Drop(server, Now), LeftDatabases.Drop(server, Now));
            Assert.Equal(new[] { inUse, young, other }.Order(), (await Left()).Order());
        }
        finally
        {
            foreach (var name in await Left())
                await Execute(connection, $"drop database {name} with (force)");
        }

        async Task<List<string>> Left()
        {
            var names = new List<string>();
            await using var command = new NpgsqlCommand("select datname from pg_database where datname = any($1)", connection) { Parameters = { new() { Value = new[] { killed, inUse, young, other } } } };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                names.Add(reader.GetString(0));
            return names;
        }
    }

    [Fact]
    public async Task What_this_run_makes_is_known_by_its_time()
    {
        Assert.SkipWhen(TestDatabases.Server is null, NoServer);
        await using var given = await Given.Street(DatabaseProvider.Postgres);
        foreach (var name in new[] { TestDatabases.TemplateName, new NpgsqlConnectionStringBuilder(given.Settings.ConnectionString).Database! })
            Assert.InRange(LeftDatabases.MadeAt(name)!.Value, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
