using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>Where a process, a sub-process or an event sub-process begins.</summary>
public sealed record StartEvent(string Id, string Name, Trigger Trigger) : Element(Id, Name)
{
    /// <summary>Of an event sub-process: whether it ends what goes on beside it.</summary>
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
