namespace Rectification.Engine.Elements;

/// <summary>Waits for several events; the first that happens decides the way.</summary>
public sealed record EventGateway(string Id, string Name) : Element(Id, Name)
{
    internal override Move Enter(Visit visit)
    {
        visit.Enter();
        foreach (var flow in Outgoing)
            visit.Target(flow).Awaited!.Arm(visit, flow.TargetId);
        return visit.Problem is null ? visit.Wait(Phase.AtEvent) : visit.Fail();
    }
}
