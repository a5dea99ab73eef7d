namespace Rectification.Engine.Elements;

/// <summary>Waits for one token on each incoming flow, then takes every outgoing flow.</summary>
public sealed record ParallelGateway(string Id, string Name) : JoiningGateway(Id, Name)
{
    // Two tokens on one flow do not make a join: BPMN counts flows, not arrivals.
    internal override Move Enter(Visit visit)
    {
        foreach (var flow in Incoming)
            if (!visit.HasArrived(flow))
                return visit.Park();
        return visit.Join(Incoming).Take(Outgoing);
    }

    /// <summary>Whether a flow is missing that no token can come by any more.</summary>
    internal bool IsStuck(long scope, List<Token> tokens, List<ParkedFlow> parked)
    {
        var missing = (Incoming.Length == MaxIncoming ? 0 : 1UL << Incoming.Length) - 1;
        missing &= ~Arrived(scope, parked);
        foreach (var token in tokens)
            if (token.Scope == scope)
                missing &= ~Reach.GetValueOrDefault(token.ElementId);
        foreach (var flow in parked)
            if (flow.Scope == scope && flow.ElementId != Id)
                missing &= ~Reach.GetValueOrDefault(flow.ElementId);
        return missing != 0;
    }
}
