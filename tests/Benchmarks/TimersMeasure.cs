using System.Diagnostics;
using System.Globalization;
using MediatR;
using Npgsql;
using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>A hundred thousand deadlines fall due at one instant; two hosts in processes of their own share them out.</summary>
internal sealed class TimersMeasure : Measure
{
    private const string Drawing = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="rectification">
          <process id="waiting" name="等候" isExecutable="true">
            <startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
            <intermediateCatchEvent id="wait" name="到期"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">P300D</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <sequenceFlow id="f2" sourceRef="wait" targetRef="end" /><endEvent id="end" />
          </process>
        </definitions>
        """;

    /// <summary>Not those of the demonstration street's own cases, which are armed anew when they fire.</summary>
    private const string Made = "\"CaseNumber\" like 'TM-%'";

    public override string Name => "timers";

    public override string What => "100,000 timers (--timers N) due at once, drained by two hosts on PostgreSQL (at least 1,500/s, none twice, none lost); floor: hand-written SQL popping a hundred a transaction";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        if (await PostgresDatabase.Create() is not { } postgres)
            return [];
        await using (postgres)
        {
            await using (var street = await Street.Open(new(0, 0, 0), postgres, keepDatabase: true))
                await Fill(street, postgres, sizes.Timers);
            await using var one = await BuiltApp.Start(postgres);
            await using var other = await BuiltApp.Start(postgres);
            await using var connection = new NpgsqlConnection(postgres.ConnectionString);
            await connection.OpenAsync();
            await Execute(connection, $"""update "TimerRow" set "DueAt" = {DateTimeOffset.UtcNow.UtcTicks} where {Made}""");
            var (clock, told) = (Stopwatch.StartNew(), 1);
            while (await Count(connection, $"""select count(*) from "TimerRow" where {Made}""") is > 0 and var left && clock.Elapsed < TimeSpan.FromMinutes(5))
            {
                if (clock.Elapsed.TotalSeconds > told)
                    Console.WriteLine($"{told++} s: {left:N0} left");
                await Task.Delay(250);
            }
            var perSecond = sizes.Timers / clock.Elapsed.TotalSeconds;
            var fired = await Count(connection, """select count(*) from "JournalRow" where "ProcessKey" = 'waiting' and "Data" like '%TimerFired%'""");
            var cases = await Count(connection, """select count(distinct "CaseNumber") from "JournalRow" where "ProcessKey" = 'waiting' and "Data" like '%TimerFired%'""");
            var running = await Count(connection, """select count(*) from "InstanceRow" where "DefinitionKey" = 'waiting'""");
            Console.WriteLine($"fired {fired:N0} times in {cases:N0} cases, {running:N0} still wait");
            return
            [
                new("timers/s, two hosts on PostgreSQL", perSecond, await Floor(postgres, sizes.Timers), "1/s", Least: 1_500),
                new("timers fired twice", fired - cases, 0, "", 0),
                new("timers lost", sizes.Timers - cases, 0, "", 0),
            ];
        }
    }

    /// <summary>One instance started as ever, and copied by SQL.</summary>
    private static async Task Fill(Street street, PostgresDatabase postgres, int timers)
    {
        var designer = await street.Actor("designer1");
        string number;
        await using (var scope = street.As(designer))
        {
            var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            await mediator.Send(new DeployDefinition(Drawing));
        }
        await using (var scope = street.As(designer))
            number = (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new StartInstance("waiting", Variables.Empty))).Value.CaseNumber;
        Console.WriteLine($"Copying {timers:N0} waiting processes");
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await Execute(connection, $"""
            create temp table made as select i, gen_random_uuid() as id, 'TM-2026-' || lpad(i::text, 6, '0') as number from generate_series(1, {timers}) i;
            """);
        await Copy(connection, "CaseRow", $"\"CaseNumber\" = '{number}'", ("CaseNumber", "number"), ("InstanceId", "id"), ("JournalCount", "0"), ("JournalHash", "''"));
        await Copy(connection, "InstanceRow", $"\"CaseNumber\" = '{number}'", ("Id", "id"), ("CaseNumber", "number"));
        await Copy(connection, "TimerRow", $"\"CaseNumber\" = '{number}'", ("Id", "gen_random_uuid()"), ("InstanceId", "id"), ("CaseNumber", "number"));
        foreach (var table in new[] { "TimerRow", "InstanceRow", "CaseRow", "JournalRow" })
            await Execute(connection, $"""delete from "{table}" where "CaseNumber" = '{number}'""");
        await Execute(connection, "analyze");
    }

    private static async Task Copy(NpgsqlConnection connection, string table, string where, params (string Column, string Value)[] changed)
    {
        var columns = new List<string>();
        await using (var command = new NpgsqlCommand($"select column_name from information_schema.columns where table_name = '{table}'", connection))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                columns.Add(reader.GetString(0));
        var values = columns.Select(column => changed.FirstOrDefault(each => each.Column == column).Value ?? $"one.\"{column}\"");
        await Execute(connection, $"""insert into "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) select {string.Join(", ", values)} from "{table}" one, made where {where.Replace("\"CaseNumber\"", "one.\"CaseNumber\"", StringComparison.Ordinal)}""");
    }

    private static async Task<double> Floor(PostgresDatabase postgres, int timers)
    {
        await using (var connection = new NpgsqlConnection(postgres.ConnectionString))
        {
            await connection.OpenAsync();
            await Execute(connection, $"""
                create table f_timer(id bigint primary key, due bigint not null);
                create index f_timer_due on f_timer(due, id);
                create table f_instance(id bigint primary key, state text not null);
                create table f_history(instance bigint primary key, body text not null);
                insert into f_timer select i, i from generate_series(1, {timers}) i;
                insert into f_instance select i, repeat('x', 600) from generate_series(1, {timers}) i;
                analyze f_timer;
                """);
        }
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(postgres.ConnectionString);
            await connection.OpenAsync();
            int popped;
            do
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await using var pop = new NpgsqlCommand("""
                    with popped as (delete from f_timer where id in (select id from f_timer order by due, id limit 100 for update skip locked) returning id),
                    ended as (delete from f_instance where id in (select id from popped) returning id)
                    insert into f_history select id, repeat('x', 600) from ended
                    """, connection);
                popped = await pop.ExecuteNonQueryAsync();
                await transaction.CommitAsync();
            }
            while (popped > 0);
        })));
        return timers / clock.Elapsed.TotalSeconds;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> Count(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
