using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>Stands on the way and waits.</summary>
public sealed record CatchEvent(string Id, string Name, Trigger Trigger) : Element(Id, Name)
{
    internal override Trigger Awaited => Trigger;

    internal override Move Enter(Visit visit)
    {
        visit.Begin();
        Trigger.Arm(visit, Id);
        return visit.Problem is null ? visit.Wait(Phase.AtEvent) : visit.Fail();
    }

    internal override Move Occur(Visit visit, Wait wait, Variables payload) =>
        visit.Element.Id == Id ? visit.Complete(payload) : visit.Choose(this, payload);
}
