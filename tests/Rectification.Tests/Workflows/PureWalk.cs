using System.Diagnostics;
using Rectification.Engine;

namespace Rectification.Tests.Walks;

/// <summary>Walks the drawings on the engine alone: no database, no people; the variables that handlers return come from <see cref="PureHandlers"/>.</summary>
public sealed class PureWalk : CaseWalk
{
    public const string CaseNumber = "YH-2026-000001";

    private readonly List<Process> processes = [];
    private readonly SortedSet<string> jobs = new(StringComparer.Ordinal);
    private readonly Queue<(Process Process, Effect Effect)> pending = [];
    private bool isFollowing;
    private DateTimeOffset now = Morning;

    public override DateTimeOffset Now => now;

    public static PureWalk Of(string level) => Of("hazard-rectification", PureHandlers.AtStart(level));

    public static PureWalk Of(string processId, Variables variables)
    {
        var walk = new PureWalk();
        walk.Start(processId, variables, null, 0);
        return walk;
    }

    public IEnumerable<Effect.OpenTask> Tasks => processes.SelectMany(process => process.Tasks.Values);

    public IEnumerable<string> Timers => processes.SelectMany(process => process.Timers.Values).Select(timer => timer.ElementId).Order(StringComparer.Ordinal);

    public Variables Variables => processes[0].State.Variables;

    public override Task<string> Open() => Task.FromResult(string.Join(' ', Tasks.Select(task => task.ElementId).Order(StringComparer.Ordinal)));

    public override Task<string?> Ending() => Task.FromResult(!processes[0].State.HasEnded ? null
        : jobs.Contains("no-hazard") ? "noHazard"
        : Variables["enforcementResult"] as string == "closedDown" ? "closedDown"
        : "closed");

    public override Task<string> Jobs() => Task.FromResult(string.Join(' ', jobs));

    public override Task<DateTimeOffset?> DueAt(string elementId) => Task.FromResult(Tasks.First(task => task.ElementId == elementId).DueAt);

    public override Task Complete(string elementId, string outcome, params (string Name, object? Value)[] values)
    {
        var process = processes.First(process => process.Tasks.Values.Any(task => task.ElementId == elementId));
        var task = process.Tasks.Values.First(task => task.ElementId == elementId);
        if (task.Properties.GetValueOrDefault("outcomes") is System.Collections.Immutable.ImmutableArray<object?> outcomes)
            Assert.Contains(outcome, outcomes);
        var answer = PureHandlers.Answer(elementId, outcome, Variables.Of(values), process.State.Variables, now);
        Do(process, new Command.CompleteTask(task.Key, answer.With("outcome", outcome)));
        return Task.CompletedTask;
    }

    public override Task WaitUntil(DateTimeOffset instant)
    {
        while (processes.SelectMany(process => process.Timers.Values.Select(timer => (process, timer)))
            .Where(due => due.timer.DueAt <= instant).OrderBy(due => due.timer.DueAt).FirstOrDefault() is { process: not null } due)
        {
            now = due.timer.DueAt > now ? due.timer.DueAt : now;
            Do(due.process, new Command.FireTimer(due.timer.Key));
        }
        now = instant;
        return Task.CompletedTask;
    }

    public override Task<bool> Apply() => Task.FromResult(Send("reinspection-requested", Variables.Empty));

    public override Task RaiseToMajor()
    {
        Assert.True(Send("raised-to-major", PureHandlers.RaisedToMajor));
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private bool Send(string message, Variables variables)
    {
        var waiting = processes.SelectMany(process => process.Subscriptions.Values.Select(subscription => (process, subscription)))
            .Where(wait => wait.subscription.MessageName == message && wait.subscription.CorrelationKey == CaseNumber).ToList();
        foreach (var (process, subscription) in waiting)
            if (process.Subscriptions.ContainsKey(subscription.Key))
                Do(process, new Command.DeliverMessage(subscription.Key, variables));
        return waiting.Count > 0;
    }

    private void Start(string processId, Variables variables, Process? caller, long callKey)
    {
        var process = new Process(Drawings.Definitions[processId], caller, callKey);
        processes.Add(process);
        Do(process, new Command.Start(variables));
    }

    private void Do(Process process, Command command)
    {
        var outcome = Machine.Apply(process.Definition, process.State, command, Drawings.At(now));
        var applied = Assert.IsType<Outcome.Applied>(outcome);
        process.State = applied.State;
        foreach (var effect in applied.Effects)
            pending.Enqueue((process, effect));
        if (isFollowing)
            return;
        isFollowing = true;
        while (pending.TryDequeue(out var next))
            Follow(next.Process, next.Effect);
        isFollowing = false;
    }

    private void Follow(Process process, Effect effect)
    {
        switch (effect)
        {
            case Effect.OpenTask open: process.Tasks.Add(open.Key, open); break;
            case Effect.CloseTask close: process.Tasks.Remove(close.Key); break;
            case Effect.ArmTimer arm: process.Timers.Add(arm.Key, arm); break;
            case Effect.DisarmTimer disarm: process.Timers.Remove(disarm.Key); break;
            case Effect.Subscribe subscribe: process.Subscriptions.Add(subscribe.Key, subscribe); break;
            case Effect.Unsubscribe unsubscribe: process.Subscriptions.Remove(unsubscribe.Key); break;
            case Effect.ThrowMessage message: Send(message.MessageName, Variables.Empty); break;
            case Effect.RunJob job:
                jobs.Add(job.Type);
                Do(process, new Command.CompleteJob(job.Key, Variables.Empty));
                break;
            case Effect.CallProcess call: Start(call.ProcessId, call.Variables, process, call.Key); break;
            case Effect.CancelCall cancel:
                Do(processes.Single(called => called.Caller == process && called.CallKey == cancel.Key), new Command.Cancel("withdrawn by the caller"));
                break;
            case Effect.EndProcess end when process.Caller is null || end.Ending == Engine.Ending.Cancelled: Close(process); break;
            case Effect.EndProcess end:
                Close(process);
                Do(process.Caller, new Command.CompleteCall(process.CallKey, end.Variables));
                break;
            case Effect.RaiseIncident incident: Assert.Fail($"{incident.ElementId}: {incident.Message}"); break;
            default: throw new UnreachableException(effect.ToString());
        }
    }

    private void Close(Process process)
    {
        Assert.Empty(process.Tasks);
        Assert.Empty(process.Timers);
        Assert.Empty(process.Subscriptions);
        if (process.Caller is not null)
            processes.Remove(process);
    }

    private sealed class Process(Definition definition, Process? caller, long callKey)
    {
        public Definition Definition { get; } = definition;

        public Process? Caller { get; } = caller;

        public long CallKey { get; } = callKey;

        public ProcessState State { get; set; } = ProcessState.None;

        public SortedDictionary<long, Effect.OpenTask> Tasks { get; } = [];

        public SortedDictionary<long, Effect.ArmTimer> Timers { get; } = [];

        public SortedDictionary<long, Effect.Subscribe> Subscriptions { get; } = [];
    }
}
