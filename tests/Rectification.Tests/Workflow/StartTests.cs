using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>Processes that nobody starts by hand: by the clock and by signals, in a street, each in a case of its own.</summary>
public sealed class StartTests
{
    private const string Signal = """<bpmn:signal id="s" name="alarm"/>""";

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_repeating_timer_starts_the_process_each_time_and_stands_in_the_database_between(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Begun(Draw.Cycle("R2/PT1H")));
        Assert.Empty(await given.Read(db => db.Cases.Where(row => row.ProcessKey == "begun").ToListAsync()));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));

        await given.Advance(TimeSpan.FromMinutes(61));
        var first = Assert.Single(await Cases(given));
        Assert.StartsWith("LC-2026-", first.CaseNumber, StringComparison.Ordinal);
        Assert.Equal(Given.Start.AddHours(1), first.OpenedAt);
        Assert.Equal("look", Assert.Single(await given.OpenTasks(first.CaseNumber)).ElementId);
        Assert.Contains(await given.Read(db => db.Journal.Where(row => row.CaseNumber == first.CaseNumber).Select(row => row.What).ToListAsync()), what => what == "timer.started");

        await given.Advance(TimeSpan.FromHours(5));
        Assert.Equal(2, (await Cases(given)).Count);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_new_version_takes_the_timer_over_and_a_version_without_one_takes_it_away(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Begun(Draw.Timer("PT1H")));
        await given.Deploy(Begun(Draw.Timer("PT3H")));
        await given.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await Cases(given));
        await given.Advance(TimeSpan.FromHours(2));
        Assert.Equal(2, Assert.Single(await Cases(given)).DefinitionVersion);

        await given.Deploy(Begun(Draw.Cycle("R/PT1H")));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {TaskTests.Step("look", "SafetyOfficer@street")} {Draw.End()}
            start -> look -> end
            """, id: "begun"));
        await given.Advance(TimeSpan.FromHours(4));
        Assert.Single(await Cases(given));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_signal_starts_what_begins_with_it_in_the_street_where_it_was_thrown(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            <bpmn:startEvent id="start"><bpmn:signalEventDefinition signalRef="s"/></bpmn:startEvent>
            {TaskTests.Step("look", "SafetyOfficer@street")} {Draw.End()}
            start -> look -> end
            """, Signal, "begun"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {TaskTests.Step("go", "SafetyOfficer@street")} {Draw.End()}
            <bpmn:intermediateThrowEvent id="throw"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateThrowEvent>
            start -> go -> throw -> end
            """, Signal, "thrower"));
        var thrower = await given.Case("thrower");

        Assert.Null((await given.Complete("safety1", thrower.CaseNumber, "go")).Problem);

        var begun = Assert.Single(await Cases(given));
        Assert.Equal(await given.Read(db => db.Cases.Where(row => row.CaseNumber == thrower.CaseNumber).Select(row => row.StreetId).SingleAsync()), begun.StreetId);
        Assert.Equal("look", Assert.Single(await given.OpenTasks(begun.CaseNumber)).ElementId);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Fact]
    public async Task A_start_by_condition_is_refused_with_advice()
    {
        await using var given = await Given.Street();
        var deployed = await given.Send("designer1", new DeployDefinition(Begun("""<bpmn:conditionalEventDefinition><bpmn:condition>=x &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition>""")));
        Assert.True(deployed.Value.IsRefused);
        Assert.Contains(deployed.Value.Problems, problem => problem is { ElementId: "start", IsWarning: false } && problem.Text.Contains("信号", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_missed_while_nothing_ran_is_made_up_for_once()
    {
        await using var given = await Given.Street();
        await given.Deploy(Begun(Draw.Cycle("R/PT1H")));
        given.Time.Advance(TimeSpan.FromHours(5.5));
        Assert.Equal(1, await given.With((TimerRunner runner) => runner.FireDue(CancellationToken.None)));

        Assert.Single(await Cases(given));
        Assert.Equal(Given.Start.AddHours(6), await given.Read(db => db.Timers.Where(row => row.Kind == TimerKind.Start).Select(row => row.DueAt).SingleAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_call_goes_to_the_version_that_it_is_bound_to(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Called("old", "one"));
        await given.Deploy(Caller("by-deployment", """bindingType="deployment" """));
        await given.Deploy(Called("new", "two"));
        await given.Deploy(Caller("by-tag", """bindingType="versionTag" versionTag="one" """));
        await given.Deploy(Caller("by-newest", ""));

        Assert.Equal("old", await FirstTask("by-deployment"));
        Assert.Equal("old", await FirstTask("by-tag"));
        Assert.Equal("new", await FirstTask("by-newest"));

        async Task<string> FirstTask(string process) => Assert.Single(await given.OpenTasks((await given.Case(process)).CaseNumber)).ElementId;
    }

    [Fact]
    public async Task In_a_folder_what_is_called_by_deployment_is_deployed_before_its_caller()
    {
        await using var given = await Given.Street();
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a-caller.bpmn"), Caller("a-caller", """bindingType="deployment" """));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "called.bpmn"), Called("old", "one"));
        Assert.Equal(2, (await given.Send(new DeployFolder(folder.FullName))).Value);
        Assert.Equal("called:1", await given.Read(db => db.Definitions.Where(row => row.Key == "a-caller").Select(row => row.BoundProcesses).SingleAsync()));
        Assert.Equal(0, (await given.Send(new DeployFolder(folder.FullName))).Value);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_tag_that_no_version_carries_is_told_at_deployment()
    {
        await using var given = await Given.Street();
        await given.Deploy(Called("old", "one"));
        var deployed = await given.Send("designer1", new DeployDefinition(Caller("by-tag", """bindingType="versionTag" versionTag="three" """)));
        Assert.True(deployed.Value.IsRefused);
        Assert.Contains(deployed.Value.Problems, problem => problem.ElementId == "call" && problem.Text.Contains("three", StringComparison.Ordinal));
    }

    private static string Called(string task, string tag) => Draw.Process($"""
        {Draw.Extension($"<zeebe:versionTag value=\"{tag}\"/>")}
        {Draw.Start()} {TaskTests.Step(task, "SafetyOfficer@street")} {Draw.End()}
        start -> {task} -> end
        """, id: "called");

    private static string Caller(string id, string binding) => Draw.Process($"""
        {Draw.Start()} {Draw.End()}
        <bpmn:callActivity id="call">{Draw.Extension($"<zeebe:calledElement processId=\"called\" {binding}/>")}</bpmn:callActivity>
        start -> call -> end
        """, id: id);

    private static string Begun(string trigger) => Draw.Process($"""
        <bpmn:startEvent id="start">{trigger}</bpmn:startEvent>
        {TaskTests.Step("look", "SafetyOfficer@street")} {Draw.End()}
        start -> look -> end
        """, id: "begun");

    private static Task<List<CaseRow>> Cases(Given given) => given.Read(db => db.Cases.Where(row => row.ProcessKey == "begun").ToListAsync());
}
