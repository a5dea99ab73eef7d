using System.Diagnostics;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Playing;

/// <summary>The shell in memory: several processes under one clock of their own, which call each other and hear each other's messages and signals. Nothing of it is real.</summary>
public sealed class World(Circumstances given)
{
    // A day before the calendar ends, so that every wall clock still has that instant.
    internal static readonly DateTimeOffset Latest = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    private readonly List<Definition> definitions = [];
    private readonly List<Instance> instances = [];
    private readonly List<ScheduledStart> scheduled = [];
    private readonly Queue<Action> followUps = new();

    /// <summary>The instant in it; it never goes back.</summary>
    public DateTimeOffset Now { get; private set; } = given.From;

    /// <summary>What is put there.</summary>
    public IReadOnlyList<Definition> Definitions => definitions;

    /// <summary>Every process that began, the earliest first.</summary>
    public IReadOnlyList<Instance> Instances => instances;

    /// <summary>Those that go on.</summary>
    public IEnumerable<Instance> Running => instances.Where(instance => !instance.State.HasEnded);

    /// <summary>Everything that stood still because of a drawing or the data, also what went on since.</summary>
    public IReadOnlyList<SimulatedIncident> Incidents => History.Incidents;

    /// <summary>Why it stopped, in Chinese; null while it goes on.</summary>
    public string? Problem { get; private set; }

    internal History History { get; } = new();

    internal int Commands { get; private set; }

    private Surroundings Around => new(Now, given.Calendar, given.Settings, given.Decisions);

    /// <summary>Puts a process there, so that calls, messages and signals find it.</summary>
    public void Add(Definition definition) => definitions.Add(definition);

    /// <summary>As <see cref="Add"/>, and its timer start events begin to count.</summary>
    public void Deploy(Definition definition)
    {
        Add(definition);
        foreach (var start in definition.TimerStarts)
            if (start.Timer.Plan(Variables.Empty, Around, out _) is { } plan)
                scheduled.Add(new(definition, start.ElementId, plan));
    }

    /// <summary>Begins a process, and lets happen what follows.</summary>
    /// <param name="startEventId">Null begins at the none start event.</param>
    /// <returns>Null when it can't begin there; <see cref="Problem"/> tells why.</returns>
    public Instance? Start(Definition definition, Variables variables, string? startEventId = null)
    {
        var started = Begin(definition, variables, startEventId);
        FollowUp();
        return started;
    }

    /// <summary>Asks something of a process, and lets happen what follows.</summary>
    /// <returns>False when it was refused, as what comes too late.</returns>
    public bool Do(Instance instance, Command command)
    {
        var isDone = Apply(instance, command) is null;
        FollowUp();
        return isDone;
    }

    /// <summary>A message comes from outside to all who wait for it; when nobody does, it begins what it begins.</summary>
    /// <param name="key">The correlation key; null is any.</param>
    /// <returns>How many took it.</returns>
    public int Send(string name, string? key, Variables variables)
    {
        var receivers = Deliver(name, key, variables);
        FollowUp();
        return receivers;
    }

    /// <summary>A signal comes from outside to all who wait for it, and begins what it begins.</summary>
    public void Signal(string name, Variables variables)
    {
        Broadcast(name, variables, null);
        FollowUp();
    }

    /// <summary>The clock goes on; whatever falls due happens at its own instant, first what is due first.</summary>
    public void AdvanceTo(DateTimeOffset until)
    {
        while (FireNext(until))
        {
        }
        SetClock(until);
    }

    /// <summary>The clock goes on to the next timer, which fires.</summary>
    /// <returns>False when none is due by <paramref name="until"/>.</returns>
    internal bool FireNext(DateTimeOffset until)
    {
        if (Problem is not null)
            return false;
        var timer = instances.SelectMany(instance => instance.Timers.Values.Select(timer => (Instance: instance, timer.Told, timer.Place)))
            .OrderBy(timer => timer.Told.DueAt).FirstOrDefault();
        var start = scheduled.OrderBy(start => start.Plan.DueAt).FirstOrDefault();
        if (start is not null && start.Plan.DueAt <= until && (timer.Told is null || start.Plan.DueAt <= timer.Told.DueAt))
            StartBy(start);
        else if (timer.Told is not null && timer.Told.DueAt <= until)
            Fire(timer.Instance, timer.Told, timer.Place);
        else
            return false;
        FollowUp();
        return true;
    }

