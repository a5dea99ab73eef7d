using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class ReturnCaseTests
{
    private static readonly string ThreeSteps = Draw.Process($"""
        {Draw.Start()} {Draw.End()}
        {TaskTests.Step("check", "GridWorker@grid", "=now() + duration(\"PT2H\")")}
        {TaskTests.Step("decide", "CommunitySafetyOfficer@community", more: "<zeebe:properties><zeebe:property name=\"return-to\" value=\"check\"/></zeebe:properties>")}
        {TaskTests.Step("file", "SafetyOfficer@street")}
        {Draw.Boundary("late", "check", Draw.Timer("P1D"))} {Draw.End("gone")}
        start -> check -> decide -> file -> end
        late -> gone
        """, id: "three-steps");

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task The_director_sends_a_case_back_and_its_clock_runs_again(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var (number, instance) = await AtFile(given);
        var options = (await Options(given, number)).Where(option => option.Allowed).ToList();
        Assert.Equal(["check", "decide"], options.Select(option => option.TargetId).Order());
        Assert.Equal("file", Assert.Single(options[0].Withdrawn).ElementId);

        Assert.Null((await given.Send("director1", new ReturnCase(number, instance, 0, "check", "材料不全"))).Problem);

        var check = await given.OpenTask(number, "check");
        Assert.Equal(given.Now.AddHours(2), check.DueAt);
        // The task's due time and its boundary timer, each once.
        Assert.Equal(2, await given.Read(db => db.Timers.CountAsync(timer => timer.CaseNumber == number)));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
        Assert.Contains(await given.Read(db => db.Journal.Where(row => row.CaseNumber == number).ToListAsync()),
            row => row.What == "case.returned" && row.Text.Contains("材料不全", StringComparison.Ordinal) && row.Text.Contains("“file”", StringComparison.Ordinal));
        Assert.Null((await given.Complete("grid1", number, "check")).Problem);
        Assert.Equal("decide", Assert.Single(await given.OpenTasks(number)).ElementId);
    }

    [Fact]
    public async Task Who_may_not_decide_over_the_case_does_not_send_it_back()
    {
        await using var given = await Given.Street();
        var (number, instance) = await AtFile(given);

        Assert.Equal("role.missing", (await given.Send("sysadmin1", new ReturnCase(number, instance, 0, "check", "材料不全"))).Problem?.Code);
        Assert.Equal("role.missing", (await given.Send("grid1", new ReturnCase(number, instance, 0, "check", "材料不全"))).Problem?.Code);
        Assert.Contains("reason", (await given.Send("director1", new ReturnCase(number, instance, 0, "check", " "))).Problem!.Errors!.Keys);
        Assert.Contains("现在就在", (await given.Send("director1", new ReturnCase(number, instance, 0, "file", "材料不全"))).Problem!.Title, StringComparison.Ordinal);
        Assert.Equal("file", Assert.Single(await given.OpenTasks(number)).ElementId);
    }

    [Fact]
    public async Task An_approver_sends_back_to_the_steps_that_the_drawing_names()
    {
        await using var given = await Given.Street();
        await given.Deploy(ThreeSteps);
        var number = (await given.Case("three-steps")).CaseNumber;
        await given.Complete("grid1", number, "check");
        var decide = await given.OpenTask(number, "decide");

        Assert.Equal("check", Assert.Single((await given.With(async (ReturnQueries queries) =>
            await queries.FromTask(decide.Id, await given.ActorOf("officer1"), CancellationToken.None))).Value).TargetId);
        Assert.Equal("task.not-found", (await given.Send("grid3", new ReturnTask(decide.Id, "check", "请补照片"))).Problem?.Code);
        Assert.Equal("return.not-drawn", (await given.Send("officer1", new ReturnTask(decide.Id, "decide", "请补照片"))).Problem?.Code);
        Assert.Null((await given.Send("officer1", new ReturnTask(decide.Id, "check", "请补照片"))).Problem);
        Assert.Equal("check", Assert.Single(await given.OpenTasks(number)).ElementId);
        Assert.Equal("task.withdrawn", (await given.Send("officer1", new ReturnTask(decide.Id, "check", "请补照片"))).Problem?.Code);
    }

    [Fact]
    public async Task A_token_is_moved_by_the_director_and_by_the_administrator_only_when_it_stands_still()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {Draw.End()} {TaskTests.Step("a", "GridWorker@grid")} {TaskTests.Step("b", "GridWorker@grid")} <bpmn:exclusiveGateway id="which"/>
            start -> a -> which ->(way = 1) b -> end
            which ->(way = 2) end
            """, id: "stuck"));
        var @case = await given.Case("stuck");
        var instance = @case.InstanceId!.Value;
        var a = await given.OpenTask(@case.CaseNumber, "a");

        Assert.Equal("role.missing", (await given.Send("sysadmin1", new MoveToken(instance, a.Key, 0, "b", "先到下一步"))).Problem?.Code);
        await given.Complete("grid1", @case.CaseNumber, "a");
        var board = (await given.With(async (ReturnQueries queries) => await queries.Tokens(instance, await given.ActorOf("sysadmin1"), CancellationToken.None))).Value;
        var stuck = Assert.Single(board.Tokens);
        Assert.NotNull(stuck.Incident);

        Assert.Null((await given.Send("sysadmin1", new MoveToken(instance, stuck.Key, 0, "b", "条件写漏，人工放行"))).Problem);
        Assert.Equal("b", Assert.Single(await given.OpenTasks(@case.CaseNumber)).ElementId);
        Assert.Equal(0, await given.Read(db => db.Incidents.CountAsync(row => row.ResolvedAt == null)));
        Assert.Equal("shift.not-allowed", (await given.Send("director1", new CancelToken(instance, (await given.OpenTask(@case.CaseNumber, "b")).Key, "不需要"))).Problem?.Code);
    }

    private static async Task<(string Number, Guid Instance)> AtFile(Given given)
    {
        await given.Deploy(ThreeSteps);
        var @case = await given.Case("three-steps");
        await given.Complete("grid1", @case.CaseNumber, "check");
        await given.Complete("officer1", @case.CaseNumber, "decide");
        await given.Advance(TimeSpan.FromDays(2));
        return (@case.CaseNumber, @case.InstanceId!.Value);
    }

    private static async Task<IReadOnlyList<ReturnOption>> Options(Given given, string number) =>
        (await given.With(async (ReturnQueries queries) => await queries.Of(number, await given.ActorOf("director1"), CancellationToken.None))).Value;
}
