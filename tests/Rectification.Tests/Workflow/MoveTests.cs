using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>Jobs, calls, messages and incidents: what follows from what.</summary>
public sealed class MoveTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_called_process_runs_in_the_callers_case_and_answers_it(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("inner", "SafetyOfficer@street")}
            {Draw.End()}
            start -> inner -> end
            """, id: "called"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            <bpmn:callActivity id="call">{Draw.Extension("""<zeebe:calledElement processId="called"/>""")}</bpmn:callActivity>
            {TaskTests.Step("after", "SafetyOfficer@street")}
            {Draw.End()}
            start -> call -> after -> end
            """, id: "caller"));
        var number = (await given.Case("caller")).CaseNumber;
        Assert.Equal(2, await given.Read(db => db.Instances.CountAsync(row => row.CaseNumber == number)));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));

        Assert.Null((await given.Complete("safety1", number, "inner", ("finding", "好"))).Problem);

        var after = await given.OpenTask(number, "after");
        Assert.Contains("好", after.Variables);
        Assert.Equal(1, await given.Read(db => db.Instances.CountAsync(row => row.CaseNumber == number)));
        await given.Complete("safety1", number, "after");
        Assert.NotNull(await given.Read(db => db.Cases.Where(row => row.CaseNumber == number).Select(row => row.ClosedAt).SingleAsync()));
    }

    [Fact]
    public async Task Cancelling_a_case_withdraws_tasks_timers_and_called_processes_and_leaves_a_trace()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("inner", "SafetyOfficer@street", "=now() + duration(\"PT2H\")")}
            {Draw.End()}
            start -> inner -> end
            """, id: "called"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            <bpmn:callActivity id="call">{Draw.Extension("""<zeebe:calledElement processId="called"/>""")}</bpmn:callActivity>
            {Draw.Boundary("late", "call", Draw.Timer("P3D"))}
            {Draw.End()}
            {Draw.End("end2")}
            start -> call -> end
            late -> end2
            """, id: "caller"));
        var number = (await given.Case("caller")).CaseNumber;
        Assert.Equal(2, await given.Read(db => db.Timers.CountAsync(timer => timer.Kind != TimerKind.Sweep)));

        await given.Within(async scope =>
        {
            await scope.GetRequiredService<Workflows>().CancelCase(number, "误登", CancellationToken.None);
            return 0;
        });

        Assert.Equal((0, 0, 0), (await given.Read(db => db.Timers.CountAsync(timer => timer.Kind != TimerKind.Sweep)), await given.Read(db => db.Instances.CountAsync()), (await given.OpenTasks(number)).Count));
        Assert.Equal(TaskState.Withdrawn, await given.Read(db => db.Tasks.Select(row => row.State).SingleAsync()));
        Assert.True(await given.Read(db => db.Journal.AnyAsync(row => row.What == "task.withdrawn")));
        Assert.Equal("task.withdrawn", (await given.Send("safety1", new CompleteTask(await given.Read(db => db.Tasks.Select(row => row.Id).SingleAsync()), Variables.Empty))).Problem?.Code);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Fact]
    public async Task Who_waits_for_a_message_gets_it_and_it_is_a_conflict_when_nobody_does()
    {
        await using var given = await Given.Street(more: services => services.AddMessage(
            new MessageRule("ring", ["text"], (actor, _) => actor.UserName == "grid1")));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {Draw.Catch("hear", Draw.OnMessage("m"))}
            {TaskTests.Step("look", "GridWorker@grid")}
            {Draw.End()}
            start -> hear -> look -> end
            """, Draw.Message("m", "ring"), id: "hearing"));
        var number = (await given.Case("hearing")).CaseNumber;

        Assert.Equal(ProblemKind.Invalid, (await given.Send("grid1", new SendMessage("unknown", number, Variables.Empty))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await given.Send("grid1", new SendMessage("ring", "LC-2026-999999", Variables.Empty))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await given.Send("grid3", new SendMessage("ring", number, Variables.Empty))).Problem?.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await given.Send("officer1", new SendMessage("ring", number, Variables.Empty))).Problem?.Kind);
        Assert.Null((await given.Send("grid1", new SendMessage("ring", number, Variables.Of(("text", "来了"), ("level", "major"))))).Problem);
        var look = await given.OpenTask(number, "look");
        Assert.Contains("来了", look.Variables);
        Assert.DoesNotContain("major", look.Variables);
        Assert.Equal("message.no-receiver", (await given.Send("grid1", new SendMessage("ring", number, Variables.Empty))).Problem?.Code);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_failing_job_is_an_incident_that_an_operator_sees_and_retries(DatabaseProvider database)
    {
        await using var given = await Given.Street(database, services => services.AddJobHandler<Moody>("moody"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            <bpmn:serviceTask id="work">{Draw.Extension("""<zeebe:taskDefinition type="moody"/>""")}</bpmn:serviceTask>
            {TaskTests.Step("look", "GridWorker@grid")}
            {Draw.End()}
            start -> work -> look -> end
            """, id: "working"));
        Moody.IsReady = false;
        var number = (await given.Case("working")).CaseNumber;
        Assert.Empty(await given.OpenTasks(number));
        var director = await given.ActorOf("director1");
        var incident = Assert.Single((await given.With((IncidentQueries queries) => queries.List(director, true, null, 50, CancellationToken.None))).Items);
        Assert.Contains("还没准备好", incident.Message);
        Assert.Empty((await given.With(async (IncidentQueries queries) => await queries.List(await given.ActorOf("grid1"), true, null, 50, CancellationToken.None))).Items);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));

        Assert.Null((await given.Send("director1", new RetryIncident(incident.Id))).Problem);
        Assert.Equal(1, await given.Read(db => db.Incidents.CountAsync(row => row.ResolvedAt == null)));
        Moody.IsReady = true;
        var again = await given.Read(db => db.Incidents.Where(row => row.ResolvedAt == null).Select(row => row.Id).SingleAsync());
        Assert.Null((await given.Send("director1", new RetryIncident(again))).Problem);

        await given.OpenTask(number, "look");
        Assert.Equal("incident.resolved", (await given.Send("director1", new RetryIncident(again))).Problem?.Code);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Fact]
    public async Task A_timer_whose_work_breaks_again_and_again_becomes_an_incident_and_holds_up_nobody()
    {
        await using var given = await Given.Street(more: services => services.AddJobHandler<Throwing>("throwing"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {Draw.Catch("wait", Draw.Timer("PT1H"))}
            <bpmn:serviceTask id="work">{Draw.Extension("""<zeebe:taskDefinition type="throwing"/>""")}</bpmn:serviceTask>
            {Draw.End()}
            start -> wait -> work -> end
            """, id: "breaking"));
        var number = (await given.Case("breaking")).CaseNumber;
        given.Time.Advance(TimeSpan.FromHours(1));
        var runner = given.Services.GetRequiredService<TimerRunner>();
        for (var attempt = 0; attempt < TimerRunner.MaxAttempts; attempt++)
        {
            Assert.Equal(1, await runner.FireDue(CancellationToken.None));
            Assert.Equal(0, await runner.FireDue(CancellationToken.None));
            given.Time.Advance(TimeSpan.FromMinutes(2));
        }
        Assert.Equal(0, await runner.FireDue(CancellationToken.None));
        var incident = await given.Read(db => db.Incidents.AsNoTracking().SingleAsync());
        Assert.Equal((number, "wait"), (incident.CaseNumber, incident.ElementId));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));

        Assert.Null((await given.Send("sysadmin1", new RetryIncident(incident.Id))).Problem);
        Assert.Equal(1, await runner.FireDue(CancellationToken.None));
    }

    private sealed class Moody : IJobHandler
    {
        public static bool IsReady { get; set; }

        public Task<JobAnswer> Run(Job job, CancellationToken ct) =>
            Task.FromResult(IsReady ? JobAnswer.Ok : new JobAnswer.Failed("还没准备好"));
    }

    private sealed class Throwing : IJobHandler
    {
        public Task<JobAnswer> Run(Job job, CancellationToken ct) => throw new InvalidOperationException("bug");
    }
}
