using System.Diagnostics;

namespace Rectification.Engine.Playing;

/// <summary>Tries a process out in a <see cref="World"/> of its own, deed by deed.</summary>
public sealed class Simulation
{
    private readonly Scenario scenario;
    private readonly World world;
    private Instance? played;

    private Simulation(Scenario scenario)
    {
        this.scenario = scenario;
        world = new(scenario);
        // Messages and signals begin the simulated process too, as when it were deployed.
        foreach (var definition in scenario.Beside.Append(scenario.Definition))
            world.Add(definition);
    }

    /// <summary>The simulated instant; it never goes back.</summary>
    public DateTimeOffset Now => world.Now;

    /// <summary>Whether the simulated process is over; those beside it may go on.</summary>
    public bool HasEnded => played?.End is not null;

    /// <summary>Everything that waits for a person, the earliest first.</summary>
    public IEnumerable<SimulatedTask> OpenTasks => world.History.Tasks.Where(task => task.ClosedAt is null);

    /// <summary>Timers that may still fire, the next first.</summary>
    public IEnumerable<SimulatedTimer> LiveTimers => world.History.Timers.Where(timer => timer is { FiredAt: null, IsDisarmed: false }).OrderBy(timer => timer.DueAt);

    /// <summary>Names of the messages that are waited for.</summary>
    public IEnumerable<string> AwaitedMessages => world.Instances.SelectMany(each => each.AwaitedMessages).Select(each => each.MessageName).Distinct();

    /// <param name="choose">Asked again and again what is done next; null stops. See <see cref="Script"/>.</param>
    public static SimulationReport Run(Scenario scenario, Func<Simulation, Deed?> choose)
    {
        var simulation = new Simulation(scenario);
        simulation.played = simulation.world.Start(scenario.Definition, scenario.Variables, scenario.StartEventId);
        while (simulation is { HasEnded: false, world.Problem: null } && choose(simulation) is { } deed)
            simulation.Do(deed);
        return simulation.Report();
    }

    /// <summary>Does one deed after the other. A task or message that is not waited for yet is waited for: the clock goes on from timer to timer until it is.</summary>
    public static Func<Simulation, Deed?> Script(IEnumerable<Deed> deeds)
    {
        var left = new Queue<Deed>(deeds);
        return simulation =>
        {
            if (!left.TryPeek(out var next))
                return null;
            return !simulation.CanDo(next) && simulation.LiveTimers.Any() ? new Deed.WaitForTimer() : left.Dequeue();
        };
    }

    private bool CanDo(Deed deed) => deed switch
    {
        Deed.Complete done => Holder(done.ElementId) is not null,
        Deed.Throw thrown => Holder(thrown.ElementId) is not null,
        Deed.Send sent => AwaitedMessages.Contains(sent.MessageName),
        _ => true,
    };

    private void Do(Deed deed)
    {
        switch (deed)
        {
            case Deed.Complete done:
                AtTask(done.ElementId, key => new Command.CompleteTask(key, done.Variables));
                break;
            case Deed.Throw thrown:
                AtTask(thrown.ElementId, key => new Command.ThrowError(key, thrown.Code, null, thrown.Variables));
                break;
            case Deed.Send sent:
                if (world.Send(sent.MessageName, null, sent.Variables) == 0)
                    world.Stop($"没有一处在等消息“{sent.MessageName}”。");
                break;
            case Deed.Wait wait:
                if (wait.Time > World.Latest - Now)
                    world.Stop($"时间推不到那么远：最晚到 {World.Latest:yyyy-MM-dd}。请缩短等待的时长。");
                else
                    WaitUntil(wait.Time > TimeSpan.Zero ? Now + wait.Time : Now);
                break;
            case Deed.WaitForTimer:
                if (!world.FireNext(DateTimeOffset.MaxValue))
                    world.Stop("没有在等的定时，时间再过也不会有变化。");
                break;
            case Deed.Cancel cancel:
                world.Do(played!, new Command.Cancel(cancel.Reason));
                break;
            default:
                throw new UnreachableException(deed.GetType().Name);
        }
    }

    private void WaitUntil(DateTimeOffset until)
    {
        while (!HasEnded && world.FireNext(until))
        {
        }
        world.SetClock(until);
    }

    private void AtTask(string elementId, Func<long, Command> command)
    {
        if (Holder(elementId) is var (instance, key))
            world.Do(instance, command(key));
        else
            world.Stop($"“{elementId}”这时没有待办，办理不了。待办的是：{string.Join('、', OpenTasks.Select(task => task.ElementId).DefaultIfEmpty("无"))}。");
    }

    private (Instance, long)? Holder(string elementId)
    {
        foreach (var instance in world.Instances)
            foreach (var task in instance.OpenTasks)
                if (task.ElementId == elementId)
                    return (instance, task.Key);
        return null;
    }

    private SimulationReport Report() => new(
        scenario.From, Now, world.Commands, played?.End?.Ending, world.Problem, played?.End?.Variables ?? played?.State.Variables ?? Variables.Empty,
        [.. world.History.Trace], [.. world.History.Tasks], [.. world.History.Timers], [.. world.History.Incidents]);
}
