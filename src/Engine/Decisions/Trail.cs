using System.Collections.Immutable;

namespace Rectification.Engine.Decisions;

/// <summary>Gathers, while decisions are evaluated, why they come out so.</summary>
internal sealed class Trail
{
    private readonly List<DecisionTold> told = [];
    private List<RuleTold> rules = [];

    /// <summary>The first thing that went wrong; a decision that has one gives no answer.</summary>
    public string? Problem { get; private set; }

    public ImmutableArray<DecisionTold> Told => [.. told];

    public void Fail(string problem) => Problem ??= problem;

    public void Matched(RuleTold rule) => rules.Add(rule);

    /// <summary>Evaluates a decision, so that the rules met meanwhile are told with it.</summary>
    public object? Tell(string id, string name, Variables inputs, Func<object?> evaluate, Func<object?, object?> shown)
    {
        var outer = rules;
        rules = [];
        var value = evaluate();
        told.Add(new(id, name, inputs, shown(value), [.. rules]));
        rules = outer;
        return value;
    }
}
