using System.Collections.Immutable;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Migrating;

/// <summary>Lets tasks, timers and subscriptions follow to the new version.</summary>
internal sealed class MigrationRun(Run run, Definition from, MigrationMap map, bool recompute)
{
    private readonly ILookup<string, string> before = map.Elements.ToLookup(pair => pair.Value, pair => pair.Key);

    public List<MigrationProblem> Problems { get; } = [];

    public List<MigrationChange> Changes { get; } = [];

    public void Follow(ProcessState old, ProcessState moved)
    {
        FollowWaits(old.Process, moved.Process);
        foreach (var token in moved.Tokens)
            if (old.Find(token.Key) is { } was)
                FollowToken(was, token);
        foreach (var flow in moved.Parked)
            FollowFlow(flow);
    }

    private void FollowToken(Token was, Token token)
    {
        var element = run.Definition[token.ElementId];
        if (token.Incident is { } incident)
        {
            if (was.ElementId != token.ElementId)
            {
                run.Emit(new Effect.ClearIncident(token.Key));
                run.Emit(new Effect.RaiseIncident(token.Key, token.ElementId, incident));
            }
            Changes.Add(new(MigrationChangeKind.IncidentKept, element.Id, element.Label));
        }
        FollowWaits(was, token);
        if (token.Phase == Phase.AtTask)
            FollowTask(was, run.Find(token.Key)!, (UserTask)element);
        else if (token.Phase == Phase.AtCall)
            Changes.Add(new(MigrationChangeKind.CallKept, element.Id, element.Label));
    }

    private void FollowTask(Token was, Token token, UserTask task)
    {
        var old = (UserTask)from.Elements[was.ElementId];
        Changes.Add(new(old.IsDrawnLike(task) ? MigrationChangeKind.TaskKept : MigrationChangeKind.TaskRelabelled, task.Id, task.Label));
        var visit = run.At(token);
        if (task.Told(visit) is { } open)
            run.Emit(new Effect.RelabelTask(open, !recompute || old.DueDate?.Text == task.DueDate?.Text));
        else
            Problems.Add(new(was.ElementId, $"“{task.Label}”按新版本：{visit.Problem}"));
    }

    /// <summary>What the token waits for: kept, recomputed, taken back, or begun where only the new version has it.</summary>
    private void FollowWaits(Token was, Token token)
    {
        var kept = ImmutableArray.CreateBuilder<Wait>();
        var expected = Expected(token).ToList();
        foreach (var wait in token.Waits)
            if (map.Of(wait.ElementId) is { } id && expected.Find(e => e.Id == id) is { } successor && from.Elements[wait.ElementId].Awaited?.GetType() == successor.Awaited?.GetType())
                Keep(wait, successor, kept, run.Find(token.Key)!);
            else
                End(wait);
        var left = token with { Waits = kept.ToImmutable() };
        run.Store(left);
        // What was there before and is spent is not armed again.
        foreach (var added in expected.Where(e => kept.All(wait => wait.ElementId != e.Id) && !before[e.Id].Any(id => WasArmedAt(was, id) && from.Elements[id].Awaited?.GetType() == e.Awaited?.GetType())))
            Arm(run.Find(token.Key)!, added);
    }

    private void Keep(Wait wait, Element successor, ImmutableArray<Wait>.Builder kept, Token token)
    {
        var old = from.Elements[wait.ElementId];
        switch (wait)
        {
            case TimerWait timer when recompute && !Equal(old.Awaited, successor.Awaited):
                if (Fresh(token, successor) is TimerWait fresh)
                {
                    run.Emit(timer.Disarm());
                    run.Emit(new Effect.ArmTimer(fresh.Key, fresh.ElementId, fresh.DueAt));
                    kept.Add(fresh);
                    Changes.Add(new(MigrationChangeKind.TimerRecomputed, successor.Id, successor.Label, fresh.DueAt));
                }
                break;
            case TimerWait timer:
                if (successor.Id != wait.ElementId)
                {
                    run.Emit(timer.Disarm());
                    run.Emit(new Effect.ArmTimer(timer.Key, successor.Id, timer.DueAt));
                }
                kept.Add(timer with { ElementId = successor.Id });
                Changes.Add(new(MigrationChangeKind.TimerKept, successor.Id, successor.Label, timer.DueAt));
                break;
            case ConditionWait condition:
                kept.Add(condition with { ElementId = successor.Id });
                break;
            case var subscription:
                if (Fresh(token, successor) is not { } now)
                    break;
                if (subscription with { Key = now.Key, ElementId = now.ElementId } == now && successor.Id == wait.ElementId)
                {
                    kept.Add(subscription);
                    Changes.Add(new(MigrationChangeKind.SubscriptionKept, successor.Id, successor.Label));
                    break;
                }
                run.Emit(subscription.Disarm()!);
                Subscribe(now);
                kept.Add(now);
                Changes.Add(new(MigrationChangeKind.SubscriptionOpened, successor.Id, successor.Label));
                break;
        }
    }

