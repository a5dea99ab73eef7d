using System.Diagnostics;
using Rectification.Engine;
using Rectification.Engine.Triggers;

namespace Rectification.Conformance;

/// <summary>A shell without a database: several processes, one virtual clock, effects done in the order in which they come.</summary>
internal sealed class World
{
    private readonly List<Definition> definitions = [];
    private readonly List<Scheduled> scheduled = [];
    private readonly Queue<Action> later = new();

    public List<Instance> Instances { get; } = [];

    public List<string> Trace { get; } = [];

    public List<string> Faults { get; } = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IEnumerable<Instance> Running => Instances.Where(i => !i.State.HasEnded);

    private Surroundings Surroundings => new(Now, new WorkCalendar(0, TimeSpan.Zero, [], [], []), SettingValues.None, NoDecisions.Instance);

    public void SetClock(DateTimeOffset now) => Now = now;

    public void Deploy(IEnumerable<Definition> deployed)
    {
        foreach (var definition in deployed)
        {
            definitions.Add(definition);
            foreach (var start in definition.TimerStarts)
                if (start.Timer.Plan(Variables.Empty, Surroundings, out _) is { } plan)
                    scheduled.Add(new(definition, start.ElementId, plan));
        }
    }

    public Instance? Start(string processId, Variables variables, string? startEventId = null, Instance? parent = null, long parentKey = 0)
    {
        var definition = definitions.First(d => d.Id == processId);
        var instance = new Instance(definition) { Parent = parent, ParentKey = parentKey };
        Instances.Add(instance);
        if (!Apply(instance, new Command.Start(variables, startEventId)))
        {
            Instances.Remove(instance);
            return null;
        }
        Drain();
        return instance;
    }

    public void Do(Instance instance, Command command)
    {
        Apply(instance, command);
        Drain();
    }

    /// <returns>How many took it; a process that it starts counts too.</returns>
    public int Message(string name, string key, Variables variables)
    {
        var catcher = Running.SelectMany(i => i.Subscriptions.Values.Select(s => (Instance: i, Subscription: s)))
            .FirstOrDefault(c => c.Subscription.MessageName == name && (key.Length == 0 || c.Subscription.CorrelationKey == key));
        if (catcher.Instance is not null)
        {
            Do(catcher.Instance, new Command.DeliverMessage(catcher.Subscription.Key, variables));
            return 1;
        }
        foreach (var definition in definitions)
            foreach (var start in definition.MessageStarts.Where(s => s.MessageName == name))
            {
                Start(definition.Id, variables, start.ElementId);
                return 1;
            }
        return 0;
    }

    public void Signal(string name, Variables variables, Instance? except = null)
    {
        var waiting = Running.Where(i => i != except)
            .SelectMany(i => i.Signals.Values.Where(s => s.SignalName == name).Select(s => (Instance: i, s.Key))).ToList();
        foreach (var (instance, key) in waiting)
            if (instance.Signals.ContainsKey(key))
                Do(instance, new Command.DeliverMessage(key, variables));
        foreach (var definition in definitions)
            foreach (var start in definition.SignalStarts.Where(s => s.SignalName == name))
                Start(definition.Id, variables, start.ElementId);
    }

    /// <summary>Moves the clock; whatever falls due happens at its own instant, first what is due first.</summary>
    public void AdvanceTo(DateTimeOffset until)
    {
        while (true)
        {
            var timer = Running.SelectMany(i => i.Timers.Values.Select(t => (Instance: i, Timer: t)))
                .Where(t => t.Timer.DueAt <= until).OrderBy(t => t.Timer.DueAt).ThenBy(t => t.Timer.Key).FirstOrDefault();
            var start = scheduled.Where(s => s.Plan.DueAt <= until).OrderBy(s => s.Plan.DueAt).FirstOrDefault();
            if (start is not null && (timer.Timer is null || start.Plan.DueAt <= timer.Timer.DueAt))
                StartBy(start);
            else if (timer.Timer is not null)
            {
                Now = timer.Timer.DueAt > Now ? timer.Timer.DueAt : Now;
                Do(timer.Instance, new Command.FireTimer(timer.Timer.Key));
            }
            else
                break;
        }
        Now = until;
    }

    private void StartBy(Scheduled start)
    {
        Now = start.Plan.DueAt > Now ? start.Plan.DueAt : Now;
        scheduled.Remove(start);
        if (start.Plan.Repeat?.Next(start.Plan.DueAt, TimeSpan.Zero) is { } next)
            scheduled.Add(start with { Plan = next });
        Start(start.Definition.Id, Variables.Empty, start.ElementId);
    }

    private void Drain()
    {
        while (later.TryDequeue(out var next))
            next();
    }

