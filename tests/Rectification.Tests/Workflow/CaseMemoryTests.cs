using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>A host that remembers a case never acts on what another host has changed since.</summary>
public sealed class CaseMemoryTests
{
    private static readonly string TwoSteps = Draw.Process($"""
        {Draw.Start()}
        {TaskTests.Step("one", "SafetyOfficer@street")}
        {TaskTests.Step("two", "SafetyOfficer@street")}
        {Draw.End()}
        start -> one -> two -> end
        """, id: "pair");

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task What_is_remembered_serves_the_next_step_without_a_look_at_the_database(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(TwoSteps);
        var started = (await given.Send("designer1", new StartInstance("pair", Variables.Empty))).Value;
        var memory = given.Services.GetRequiredService<CaseMemory>();
        Assert.True(await Remembers(given, memory, started.OpenTasks[0].Id));

        var done = (await given.Send("safety1", new CompleteTask(started.OpenTasks[0].Id, Variables.Empty))).Value;
        Assert.False(await Remembers(given, memory, started.OpenTasks[0].Id));
        Assert.True(await Remembers(given, memory, done.OpenTasks[0].Id));

        Assert.True((await given.Send("safety2", new CompleteTask(done.OpenTasks[0].Id, Variables.Empty))).IsOk);
        Assert.False(await Remembers(given, memory, done.OpenTasks[0].Id));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_another_host_did_meanwhile_is_met_not_overwritten(DatabaseProvider database)
    {
        await using var here = await Given.Street(database);
        await using var there = new Given(here.Settings, _ => { }, here.Time);
        await here.Deploy(TwoSteps);
        var started = (await here.Send("designer1", new StartInstance("pair", Variables.Empty))).Value;
        var first = started.OpenTasks[0].Id;

        Assert.True((await there.Send("safety1", new ClaimTask(first))).IsOk);
        Assert.Equal("task.claimed", (await here.Send("safety2", new CompleteTask(first, Variables.Empty))).Problem!.Code);
        Assert.True((await there.Send("safety1", new UnclaimTask(first))).IsOk);
        var second = (await here.Send("safety2", new CompleteTask(first, Variables.Empty))).Value.OpenTasks[0].Id;

        Assert.True((await there.Send("safety1", new CompleteTask(second, Variables.Empty))).IsOk);
        var late = (await here.Send("safety2", new CompleteTask(second, Variables.Empty))).Problem!;
        Assert.Equal("task.already-done", late.Code);
        Assert.Contains("赵志强", late.Title);
        Assert.Equal(2, await here.Read(db => db.Journal.CountAsync(row => row.CaseNumber == started.CaseNumber && row.What == "task.completed")));
        Assert.Empty(await here.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Nothing_of_a_case_changes_without_a_word_in_its_journal(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(TwoSteps);
        var task = (await given.Send("designer1", new StartInstance("pair", Variables.Empty))).Value.OpenTasks[0].Id;

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => given.Within(async scope =>
        {
            var row = (await scope.GetRequiredService<RectificationDb>().Tasks.FindAsync([task], CancellationToken.None))!;
            row.AssigneeName = "谁也没记下";
            return 0;
        }));

        Assert.Contains("'one'", fault.Message);
        Assert.Null((await given.Read(db => db.Tasks.AsNoTracking().SingleAsync(row => row.Id == task))).AssigneeName);
    }

    private static Task<bool> Remembers(Given given, CaseMemory memory, Guid task) =>
        given.Within(scope => Task.FromResult(memory.Recall(scope.GetRequiredService<RectificationDb>(), task) || IsSecondRun(scope)));

    // A run that assumed and wrote nothing runs again without: the first run's answer counts.
    private static bool IsSecondRun(IServiceProvider scope) => scope.GetRequiredService<RectificationDb>().Session is { MayAssume: false };
}
