namespace Rectification.Engine.Triggers;

/// <summary>Undoes what was done: at a boundary it names the handler, in an event sub-process it begins one, thrown it sets them to work.</summary>
/// <param name="ActivityId">The only activity to be compensated; null for all of the scope.</param>
/// <param name="Waits">Whether the thrower goes on only when every handler is done.</param>
public sealed record CompensationTrigger(string? ActivityId = null, bool Waits = true) : Trigger
{
    internal override Move Throw(Visit visit) => visit.Compensate(ActivityId, Waits);

    internal override Move Compensated(Visit visit) => Waits ? visit.Complete(Variables.Empty) : visit.Vanish();
}
