using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Migrating;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>
/// The shell around the engine: loads a process, applies a command, writes what follows and goes on until all is quiet.
/// Works inside the transaction of the running command and never commits. Scoped.
/// </summary>
public sealed class Workflows(
    RectificationDb db, Definitions definitions, EffectWriter effects, StreetSurroundings around, Decisions decisions,
    CurrentActor current, StreetClock clock, IServiceProvider services)
{
    private const int MaxFollowUps = 10_000;

    // A circle of handlers or of calls that never waits is the drawing's fault: an incident, not a fault of ours that rolls everything back.
    private const int MaxJobs = 500;
    private const int DeepestCalls = 20;

    /// <summary>Every process of a case.</summary>
    internal const string OfCase = "\"CaseNumber\" = $1";

    private readonly Dictionary<Guid, LiveInstance> live = [];
    private readonly Dictionary<Guid, Surroundings> streets = [];
    private readonly Queue<Func<CancellationToken, Task>> followUps = new();
    private int run;
    private bool isPumping;

    /// <summary>Starts the newest version and runs it to its first wait.</summary>
    /// <returns>Null when it ended at once.</returns>
    public async Task<InstanceRow?> Start(string processKey, CaseRow @case, Variables variables, CancellationToken ct)
    {
        Begin();
        var process = await definitions.Latest(processKey, ct)
            ?? throw new InvalidOperationException($"Process '{processKey}' is not deployed.");
        var instance = await Start(process, @case, variables, startEventId: null, parent: null, parentKey: null, ct);
        await Pump(ct);
        return instance.HasEnded ? null : instance.Row;
    }

    /// <summary>Starts a version at one of its start events, by the clock.</summary>
    internal async Task StartAt(DeployedProcess process, string startEventId, CaseRow @case, Variables variables, CancellationToken ct)
    {
        Begin();
        await Start(process, @case, variables.With("caseNumber", @case.CaseNumber), startEventId, parent: null, parentKey: null, ct);
        await Pump(ct);
    }

    /// <summary>Brings a message to whoever waits for it; when nobody does, starts the processes that begin with it.</summary>
    /// <returns>How many received it.</returns>
    public async Task<int> Publish(string messageName, string correlationKey, Variables variables, CancellationToken ct, CaseRow? @case = null)
    {
        Begin();
        var receivers = await Deliver(messageName, correlationKey, variables, @case, ct);
        await Pump(ct);
        return receivers;
    }

    /// <summary>Ends every process of the case from outside; tasks and timers are withdrawn, traced.</summary>
    public async Task CancelCase(string caseNumber, string reason, CancellationToken ct)
    {
        Begin();
        await CancelInstances(caseNumber, except: null, reason, ct);
        await Pump(ct);
    }

    internal Task<Outcome.Refused?> CompleteTask(TaskRow task, Variables variables, CancellationToken ct) =>
        ApplyTo(task.InstanceId, new Command.CompleteTask(task.Key, variables), ct);

    /// <summary>For the rooms: writes variables of the process scope of an instance.</summary>
    public async Task SetVariables(Guid instanceId, Variables variables, CancellationToken ct) =>
        await ApplyTo(instanceId, new Command.SetVariables(variables), ct);

    /// <summary>Applies a command to one instance and follows up. A refusal says that the token is gone.</summary>
    internal async Task<Outcome.Refused?> ApplyTo(Guid instanceId, Command command, CancellationToken ct)
    {
        Begin();
        if (await Find(instanceId, ct) is not { } instance)
            return new Outcome.Refused("instance.gone", "流程已结束");
        var refused = await Apply(instance, command, ct);
        await Pump(ct);
        return refused;
    }

    /// <summary>Called by the effect writer: the work is done after the effects at hand are all written.</summary>
    internal void Later(Func<CancellationToken, Task> work) => followUps.Enqueue(work);

    internal async Task RunJob(LiveInstance instance, Effect.RunJob job, CancellationToken ct)
    {
        // Something that came before it in the queue withdrew the token: the work must not be done.
        if (instance.HasEnded || instance.State.Find(job.Key) is null)
            return;
        if (++instance.JobsDone > MaxJobs)
        {
            await Apply(instance, new Command.FailJob(job.Key, $"一次办理中自动处理了 {MaxJobs} 次仍没有停下，可能是没有出口的循环。请检查“{ElementName(instance, job.Key)}”前后的条件，更正数据后重试。"), ct);
            return;
        }
        if (services.GetKeyedService<IJobHandler>(job.Type) is not { } handler)
        {
            await Apply(instance, new Command.FailJob(job.Key, $"没有能执行“{job.Type}”的程序。请换用已有的任务类型，或升级系统后重试。"), ct);
            return;
        }
        var answer = await handler.Run(new Job(job.Type, job.ElementId, instance.Row.Id, instance.Row.DefinitionKey, instance.Case,
            current.Actor ?? Actor.System, job.Headers, job.Variables, clock.GetUtcNow()), ct);
        await Apply(instance, answer switch
        {
            JobAnswer.Done done => new Command.CompleteJob(job.Key, done.Variables),
            JobAnswer.Error error => new Command.ThrowError(job.Key, error.Code, error.Message, Variables.Empty),
            JobAnswer.Failed failed => new Command.FailJob(job.Key, failed.Message),
            _ => throw new System.Diagnostics.UnreachableException(answer.GetType().Name),
        }, ct);
    }

    internal async Task Call(LiveInstance caller, Effect.CallProcess call, CancellationToken ct)
    {
        if (await IsDeep(caller, ct))
            await Apply(caller, new Command.FailJob(call.Key, $"流程一层层调用超过 {DeepestCalls} 层，可能在调用自己。请检查“{ElementName(caller, call.Key)}”之前的条件，更正数据后重试。"), ct);
        else if (await definitions.Called(call, caller.Row, ct) is { } process)
            await Start(process, caller.Case, call.Variables, startEventId: null, caller.Row.Id, call.Key, ct);
        else if (await Apply(caller, new Command.FailJob(call.Key, call.VersionTag is null
            ? $"被调用的流程“{call.ProcessId}”没有部署。"
            : $"被调用的流程“{call.ProcessId}”没有版本标签为“{call.VersionTag}”的版本。请部署这个版本后重试。"), ct) is { } refused)
            throw new InvalidOperationException($"{call.ElementId} calls '{call.ProcessId}', which is not deployed: {refused.Message}");
    }

    private async Task<bool> IsDeep(LiveInstance caller, CancellationToken ct)
    {
        var depth = 0;
        for (var at = caller; at?.Row.ParentId is { } parent && depth < DeepestCalls; at = await Find(parent, ct))
            depth++;
        return depth == DeepestCalls;
    }

    internal async Task CancelCall(LiveInstance caller, long key, CancellationToken ct)
    {
        await db.Instances.Load("\"ParentId\" = $1 and \"ParentKey\" = $2", [caller.Row.Id, key], ct);
        foreach (var called in db.Instances.Local.Where(row => row.ParentId == caller.Row.Id && row.ParentKey == key).ToList())
            if (await Find(called.Id, ct) is { HasEnded: false } instance)
                await Apply(instance, new Command.Cancel($"“{ElementName(caller, key)}”已撤销"), ct);
    }

    /// <summary>Before the name of a signal among the subscriptions, so that no message is taken for it.</summary>
    internal const string SignalPrefix = "\u0001signal:";

    /// <summary>Everyone in the street who waits for the signal; those in the same instance have it already. Processes that begin with it begin there, each in a case of its own.</summary>
    internal async Task Broadcast(LiveInstance from, Effect.ThrowSignal signal, CancellationToken ct)
    {
        var waiting = await Waiting(SignalPrefix + signal.SignalName, from.Row.StreetId.ToString("N"), ct);
        foreach (var subscription in waiting.Where(row => row.InstanceId != from.Row.Id))
            if (await Find(subscription.InstanceId, ct) is { HasEnded: false } instance)
                await Apply(instance, new Command.DeliverMessage(subscription.Key, signal.Variables), ct);
        foreach (var (process, startEventId) in await definitions.StartedBySignal(signal.SignalName, ct))
        {
            var @case = await services.GetRequiredService<OwnCases>().Open(process.Definition, from.Row.StreetId, ct);
            await Start(process, @case, signal.Variables.With("caseNumber", @case.CaseNumber), startEventId, parent: null, parentKey: null, ct);
        }
    }

    internal Task Throw(LiveInstance from, Effect.ThrowMessage message, CancellationToken ct) =>
        Deliver(message.MessageName, message.CorrelationKey, message.Variables, from.Case, ct);

    internal async Task Escalate(LiveInstance from, Effect.EscalateToCaller escalation, CancellationToken ct)
    {
        if (from.Row is { ParentId: { } parentId, ParentKey: { } parentKey } && await Find(parentId, ct) is { HasEnded: false } parent)
            await Apply(parent, new Command.ThrowEscalation(parentKey, escalation.Code, escalation.Variables), ct);
    }

    /// <summary>Answers the caller, or closes the case when this was its root process.</summary>
    internal async Task Ended(LiveInstance instance, Effect.EndProcess end, CancellationToken ct)
    {
        if (instance.Row is { ParentId: { } parentId, ParentKey: { } parentKey })
        {
            if (end.Ending != Ending.Cancelled && await Find(parentId, ct) is { HasEnded: false } parent)
                await Apply(parent, end.Ending == Ending.Error
                    ? new Command.ThrowError(parentKey, end.ErrorCode ?? "", end.ErrorMessage, end.ErrorVariables) { Called = end.Variables }
                    : new Command.CompleteCall(parentKey, end.Variables), ct);
            return;
        }
        if (instance.Case.InstanceId != instance.Row.Id)
            return;
        instance.Case.ClosedAt = clock.GetUtcNow();
        foreach (var listener in services.GetKeyedServices<ICaseListener>(instance.Case.Kind))
            await listener.Ended(instance.Case, end.Ending, end.Variables, instance.Case.ClosedAt.Value, ct);
        await CancelInstances(instance.Case.CaseNumber, instance.Row.Id, "事项已办结", ct);
    }

    private async Task<LiveInstance> Start(
        DeployedProcess process, CaseRow @case, Variables variables, string? startEventId, Guid? parent, long? parentKey, CancellationToken ct)
    {
        var row = new InstanceRow
        {
            DefinitionKey = process.Definition.Id,
            DefinitionVersion = process.Version,
            CaseNumber = @case.CaseNumber,
            StreetId = @case.StreetId,
            ParentId = parent,
            ParentKey = parentKey,
            State = "",
            StartedAt = clock.GetUtcNow(),
        };
        db.Instances.Add(row);
        if (@case.InstanceId is null && @case.ProcessKey == row.DefinitionKey)
            (@case.InstanceId, @case.DefinitionVersion) = (row.Id, row.DefinitionVersion);
        var instance = live[row.Id] = new LiveInstance(row, @case, process.Definition, ProcessState.None);
        if (await Apply(instance, new Command.Start(variables, startEventId), ct) is { } refused)
            throw new InvalidOperationException($"{process.Definition.Id} did not start: {refused.Message}");
        return instance;
    }

    private async Task<int> Deliver(string messageName, string correlationKey, Variables variables, CaseRow? @case, CancellationToken ct)
    {
        var receivers = 0;
        foreach (var subscription in await Waiting(messageName, correlationKey, ct))
            if (await Find(subscription.InstanceId, ct) is { HasEnded: false } instance
                && await Apply(instance, new Command.DeliverMessage(subscription.Key, variables), ct) is null)
                receivers++;
        if (receivers > 0)
            return receivers;
        var starts = await definitions.StartedBy(messageName, ct);
        if (starts.IsEmpty || (@case ?? await db.Cases.FindAsync([correlationKey], ct)) is not { } subject)
            return 0;
        foreach (var (process, startEventId) in starts)
            await Start(process, subject, variables, startEventId, parent: null, parentKey: null, ct);
        return starts.Length;
    }

    /// <summary>Who waits; what this command itself subscribed or withdrew counts.</summary>
    private async Task<List<SubscriptionRow>> Waiting(string messageName, string correlationKey, CancellationToken ct)
    {
        await db.Subscriptions.Load("\"MessageName\" = $1 and \"CorrelationKey\" = $2", [messageName, correlationKey], ct);
        return [.. db.Subscriptions.Local.Where(row => row.MessageName == messageName && row.CorrelationKey == correlationKey).OrderBy(row => row.Id)];
    }

    private async Task CancelInstances(string caseNumber, Guid? except, string reason, CancellationToken ct)
    {
        await db.Instances.Load(OfCase, [caseNumber], ct);
        // Callers first: they withdraw what they called.
        var running = db.Instances.Local.Where(row => row.CaseNumber == caseNumber && row.Id != except)
            .OrderBy(row => row.ParentId != null).ThenBy(row => row.Id).ToList();
        foreach (var row in running)
            if (await Find(row.Id, ct) is { HasEnded: false } instance)
                await Apply(instance, new Command.Cancel(reason), ct);
    }

    private async Task<Outcome.Refused?> Apply(LiveInstance instance, Command command, CancellationToken ct)
    {
        if (instance.HasEnded)
            return new Outcome.Refused("instance.gone", "流程已结束");
        if (!streets.TryGetValue(instance.Row.StreetId, out var surroundings))
            streets[instance.Row.StreetId] = surroundings = await around.For(instance.Row.StreetId, ct);
        if (instance.Definition.AsksDecisions)
            surroundings = surroundings with { Decisions = await decisions.For(instance.Row.DefinitionKey, instance.Row.DefinitionVersion, instance.Definition, ct) };
        if (command is Command.ThrowError thrown)
            command = thrown with { IsPassedOn = await IsCaughtAround(instance, thrown.Code, surroundings, ct) };
        switch (Machine.Apply(instance.Definition, instance.State, command, surroundings))
        {
            case Outcome.Refused refused:
                return refused;
            case Outcome.Applied applied:
                (instance.State, instance.IsChanged) = (applied.State, true);
                await effects.Write(this, instance, command, applied, surroundings, ct);
                return null;
            case var other:
                throw new System.Diagnostics.UnreachableException(other.GetType().Name);
        }
    }

    // An error that no process around takes stays where it came up, for an operator.
    private async Task<bool> IsCaughtAround(LiveInstance instance, string errorCode, Surroundings surroundings, CancellationToken ct)
    {
        for (var at = instance; at.Row is { ParentId: { } parentId, ParentKey: { } key } && await Find(parentId, ct) is { HasEnded: false } caller; at = caller)
            if (Machine.Catches(caller.Definition, caller.State, key, errorCode, surroundings))
                return true;
        return false;
    }

    /// <summary>Takes a process to another version of its drawing, when every place at which it stands has a successor there.</summary>
    /// <returns>Null when it has ended.</returns>
    internal async Task<MigrationAnswer?> Migrate(Guid instanceId, DeployedProcess to, MigrationMap map, bool recompute, CancellationToken ct)
    {
        Begin();
        if (await Find(instanceId, ct) is not { HasEnded: false } instance)
            return null;
        if (!streets.TryGetValue(instance.Row.StreetId, out var surroundings))
            streets[instance.Row.StreetId] = surroundings = await around.For(instance.Row.StreetId, ct);
        var answer = Migration.Apply(instance.Definition, to.Definition, map, instance.State, surroundings, recompute);
        if (answer.Applied is not { } applied)
            return answer;
        (instance.Definition, instance.Row.DefinitionVersion) = (to.Definition, to.Version);
        if (instance.Case.InstanceId == instance.Row.Id)
            instance.Case.DefinitionVersion = to.Version;
        (instance.State, instance.IsChanged) = (applied.State, true);
        await effects.Write(this, instance, null, applied, surroundings, ct);
        await Pump(ct);
        return answer;
    }

    private async Task<LiveInstance?> Find(Guid instanceId, CancellationToken ct)
    {
        if (live.TryGetValue(instanceId, out var known))
            return known;
        if (await db.Instances.FindAsync([instanceId], ct) is not { } row)
            return null;
        var @case = await db.Cases.FindAsync([row.CaseNumber], ct)
            ?? throw new InvalidOperationException($"Instance {instanceId} belongs to case {row.CaseNumber}, which is not there.");
        var definition = await definitions.Load(row.DefinitionKey, row.DefinitionVersion, ct);
        return live[instanceId] = new LiveInstance(row, @case, definition, StateJson.Read(row.State));
    }

    /// <summary>A command that runs again after a conflict must not meet what its first run left here.</summary>
    private void Begin()
    {
        if (!db.Session.IsRunning)
            throw new InvalidOperationException("Processes move inside a command only.");
        if (run == db.Session.Run)
            return;
        run = db.Session.Run;
        isPumping = false;
        live.Clear();
        streets.Clear();
        followUps.Clear();
    }

    /// <summary>Goes on until nothing follows any more, then writes the states. Calls from inside a handler leave that to the outer one.</summary>
    private async Task Pump(CancellationToken ct)
    {
        if (isPumping)
            return;
        isPumping = true;
        for (var done = 0; followUps.TryDequeue(out var work); done++)
        {
            if (done == MaxFollowUps)
                throw new InvalidOperationException("Processes set each other off without end.");
            await work(ct);
        }
        isPumping = false;

        foreach (var instance in live.Values.Where(instance => instance.IsChanged).ToList())
        {
            instance.IsChanged = false;
            if (instance.HasEnded)
                db.Instances.Remove(instance.Row);
            else
                instance.Row.State = StateJson.Write(instance.State);
        }
        await FollowCases(ct);
    }

    /// <summary>Tasks carry copies of what lists show; they follow when a handler changed the case.</summary>
    private async Task FollowCases(CancellationToken ct)
    {
        foreach (var (@case, before) in db.Cases.Changed.ToList())
        {
            if (@case.Level == before.Level && @case.Title == before.Title && @case.PremisesName == before.PremisesName)
                continue;
            await db.Tasks.Load("\"CaseNumber\" = $1 and \"State\" = $2", [@case.CaseNumber, TaskState.Open], ct);
            foreach (var task in db.Tasks.Local.Where(task => task.CaseNumber == @case.CaseNumber && task.State == TaskState.Open))
                (task.Level, task.Title, task.PremisesName) = (@case.Level, @case.Title, @case.PremisesName);
        }
    }

    private static string ElementName(LiveInstance instance, long key) =>
        instance.State.Find(key) is { } token && instance.Definition.Elements.TryGetValue(token.ElementId, out var element)
            ? element.Label : instance.Definition.Name;
}
