using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Hazards;
using Rectification.Storage;
using Rectification.Web.Tests.Api;
using Rectification.Workflow;

namespace Rectification.Web.Tests.Shell;

/// <summary>
/// Two real hosts on one PostgreSQL, killed at random under load: what was accepted is there, once, and the timers of the dead are taken over.
/// <c>RECTIFICATION_HOSTS_SECONDS=60</c> for longer than the tests take it; a failure tells its seed, and <c>RECTIFICATION_HOSTS_SEED</c> draws the same
/// victims, pauses and choices again (what the machine does in between is its own).
/// </summary>
public sealed class TwoHostsTests
{
    private const int Openers = 4;
    private const int Completers = 4;
    private const string SeedVariable = "RECTIFICATION_HOSTS_SEED";

    private static readonly TimeSpan TakenOverWithin = TimeSpan.FromSeconds(30);

    // How long after a process of the drawing began its timer falls due, and a little.
    private static readonly TimeSpan TimerOfDrawing = TimeSpan.FromSeconds(0.5);

    // Between two requests of one client, so that the hosts are busy but not flooded.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(40);

    private readonly ConcurrentDictionary<Guid, int> completed = new();
    private readonly ConcurrentDictionary<string, string> registered = new();
    private readonly ConcurrentBag<string> started = [];
    private readonly Dictionary<string, string> tokens = [];
    private TwoHosts hosts = null!;
    private Guid premises;

