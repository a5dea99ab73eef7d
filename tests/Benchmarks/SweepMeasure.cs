using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rectification.Accountability;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Sweeps;

namespace Rectification.Benchmarks;

/// <summary>The nightly sweep on the first of a month, when all triggers are looked for, and the boards, over a million hazards and 200 communities on both databases.</summary>
internal sealed class SweepMeasure : Measure
{
    private const int Rounds = 3;

    public override string Name => "sweep";

    public override string What => "all triggers of 003-4 over --done hazards (1,000,000) and 200 communities (limit 40 s SQLite, 20 s PostgreSQL), then each board (limit 100 ms); floor: the seven triggers that make up nearly all of it, counted by hand-written SQL";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var folder = Directory.CreateTempSubdirectory("rectification-sweep-");
        List<Line> lines = [];
        try
        {
            lines.AddRange(await On("SQLite", new(DatabaseProvider.Sqlite, Path.Combine(folder.FullName, "street.db"), ""), sizes, limit: 40));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
        await using var postgres = await PostgresDatabase.Create();
        if (postgres is not null)
            lines.AddRange(await On("PostgreSQL", new(DatabaseProvider.Postgres, "", postgres.ConnectionString), sizes, limit: 20));
        return lines;
    }

    private static async Task<List<Line>> On(string database, DatabaseSettings settings, Sizes sizes, double limit)
    {
        Guid community;
        var (ours, floor) = (new List<double>(), new List<double>());
        // Without a host: nobody else writes while the database is filled.
        await using (var services = Services(settings))
        {
            await Schema.Prepare(services, default);
            await using (var scope = services.CreateAsyncScope())
            {
                scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
                await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new PrepareInstallation(AsDemo: true));
                var filling = Stopwatch.StartNew();
                community = await MillionHazards.Fill(scope.ServiceProvider.GetRequiredService<RectificationDb>(), sizes.Done);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: {sizes.Done:N0} hazards filled in {filling.Elapsed.TotalSeconds:0} s"));
            }
            for (var round = 0; round < Rounds; round++)
            {
                var (expected, took) = await SweepFloor.Count(services, MillionHazards.At);
                floor.Add(took);
                ours.Add(await Sweep(services, expected));
            }
        }
        await using var host = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Production").UseSetting("Logging:LogLevel:Default", "Warning").UseSetting("Database:Provider", $"{settings.Provider}");
            _ = settings.Provider == DatabaseProvider.Sqlite ? web.UseSetting("Database:Path", settings.Path) : web.UseSetting("ConnectionStrings:Main", settings.ConnectionString);
        });
        return
        [
            new($"nightly sweep, {database}, worst of {Rounds}", ours.Max() / 1000, floor.Max() / 1000, "s", limit),
            .. await Boards(host, database, community, sizes.Rounds * 4),
        ];
    }

    private static ServiceProvider Services(DatabaseSettings settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddDataProtection();
        services.AddStorage(settings);
        services.AddRectificationRooms();
        return services.BuildServiceProvider();
    }

    /// <summary>The whole look over the street; what it finds must be as many as the floor counts.</summary>
    private static async Task<double> Sweep(IServiceProvider services, Dictionary<string, long> expected)
    {
        await using var scope = services.CreateAsyncScope();
        var street = (await scope.ServiceProvider.GetRequiredService<RectificationDb>().OrgUnits.AsNoTracking().FirstAsync(unit => unit.Kind == OrgUnitKind.Street)).Id;
        var clock = Stopwatch.StartNew();
        var found = await scope.ServiceProvider.GetRequiredService<StreetSweep>().Look(street, MillionHazards.At, MillionHazards.At, default);
        var took = clock.Elapsed.TotalMilliseconds;
        var context = await scope.ServiceProvider.GetRequiredService<StreetSweep>().Context(street, MillionHazards.At, MillionHazards.At, default);
        List<Finding> findings = [];
        foreach (var finder in scope.ServiceProvider.GetServices<IFinder>())
            findings.AddRange(await finder.Find(context, default));
        var counts = findings.CountBy(finding => finding.Trigger).ToDictionary(StringComparer.Ordinal);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {found:N0} things to do in {took / 1000:0.00} s: {string.Join(", ", counts.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key} {each.Value}"))}"));
        foreach (var (trigger, count) in expected)
            if (counts.GetValueOrDefault(trigger) != count)
                throw new InvalidOperationException($"The sweep found {counts.GetValueOrDefault(trigger)} of {trigger}; there are {count}.");
        return took;
    }

    private static async Task<List<Line>> Boards(WebApplicationFactory<Program> host, string database, Guid community, int rounds)
    {
        using var browser = host.CreateClient();
        var month = Month.Of(DateOnly.FromDateTime(MillionHazards.At.DateTime)).Add(-1);
        var token = await Street.SignIn(browser, "director1");
        List<Line> lines = [];
        foreach (var (name, path) in ((string, string)[])[("community", $"/boards/community?community={community}&month={month}"), ("safety office", $"/boards/street?month={month}"), ("leaders", $"/boards/leaders?month={month}")])
        {
            var (ours, floor) = (new List<double>(), new List<double>());
            var (working, scanning) = (TimeSpan.Zero, TimeSpan.Zero);
            for (var round = -3; round < rounds; round++)
            {
                var before = Environment.CpuUsage.TotalTime;
                var clock = Stopwatch.StartNew();
                await OpenHazards(host.Services, name == "community" ? community : null);
                var scan = clock.Elapsed.TotalMilliseconds;
                var between = Environment.CpuUsage.TotalTime;
                clock.Restart();
                await Street.PageBy(browser, path, token);
                var page = clock.Elapsed.TotalMilliseconds;
                if (round < 0)
                    continue;
                floor.Add(scan);
                ours.Add(page);
                (working, scanning) = (working + Environment.CpuUsage.TotalTime - between, scanning + between - before);
            }
            lines.AddRange(Line.OfSeries($"board of the {name}, {database}", ours, floor, limitAtP95: 100));
            // What a busy machine does not stretch; PostgreSQL's own work is not in it.
            lines.Add(new($"board of the {name}, {database}, processor", working.TotalMilliseconds / rounds, scanning.TotalMilliseconds / rounds, "ms"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  board of the {name}: {ours.Min():0} to {ours.Max():0} ms, floor {floor.Min():0} to {floor.Max():0} ms"));
        }
        return lines;
    }

    /// <summary>The least that a board must ask: one scan of what is open.</summary>
    private static async Task OpenHazards(IServiceProvider services, Guid? community)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""select "CommunityId", count(*) from "Hazard" where "StreetId" = @street and "EndedAt" is null{(community is null ? "" : """ and "CommunityId" = @community""")} group by "CommunityId" """;
        Add("@street", (await db.OrgUnits.AsNoTracking().FirstAsync(unit => unit.Kind == OrgUnitKind.Street)).Id);
        if (community is { } id)
            Add("@community", id);
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            reader.GetInt64(1);

        void Add(string name, Guid id)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, db.Database.IsSqlite() ? id.ToString().ToUpperInvariant() : id);
            command.Parameters.Add(parameter);
        }
    }
}
