namespace Rectification.Engine.Elements;

/// <summary>Goes on when its activation condition holds for the flows that have come (<c>activationCount</c>); the others are taken in without effect until the round is over.</summary>
public sealed record ComplexGateway(string Id, string Name) : JoiningGateway(Id, Name)
{
    /// <summary>Null waits for every flow that a token can still come by.</summary>
    public Expression? Activation { get; init; }

    internal override bool CountsTokens => IsJoin;

    internal override Move Enter(Visit visit)
    {
        if (IsJoin)
            return visit.Park();
        visit.Enter();
        return visit.Leave();
    }
}