    internal void SetClock(DateTimeOffset now) => Now = now > Now ? now : Now;

    /// <summary>Nothing happens any more, and this is why.</summary>
    internal void Stop(string why) => Problem ??= why;

    private void StartBy(ScheduledStart start)
    {
        SetClock(start.Plan.DueAt);
        scheduled.Remove(start);
        if (start.Plan.Repeat?.Next(start.Plan.DueAt, given.Calendar.Offset) is { } next)
            scheduled.Add(start with { Plan = next });
        Begin(start.Definition, Variables.Empty, start.ElementId);
    }

    private void Fire(Instance instance, Effect.ArmTimer timer, int place)
    {
        if (timer.DueAt > Latest)
        {
            Stop($"“{timer.ElementId}”的定时在 {timer.DueAt:yyyy-MM-dd}，时间推不到那么远：最晚到 {Latest:yyyy-MM-dd}。请更正定时。");
            return;
        }
        SetClock(timer.DueAt);
        History.Timers[place] = History.Timers[place] with { FiredAt = Now };
        Apply(instance, new Command.FireTimer(timer.Key));
    }

    /// <summary>Handlers, called processes, messages: until nothing follows any more.</summary>
    private void FollowUp()
    {
        while (Problem is null && followUps.TryDequeue(out var work))
            work();
    }

    private Instance? Begin(Definition definition, Variables variables, string? startEventId)
    {
        var instance = new Instance(definition, null, 0);
        if (Begin(instance, variables, startEventId) is not { } refused)
            return instance;
        Stop(refused);
        return null;
    }

    /// <returns>Why it did not begin; null when it did.</returns>
    private string? Begin(Instance instance, Variables variables, string? startEventId)
    {
        instances.Add(instance);
        var refused = Apply(instance, new Command.Start(variables, startEventId));
        if (refused is not null)
            instances.Remove(instance);
        return refused;
    }

    /// <returns>Why it was refused; null when it was done.</returns>
    private string? Apply(Instance instance, Command command)
    {
        if (Problem is not null)
            return Problem;
        if (++Commands > given.MaxCommands || History.Trace.Count > given.MaxFacts)
        {
            Stop($"走了 {Commands - 1} 步、{History.Trace.Count} 个环节仍没有停下，可能是没有出口的循环。");
            return Problem;
        }
        if (command is Command.ThrowError thrown)
            command = thrown with { IsPassedOn = IsCaughtAround(instance, thrown.Code) };
        switch (Machine.Apply(instance.Definition, instance.State, command, Around))
        {
            case Outcome.Applied applied:
                instance.State = applied.State;
                foreach (var fact in applied.Facts)
                    History.Trace.Add(new(Commands, Now, instance.Definition.Id, fact));
                foreach (var effect in applied.Effects)
                    Follow(instance, effect);
                return null;
            case Outcome.Refused refused:
                return refused.Message;
            case var other:
                throw new UnreachableException(other.GetType().Name);
        }
    }

    private bool IsCaughtAround(Instance instance, string errorCode)
    {
        for (var at = instance; at.Parent is { } caller; at = caller)
            if (Machine.Catches(caller.Definition, caller.State, at.ParentKey, errorCode, Around))
                return true;
        return false;
    }

