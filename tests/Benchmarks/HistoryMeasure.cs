using Microsoft.Data.Sqlite;

namespace Rectification.Benchmarks;

/// <summary>The same flow on an empty database and after a million finished cases: lists and commands must not feel the past.</summary>
internal sealed class HistoryMeasure : Measure
{
    private const int Count = 1_200;
    private const int Clients = 8;

    public override string Name => "history";

    public override string What => "instances a second, 8 clients on SQLite, after 1,000,000 finished cases (--done N; at least 0.9 of the empty database); floor: ours on the empty database";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        await using var street = await Street.Open(new(0, 0, sizes.Rounds));
        var flow = await TwoSteps.Deploy(street);
        await Clocked.Crew(Clients, 2_000, _ => flow.Run());
        var empty = await Rate(flow, sizes.Rounds);
        await Fill(street.Database, sizes.Done);
        await Clocked.Crew(Clients, 500, _ => flow.Run());
        var full = await Rate(flow, sizes.Rounds);
        return [new($"instances/s after {sizes.Done:N0} finished cases", full, empty, "1/s", LeastRatio: 0.9)];
    }

    private static async Task<double> Rate(TwoSteps flow, int rounds)
    {
        List<double> rates = [];
        for (var round = 0; round < rounds; round++)
            rates.Add((await Clocked.Crew(Clients, Count, _ => flow.Run())).PerSecond);
        return rates.Order().ElementAt(rates.Count / 2);
    }

    /// <summary>Copies of a finished case with its tasks, journal and notifications, under numbers and ids of their own.</summary>
    private static async Task Fill(string database, int cases)
    {
        Console.WriteLine($"Copying {cases:N0} finished cases");
        await using var connection = new SqliteConnection($"Data Source={database};Default Timeout=300;Pooling=False");
        await connection.OpenAsync();
        await Execute(connection, "pragma synchronous = off; pragma cache_size = -400000");
        await Execute(connection, "create temp table one as select CaseNumber as number from CaseRow where ClosedAt is not null and ProcessKey = 'two-steps' order by CaseNumber limit 1");
        const int Batch = 50_000;
        for (var done = 0; done < cases; done += Batch)
        {
            await Execute(connection, $"""
                create temp table made as with recursive n(i) as (select {done} union all select i + 1 from n where i < {Math.Min(cases, done + Batch) - 1})
                    select i, 'AA-2025-' || printf('%07d', i) as number from n
                """);
            await Execute(connection, "begin immediate");
            await Copy(connection, "CaseRow", ("CaseNumber", "made.number"));
            await Copy(connection, "JournalRow", ("CaseNumber", "made.number"));
            await Copy(connection, "TaskRow", ("CaseNumber", "made.number"), ("Id", Id), ("InstanceId", Id));
            await Copy(connection, "Notification", ("CaseNumber", "made.number"), ("Id", Id), ("Key", "row.Key || made.number"));
            await Execute(connection, "commit; drop table temp.made");
        }
        await Execute(connection, "pragma wal_checkpoint(truncate)");
    }

    // Earlier than all that come, as ids by time are.
    private const string Id = "'0190' || upper(printf('%04x-%04x-7000-8000-', made.i / 65536, made.i % 65536) || substr(hex(randomblob(6)), 1, 12))";

    private static async Task Copy(SqliteConnection connection, string table, params (string Column, string Value)[] changed)
    {
        var columns = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"select name from pragma_table_info('{table}')";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                columns.Add(reader.GetString(0));
        }
        var values = columns.Select(column => changed.FirstOrDefault(each => each.Column == column).Value ?? $"row.\"{column}\"");
        // The one case's rows first: not every table finds them by an index.
        await Execute(connection, $"""
            create temp table copied as select * from "{table}" where CaseNumber = (select number from one);
            insert into "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
            select {string.Join(", ", values)} from made, copied row;
            drop table temp.copied
            """);
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
