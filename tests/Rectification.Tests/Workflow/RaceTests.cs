using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>Many at once, and work cut off in the middle.</summary>
public sealed class RaceTests
{
    private static readonly string OneStep = Draw.Process($"""
        {Draw.Start()}
        {TaskTests.Step("enforce", "SafetyOfficer@street", "=now() + duration(\"PT2H\")")}
        {Draw.End()}
        start -> enforce -> end
        """, id: "one-step");

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Of_two_who_complete_the_same_task_one_wins_and_the_other_is_told_who(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(OneStep);
        for (var round = 0; round < 4; round++)
        {
            var number = (await given.Case("one-step")).CaseNumber;
            var task = await given.OpenTask(number, "enforce");
            var answers = await Task.WhenAll(
                Task.Run(() => given.Send("safety1", new CompleteTask(task.Id, Variables.Empty))),
                Task.Run(() => given.Send("safety2", new CompleteTask(task.Id, Variables.Empty))));
            var lost = Assert.Single(answers, answer => !answer.IsOk).Problem!;
            Assert.Equal("task.already-done", lost.Code);
            Assert.Contains(answers[0].IsOk ? "赵志强" : "钱学军", lost.Title);
            Assert.Equal(1, await given.Read(db => db.Journal.CountAsync(row => row.CaseNumber == number && row.What == "task.completed")));
        }
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_timer_fired_by_several_at_once_acts_once(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {Draw.Catch("wait", Draw.Timer("PT1H"))}
            {TaskTests.Step("enforce", "SafetyOfficer@street")}
            {Draw.End()}
            start -> wait -> enforce -> end
            """, id: "waiting"));
        var number = (await given.Case("waiting")).CaseNumber;
        var timer = await given.Read(db => db.Timers.AsNoTracking().SingleAsync(row => row.Kind != TimerKind.Sweep));
        Assert.False((await given.Send(new FireTimer(timer.InstanceId, timer.Id))).Value);
        given.Time.Advance(TimeSpan.FromHours(1));

        var fired = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => given.Send(new FireTimer(timer.InstanceId, timer.Id)))));

        Assert.Equal(1, fired.Count(answer => answer.Value));
        Assert.Single(await given.OpenTasks(number));
        Assert.Equal(0, await given.Read(db => db.Timers.CountAsync(timer => timer.Kind != TimerKind.Sweep)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Two_hosts_share_what_is_due_and_nothing_fires_twice(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {Draw.Catch("wait", Draw.Timer("PT1H"))}
            {Draw.End()}
            start -> wait -> end
            """, id: "waiting"));
        for (var each = 0; each < 10; each++)
            await given.Case("waiting");
        given.Time.Advance(TimeSpan.FromHours(2));

        await using var other = new Given(given.Settings, _ => { }, given.Time);
        async Task Drain(Given host)
        {
            while (await host.Services.GetRequiredService<TimerRunner>().FireDue(CancellationToken.None) > 0)
            {
            }
        }
        await Task.WhenAll(Task.Run(() => Drain(given)), Task.Run(() => Drain(other)));

        Assert.Equal(0, await given.Read(db => db.Instances.CountAsync()));
        Assert.Equal(10, await given.Read(db => db.Journal.CountAsync(row => row.Text.Contains("到时"))));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Fact]
    public async Task A_handler_that_breaks_takes_everything_of_its_command_with_it()
    {
        await using var given = await Given.Street(more: services => services.AddTaskHandler<Breaking>("one-step", "enforce"));
        await given.Deploy(OneStep);
        var number = (await given.Case("one-step")).CaseNumber;
        await Assert.ThrowsAsync<InvalidOperationException>(() => given.Complete("safety1", number, "enforce"));
        Assert.Equal(TaskState.Open, (await given.OpenTask(number, "enforce")).State);
        Assert.False(await given.Read(db => db.Counters.AnyAsync(row => row.Name == "broken")));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    private sealed class Breaking(RectificationDb db) : ITaskHandler
    {
        public async Task<Result<Variables>> Complete(TaskCompletion completion, CancellationToken ct)
        {
            db.Counters.Add(new CounterRow { Name = "broken", Year = 1 });
            await db.SaveChangesAsync(ct);
            throw new InvalidOperationException("bug");
        }
    }
}
