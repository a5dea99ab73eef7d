namespace Rectification.Engine.Triggers;

/// <summary>An event without a trigger: a start by command, a mark on the way, a plain end.</summary>
public sealed record NoneTrigger : Trigger
{
    public static readonly NoneTrigger Instance = new();

    internal override Move Throw(Visit visit) => visit.Complete(Variables.Empty);
}
