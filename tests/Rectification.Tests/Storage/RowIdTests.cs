using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Rectification.Tests.Storage;

/// <summary>What commands write is one tree a table on SQLite.</summary>
public sealed class RowIdTests
{
    private const string Before = "20261126160501_CaseOfInstance";

    private static readonly string[] Rebuilt = ["CaseRow", "OutboxMessage", "SubscriptionRow", "TaskExclusion", "TimerRow"];

    private static readonly string[] All = ["CaseRow", "Notification", .. Rebuilt[1..]];

    [Fact]
    public async Task The_database_has_no_row_ids_where_the_model_says_so_and_nowhere_else()
    {
        await using var given = await Given.Street();
        var said = await given.Read(db => Task.FromResult(db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .Where(table => table["Sqlite:WithoutRowId"] is true).Select(table => table.Name).Order(StringComparer.Ordinal).ToList()));
        Assert.Equal(All, said);
        Assert.Equal(said, await WithoutRowIds(given));
    }

    [Fact]
    public async Task Rows_and_indices_come_through_the_rebuilding()
    {
        await using var given = await Given.Street();
        await Execute(given, Samples);
        var now = await Shape(given);
        var rows = await Rows(given);
        await Migrate(given, Before);
        Assert.Empty(await WithoutRowIds(given));
        Assert.Equal(rows, await Rows(given));
        Assert.NotEqual(now, await Shape(given));
        await Migrate(given, null);
        Assert.Equal(All, await WithoutRowIds(given));
        Assert.Equal(rows, await Rows(given));
        Assert.Equal(now, await Shape(given));
        Assert.All(Rebuilt, table => Assert.True(rows.Count(row => row.StartsWith($"{table}:", StringComparison.Ordinal)) > 1, table));
    }

    [Fact]
    public async Task A_table_that_EF_rebuilds_later_stays_without_row_ids()
    {
        await using var given = await Given.Street();
        var sql = await given.Read(db => Task.FromResult(db.GetService<IMigrationsSqlGenerator>().Generate(
            [new AlterColumnOperation { Table = "TimerRow", Name = "LeasedBy", ClrType = typeof(string), IsNullable = true, OldColumn = new AddColumnOperation { ClrType = typeof(string) } }],
            db.GetService<IDesignTimeModel>().Model).Select(command => command.CommandText).ToList()));
        Assert.Contains("WITHOUT ROWID", Assert.Single(sql, text => text.StartsWith("CREATE TABLE", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_only_says_so_is_refused()
    {
        await using var given = await Given.Street();
        var alter = new AlterTableOperation { Name = "TaskRow" };
        alter.AddAnnotation("Sqlite:WithoutRowId", true);
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => given.Read(db => Task.FromResult(db.GetService<IMigrationsSqlGenerator>().Generate([alter], null))));
        Assert.Contains("TaskRow", refused.Message, StringComparison.Ordinal);
    }

    // Two of each, with every column that may be empty once filled and once not.
    private const string Samples = """
        insert into TaskExclusion (TaskId, UserId, Reason) values ('T1', 'U1', '您已填写本表'), ('T1', 'U2', '');
        insert into TimerRow (Id, Kind, InstanceId, Key, TaskId, ElementId, CaseNumber, StreetId, DueAt, Stage, LeasedUntil, LeasedBy, Attempts, ProcessKey)
        values ('M1', 'Token', 'I1', 7, null, 'late', 'YH-1', 'S', 639000000000000000, 0, null, null, 0, null),
            ('M2', 'Start', 'I2', 1, 'T1', 'begin', '', 'S', 3155378975999999999, 2, 5, 'host', 3, 'monthly');
        insert into SubscriptionRow (Id, InstanceId, Key, ElementId, MessageName, CorrelationKey) values ('B1', 'I1', 1, 'wait', '整改完成', 'YH-1'), ('B2', 'I2', 2, 'wait', 'm', 'k');
        insert into CaseRow (CaseNumber, Kind, Title, ProcessKey, InstanceId, DefinitionVersion, PremisesName, Level, StreetId, CommunityId, GridId, PremisesId, OpenedAt, ClosedAt, JournalCount, JournalHash, Version)
        values ('YH-1', 'Hazard', '灭火器压力不足', 'p', 'I1', 3, '小吃店', 'major', 'S', 'C', 'G', 'P', 1, 2, 3, 'h', 4), ('LC-1', 'Other', '', 'p', null, 0, '', '', 'S', null, null, null, 1, null, 0, '', 0);
        insert into OutboxMessage (Id, Key, Kind, Payload, StreetId, CaseNumber, CreatedAt, NotBefore, Attempts, SentAt, LastError, LeasedUntil)
        values ('O2', 'a', 'mail', '{}', 'S', 'YH-1', 1, 2, 3, 4, '断线', 5), ('O1', 'b', 'mail', '{}', 'S', null, 1, 2, 0, null, null, null);
        """;

    private static Task<int> Migrate(Given given, string? target) => given.Read(async db =>
    {
        await db.GetService<IMigrator>().MigrateAsync(target);
        return 0;
    });

    private static Task<List<string>> WithoutRowIds(Given given) =>
        Lines(given, "select name from pragma_table_list where schema = 'main' and type = 'table' and wr = 1 order by name");

    /// <summary>Columns of the tables without regard to their order, and the indices.</summary>
    private static async Task<List<string>> Shape(Given given)
    {
        var shape = await Lines(given, "select sql from sqlite_master where type = 'index' and sql is not null order by name");
        foreach (var table in Rebuilt)
            shape.AddRange(await Lines(given, $"""select '{table}' || '.' || name || ' ' || type || ' ' || "notnull" || ' ' || pk from pragma_table_info('{table}') order by name"""));
        return shape;
    }

    private static async Task<List<string>> Rows(Given given)
    {
        List<string> all = [];
        foreach (var table in Rebuilt)
        {
            var columns = await Lines(given, $"select name from pragma_table_info('{table}') order by name");
            all.AddRange(await Lines(given, $"""select '{table}: ' || {string.Join(" || '|' || ", columns.Select(column => $"quote(\"{column}\")"))} as row from "{table}" order by row"""));
        }
        return all;
    }

    private static async Task<List<string>> Lines(Given given, string sql)
    {
        List<string> lines = [];
        await using var connection = await Open(given);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }

    private static async Task Execute(Given given, string sql)
    {
        await using var connection = await Open(given);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<SqliteConnection> Open(Given given)
    {
        var connection = new SqliteConnection($"Data Source={given.Settings.Path};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
