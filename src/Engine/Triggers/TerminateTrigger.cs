namespace Rectification.Engine.Triggers;

/// <summary>Ends everything in the sub-process or process it stands in.</summary>
public sealed record TerminateTrigger : Trigger
{
    public static readonly TerminateTrigger Instance = new();

    internal override Move Throw(Visit visit) => visit.TerminateScope();
}
