using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>Happens while its activity is at work, and ends it or starts something beside it.</summary>
public sealed record BoundaryEvent(string Id, string Name, Trigger Trigger, string HostId) : Element(Id, Name)
{
    public bool IsInterrupting { get; init; } = true;

    /// <summary>A token can come out of the activity by it. What a compensation event marks happens outside the flow, and a transaction cannot be cancelled and go on.</summary>
    internal bool IsWayOut => Trigger is not CompensationTrigger && (Trigger is not CancelTrigger || IsInterrupting);

    /// <summary>The activity is over when it happens.</summary>
    internal bool EndsHost => IsInterrupting || Trigger is ErrorTrigger or CancelTrigger;

    internal override Trigger Awaited => Trigger;

    // What came with the event was written when it happened.
    internal override Move Enter(Visit visit)
    {
        visit.Enter();
        return visit.Leave();
    }

    internal override Move Occur(Visit visit, Wait wait, Variables payload) =>
        visit.Happen(this, IsInterrupting, wait, payload);
}
