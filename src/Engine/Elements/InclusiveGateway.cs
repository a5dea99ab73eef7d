namespace Rectification.Engine.Elements;

/// <summary>Takes every flow whose condition holds. As a join it waits while a token elsewhere can still reach a flow that nobody has come by.</summary>
public sealed record InclusiveGateway(string Id, string Name) : JoiningGateway(Id, Name)
{
    internal override Move Enter(Visit visit)
    {
        if (IsJoin)
            return visit.Park();
        visit.Enter();
        return visit.Leave();
    }

    internal Move Join(Visit visit) => visit.Join(Incoming).Leave();

    // BPMN 2.0, 13.4.3: a token holds the gateway up when it can reach an empty flow and no flow that has one.
    internal bool IsReady(long scope, List<Token> tokens, List<ParkedFlow> parked)
    {
        var arrived = Arrived(scope, parked);
        foreach (var token in tokens)
            if (token.Scope == scope && HoldsUp(token.ElementId, arrived))
                return false;
        foreach (var flow in parked)
            if (flow.Scope == scope && flow.ElementId != Id && HoldsUp(flow.ElementId, arrived))
                return false;
        return true;
    }

    private bool HoldsUp(string elementId, ulong arrived)
    {
        var reach = Reach.GetValueOrDefault(elementId);
        return (reach & ~arrived) != 0 && (reach & arrived) == 0;
    }
}
