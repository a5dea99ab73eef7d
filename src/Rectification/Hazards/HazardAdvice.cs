using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>Which level the street's table advises for a hazard. Whoever registers or assesses it decides; the advice and its reasons are kept with the case. Scoped.</summary>
public sealed class HazardAdvice(Decisions decisions, DecisionQueries files)
{
    public const string Decision = "hazard-level-advice";

    /// <summary>What may be ticked about a hazard, as the table lists it; empty when it isn't deployed.</summary>
    public async Task<ImmutableArray<string>> Criteria(CancellationToken ct) =>
        (await files.SheetOf(Decision, ct))?.Inputs.FirstOrDefault(input => input.Name == "criteria")?.Type.Choices ?? [];

    /// <param name="category">Code or Chinese name.</param>
    /// <returns>Null when there is no category or no table.</returns>
    public async Task<LevelAdvice?> For(Guid streetId, string? category, IEnumerable<string> criteria, CancellationToken ct)
    {
        if (HazardCategories.Find(category) is not { } known)
            return null;
        var answer = await decisions.Evaluate(streetId, Decision,
            Variables.Of(("category", known.Name), ("criteria", criteria.Select(each => (object?)each).ToImmutableArray())), ct);
        if (answer is not { Problem: null, Value: Variables advice })
            return null;
        return new(
            HazardWords.Level(advice["level"] as string),
            advice["text"] as string ?? "",
            advice["reasons"] is ImmutableArray<object?> reasons ? [.. reasons.OfType<string>()] : [],
            answer);
    }
}

/// <param name="Level">Null when the table says nothing for such a hazard.</param>
public sealed record LevelAdvice(HazardLevel? Level, string Text, ImmutableArray<string> Reasons, DecisionAnswer Answer)
{
    /// <summary>Clauses noted beside the rows that speak for the advised level.</summary>
    public ImmutableArray<string> Clauses =>
        [.. Answer.Why.SelectMany(told => told.Rules).SelectMany(rule => rule.Annotations).SelectMany(note => note.Split('；')).Distinct()];
}
