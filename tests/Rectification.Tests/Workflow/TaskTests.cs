using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class TaskTests
{
    private static readonly string TwoSteps = Draw.Process($"""
        {Draw.Start()}
        {Step("check", "GridWorker@grid", "=now() + duration(\"PT2H\")")}
        {Step("decide", "CommunitySafetyOfficer@community")}
        {Draw.End()}
        start -> check -> decide -> end
        """, id: "two-steps");

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_completed_task_opens_the_next_one_for_its_group(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(TwoSteps);
        var @case = await given.Case("two-steps");
        var check = await given.OpenTask(@case.CaseNumber, "check");
        Assert.Equal(Given.Start.AddHours(2), check.DueAt);
        Assert.Equal("王敏", check.OwnerName);

        var done = await given.Send("grid1", new CompleteTask(check.Id, Variables.Of(("found", "无"))));

        Assert.Null(done.Problem);
        Assert.Equal("decide", Assert.Single(done.Value.OpenTasks).ElementId);
        Assert.Null((await given.Complete("officer1", @case.CaseNumber, "decide")).Problem);
        Assert.Empty(await given.OpenTasks(@case.CaseNumber));
        Assert.Equal(0, await given.Read(db => db.Instances.CountAsync()));
        Assert.Equal(0, await given.Read(db => db.Timers.CountAsync(timer => timer.Kind != TimerKind.Sweep)));
        Assert.NotNull((await given.Read(db => db.Cases.FirstAsync())).ClosedAt);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task The_database_refuses_a_task_that_is_there_already(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(TwoSteps);
        var check = await given.OpenTask((await given.Case("two-steps")).CaseNumber, "check");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => given.Within(async scope =>
        {
            var db = scope.GetRequiredService<RectificationDb>();
            db.Tasks.Add(new()
            {
                InstanceId = check.InstanceId, Key = check.Key, ProcessKey = check.ProcessKey, DefinitionVersion = 1, ElementId = check.ElementId, Name = check.Name,
                CaseNumber = check.CaseNumber, Title = check.Title, StreetId = check.StreetId, CreatedAt = given.Now,
            });
            scope.GetRequiredService<Journal>().Add((await db.Cases.FindAsync([check.CaseNumber], CancellationToken.None))!, "task.opened", "重复的待办");
            return 0;
        }));
    }

    [Fact]
    public async Task Others_are_told_apart_by_what_they_may_see()
    {
        await using var given = await Given.Street();
        await given.Deploy(TwoSteps);
        var check = await given.OpenTask((await given.Case("two-steps")).CaseNumber, "check");

        Assert.Equal("task.not-found", (await given.Send("grid3", new CompleteTask(check.Id, Variables.Empty))).Problem?.Code);
        Assert.Equal("task.not-yours", (await given.Send("officer1", new CompleteTask(check.Id, Variables.Empty))).Problem?.Code);
        await given.Send("grid1", new CompleteTask(check.Id, Variables.Empty));
        var again = (await given.Send("grid1", new CompleteTask(check.Id, Variables.Empty))).Problem;
        Assert.Equal(("task.already-done", ProblemKind.Conflict), (again?.Code, again?.Kind));
        Assert.Contains("王敏", again?.Title);
    }

    internal static string Step(string id, string group, string? due = null, string more = "") => Draw.UserTask(id, Draw.Extension(
        $"""<zeebe:assignmentDefinition candidateGroups="{group}"/>{(due is null ? "" : $"""<zeebe:taskSchedule dueDate="{due.Replace("\"", "&quot;", StringComparison.Ordinal)}"/>""")}{more}"""));
}
