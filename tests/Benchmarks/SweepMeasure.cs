using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Sweeps;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>The nightly sweep on the first of a month, when all triggers are looked for, over a million hazards and 200 communities.</summary>
internal sealed class SweepMeasure : Measure
{
    private const int Communities = 200;
    private const int GridsEach = 5;
    private const int Sites = 20_000;
    private const int Rounds = 3;

    /// <summary>Every so many-th hazard is still open.</summary>
    private const int OpenEvery = 20;

    private static readonly DateTimeOffset At = new(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public override string Name => "sweep";

    public override string What => "all triggers of 003-4 over --done hazards (1,000,000) and 200 communities (limit 40 s SQLite, 20 s PostgreSQL); floor: plain counts";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var folder = Directory.CreateTempSubdirectory("rectification-sweep-");
        List<Line> lines = [.. await On("SQLite", new(DatabaseProvider.Sqlite, Path.Combine(folder.FullName, "street.db"), ""), sizes.Done, limit: 40)];
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        if (Environment.GetEnvironmentVariable("RECTIFICATION_TEST_POSTGRES") is not { } server)
        {
            Console.WriteLine("PostgreSQL is left out: RECTIFICATION_TEST_POSTGRES names no server.");
            return lines;
        }
        var name = $"rectification_sweep_{Environment.ProcessId}";
        await Execute(server, $"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = 600 }.ConnectionString;
        try
        {
            lines.AddRange(await On("PostgreSQL", new(DatabaseProvider.Postgres, "", connection), sizes.Done, limit: 20));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await Execute(server, $"drop database {name} with (force)");
        }
        return lines;
    }

    private static async Task<IEnumerable<Line>> On(string database, DatabaseSettings settings, int hazards, double limit)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddDataProtection();
        services.AddStorage(settings);
        services.AddRectificationRooms();
        await using var provider = services.BuildServiceProvider();
        await Schema.Prepare(provider, default);
        await using (var scope = provider.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new PrepareInstallation(AsDemo: true));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: filling {hazards:N0} hazards"));
            await Fill(scope.ServiceProvider.GetRequiredService<RectificationDb>(), hazards);
        }
        var (ours, floor) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            floor.Add(await Floor(provider));
            ours.Add(await Sweep(provider));
        }
        return [new($"nightly sweep, {database}, worst of {Rounds}", ours.Max() / 1000, floor.Max() / 1000, "s", limit)];
    }

    private static async Task<double> Sweep(ServiceProvider provider)
    {
        await using var scope = provider.CreateAsyncScope();
        var street = (await scope.ServiceProvider.GetRequiredService<RectificationDb>().OrgUnits.AsNoTracking().FirstAsync(unit => unit.Kind == OrgUnitKind.Street)).Id;
        var clock = Stopwatch.StartNew();
        var found = await scope.ServiceProvider.GetRequiredService<StreetSweep>().Look(street, At, default);
        var took = clock.Elapsed.TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {found:N0} findings in {took / 1000:0.00} s"));
        return took;
    }

    /// <summary>The least that anybody must ask: how many of each kind there are, without telling which.</summary>
    private static async Task<double> Floor(ServiceProvider provider)
    {
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        var (now, month) = (At.UtcTicks, At.AddMonths(-1).UtcTicks);
        string[] counts =
        [
            $"""select count(*) from "TaskRow" where "State" = 'Open' and "ElementId" in ('issue-notice', 'record-stop-measures', 'record-fix') and "CreatedAt" < {now}""",
            $"""select count(*) from "TaskRow" where "State" = 'Open' and "ElementId" = 'revisit' and "DueAt" <= {now}""",
            $"""select count(*) from "TaskRow" where "State" = 'Open' and "ElementId" = 'report-progress' and "DueAt" <= {now}""",
            $"""select count(*) from "TaskRow" where "State" = 'Open' and "AssigneeId" is null and "CreatedAt" < {now}""",
            $"""select count(*) from (select "OwnerId" from "TaskRow" where "DueAt" > {month} and "DueAt" <= {now} group by "OwnerId" having count(*) >= 3) people""",
            $"""select count(*) from "Hazard" where "EndedAt" is null and "DeadlineMetAt" is null and "DeadlineAt" <= {now}""",
            $"""select count(*) from "Hazard" where "EndedAt" is null and "SafetyNotGuaranteedAt" <= {now}""",
            $"""select count(*) from (select "CommunityId", count(*) from "Hazard" where "DeadlineAt" <= {now} and ("EndedAt" is null or "EndedAt" >= {month}) group by "CommunityId") rates""",
            """select count(*) from "OrgUnit" where "Kind" = 'Community'""",
        ];
        await db.Database.OpenConnectionAsync();
        var clock = Stopwatch.StartNew();
        foreach (var count in counts)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandTimeout = 600;
            command.CommandText = count;
            await command.ExecuteScalarAsync();
        }
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task Fill(RectificationDb db, int hazards)
    {
        var street = (await db.OrgUnits.AsNoTracking().FirstAsync(unit => unit.Kind == OrgUnitKind.Street)).Id;
        var people = await db.Users.AsNoTracking().OrderBy(user => user.UserName).Take(40).Select(user => user.Id).ToArrayAsync();
        OrgUnit[] communities = [.. Enumerable.Range(0, Communities).Select(i => new OrgUnit { Kind = OrgUnitKind.Community, Name = $"第 {i} 社区", ParentId = street, StreetId = street })];
        OrgUnit[] grids = [.. communities.SelectMany(community => Enumerable.Range(0, GridsEach).Select(i => new OrgUnit { Kind = OrgUnitKind.Grid, Name = $"{community.Name}{i} 格", ParentId = community.Id, StreetId = street }))];
        await Bulk.Insert(db, communities);
        await Bulk.Insert(db, grids);
        Site[] sites = [.. Enumerable.Range(0, Sites).Select(i => new Site
        {
            Name = $"第 {i} 号加工点", Address = "工业路", Kind = SiteKind.Business, Category = "服装加工", StreetId = street,
            CommunityId = grids[i % grids.Length].ParentId!.Value, GridId = grids[i % grids.Length].Id, CreatedAt = At.AddYears(-2),
        })];
        await Bulk.Insert(db, sites);
        await Bulk.Insert(db, Enumerable.Range(0, hazards).Select(Hazard));
        await Bulk.Insert(db, Enumerable.Range(0, hazards).Where(i => i % OpenEvery == 0).Select(Task));
        // Half of the communities kept their ledger in the month.
        await Bulk.Insert(db, grids.Where((_, i) => i / GridsEach % 2 == 0).Select(grid => new InspectionLine
        {
            StreetId = street, CommunityId = grid.ParentId!.Value, GridId = grid.Id, PremisesId = sites[0].Id, PremisesName = sites[0].Name, Day = new(2026, 11, 12), At = At.AddDays(-18),
            InspectorId = people[0], InspectorName = "王敏", Source = HazardSource.Patrol, Result = "未发现隐患",
        }));
        await db.Database.ExecuteSqlRawAsync("analyze");

        Hazard Hazard(int i)
        {
            var site = sites[i % sites.Length];
            var registered = At.AddMinutes(-(i % 1_000_000) - 60);
            var hazard = new Hazard
            {
                CaseNumber = Number(i), Level = i % 50 == 0 ? HazardLevel.Major : HazardLevel.General, Kind = HazardKind.Fire, Category = "fire", Source = HazardSource.Patrol,
                Description = "疏散通道堆放布料", PremisesId = site.Id, PremisesName = site.Name, StreetId = street, CommunityId = site.CommunityId, GridId = site.GridId,
                RegisteredAt = registered, RegisteredById = people[0], RegisteredBy = "grid1", RegisteredByName = "王敏", RegisteredAs = Role.GridWorker,
            };
            hazard.SetDeadline(registered.AddDays(7), registered);
            if (i % OpenEvery != 0)
                hazard.End(HazardState.Closed, null, registered.AddDays(5));
            else if (i % 1000 == 0)
                hazard.MarkSafetyNotGuaranteed(registered);
            return hazard;
        }

        TaskRow Task(int i)
        {
            var site = sites[i % sites.Length];
            var (element, role) = (i / OpenEvery % 3) switch { 0 => ("issue-notice", Role.GridWorker), 1 => ("revisit", Role.GridWorker), _ => ("report-progress", Role.GridWorker) };
            var (created, person) = (At.AddMinutes(-(i % 100_000) - 60), people[i % people.Length]);
            return new()
            {
                InstanceId = Guid.CreateVersion7(), Key = 1, ProcessKey = "hazard-rectification", DefinitionVersion = 1, ElementId = element, Name = element, CaseNumber = Number(i),
                Title = "疏散通道堆放布料", PremisesName = site.Name, Level = "general", StreetId = street, CommunityId = site.CommunityId, GridId = site.GridId, PremisesId = site.Id,
                CandidateKey = new CandidateKey(role, site.GridId).ToString(), OwnerId = person, OwnerName = "王敏", AssigneeId = i % 3 == 0 ? null : person, AssigneeName = i % 3 == 0 ? null : "王敏",
                CreatedAt = created, DueAt = created.AddDays(3),
            };
        }
    }

    private static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"YH-{2024 + i / 1_000_000:0000}-{i % 1_000_000:000000}");

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