    /// <summary>Does what an effect asks for, or sees to it that it follows.</summary>
    internal void Follow(Instance instance, Effect effect)
    {
        if (History.Keep(instance, effect, Now))
            return;
        switch (effect)
        {
            case Effect.RunJob job:
                followUps.Enqueue(() => RunJob(instance, job));
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
                followUps.Enqueue(() => Broadcast(signal.SignalName, signal.Variables, instance));
                break;
            case Effect.EscalateToCaller escalation:
                // Without a caller nobody hears it.
                if (instance.Parent is { } parent)
                    followUps.Enqueue(() => Apply(parent, new Command.ThrowEscalation(instance.ParentKey, escalation.Code, escalation.Variables)));
                break;
            case Effect.EndProcess end:
                Ended(instance, end);
                break;
            default:
                // Nothing here goes over to another version, so tasks are never relabelled.
                throw new UnreachableException(effect.GetType().Name);
        }
    }

    private void RunJob(Instance instance, Effect.RunJob job)
    {
        // Something that came before it in the queue withdrew the token: the work must not be done.
        if (instance.State.Find(job.Key) is { Phase: Phase.AtJob })
            Answered(instance, job.Key, given.Jobs(job), done => new Command.CompleteJob(job.Key, done));
    }

    private void Answered(Instance instance, long key, Answer answer, Func<Variables, Command> done) => Apply(instance, answer switch
    {
        Answer.Done result => done(result.Variables),
        Answer.Error error => new Command.ThrowError(key, error.Code, null, Variables.Empty),
        Answer.Failed failed => new Command.FailJob(key, failed.Message),
        _ => throw new UnreachableException(answer.GetType().Name),
    });

    private void Call(Instance caller, Effect.CallProcess call)
    {
        if (definitions.Find(each => each.Id == call.ProcessId) is not { } called)
            Answered(caller, call.Key, given.Calls(call), done => new Command.CompleteCall(call.Key, done));
        else if (Begin(new Instance(called, caller, call.Key), call.Variables, null) is { } refused)
            Apply(caller, new Command.FailJob(call.Key, refused));
    }

    private void CancelCall(Instance caller, long key)
    {
        foreach (var called in Running.Where(each => each.Parent == caller && each.ParentKey == key).ToList())
            Apply(called, new Command.Cancel("调用它的环节已撤销"));
    }

    private int Deliver(string name, string? key, Variables variables)
    {
        var receivers = 0;
        foreach (var instance in instances.ToList())
            foreach (var waiting in instance.Subscriptions.Values.ToList())
                if (waiting.MessageName == name && (key is null || waiting.CorrelationKey == key) && Apply(instance, new Command.DeliverMessage(waiting.Key, variables)) is null)
                    receivers++;
        return receivers > 0 ? receivers : BeginEach(definition => definition.MessageStarts.Where(start => start.MessageName == name).Select(start => start.ElementId), variables);
    }

    /// <param name="from">Who threw it: within that process it has happened already.</param>
    private void Broadcast(string name, Variables variables, Instance? from)
    {
        foreach (var instance in instances.Where(each => each != from).ToList())
            foreach (var waiting in instance.Signals.Values.Where(each => each.SignalName == name).ToList())
                Apply(instance, new Command.DeliverMessage(waiting.Key, variables));
        BeginEach(definition => definition.SignalStarts.Where(start => start.SignalName == name).Select(start => start.ElementId), variables);
    }

    /// <returns>How many began.</returns>
    private int BeginEach(Func<Definition, IEnumerable<string>> startEvents, Variables variables)
    {
        var begun = 0;
        foreach (var definition in definitions)
            foreach (var startEventId in startEvents(definition))
                begun += Begin(definition, variables, startEventId) is null ? 0 : 1;
        return begun;
    }

    private void Ended(Instance instance, Effect.EndProcess end)
    {
        instance.End = end;
        if (instance.Parent is { } caller && end.Ending != Ending.Cancelled)
            followUps.Enqueue(() => Apply(caller, end.Ending == Ending.Error
                ? new Command.ThrowError(instance.ParentKey, end.ErrorCode ?? "", end.ErrorMessage, end.ErrorVariables) { Called = end.Variables }
                : new Command.CompleteCall(instance.ParentKey, end.Variables)));
    }

    private sealed record ScheduledStart(Definition Definition, string ElementId, TimerPlan Plan);
}