    private bool Apply(Instance instance, Command command)
    {
        if (Machine.Apply(instance.Definition, instance.State, command, Surroundings) is not Outcome.Applied applied)
            return false;
        instance.State = applied.State;
        foreach (var effect in applied.Effects)
            Do(instance, effect);
        return true;
    }

    private void Do(Instance instance, Effect effect)
    {
        switch (effect)
        {
            case Effect.OpenTask task:
                instance.Tasks[task.Key] = task;
                break;
            case Effect.CloseTask close:
                instance.Tasks.Remove(close.Key);
                break;
            case Effect.ArmTimer timer:
                instance.Timers[timer.Key] = timer;
                break;
            case Effect.DisarmTimer disarm:
                instance.Timers.Remove(disarm.Key);
                break;
            case Effect.Subscribe subscribe:
                instance.Subscriptions[subscribe.Key] = subscribe;
                break;
            case Effect.SubscribeSignal subscribe:
                instance.Signals[subscribe.Key] = subscribe;
                break;
            case Effect.Unsubscribe unsubscribe:
                instance.Subscriptions.Remove(unsubscribe.Key);
                instance.Signals.Remove(unsubscribe.Key);
                break;
            case Effect.RunJob job:
                later.Enqueue(() =>
                {
                    if (instance.State.Find(job.Key) is { Phase: Phase.AtJob })
                        Apply(instance, Script.Run(job, Trace));
                });
                break;
            case Effect.CallProcess call:
                later.Enqueue(() => Call(instance, call));
                break;
            case Effect.CancelCall cancel:
                later.Enqueue(() => CancelCall(instance, cancel.Key));
                break;
            case Effect.ThrowMessage message:
                later.Enqueue(() => Message(message.MessageName, "", message.Variables));
                break;
            case Effect.ThrowSignal signal:
                later.Enqueue(() => Signal(signal.SignalName, signal.Variables, instance));
                break;
            case Effect.EscalateToCaller escalation:
                if (instance.Parent is { } parent)
                    later.Enqueue(() => Apply(parent, new Command.ThrowEscalation(instance.ParentKey, escalation.Code, escalation.Variables)));
                break;
            case Effect.TellDecision or Effect.ClearIncident:
                // A suite asks for neither: a fault counts even when it went away again.
                break;
            case Effect.RaiseIncident incident:
                Faults.Add(incident.Message);
                break;
            case Effect.EndProcess end:
                instance.End = end;
                if (instance.Parent is { } caller && end.Ending is not Ending.Cancelled)
                    later.Enqueue(() => Return(instance, caller, end));
                break;
            default:
                throw new UnreachableException(effect.GetType().Name);
        }
    }

    private void Call(Instance instance, Effect.CallProcess call)
    {
        if (definitions.Exists(d => d.Id == call.ProcessId) && Start(call.ProcessId, call.Variables, null, instance, call.Key) is not null)
            return;
        Apply(instance, new Command.FailJob(call.Key, $"'{call.ProcessId}' could not be started."));
    }

    private void CancelCall(Instance instance, long key)
    {
        if (Running.FirstOrDefault(i => i.Parent == instance && i.ParentKey == key) is { } called)
            Apply(called, new Command.Cancel("withdrawn by the caller"));
    }

    private void Return(Instance called, Instance caller, Effect.EndProcess end) =>
        Apply(caller, end.Ending == Ending.Error
            ? new Command.ThrowError(called.ParentKey, end.ErrorCode ?? "", end.ErrorMessage, end.Variables)
            : new Command.CompleteCall(called.ParentKey, end.Variables));

    private sealed record Scheduled(Definition Definition, string ElementId, TimerPlan Plan);
}

internal sealed class Instance(Definition definition)
{
    public Definition Definition { get; } = definition;

    public ProcessState State { get; set; } = ProcessState.None;

    public Instance? Parent { get; init; }

    public long ParentKey { get; init; }

    public Effect.EndProcess? End { get; set; }

    public SortedDictionary<long, Effect.OpenTask> Tasks { get; } = [];

    public SortedDictionary<long, Effect.ArmTimer> Timers { get; } = [];

    public SortedDictionary<long, Effect.Subscribe> Subscriptions { get; } = [];

    public SortedDictionary<long, Effect.SubscribeSignal> Signals { get; } = [];

    /// <summary>How many tokens stand at an element, or wait for it behind an event-based gateway.</summary>
    public int WaitingAt(string elementId) =>
        Math.Max(State.Tokens.Count(t => t.ElementId == elementId) + State.Parked.Count(p => p.ElementId == elementId),
            State.Tokens.SelectMany(t => t.Waits).Count(w => w.ElementId == elementId));
}
