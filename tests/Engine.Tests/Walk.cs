using System.Collections.Immutable;
using Rectification.Engine.Migrating;
using Rectification.Engine.Reading;

namespace Rectification.Engine.Tests;

/// <summary>Walks a process with a clock of its own: does what the shell would do, and keeps account of everything that is open.</summary>
public sealed class Walk
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly SortedDictionary<long, Effect.OpenTask> tasks = [];
    private readonly SortedDictionary<long, Effect.ArmTimer> timers = [];
    private readonly SortedDictionary<long, Effect.Subscribe> subscriptions = [];
    private readonly SortedDictionary<long, Effect.SubscribeSignal> signals = [];
    private readonly SortedDictionary<long, Effect.RunJob> jobs = [];
    private readonly SortedDictionary<long, Effect.CallProcess> calls = [];
    private readonly SortedDictionary<long, Effect.RaiseIncident> incidents = [];

    private Walk(Definition definition) => Definition = definition;

    public Definition Definition { get; private set; }

    public ProcessState State { get; private set; } = ProcessState.None;

    public DateTimeOffset Now { get; private set; } = Morning;

    public IDecisions Decisions { get; set; } = NoDecisions.Instance;

    public Outcome.Refused? Refusal { get; private set; }

    public List<Effect> Effects { get; } = [];

    public List<Fact> Facts { get; } = [];

    public List<Effect.ThrowMessage> Sent { get; } = [];

    public List<Effect.ThrowSignal> Signalled { get; } = [];

    public List<Effect.EscalateToCaller> Escalated { get; } = [];

    public Effect.EndProcess? End { get; private set; }

    public bool Ended => State.HasEnded;

    public Variables Variables => State.Variables;

    public IEnumerable<Effect.OpenTask> Tasks => tasks.Values;

    public IReadOnlyCollection<Effect.ArmTimer> Timers => timers.Values;

    public IReadOnlyCollection<Effect.Subscribe> Subscriptions => subscriptions.Values;

    public IReadOnlyCollection<Effect.SubscribeSignal> Signals => signals.Values;

    public IReadOnlyCollection<Effect.RunJob> Jobs => jobs.Values;

    public IReadOnlyCollection<Effect.CallProcess> Calls => calls.Values;

    public IReadOnlyCollection<Effect.RaiseIncident> Incidents => incidents.Values;

    /// <summary>Element ids of the open tasks in alphabetical order, with a blank between them.</summary>
    public string Open => string.Join(' ', tasks.Values.Select(t => t.ElementId).Order(StringComparer.Ordinal));

    /// <summary>Element ids in the order in which they were completed.</summary>
    public string Trail => string.Join(' ', Facts.Where(f => f.Kind == FactKind.ElementCompleted).Select(f => f.ElementId));

    /// <summary>A process whose inside is given; see <see cref="Draw"/>.</summary>
    public static Walk Through(string inside, string beside = "") => In(Draw.Process(inside, beside));

    public static Walk In(string xml)
    {
        var reading = BpmnReader.Read(xml);
        Assert.DoesNotContain(reading.Problems, p => !p.IsWarning);
        return new(reading.Processes[0]);
    }

    public static Walk Of(Definition definition) => new(definition);

    public Walk Start(params (string Name, object? Value)[] variables) => Do(new Command.Start(Variables.Of(variables)));

    public Walk StartAt(string startEventId, params (string Name, object? Value)[] variables) =>
        Do(new Command.Start(Variables.Of(variables), startEventId));

    public Walk Complete(string elementId, params (string Name, object? Value)[] variables) =>
        Do(new Command.CompleteTask(TaskAt(elementId).Key, Variables.Of(variables)));

    public Walk CompleteJob(string elementId, params (string Name, object? Value)[] variables) =>
        Do(new Command.CompleteJob(jobs.Values.First(j => j.ElementId == elementId).Key, Variables.Of(variables)));

    public Walk FailJob(string elementId, string message) =>
        Do(new Command.FailJob(jobs.Values.First(j => j.ElementId == elementId).Key, message));

    public Walk Return(string elementId, params (string Name, object? Value)[] variables) =>
        Do(new Command.CompleteCall(calls.Values.First(c => c.ElementId == elementId).Key, Variables.Of(variables)));

    public Walk ThrowError(string elementId, string code, params (string Name, object? Value)[] variables) =>
        Do(new Command.ThrowError(KeyAt(elementId), code, null, Variables.Of(variables)));

    public Walk Escalate(string elementId, string code, params (string Name, object? Value)[] variables) =>
        Do(new Command.ThrowEscalation(KeyAt(elementId), code, Variables.Of(variables)));

    public Walk Deliver(string messageName, params (string Name, object? Value)[] variables) =>
        Do(new Command.DeliverMessage(subscriptions.Values.First(s => s.MessageName == messageName).Key, Variables.Of(variables)));

    public Walk Signal(string signalName, params (string Name, object? Value)[] variables) =>
        Do(new Command.DeliverMessage(signals.Values.First(s => s.SignalName == signalName).Key, Variables.Of(variables)));

    public Walk Set(params (string Name, object? Value)[] variables) => Do(new Command.SetVariables(Variables.Of(variables)));

    public Walk Resolve() => Do(new Command.ResolveIncident(incidents.Keys.First()));

    public Walk Cancel(string reason = "withdrawn") => Do(new Command.Cancel(reason));

    /// <summary>Moves the clock; timers fire in the order of their instants, each at its own.</summary>
    public Walk Wait(TimeSpan time)
    {
        var until = Now + time;
        while (timers.Values.Where(t => t.DueAt <= until).OrderBy(t => t.DueAt).ThenBy(t => t.Key).FirstOrDefault() is { } due)
        {
            Now = due.DueAt > Now ? due.DueAt : Now;
            Do(new Command.FireTimer(due.Key));
        }
        Now = until;
        return this;
    }

    public Effect.OpenTask TaskAt(string elementId) => tasks.Values.First(t => t.ElementId == elementId);

    public Walk Do(Command command)
    {
        Refusal = null;
        var outcome = Machine.Apply(Definition, State, command, new(Now, WorkCalendar.WeekdaysOnly, SettingValues.None, Decisions));
        if (outcome is not Outcome.Applied applied)
        {
            Refusal = (Outcome.Refused)outcome;
            return this;
        }
        State = applied.State;
        Facts.AddRange(applied.Facts);
        jobs.Remove(command switch { Command.CompleteJob j => j.Key, Command.FailJob j => j.Key, Command.ThrowError j => j.Key, _ => 0 });
        calls.Remove(command switch { Command.CompleteCall c => c.Key, Command.ThrowError c => c.Key, Command.FailJob c => c.Key, _ => 0 });
        foreach (var effect in applied.Effects)
            Record(effect);
        // Nothing takes a job back: its handler runs in the same transaction, and a late answer is refused.
        foreach (var key in jobs.Keys.Where(key => State.Find(key) is not { Phase: Phase.AtJob }).ToList())
            jobs.Remove(key);
        Invariants.Check(this);
        return this;
    }

    /// <summary>Goes on by another version; what it answers tells what became of tasks and timers.</summary>
    public MigrationAnswer Migrate(Definition to, MigrationMap? map = null, bool recompute = true)
    {
        var answer = Migration.Apply(Definition, to, map ?? MigrationMap.Propose(Definition, to), State,
            new(Now, WorkCalendar.WeekdaysOnly, SettingValues.None, Decisions), recompute);
        if (answer.Applied is not { } applied)
            return answer;
        (Definition, State) = (to, applied.State);
        Facts.AddRange(applied.Facts);
        foreach (var effect in applied.Effects)
            Record(effect);
        Invariants.Check(this);
        return answer;
    }

    private long KeyAt(string elementId) =>
        State.Tokens.First(t => t.ElementId == elementId && t.Phase is Phase.AtTask or Phase.AtJob or Phase.AtCall).Key;

    // Adding twice or removing what is not there would be a fault of the engine, so both throw.
    private void Record(Effect effect)
    {
        Effects.Add(effect);
        switch (effect)
        {
            case Effect.OpenTask open:
                tasks.Add(open.Key, open);
                break;
            case Effect.RelabelTask relabel:
                Assert.True(tasks.Remove(relabel.Task.Key), $"task {relabel.Task.Key} was not open");
                tasks.Add(relabel.Task.Key, relabel.Task);
                break;
            case Effect.CloseTask close:
                Assert.True(tasks.Remove(close.Key), $"task {close.Key} was not open");
                break;
            case Effect.ArmTimer arm:
                timers.Add(arm.Key, arm);
                break;
            case Effect.DisarmTimer disarm:
                Assert.True(timers.Remove(disarm.Key), $"timer {disarm.Key} was not armed");
                break;
            case Effect.Subscribe subscribe:
                subscriptions.Add(subscribe.Key, subscribe);
                break;
            case Effect.Unsubscribe unsubscribe:
                Assert.True(subscriptions.Remove(unsubscribe.Key) || signals.Remove(unsubscribe.Key), $"subscription {unsubscribe.Key} was not open");
                break;
            case Effect.RunJob job:
                jobs[job.Key] = job;
                break;
            case Effect.CallProcess call:
                calls.Add(call.Key, call);
                break;
            case Effect.CancelCall cancel:
                Assert.True(calls.Remove(cancel.Key), $"call {cancel.Key} was not running");
                break;
            case Effect.RaiseIncident incident:
                incidents.Add(incident.Key, incident);
                break;
            case Effect.ClearIncident clear:
                Assert.True(incidents.Remove(clear.Key), $"incident {clear.Key} was not raised");
                break;
            case Effect.SubscribeSignal signal:
                signals.Add(signal.Key, signal);
                break;
            case Effect.TellDecision:
                break;
            case Effect.ThrowSignal signal:
                Signalled.Add(signal);
                break;
            case Effect.ThrowMessage message:
                Sent.Add(message);
                break;
            case Effect.EscalateToCaller escalation:
                Escalated.Add(escalation);
                break;
            case Effect.EndProcess end:
                Assert.Null(End);
                End = end;
                break;
            default:
                throw new System.Diagnostics.UnreachableException(effect.GetType().Name);
        }
    }
}

