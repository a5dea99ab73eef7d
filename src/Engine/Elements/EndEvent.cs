using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>A way ends here, perhaps bringing something about.</summary>
public sealed record EndEvent(string Id, string Name, Trigger Trigger) : Element(Id, Name)
{
    internal override Move Enter(Visit visit)
    {
        visit.Begin();
        return visit.Problem is null ? Trigger.Throw(visit) : visit.Fail();
    }

    internal override Move Compensated(Visit visit) => Trigger.Compensated(visit);

    internal override Move Retry(Visit visit) => Trigger.Throw(visit);
}
