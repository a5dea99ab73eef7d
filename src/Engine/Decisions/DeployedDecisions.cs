using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rectification.Engine.Decisions;

/// <summary>One version of a decision file in use.</summary>
/// <param name="Outline">What it holds, by ids and tags.</param>
public sealed record DeployedModel(string Key, int Version, ModelOutline Outline, DecisionModel Model)
{
    public DecisionSource Source => new(Key, Version, Outline.Name);
}

/// <summary>Answers <c>zeebe:calledDecision</c> from the decision files in use, as one version of a drawing may see them.</summary>
public sealed class DeployedDecisions : IDecisions
{
    private readonly FrozenDictionary<string, DeployedModel> latest;
    private readonly ImmutableArray<DeployedModel> tagged;
    private readonly FrozenDictionary<string, DeployedModel> bound;

    /// <param name="newest">The newest version of each file. Of two that hold the same decision the later one answers.</param>
    /// <param name="tagged">Versions that carry tags.</param>
    /// <param name="bound">What the drawing is bound to by its deployment.</param>
    public DeployedDecisions(IEnumerable<DeployedModel> newest, IEnumerable<DeployedModel>? tagged = null, IEnumerable<DeployedModel>? bound = null)
    {
        latest = ById(newest);
        this.tagged = [.. (tagged ?? []).OrderByDescending(model => model.Version)];
        this.bound = ById(bound ?? []);
    }

    public DecisionAnswer Decide(DecisionReference decision, Variables inputs, Surroundings surroundings)
    {
        var model = decision.Binding switch
        {
            Binding.Deployment => bound.GetValueOrDefault(decision.Id),
            Binding.VersionTag => tagged.FirstOrDefault(each => each.Outline.Find(decision.Id)?.VersionTag == decision.VersionTag),
            _ => latest.GetValueOrDefault(decision.Id),
        };
        if (model is null)
            return new(null, Missing(decision));
        var answer = model.Model.Decide(decision.Id, inputs, surroundings, forProcess: true);
        return answer with { Source = model.Source, Why = [.. answer.Why.Select(told => Titled(told, model.Outline))] };
    }

    // People know a decision by its title, expressions by the name of its variable.
    private static DecisionTold Titled(DecisionTold told, ModelOutline outline) =>
        outline.Find(told.Id) is { Name: { Length: > 0 } title } ? told with { Name = title } : told;

    private static string Missing(DecisionReference decision) => decision.Binding switch
    {
        Binding.Deployment => "部署流程图时还没有这个决策。请先部署决策文件，再重新部署流程图",
        Binding.VersionTag => $"没有带版本标签“{decision.VersionTag}”的这个决策。请部署带此标签的决策文件",
        _ => "没有部署这个决策",
    };

    private static FrozenDictionary<string, DeployedModel> ById(IEnumerable<DeployedModel> models)
    {
        var found = new Dictionary<string, DeployedModel>(StringComparer.Ordinal);
        foreach (var model in models)
            foreach (var decision in model.Outline.Decisions)
                found[decision.Id] = model;
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