/// <summary>What holds after every command: the world outside and the state inside tell the same story.</summary>
internal static class Invariants
{
    public static void Check(Walk walk)
    {
        var state = walk.State;
        ImmutableArray<Token> all = [state.Process, .. state.Tokens];
        Assert.Equal(walk.Tasks.Select(t => t.Key), all.Where(t => t.Phase == Phase.AtTask).Select(t => t.Key));
        Assert.Equal(walk.Timers.Select(t => t.Key), all.SelectMany(t => t.Waits).OfType<TimerWait>().Select(w => w.Key).Order());
        Assert.Equal(walk.Subscriptions.Select(s => s.Key), all.SelectMany(t => t.Waits).OfType<MessageWait>().Select(w => w.Key).Order());
        Assert.Equal(walk.Signals.Select(s => s.Key), all.SelectMany(t => t.Waits).OfType<SignalWait>().Select(w => w.Key).Order());
        Assert.Equal(walk.Incidents.Select(i => i.Key),
            all.Where(t => t.Incident is not null).Select(t => t.Key).Concat(state.Parked.Where(p => p.Incident is not null).Select(p => p.Key)).Order());
        Assert.All(state.Tokens, token => Assert.NotNull(token.Scope == 0 ? state.Process : state.Find(token.Scope)));
        Assert.All(state.Parked, flow => Assert.NotNull(flow.Scope == 0 ? state.Process : state.Find(flow.Scope)));
        Assert.Equal(state.Tokens.Select(t => t.Key), state.Tokens.Select(t => t.Key).Order());
        if (state.HasEnded)
        {
            Assert.NotNull(walk.End);
            Assert.Empty(state.Tokens);
            Assert.Empty(state.Parked);
            Assert.Empty(walk.Calls);
        }
        else if (state.HasStarted)
        {
            Assert.True(state.Tokens.Length + state.Parked.Length > 0, "a running process has nothing to do");
        }
    }
}
