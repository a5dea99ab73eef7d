using System.Collections.Frozen;

namespace Rectification.Engine.Decisions;

/// <summary>Answers <c>zeebe:calledDecision</c> from the decision models of one deployment.</summary>
public sealed class DeployedDecisions : IDecisions
{
    private readonly FrozenDictionary<string, DecisionModel> byId;

    /// <param name="models">Of two that hold the same decision the later one answers.</param>
    public DeployedDecisions(IEnumerable<DecisionModel> models)
    {
        var found = new Dictionary<string, DecisionModel>(StringComparer.Ordinal);
        foreach (var model in models)
            foreach (var id in model.Ids)
                found[id] = model;
        byId = found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public DecisionAnswer Decide(string decisionId, Variables inputs, Surroundings surroundings) =>
        byId.TryGetValue(decisionId, out var model) ? model.Decide(decisionId, inputs, surroundings) : new(null, "没有部署这个决策");
}
