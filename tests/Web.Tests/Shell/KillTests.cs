using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Web.Tests.Shell;

/// <summary>What was answered 'done' is there after a kill, and nothing is ever found between two states.</summary>
public sealed class KillTests
{
    private const int Kills = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A task with a due time and a timer side by side, so that the loops are at work whenever the kill comes.
    internal const string Drawing = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d">
          <bpmn:process id="killed" name="中断演练" isExecutable="true">
            <bpmn:startEvent id="start" />
            <bpmn:parallelGateway id="fork" />
            <bpmn:userTask id="first"><bpmn:extensionElements>
              <zeebe:assignmentDefinition candidateGroups="SafetyOfficer@street" /><zeebe:taskSchedule dueDate="=now() + duration(&quot;PT1S&quot;)" />
            </bpmn:extensionElements></bpmn:userTask>
            <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration>="PT0.3S"</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:userTask id="second"><bpmn:extensionElements>
              <zeebe:assignmentDefinition candidateGroups="SafetyOfficer@street" />
            </bpmn:extensionElements></bpmn:userTask>
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork" />
            <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="first" />
            <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="wait" />
            <bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="second" />
            <bpmn:sequenceFlow id="f5" sourceRef="first" targetRef="end" />
            <bpmn:sequenceFlow id="f6" sourceRef="second" targetRef="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    private readonly ConcurrentBag<Guid> completed = [];
    private readonly ConcurrentBag<string> opened = [];
    private readonly ConcurrentBag<string> registered = [];

    [Fact]
    public async Task Killed_at_twenty_random_moments_it_comes_back_with_all_it_promised()
    {
        var folder = Directory.CreateTempSubdirectory("rectification-kill-");
        var path = Path.Combine(folder.FullName, "rectification.db");
        var (designer, officer, gridWorker) = ("", "", "");
        var site = Guid.Empty;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var host = await KilledHost.OnFile(path);
            if (kill == 0)
            {
                (designer, officer, gridWorker) = (await host.SignIn("designer1"), await host.SignIn("safety1"), await host.SignIn("grid1"));
                using var client = host.Client(designer);
                using var drawing = new StringContent(Drawing, Encoding.UTF8, "application/xml");
                Assert.Equal(System.Net.HttpStatusCode.Created, (await client.PostAsync("/api/v1/definitions", drawing)).StatusCode);
                using var reader = host.Client(gridWorker);
                site = (await reader.GetFromJsonAsync<JsonElement>("/api/v1/premises?take=1")).GetProperty("items")[0].GetProperty("id").GetGuid();
            }
            using var stop = new CancellationTokenSource();
            Task[] work = [Open(host, designer, stop.Token), Complete(host, officer, stop.Token), Complete(host, officer, stop.Token), Register(host, gridWorker, site, stop.Token)];
            // A cold program answers slowly; the kill comes at any moment once it is at work.
            var before = completed.Count;
            for (var watch = Stopwatch.StartNew(); completed.Count == before && watch.Elapsed < Patience;)
                await Task.Delay(5);
            await Task.Delay(Random.Shared.Next(0, 400));
            host.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(work);
            await Check(path);
        }
        Assert.True(completed.Count >= Kills && opened.Count >= Kills && !registered.IsEmpty,
            $"Too little happened to prove anything: {completed.Count} completed, {opened.Count} opened, {registered.Count} registered.");
        folder.Delete(recursive: true);
    }

    /// <summary>The database as the kill left it, looked at before anything could mend it.</summary>
    private async Task Check(string path)
    {
        await LookInto(new DatabaseSettings(DatabaseProvider.Sqlite, path, ""), async services =>
        {
            Assert.Empty(await services.GetRequiredService<Verifier>().Run(CancellationToken.None));
            var db = services.GetRequiredService<RectificationDb>();
            var done = (await db.Tasks.Where(task => task.State == TaskState.Done).Select(task => task.Id).ToListAsync()).ToHashSet();
            Assert.All(completed, id => Assert.Contains(id, done));
            var cases = (await db.Cases.Select(row => row.CaseNumber).ToListAsync()).ToHashSet();
            Assert.All(opened.Concat(registered), number => Assert.Contains(number, cases));
        });
        SqliteConnection.ClearAllPools();
    }

    /// <summary>Without a host: the parts of the system on a database as it is.</summary>
    internal static async Task LookInto(DatabaseSettings settings, Func<IServiceProvider, Task> look)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddStorage(settings);
        services.AddRectificationRooms();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await look(scope.ServiceProvider);
    }

    private Task Open(KilledHost host, string token, CancellationToken stop) => Again(host, token, async client =>
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/instances", new { definition = "killed", variables = new { } }, stop);
        if (answer.IsSuccessStatusCode)
            opened.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("caseNumber").GetString()!);
    }, stop);

    private Task Complete(KilledHost host, string token, CancellationToken stop) => Again(host, token, async client =>
    {
        var page = await client.GetFromJsonAsync<JsonElement>("/api/v1/tasks?box=claimable&take=20", stop);
        foreach (var task in page.GetProperty("items").EnumerateArray().Where(task => task.GetProperty("process").GetString() == "killed"))
        {
            var id = task.GetProperty("id").GetGuid();
            using var answer = await client.PostAsJsonAsync($"/api/v1/tasks/{id}/complete", new { variables = new { } }, stop);
            if (answer.IsSuccessStatusCode)
                completed.Add(id);
        }
    }, stop);

    private Task Register(KilledHost host, string token, Guid site, CancellationToken stop) => Again(host, token, async client =>
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/hazards",
            new { premisesId = site, level = "general", category = "消防安全", description = "安全出口堆放杂物，需要清理" }, stop);
        if (answer.IsSuccessStatusCode)
            registered.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("caseNumber").GetString()!);
    }, stop);

    /// <summary>Over and over, until the host is gone.</summary>
    private static async Task Again(KilledHost host, string token, Func<HttpClient, Task> step, CancellationToken stop)
    {
        using var client = host.Client(token);
        try
        {
            while (!stop.IsCancellationRequested)
                await step(client);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
        }
    }
}
