using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>Happens while its activity is at work, and ends it or starts something beside it.</summary>
public sealed record BoundaryEvent(string Id, string Name, Trigger Trigger, string HostId) : Element(Id, Name)
{
    public bool IsInterrupting { get; init; } = true;

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
