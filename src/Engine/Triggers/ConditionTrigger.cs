namespace Rectification.Engine.Triggers;

/// <summary>Happens when a condition on the variables begins to hold.</summary>
public sealed record ConditionTrigger(Expression Condition) : Trigger
{
    internal override void Arm(Visit visit, string eventId) => visit.AwaitCondition(eventId);
}