    [Fact]
    public async Task Killed_at_random_under_load_two_hosts_lose_nothing_and_do_nothing_twice()
    {
        var server = Environment.GetEnvironmentVariable("RECTIFICATION_TEST_POSTGRES");
        Assert.SkipWhen(server is null, "No PostgreSQL at hand: RECTIFICATION_TEST_POSTGRES is not set.");
        var during = TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("RECTIFICATION_HOSTS_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 10);
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        try
        {
            await using (hosts = await TwoHosts.Start(server!))
                await Killed(seed, during);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{SeedVariable}={seed} draws the same again. {fault.Message}", fault);
        }
    }

    private async Task Killed(int seed, TimeSpan during)
    {
        await Prepare();
        using var stop = new CancellationTokenSource();
        Task[] clients =
        [
            .. Enumerable.Range(0, Openers).Select(each => Client("grid1", new(seed + 1 + each), api => Open(api, each), stop.Token)),
            .. Enumerable.Range(0, Completers).Select(each => Completer(each % 2 == 0 ? "safety1" : "grid1", new(seed + 1 + Openers + each), stop.Token)),
        ];
        await hosts.Trouble(new(seed), during, () => IsEnough);
        // The one that is left finishes what the dead had begun.
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        await KillTests.LookInto(new DatabaseSettings(DatabaseProvider.Postgres, "", hosts.ConnectionString).Tuned(), Reckon);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {Told}");
    }

    /// <summary>Less than this would prove nothing.</summary>
    private bool IsEnough => hosts.Kills >= 3 && completed.Count > 20 && registered.Count > 5 && started.Count > 5;

    private string Told => $"{hosts.Kills} kills, {completed.Count} completed, {registered.Count} registered, {started.Count} started";

    private async Task Prepare()
    {
        foreach (var user in new[] { "designer1", "grid1", "safety1" })
            tokens[user] = await hosts.First.SignIn(user);
        using var designer = hosts.First.Client(tokens["designer1"]);
        using var drawing = new StringContent(KillTests.Drawing, Encoding.UTF8, "application/xml");
        (await designer.Send(HttpMethod.Post, "/definitions", drawing)).Ok(HttpStatusCode.Created);
        using var reader = hosts.First.Client(tokens["grid1"]);
        premises = (await reader.Get("/premises?take=1")).Items[0].GetProperty("id").GetGuid();
    }

    /// <summary>Registers a hazard until it is told its number, at whichever host answers; every other time a process with a timer begins, too.</summary>
    private async Task Open(Func<string?, Api> api, int client)
    {
        var key = $"{client}-{Guid.NewGuid():N}";
        for (var isTold = false; !isTold;)
            isTold = await api(null)(async call =>
            {
                var answer = await call.Post("/hazards", new { premisesId = premises, level = "onTheSpot", category = "消防安全", description = $"安全出口堆放杂物，需要清理 {key}" }, key);
                Assert.True(answer.Status == HttpStatusCode.Created, $"{answer.Text}\n{hosts.Log}");
                registered[key] = answer["caseNumber"].GetString()!;
            });
        await api("designer1")(async call => started.Add((await call.Post("/instances", new { definition = "killed", variables = new { } })).Ok(HttpStatusCode.Created)["caseNumber"].GetString()!));
    }

    private Task Completer(string user, Random chance, CancellationToken stop) => Client(user, chance, api => Complete(api, chance), stop);

    private async Task Complete(Func<string?, Api> api, Random chance)
    {
        var tasks = Array.Empty<JsonElement>();
        await api(null)(async call => tasks = (await call.Get("/tasks?box=claimable&take=20")).Ok().Items);
        chance.Shuffle(tasks);
        foreach (var task in tasks.Take(4))
        {
            var (id, element) = (task.GetProperty("id").GetGuid(), task.GetProperty("elementId").GetString());
            if (element is not ("record-fix" or "first" or "second"))
                continue;
            await api(null)(async call =>
            {
                var form = (await call.Get($"/tasks/{id}"))["form"];
                var values = element == "record-fix" ? FormFilling.Fill(form, "fixed", DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8))) : [];
                var answer = await call.Post($"/tasks/{id}/complete", new { variables = values });
                if (answer.Status == HttpStatusCode.OK)
                    completed.AddOrUpdate(id, 1, (_, count) => count + 1);
                else
                    answer.Refused(409);
            });
        }
    }

    /// <summary>What is there in the end, against what was answered.</summary>
    private async Task Reckon(IServiceProvider services)
    {
        var db = services.GetRequiredService<RectificationDb>();
        var due = DateTimeOffset.UtcNow + TakenOverWithin;
        // Also those of the processes begun at the very end.
        for (var past = DateTimeOffset.UtcNow + TimerOfDrawing; await db.Timers.AnyAsync(timer => timer.DueAt < past);)
        {
            Assert.True(DateTimeOffset.UtcNow < due, "A timer of a dead host was not taken over.");
            await Task.Delay(100);
        }
        Assert.Empty(await services.GetRequiredService<Verifier>().Run(CancellationToken.None));
        Assert.True(IsEnough, $"Too little happened to prove anything: {Told}.");

        Assert.All(completed, each => Assert.Equal(1, each.Value));
        var done = (await db.Tasks.Where(task => task.State == TaskState.Done).Select(task => task.Id).ToListAsync()).ToHashSet();
        Assert.Superset(completed.Keys.ToHashSet(), done);
        var told = (await db.Journal.Where(row => row.What == "task.completed").Select(row => row.Data).ToListAsync())
            .CountBy(data => JsonDocument.Parse(data).RootElement.GetProperty("id").GetGuid()).ToDictionary();
        Assert.All(done, id => Assert.Equal(1, told.GetValueOrDefault(id)));

        var cases = (await db.Cases.Select(row => row.CaseNumber).ToListAsync()).ToHashSet();
        Assert.Superset(started.ToHashSet(), cases);
        foreach (var (key, number) in registered)
            Assert.Equal(number, await db.Hazards.Where(hazard => hazard.Description.EndsWith(key)).Select(hazard => hazard.CaseNumber).SingleAsync());

        // The second task opens when the timer beside the first one fires, 0.3 seconds after both began.
        var tasks = await db.Tasks.Where(task => task.ProcessKey == "killed").ToListAsync();
        var begun = tasks.Where(task => task.ElementId == "first").ToDictionary(task => task.CaseNumber, task => task.CreatedAt);
        Assert.All(started, number => Assert.Single(tasks, task => task.CaseNumber == number && task.ElementId == "second"));
        Assert.All(tasks.Where(task => task.ElementId == "second"), task => Assert.InRange(task.CreatedAt - begun[task.CaseNumber], TimeSpan.Zero, TakenOverWithin));
    }

    /// <summary>A call, whichever user makes it.</summary>
    private delegate Task<bool> Api(Func<HttpClient, Task> call);

    /// <summary>One client: whatever gets no answer from one host goes to another one the next time.</summary>
    private async Task Client(string user, Random chance, Func<Func<string?, Api>, Task> step, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await step(other => async call =>
            {
                using var client = hosts.Any(chance).Client(tokens[other ?? user]);
                client.Timeout = TimeSpan.FromSeconds(15);
                try
                {
                    await call(client);
                    return true;
                }
                catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
                {
                    return false;
                }
            });
            await Task.Delay(Breath, CancellationToken.None);
        }
    }
}
