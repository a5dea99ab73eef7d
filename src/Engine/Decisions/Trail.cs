using System.Collections.Immutable;

namespace Rectification.Engine.Decisions;

/// <summary>Gathers, while decisions are evaluated, why they come out so.</summary>
internal sealed class Trail
{
    private const int MostMisfits = 20;

    private readonly List<DecisionTold> told = [];
    private readonly List<string> misfits = [];
    private List<RuleTold> rules = [];

    /// <summary>The first thing that went wrong; a decision that has one gives no answer.</summary>
    public string? Problem { get; private set; }

    public ImmutableArray<DecisionTold> Told => [.. told];

    /// <summary>Values that count as null because they are not of the type declared for them, in words, the first ones.</summary>
    public ImmutableArray<string> Misfits => [.. misfits];

    public void Misfit(string inWords)
    {
        if (misfits.Count < MostMisfits && !misfits.Contains(inWords))
            misfits.Add(inWords);
    }

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
