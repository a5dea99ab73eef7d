namespace Rectification.Engine.Elements;

/// <summary>The process as the outermost scope: it waits for the events of its event sub-processes.</summary>
internal sealed record ProcessScope(string Id, string Name, Body Body) : Element(Id, Name)
{
    internal override Move Enter(Visit visit)
    {
        Body.ArmEvents(visit);
        return visit.Problem is null ? visit.Wait(Phase.Inside) : visit.Fail();
    }
}
