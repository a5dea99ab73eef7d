using System.Diagnostics;
using Rectification.Engine;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Makes the rows follow the engine's effects: the only place that knows them all. Scoped.</summary>
public sealed class EffectWriter(RectificationDb db, TaskDesk tasks, Journal journal, MoveJournal moves, DecisionJournal decided, Notifier notifier, StreetClock clock)
{
    public async Task Write(Workflows workflows, LiveInstance instance, Command? command, Outcome.Applied applied, Surroundings around, CancellationToken ct)
    {
        moves.Add(instance, command, applied.Facts, around);
        foreach (var effect in applied.Effects)
            await Write(workflows, instance, effect, around, ct);
    }

    private async Task Write(Workflows workflows, LiveInstance instance, Effect effect, Surroundings around, CancellationToken ct)
    {
        switch (effect)
        {
            case Effect.OpenTask open:
                await tasks.Open(instance, open, around, ct);
                break;
            case Effect.RelabelTask relabel:
                await tasks.Relabel(instance, relabel, ct);
                break;
            case Effect.CloseTask close:
                await tasks.Close(instance, close.Key, close.Completed, ct);
                break;
            case Effect.ArmTimer arm:
                db.Timers.Add(new TimerRow
                {
                    Kind = TimerKind.Token,
                    InstanceId = instance.Row.Id,
                    Key = arm.Key,
                    ElementId = arm.ElementId,
                    CaseNumber = instance.Case.CaseNumber,
                    StreetId = instance.Row.StreetId,
                    DueAt = arm.DueAt,
                });
                break;
            case Effect.DisarmTimer disarm:
                Disarm(instance.Row.Id, disarm.Key);
                break;
            case Effect.Subscribe subscribe:
                db.Subscriptions.Add(new SubscriptionRow
                {
                    InstanceId = instance.Row.Id,
                    Key = subscribe.Key,
                    ElementId = subscribe.ElementId,
                    MessageName = subscribe.MessageName,
                    CorrelationKey = subscribe.CorrelationKey,
                });
                break;
            case Effect.SubscribeSignal subscribe:
                // Only within the street: its id stands where a message has its correlation key.
                db.Subscriptions.Add(new SubscriptionRow
                {
                    InstanceId = instance.Row.Id,
                    Key = subscribe.Key,
                    ElementId = subscribe.ElementId,
                    MessageName = Workflows.SignalPrefix + subscribe.SignalName,
                    CorrelationKey = instance.Row.StreetId.ToString("N"),
                });
                break;
            case Effect.Unsubscribe unsubscribe:
                Unsubscribe(instance.Row.Id, unsubscribe.Key);
                break;
            case Effect.RunJob job:
                workflows.Later(next => workflows.RunJob(instance, job, next));
                break;
            case Effect.CallProcess call:
                workflows.Later(next => workflows.Call(instance, call, next));
                break;
            case Effect.CancelCall cancel:
                workflows.Later(next => workflows.CancelCall(instance, cancel.Key, next));
                break;
            case Effect.ThrowMessage message:
                workflows.Later(next => workflows.Throw(instance, message, next));
                break;
            case Effect.ThrowSignal signal:
                workflows.Later(next => workflows.Broadcast(instance, signal, next));
                break;
            case Effect.EscalateToCaller escalation:
                workflows.Later(next => workflows.Escalate(instance, escalation, next));
                break;
            case Effect.TellDecision told:
                decided.Add(instance.Case, told.DecisionId, told.Answer, told.ElementId, instance.Row);
                break;
            case Effect.RaiseIncident raise:
                await Raise(instance, raise, ct);
                break;
            case Effect.ClearIncident clear:
                await Clear(instance, clear.Key, ct);
                break;
            case Effect.EndProcess end:
                instance.HasEnded = true;
                workflows.Later(next => workflows.Ended(instance, end, next));
                break;
            default:
                throw new UnreachableException(effect.GetType().Name);
        }
    }

    private async Task Raise(LiveInstance instance, Effect.RaiseIncident raise, CancellationToken ct)
    {
        var incident = new IncidentRow
        {
            InstanceId = instance.Row.Id,
            Key = raise.Key,
            ElementId = raise.ElementId,
            ProcessKey = instance.Row.DefinitionKey,
            CaseNumber = instance.Case.CaseNumber,
            StreetId = instance.Row.StreetId,
            Message = raise.Message,
            RaisedAt = clock.GetUtcNow(),
        };
        db.Incidents.Add(incident);
        var text = $"{instance.Case.CaseNumber} 流程停在“{NameOf(instance, raise.ElementId)}”：{raise.Message}";
        journal.Add(instance.Case, "incident.raised", text, raise.ElementId, new { incident.Id, raise.Message }, instance.Row);
        foreach (var role in new[] { Role.SafetyOfficeDirector, Role.SystemAdmin })
            await notifier.ToRole(role, instance.Case.Place, text, "/incidents", $"incident:{incident.Id:N}:{role}", instance.Case, ct);
    }

    private async Task Clear(LiveInstance instance, long key, CancellationToken ct)
    {
        await db.Incidents.Load("\"InstanceId\" = $1 and \"Key\" = $2 and \"ResolvedAt\" is null", [instance.Row.Id, key], ct);
        if (db.Incidents.Local.FirstOrDefault(row => row.InstanceId == instance.Row.Id && row.Key == key && row.ResolvedAt is null) is not { } incident)
            return;
        incident.ResolvedAt = clock.GetUtcNow();
        journal.Add(instance.Case, "incident.cleared", $"“{NameOf(instance, incident.ElementId)}”不再停滞", incident.ElementId, new { incident.Id }, instance.Row);
    }

    // Unseen: whether such a row is there makes no difference.
    private void Disarm(Guid instanceId, long key) => db.Timers.RemoveWhere("\"InstanceId\" = $1 and \"Key\" = $2 and \"Kind\" = $3",
        [instanceId, key, TimerKind.Token], row => row.InstanceId == instanceId && row.Key == key && row.Kind == TimerKind.Token);

    private void Unsubscribe(Guid instanceId, long key) => db.Subscriptions.RemoveWhere("\"InstanceId\" = $1 and \"Key\" = $2",
        [instanceId, key], row => row.InstanceId == instanceId && row.Key == key);

    private static string NameOf(LiveInstance instance, string elementId) =>
        instance.Definition.Elements.TryGetValue(elementId, out var element) ? element.Label : elementId;
}
