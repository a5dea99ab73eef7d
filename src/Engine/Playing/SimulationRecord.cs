namespace Rectification.Engine.Playing;

/// <summary>What was open in a simulation and what happened, as the report tells it.</summary>
internal sealed class SimulationRecord
{
    /// <summary>Everything that happened, in order.</summary>
    public List<TraceLine> Trace { get; } = [];

    /// <summary>Every task, the earliest first; instances know the places of theirs by key, as with the two below.</summary>
    public List<SimulatedTask> Tasks { get; } = [];

    /// <summary>Every timer.</summary>
    public List<SimulatedTimer> Timers { get; } = [];

    /// <summary>Every incident.</summary>
    public List<SimulatedIncident> Incidents { get; } = [];

    /// <summary>Keeps what opens or closes something.</summary>
    /// <returns>False when the effect asks for something to be done instead.</returns>
    public bool Keep(SimulatedInstance instance, Effect effect, DateTimeOffset now)
    {
        var process = instance.Definition.Id;
        switch (effect)
        {
            case Effect.OpenTask open:
                instance.Tasks.Add(open.Key, Tasks.Count);
                Tasks.Add(new(process, open.ElementId, open.Name, open.Assignee, open.CandidateGroups, open.FormId, now, open.DueAt));
                return true;
            case Effect.CloseTask close:
                instance.Tasks.Remove(close.Key, out var task);
                Tasks[task] = Tasks[task] with { ClosedAt = now, IsDone = close.Completed };
                return true;
            case Effect.ArmTimer arm:
                instance.Timers.Add(arm.Key, Timers.Count);
                Timers.Add(new(process, arm.ElementId, arm.DueAt));
                return true;
            case Effect.DisarmTimer disarm:
                instance.Timers.Remove(disarm.Key, out var timer);
                Timers[timer] = Timers[timer] with { IsDisarmed = Timers[timer].FiredAt is null };
                return true;
            case Effect.Subscribe subscribe:
                instance.Subscriptions.Add(subscribe.Key, (subscribe.MessageName, subscribe.CorrelationKey));
                return true;
            case Effect.SubscribeSignal subscribe:
                instance.Signals.Add(subscribe.Key, subscribe.SignalName);
                return true;
            case Effect.Unsubscribe unsubscribe:
                instance.Subscriptions.Remove(unsubscribe.Key);
                instance.Signals.Remove(unsubscribe.Key);
                return true;
            case Effect.RaiseIncident raised:
                instance.Incidents[raised.Key] = Incidents.Count;
                Incidents.Add(new(process, raised.ElementId, now, raised.Message));
                return true;
            case Effect.ClearIncident clear:
                if (instance.Incidents.Remove(clear.Key, out var incident))
                    Incidents[incident] = Incidents[incident] with { ClearedAt = now };
                return true;
            case Effect.TellDecision:
                // The process has its answer, and a trial keeps no record of decisions.
                return true;
            default:
                return false;
        }
    }
}
