namespace Rectification.Engine.Playing;

/// <summary>What was open in a world and what happened, as reports tell it.</summary>
internal sealed class History
{
    /// <summary>Everything that happened, in order.</summary>
    public List<TraceLine> Trace { get; } = [];

    /// <summary>Every task, the earliest first; instances know the places of theirs by key, as with the two below.</summary>
    public List<SimulatedTask> Tasks { get; } = [];

    /// <summary>Every timer.</summary>
    public List<SimulatedTimer> Timers { get; } = [];

    /// <summary>Every incident.</summary>
    public List<SimulatedIncident> Incidents { get; } = [];

    /// <summary>Keeps what opens or closes something, here and at the instance.</summary>
    /// <returns>False when the effect asks for something to be done instead.</returns>
    public bool Keep(Instance instance, Effect effect, DateTimeOffset now)
    {
        var process = instance.Definition.Id;
        switch (effect)
        {
            case Effect.OpenTask open:
                instance.Tasks.Add(open.Key, (open, Tasks.Count));
                Tasks.Add(new(process, open.ElementId, open.Name, open.Assignee, open.CandidateGroups, open.FormId, now, open.DueAt));
                return true;
            case Effect.CloseTask close:
                instance.Tasks.Remove(close.Key, out var task);
                Tasks[task.Place] = Tasks[task.Place] with { ClosedAt = now, IsDone = close.Completed };
                return true;
            case Effect.ArmTimer arm:
                instance.Timers.Add(arm.Key, (arm, Timers.Count));
                Timers.Add(new(process, arm.ElementId, arm.DueAt));
                return true;
            case Effect.DisarmTimer disarm:
                instance.Timers.Remove(disarm.Key, out var timer);
                Timers[timer.Place] = Timers[timer.Place] with { IsDisarmed = Timers[timer.Place].FiredAt is null };
                return true;
            case Effect.Subscribe subscribe:
                instance.Subscriptions.Add(subscribe.Key, subscribe);
                return true;
            case Effect.SubscribeSignal subscribe:
                instance.Signals.Add(subscribe.Key, subscribe);
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
                // The process has its answer, and nothing keeps a record of decisions here.
                return true;
            default:
                return false;
        }
    }
}
