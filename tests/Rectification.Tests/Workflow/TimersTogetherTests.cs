using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>Many deadlines at once: fired together, by several, beside people who work on the same cases.</summary>
public sealed class TimersTogetherTests
{
    private const int Many = 30;

    private static readonly string Waiting = Draw.Process($"""
        {Draw.Start()}
        {Draw.Catch("wait", Draw.Timer("PT1H"))}
        {Draw.End()}
        start -> wait -> end
        """, id: "waiting");

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task One_that_breaks_falls_out_and_the_others_fire(DatabaseProvider database)
    {
        await using var given = await Given.Street(database, services => services.AddJobHandler<Throwing>("throwing-together"));
        await given.Deploy(Waiting);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {Draw.Catch("wait", Draw.Timer("PT1H"))}
            <bpmn:serviceTask id="work">{Draw.Extension("""<zeebe:taskDefinition type="throwing-together"/>""")}</bpmn:serviceTask>
            {Draw.End()}
            start -> wait -> work -> end
            """, id: "breaking"));
        for (var each = 0; each < Many; each++)
            await given.Case(each == Many / 2 ? "breaking" : "waiting");
        given.Time.Advance(TimeSpan.FromHours(1));

        await Drain(given);

        var left = await given.Read(db => db.Timers.AsNoTracking().SingleAsync(timer => timer.Kind == TimerKind.Token));
        Assert.Equal((1, "wait"), (left.Attempts, left.ElementId));
        Assert.Equal(Many - 1, await Fired(given));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Those_of_one_case_fire_in_the_order_of_their_instants(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            <bpmn:parallelGateway id="fork"/>
            {Draw.Catch("late", Draw.Timer("PT3H"))}
            {Draw.Catch("early", Draw.Timer("PT1H"))}
            {Draw.Catch("between", Draw.Timer("PT2H"))}
            <bpmn:parallelGateway id="join"/>
            {Draw.End()}
            start -> fork
            fork -> late -> join
            fork -> early -> join
            fork -> between -> join
            join -> end
            """, id: "three-clocks"));
        var numbers = new[] { (await given.Case("three-clocks")).CaseNumber, (await given.Case("three-clocks")).CaseNumber };
        given.Time.Advance(TimeSpan.FromHours(4));

        await Drain(given);

        foreach (var number in numbers)
        {
            var texts = await given.Read(db => db.Journal.Where(row => row.CaseNumber == number && row.Text.Contains("到时")).OrderBy(row => row.Number).Select(row => row.Text).ToListAsync());
            Assert.Collection(texts, text => Assert.Contains("early", text), text => Assert.Contains("between", text), text => Assert.Contains("late", text));
        }
        Assert.Equal(0, await given.Read(db => db.Instances.CountAsync(row => row.DefinitionKey == "three-clocks")));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Beside_people_who_finish_the_same_steps_each_case_goes_on_once(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("first", "SafetyOfficer@street")}
            {Draw.Boundary("late", "first", Draw.Timer("PT1H"))}
            {TaskTests.Step("second", "SafetyOfficer@street")}
            {Draw.End()}
            start -> first -> second -> end
            late -> second
            """, id: "raced"));
        var tasks = new List<TaskRow>();
        for (var each = 0; each < Many; each++)
            tasks.Add(await given.OpenTask((await given.Case("raced")).CaseNumber, "first"));
        given.Time.Advance(TimeSpan.FromHours(1));
        await using var other = new Given(given.Settings, _ => { }, given.Time);

        var answers = Task.WhenAll(tasks.Chunk(Many / 2).Select((mine, i) => Task.Run(async () =>
        {
            var done = 0;
            foreach (var task in mine)
                if ((await given.Send($"safety{i + 1}", new CompleteTask(task.Id, Variables.Empty))).IsOk)
                    done++;
            return done;
        })));
        await Task.WhenAll(Task.Run(() => Drain(given)), Task.Run(() => Drain(other)));
        var completed = (await answers).Sum();
        await Drain(given);

        Assert.Equal(Many, completed + await Fired(given));
        Assert.Equal(Many, await given.Read(db => db.Tasks.CountAsync(row => row.ElementId == "second" && row.State == TaskState.Open)));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    private static Task<int> Fired(Given given) => given.Read(db => db.Journal.CountAsync(row => row.Text.Contains("到时")));

    private static async Task Drain(Given host)
    {
        while (await host.Services.GetRequiredService<TimerRunner>().FireDue(CancellationToken.None) > 0)
        {
        }
    }

    private sealed class Throwing : IJobHandler
    {
        public Task<JobAnswer> Run(Job job, CancellationToken ct) => throw new InvalidOperationException("bug");
    }
}
