using System.Collections.Immutable;
using Rectification.Engine.Elements;

namespace Rectification.Engine;

/// <summary>The rounds of complex gateways. A gateway that went on keeps a token that remembers which flows have come, until the rest has come or can't come any more.</summary>
internal static class ComplexJoining
{
    private const string Arrived = "arrived";

    /// <summary>One step at one gateway; false when none can be made.</summary>
    public static bool ComplexGatewayMoves(this Run run, List<Token> tokens)
    {
        for (var at = 0; at < run.Parking.Flows.Count; at++)
            if (run.Parking.Flows[at] is var flow && run.Definition[flow.ElementId] is ComplexGateway gateway && (TakenIn(run, gateway, flow, tokens) || Activated(run, gateway, flow, tokens)))
                return true;
        foreach (var token in tokens)
            if (token.Phase == Phase.AtEvent && run.Definition[token.ElementId] is ComplexGateway gateway && IsOver(run, gateway, token, tokens))
            {
                run.Remove(token.Key);
                run.ScopeMayEnd(token.Scope);
                return true;
            }
        return false;
    }

    // After the gateway went on, what comes by the other flows belongs to the same round.
    private static bool TakenIn(Run run, ComplexGateway gateway, ParkedFlow flow, List<Token> tokens)
    {
        if (Round(gateway, flow.Scope, tokens) is not { } round || Flows(round).Contains(flow.FlowId))
            return false;
        run.Parking.Take(flow.FlowId, flow.Scope);
        run.Store(round with { Locals = round.Locals.With(Arrived, Flows(round).Add(flow.FlowId)) });
        return true;
    }

    private static bool Activated(Run run, ComplexGateway gateway, ParkedFlow flow, List<Token> tokens)
    {
        var scope = flow.Scope;
        if (flow.Incident is not null || Round(gateway, scope, tokens) is not null)
            return false;
        var arrived = gateway.Incoming.Where(f => run.Parking.Has(f.Id, gateway.Id, scope)).Select(f => (object?)f.Id).ToImmutableArray();
        var visible = run.Visible(run.Find(scope)!).With("activationCount", (decimal)arrived.Length);
        var problem = (string?)null;
        var goesOn = gateway.Activation is { } activation
            ? activation.Evaluate(visible, run.Surroundings, out problem) is true
            : !CanCome(gateway, scope, arrived, tokens, run);
        if (problem is not null)
            run.Parking.Fail(flow, $"复杂网关“{gateway.Label}”的激活条件：{problem}");
        if (!goesOn)
            return false;
        run.Store(new Token(run.NextKey(), gateway.Id, scope, Phase.AtEvent) { Locals = Variables.Empty.With(Arrived, arrived) });
        new Visit(run, gateway, new(run.NextKey(), gateway.Id, scope, Phase.Leaving)).Join(gateway.Incoming).Leave();
        return true;
    }

    private static bool IsOver(Run run, ComplexGateway gateway, Token round, List<Token> tokens) =>
        !CanCome(gateway, round.Scope, Flows(round), tokens, run);

    private static bool CanCome(ComplexGateway gateway, long scope, ImmutableArray<object?> arrived, List<Token> tokens, Run run)
    {
        var missing = 0UL;
        for (var at = 0; at < gateway.Incoming.Length; at++)
            if (!arrived.Contains(gateway.Incoming[at].Id))
                missing |= 1UL << at;
        return tokens.Exists(t => t.Scope == scope && t.ElementId != gateway.Id && (gateway.Reach.GetValueOrDefault(t.ElementId) & missing) != 0)
            || run.Parking.Flows.Any(f => f.Scope == scope && f.ElementId != gateway.Id && (gateway.Reach.GetValueOrDefault(f.ElementId) & missing) != 0);
    }

    private static Token? Round(ComplexGateway gateway, long scope, List<Token> tokens) =>
        tokens.Find(t => t.ElementId == gateway.Id && t.Scope == scope && t.Phase == Phase.AtEvent);

    private static ImmutableArray<object?> Flows(Token round) => (ImmutableArray<object?>)round.Locals[Arrived]!;
}
