namespace Rectification.Engine.Elements;

/// <summary>Takes the first flow whose condition holds, in the order of the drawing.</summary>
public sealed record ExclusiveGateway(string Id, string Name) : Element(Id, Name)
{
    internal override Move Enter(Visit visit)
    {
        visit.Enter();
        return visit.Leave();
    }

    internal override Move Leave(Visit visit)
    {
        foreach (var flow in Outgoing)
        {
            if (flow.Id == DefaultFlowId)
                continue;
            if (visit.IsOpen(flow))
                return visit.Take([flow]);
            if (visit.Problem is not null)
                return visit.Fail();
        }
        return Outgoing.IsEmpty ? visit.Take([]) : TakeDefault(visit);
    }
}
