using System.Collections.Immutable;
using System.Diagnostics;

namespace Rectification.Engine.Playing;

/// <summary>Runs a process in memory under a clock of its own, with what is beside it; does what the shell would do.</summary>
public sealed class Simulation
{
    // A day before the calendar ends, so that every wall clock still has that instant.
    private static readonly DateTimeOffset Latest = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    private readonly Scenario scenario;
    private readonly List<SimulatedInstance> instances = [];
    private readonly Queue<Action> followUps = new();
    private readonly SimulationRecord record = new();
    private int commands;
    private string? problem;
    private Effect.EndProcess? end;

    internal Simulation(Scenario scenario) => (this.scenario, Now) = (scenario, scenario.From);

    /// <summary>The simulated instant; it never goes back.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Whether the simulated process is over; those beside it may go on.</summary>
    public bool HasEnded => end is not null;

    /// <summary>Everything that waits for a person, the earliest first.</summary>
    public IEnumerable<SimulatedTask> OpenTasks => record.Tasks.Where(task => task.ClosedAt is null);

    /// <summary>Timers that may still fire, the next first.</summary>
    public IEnumerable<SimulatedTimer> LiveTimers => record.Timers.Where(timer => timer is { FiredAt: null, IsDisarmed: false }).OrderBy(timer => timer.DueAt);

    /// <summary>Names of the messages that are waited for.</summary>
    public IEnumerable<string> AwaitedMessages => instances.SelectMany(each => each.Subscriptions.Values).Select(each => each.Name).Distinct();

