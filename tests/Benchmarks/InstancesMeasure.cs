using MediatR;
using Rectification.Engine;
using Rectification.People;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>start → task A → task B with a timer → end, each step a request as the API sends it, on both databases.</summary>
internal sealed class InstancesMeasure : Measure
{
    private const int WarmUp = 8_000;

    public override string Name => "instances";

    public override string What => "whole processes a second, three durable commits each, SQLite by 1 and 8 clients, PostgreSQL by 8; floor: hand-written SQL doing the least, as durable";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        List<Line> lines = [];
        await using (var street = await Street.Open(new(0, 0, sizes.Rounds)))
        {
            var flow = await TwoSteps.Deploy(street);
            await using var floor = await InstancesFloor.OnSqlite(street.Database, clients: 8);
            lines.AddRange(await Compare("SQLite FULL, 1 client", flow, floor, clients: 1, count: 400, sizes.Rounds, leastRatio: 0.7));
            lines.AddRange(await Compare("SQLite FULL, 8 clients", flow, floor, clients: 8, count: 1_200, sizes.Rounds, leastRatio: 1.5));
        }
        if (await PostgresDatabase.Create() is { } postgres)
        {
            await using var street = await Street.Open(new(0, 0, sizes.Rounds), postgres);
            var flow = await TwoSteps.Deploy(street);
            await using var floor = await InstancesFloor.OnPostgres(postgres.ConnectionString, clients: 8);
            lines.AddRange(await Compare("PostgreSQL, 8 clients", flow, floor, clients: 8, count: 800, sizes.Rounds, leastRatio: 1.2));
        }
        return lines;
    }

    /// <summary>Ours and the floor take turns, so that what else the machine does meets both.</summary>
    internal static async Task<IEnumerable<Line>> Compare(string what, TwoSteps flow, InstancesFloor floor, int clients, int count, int rounds, double leastRatio)
    {
        // Until the runtime has compiled the way through for good.
        await Clocked.Crew(8, WarmUp, _ => flow.Run());
        await Clocked.Crew(clients, WarmUp, floor.Run);
        List<double> ours = [], theirs = [], oursCost = [], theirsCost = [];
        for (var round = 0; round < rounds; round++)
        {
            Add(await Clocked.Crew(clients, count, _ => flow.Run()), ours, oursCost);
            Add(await Clocked.Crew(clients, count, floor.Run), theirs, theirsCost);
            Console.WriteLine($"{what}, round {round + 1}: {ours[^1]:0} and {theirs[^1]:0} instances/s");
        }
        return
        [
            new($"instances/s, {what}", Median(ours), Median(theirs), "1/s", LeastRatio: leastRatio),
            new($"processor time an instance, {what}", Median(oursCost), Median(theirsCost), "ms"),
        ];

        static void Add((double PerSecond, double Cost) run, List<double> rates, List<double> costs)
        {
            rates.Add(run.PerSecond);
            costs.Add(run.Cost);
        }
    }

    private static double Median(List<double> series) => series.Order().ElementAt(series.Count / 2);
}

/// <summary>The flow that the floor writes by hand, deployed as a drawing and driven by requests.</summary>
internal sealed class TwoSteps(Street street, Actor actor)
{
    private const string Drawing = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="rectification">
          <process id="two-steps" name="两步" isExecutable="true">
            <startEvent id="start" />
            <sequenceFlow id="f1" sourceRef="start" targetRef="a" />
            <userTask id="a" name="第一步"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="SafetyOfficeDirector@street" /></extensionElements></userTask>
            <sequenceFlow id="f2" sourceRef="a" targetRef="b" />
            <userTask id="b" name="第二步"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="SafetyOfficeDirector@street" /></extensionElements></userTask>
            <boundaryEvent id="late" attachedToRef="b"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">P30D</timeDuration></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="f3" sourceRef="b" targetRef="end" />
            <sequenceFlow id="f4" sourceRef="late" targetRef="end" />
            <endEvent id="end" />
          </process>
        </definitions>
        """;

    public static async Task<TwoSteps> Deploy(Street street)
    {
        var designer = await street.Actor("designer1");
        await using (var scope = street.As(designer))
            if ((await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DeployDefinition(Drawing))).Value is { IsRefused: true } refused)
                throw new InvalidOperationException(string.Join('\n', refused.Problems));
        return new(street, await street.Actor("director1"));
    }

    public async Task Run()
    {
        var started = await Send(new StartInstance("two-steps", Variables.Of(("note", "试办"))));
        var first = await Send(new CompleteTask(started.OpenTasks[0].Id, Variables.Empty, null));
        await Send(new CompleteTask(first.OpenTasks[0].Id, Variables.Empty, null));
    }

    private async Task<T> Send<T>(Requests.ICommand<T> command)
    {
        await using var scope = street.As(actor);
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command)).Value;
    }
}
