namespace Rectification.Engine.Elements;

/// <summary>Waits for one token on each incoming flow, then takes every outgoing flow.</summary>
public sealed record ParallelGateway(string Id, string Name) : Element(Id, Name)
{
    // Two tokens on one flow do not make a join: BPMN counts flows, not arrivals.
    internal override Move Enter(Visit visit)
    {
        foreach (var flow in Incoming)
            if (!visit.HasArrived(flow))
                return visit.Park();
        return visit.Join(Incoming).Take(Outgoing);
    }
}