    /// <param name="choose">Asked again and again what is done next; null stops. See <see cref="Script"/>.</param>
    public static SimulationReport Run(Scenario scenario, Func<Simulation, Deed?> choose)
    {
        var simulation = new Simulation(scenario);
        simulation.Start(scenario.Definition, scenario.Variables, scenario.StartEventId, null, 0);
        simulation.FollowUp();
        while (simulation is { HasEnded: false, problem: null } && choose(simulation) is { } deed)
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
                AtTask(done.ElementId, (instance, key) => Apply(instance, new Command.CompleteTask(key, done.Variables)));
                break;
            case Deed.Throw thrown:
                AtTask(thrown.ElementId, (instance, key) => Apply(instance, new Command.ThrowError(key, thrown.Code, null, thrown.Variables)));
                break;
            case Deed.Send sent:
                if (Deliver(sent.MessageName, null, sent.Variables) == 0)
                    problem = $"没有一处在等消息“{sent.MessageName}”。";
                break;
            case Deed.Wait wait:
                if (wait.Time > Latest - Now)
                    problem = $"时间推不到那么远：最晚到 {Latest:yyyy-MM-dd}。请缩短等待的时长。";
                else
                    WaitUntil(wait.Time > TimeSpan.Zero ? Now + wait.Time : Now);
                break;
            case Deed.WaitForTimer:
                if (NextTimer() is { } due)
                    Fire(due.Instance, due.Key);
                else
                    problem = "没有在等的定时，时间再过也不会有变化。";
                break;
            case Deed.Cancel cancel:
                Apply(instances[0], new Command.Cancel(cancel.Reason));
                break;
            default:
                throw new UnreachableException(deed.GetType().Name);
        }
        FollowUp();
    }

    private void WaitUntil(DateTimeOffset until)
    {
        while (problem is null && !HasEnded && NextTimer() is { } due && record.Timers[due.Instance.Timers[due.Key]].DueAt <= until)
        {
            Fire(due.Instance, due.Key);
            FollowUp();
        }
        Now = until > Now ? until : Now;
    }

    private (SimulatedInstance Instance, long Key)? NextTimer() => instances
        .SelectMany(instance => instance.Timers.Select(timer => (Instance: instance, timer.Key, record.Timers[timer.Value].DueAt)))
        .OrderBy(timer => timer.DueAt).Select(timer => ((SimulatedInstance, long)?)(timer.Instance, timer.Key)).FirstOrDefault();

    private void Fire(SimulatedInstance instance, long key)
    {
        var at = instance.Timers[key];
        if (record.Timers[at].DueAt > Latest)
        {
            problem = $"“{record.Timers[at].ElementId}”的定时在 {record.Timers[at].DueAt:yyyy-MM-dd}，时间推不到那么远：最晚到 {Latest:yyyy-MM-dd}。请更正定时。";
            return;
        }
        Now = record.Timers[at].DueAt > Now ? record.Timers[at].DueAt : Now;
        record.Timers[at] = record.Timers[at] with { FiredAt = Now };
        Apply(instance, new Command.FireTimer(key));
    }

    private void AtTask(string elementId, Action<SimulatedInstance, long> act)
    {
        if (Holder(elementId) is var (instance, key))
            act(instance, key);
        else
            problem = $"“{elementId}”这时没有待办，办理不了。待办的是：{string.Join('、', OpenTasks.Select(task => task.ElementId).DefaultIfEmpty("无"))}。";
    }

    private (SimulatedInstance, long)? Holder(string elementId)
    {
        foreach (var instance in instances)
            foreach (var (key, at) in instance.Tasks)
                if (record.Tasks[at].ElementId == elementId)
                    return (instance, key);
        return null;
    }

    private int Deliver(string name, string? key, Variables variables)
    {
        var receivers = 0;
        foreach (var instance in instances.ToList())
            foreach (var (waiting, what) in instance.Subscriptions.ToList())
                if (what.Name == name && (key is null || what.Key == key) && Apply(instance, new Command.DeliverMessage(waiting, variables)))
                    receivers++;
        return receivers > 0 ? receivers : StartEach(definition => definition.MessageStarts.Where(start => start.MessageName == name).Select(start => start.ElementId), variables);
    }

    /// <summary>Begins whatever process a message or a signal begins, the simulated one too, as when it were deployed.</summary>
    /// <returns>How many began.</returns>
    private int StartEach(Func<Definition, IEnumerable<string>> startEvents, Variables variables)
    {
        var begun = 0;
        foreach (var definition in Drawn)
            foreach (var startEventId in startEvents(definition))
            {
                Start(definition, variables, startEventId, null, 0);
                begun++;
            }
        return begun;
    }

    private IEnumerable<Definition> Drawn => scenario.Beside.Append(scenario.Definition);

    private void Start(Definition definition, Variables variables, string? startEventId, SimulatedInstance? parent, long parentKey)
    {
        var instance = new SimulatedInstance(definition, parent, parentKey);
        Begin(instance);
        Apply(instance, new Command.Start(variables, startEventId));
    }

    internal void Begin(SimulatedInstance instance) => instances.Add(instance);

    /// <summary>Handlers, called processes, messages: until nothing follows any more.</summary>
    private void FollowUp()
    {
        while (problem is null && followUps.TryDequeue(out var work))
            work();
    }

    private bool Apply(SimulatedInstance instance, Command command)
    {
        if (problem is not null)
            return false;
        if (++commands > scenario.MaxCommands || record.Trace.Count > scenario.MaxFacts)
        {
            problem = $"走了 {commands - 1} 步、{record.Trace.Count} 个环节仍没有停下，可能是没有出口的循环。";
            return false;
        }
        var around = new Surroundings(Now, scenario.Calendar, scenario.Settings, scenario.Decisions);
        switch (Machine.Apply(instance.Definition, instance.State, command, around))
        {
            case Outcome.Applied applied:
                instance.State = applied.State;
                foreach (var fact in applied.Facts)
                    record.Trace.Add(new(commands, Now, instance.Definition.Id, fact));
                foreach (var effect in applied.Effects)
                    Record(instance, effect);
                return true;
            case Outcome.Refused refused:
                // What an answer comes too late for has been withdrawn meanwhile, as in life.
                if (command is Command.Start)
                    problem = refused.Message;
                return false;
            case var other:
                throw new UnreachableException(other.GetType().Name);
        }
    }

    /// <summary>Does what the shell would do, or sees to it that it follows.</summary>
    internal void Record(SimulatedInstance instance, Effect effect)
    {
        if (record.Keep(instance, effect, Now))
            return;
        switch (effect)
        {
            case Effect.RunJob job:
                followUps.Enqueue(() => Answered(instance, job.Key, scenario.Jobs(job), done => new Command.CompleteJob(job.Key, done)));
                break;
            case Effect.CallProcess call:
                followUps.Enqueue(() => Call(instance, call));
                break;
            case Effect.CancelCall cancel:
                followUps.Enqueue(() => CancelCall(instance, cancel.Key));
                break;
            case Effect.ThrowMessage message:
                followUps.Enqueue(() => Deliver(message.MessageName, message.CorrelationKey, message.Variables));
                break;
            case Effect.ThrowSignal signal:
                followUps.Enqueue(() => Broadcast(instance, signal));
                break;
            case Effect.EscalateToCaller escalation:
                // Without a caller nobody hears it.
                if (instance.Parent is { } parent)
                    followUps.Enqueue(() => Apply(parent, new Command.ThrowEscalation(instance.ParentKey, escalation.Code, escalation.Variables)));
                break;
            case Effect.EndProcess ended:
                Ended(instance, ended);
                break;
            default:
                // No trial goes over to another version, so tasks are never relabelled.
                throw new UnreachableException(effect.GetType().Name);
        }
    }

    private void Answered(SimulatedInstance instance, long key, Answer answer, Func<Variables, Command> done) => Apply(instance, answer switch
    {
        Answer.Done result => done(result.Variables),
        Answer.Error error => new Command.ThrowError(key, error.Code, null, Variables.Empty),
        Answer.Failed failed => new Command.FailJob(key, failed.Message),
        _ => throw new UnreachableException(answer.GetType().Name),
    });

    private void Call(SimulatedInstance instance, Effect.CallProcess call)
    {
        if (Drawn.FirstOrDefault(each => each.Id == call.ProcessId) is { } called)
            Start(called, call.Variables, null, instance, call.Key);
        else
            Answered(instance, call.Key, scenario.Calls(call), done => new Command.CompleteCall(call.Key, done));
    }

    private void CancelCall(SimulatedInstance caller, long key)
    {
        foreach (var called in instances.Where(each => each.Parent == caller && each.ParentKey == key && !each.State.HasEnded).ToList())
            Apply(called, new Command.Cancel("调用它的环节已撤销"));
    }

    private void Broadcast(SimulatedInstance from, Effect.ThrowSignal signal)
    {
        foreach (var instance in instances.Where(each => each != from).ToList())
            foreach (var (key, name) in instance.Signals.ToList())
                if (name == signal.SignalName)
                    Apply(instance, new Command.DeliverMessage(key, signal.Variables));
        StartEach(definition => definition.SignalStarts.Where(start => start.SignalName == signal.SignalName).Select(start => start.ElementId), signal.Variables);
    }

    private void Ended(SimulatedInstance instance, Effect.EndProcess ended)
    {
        if (instance == instances[0])
            end = ended;
        else if (instance.Parent is { } parent && ended.Ending != Ending.Cancelled)
            followUps.Enqueue(() => Apply(parent, ended.Ending == Ending.Error
                ? new Command.ThrowError(instance.ParentKey, ended.ErrorCode ?? "", ended.ErrorMessage, ended.Variables)
                : new Command.CompleteCall(instance.ParentKey, ended.Variables)));
    }

    private SimulationReport Report() => new(
        scenario.From, Now, commands, end?.Ending, problem, end?.Variables ?? instances[0].State.Variables,
        [.. record.Trace], [.. record.Tasks], [.. record.Timers], [.. record.Incidents]);
}