    private void End(Wait wait)
    {
        if (wait.Disarm() is not { } effect)
            return;
        run.Emit(effect);
        Changes.Add(new(wait is TimerWait ? MigrationChangeKind.TimerDisarmed : MigrationChangeKind.SubscriptionEnded, wait.ElementId, from.Elements[wait.ElementId].Label));
    }

    private void Arm(Token token, Element added)
    {
        var visit = run.At(token);
        var known = visit.Token.Waits.Length;
        added.Awaited!.Arm(visit, added.Id);
        if (visit.Problem is { } problem)
        {
            Problems.Add(new(added.Id, $"新版本的“{added.Label}”：{problem}"));
            return;
        }
        run.Store(visit.Token);
        foreach (var wait in visit.Token.Waits.Skip(known).Where(wait => wait is not ConditionWait))
            Changes.Add(new(wait is TimerWait ? MigrationChangeKind.TimerArmed : MigrationChangeKind.SubscriptionOpened, added.Id, added.Label, (wait as TimerWait)?.DueAt));
    }

    /// <summary>What the new version would wait for, without beginning to; null with the problem noted.</summary>
    private Wait? Fresh(Token token, Element successor)
    {
        var mark = run.Mark();
        var visit = run.At(token with { Waits = [] });
        successor.Awaited!.Arm(visit, successor.Id);
        run.FallBack(mark);
        if (visit.Problem is null)
            return visit.Token.Waits[0];
        Problems.Add(new(successor.Id, $"新版本的“{successor.Label}”：{visit.Problem}"));
        return null;
    }

    private void Subscribe(Wait wait) => run.Emit(wait switch
    {
        MessageWait message => new Effect.Subscribe(message.Key, message.ElementId, message.MessageName, message.CorrelationKey),
        SignalWait signal => new Effect.SubscribeSignal(signal.Key, signal.ElementId, signal.SignalName),
        _ => throw new System.Diagnostics.UnreachableException(wait.GetType().Name),
    });

    /// <summary>Events of the new version that can happen to the token where it stands.</summary>
    private IEnumerable<Element> Expected(Token token)
    {
        if (token.Phase is Phase.Completing or Phase.Leaving or Phase.Compensating || (token.Phase == Phase.Entering && token.Key != 0))
            yield break;
        var element = token.Key == 0 ? null : run.Definition[token.ElementId];
        var body = element is null ? run.Definition.Body : token is { Phase: Phase.Inside, Loop: null } ? (element as SubProcess)?.Body : null;
        var isInterrupted = body is not null && body.EventSubProcesses.Any(sub => sub.Body.Start!.IsInterrupting && run.Tokens.Any(t => t.Scope == token.Key && t.ElementId == sub.Id));
        if (element is Activity activity && token.Index == 0)
            foreach (var boundary in activity.Boundaries.Where(CanBeArmed))
                yield return boundary;
        if (isInterrupted)
            yield break;
        foreach (var sub in body?.EventSubProcesses ?? [])
            if (CanBeArmed(sub.Body.Start!))
                yield return sub.Body.Start!;
        if (token.Phase != Phase.AtEvent || element is null)
            yield break;
        if (element is EventGateway)
            foreach (var flow in element.Outgoing)
                yield return run.Definition[flow.TargetId];
        else if (CanBeArmed(element))
            yield return element;
    }

    private void FollowFlow(ParkedFlow flow)
    {
        var element = run.Definition[flow.ElementId];
        var by = element.Incoming.First(f => f.Id == flow.FlowId);
        var isComplete = element is ParallelGateway && element.Incoming.All(f => run.Parking.Has(f.Id, element.Id, flow.Scope));
        if (element.IsJoin && !isComplete)
            return;
        // It arrives once more, and the gateway goes on.
        if (!run.Parking.Flows.Any(f => f.Key == flow.Key))
            return;
        run.Parking.WithdrawOne(flow.Key);
        run.Send(element, flow.Scope, by);
        Changes.Add(new(MigrationChangeKind.JoinGoesOn, element.Id, element.Label));
    }

    private static bool CanBeArmed(Element element) => element.Awaited is TimerTrigger or MessageTrigger or SignalTrigger or ConditionTrigger;

    /// <summary>Whether an element of the old version was armed with this token, spent or not.</summary>
    private bool WasArmedAt(Token was, string oldId) => from.Elements[oldId] switch
    {
        BoundaryEvent boundary => boundary.HostId == was.ElementId,
        StartEvent start => start.ParentId is { } sub && from.Elements[sub].ParentId == (was.Key == 0 ? null : was.ElementId),
        _ => true,
    };

    private static bool Equal(Trigger? one, Trigger? other) =>
        one is TimerTrigger a && other is TimerTrigger b ? a.Kind == b.Kind && a.When.Text == b.When.Text : Equals(one, other);
}
