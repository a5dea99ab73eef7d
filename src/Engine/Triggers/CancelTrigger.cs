namespace Rectification.Engine.Triggers;

/// <summary>Gives up the transaction around it; the transaction's cancel boundary event goes on.</summary>
public sealed record CancelTrigger : Trigger
{
    public static readonly CancelTrigger Instance = new();

    internal override Move Throw(Visit visit) => visit.CancelTransaction();

    internal override Move Compensated(Visit visit) => visit.LeaveTransaction();
}
