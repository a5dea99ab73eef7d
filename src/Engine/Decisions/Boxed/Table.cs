using System.Collections.Immutable;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions.Boxed;

internal enum HitPolicy
{
    Unique,
    Any,
    Priority,
    First,
    Collect,
    RuleOrder,
    OutputOrder,
}

internal enum Aggregation
{
    None,
    Sum,
    Count,
    Min,
    Max,
}

internal sealed record TableInput(string Label, Node Value, ItemType Type);

/// <param name="Priorities">The allowed values, the best first; null when none are given.</param>
internal sealed record TableOutput(string Name, ItemType Type, Node? Priorities, Node? Default);

/// <param name="Tests">One of <c>?</c> for each input.</param>
internal sealed record TableRule(Node[] Tests, Node[] Outputs, ImmutableArray<string> Annotations);

/// <summary>A decision table (DMN 1.5, clause 8).</summary>
internal sealed class Table(string name, HitPolicy policy, Aggregation aggregation, TableInput[] inputs, TableOutput[] outputs, TableRule[] rules)
    : Node([.. inputs.Select(input => input.Value), .. rules.SelectMany(rule => rule.Tests.Concat(rule.Outputs))])
{
    private readonly string column = $"表“{name}”的列";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var tested = new Scope[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            tested[i] = new(inputs[i].Type.Coerce(run, inputs[i].Value.Evaluate(run, scope), column, inputs[i].Label), scope);

        var hits = new List<int>();
        for (var row = 0; row < rules.Length; row++)
            if (Matches(run, rules[row], tested))
            {
                hits.Add(row);
                if (policy == HitPolicy.First)
                    break;
            }
        if (run.Trail is { } trail)
            foreach (var row in hits)
                trail.Matched(new(name, row + 1, Shown(run, tested), rules[row].Annotations));
        return hits.Count == 0 ? Otherwise(run, scope) : Result(run, scope, hits);
    }

    private static bool Matches(Evaluation run, TableRule rule, Scope[] tested)
    {
        run.Charge(rule.Tests.Length);
        for (var i = 0; i < rule.Tests.Length; i++)
            if (rule.Tests[i].Evaluate(run, tested[i]) is not true)
                return false;
        return true;
    }

    private object? Otherwise(Evaluation run, Scope? scope)
    {
        if (Array.TrueForAll(outputs, output => output.Default is null))
            return policy switch
            {
                HitPolicy.Collect when aggregation == Aggregation.Count => 0m,
                HitPolicy.Collect when aggregation == Aggregation.None => ImmutableArray<object?>.Empty,
                HitPolicy.RuleOrder or HitPolicy.OutputOrder => ImmutableArray<object?>.Empty,
                _ => null,
            };
        return Row(run, Array.ConvertAll(outputs, output => output.Default?.Evaluate(run, scope)));
    }

    private object? Result(Evaluation run, Scope? scope, List<int> hits)
    {
        if (policy == HitPolicy.Unique && hits.Count > 1)
        {
            run.Trail?.Fail($"表“{name}”的第 {string.Join("、", hits.Select(row => row + 1))} 行同时符合，而该表只许一行符合");
            return null;
        }
        var cells = hits.ConvertAll(row => Array.ConvertAll(rules[row].Outputs, output => output.Evaluate(run, scope)));
        var values = cells.ConvertAll(row => Row(run, row));
        switch (policy)
        {
            case HitPolicy.Any:
                if (values.TrueForAll(value => Values.AreEqual(run, value, values[0]) is true))
                    return values[0];
                run.Trail?.Fail($"表“{name}”的第 {string.Join("、", hits.Select(row => row + 1))} 行同时符合，结果却不相同");
                return null;
            case HitPolicy.Priority:
                return Row(run, Ordered(run, scope, cells)[0]);
            case HitPolicy.OutputOrder:
                return Ordered(run, scope, cells).Select(row => Row(run, row)).ToImmutableArray();
            case HitPolicy.RuleOrder:
                return values.ToImmutableArray();
            case HitPolicy.Collect:
                return aggregation == Aggregation.None ? values.ToImmutableArray()
                    : Builtin.Find(Function(aggregation))!.Invoke(run, [values.ToImmutableArray()]);
            default:
                return values[0];
        }
    }

    private static string Function(Aggregation aggregation) => aggregation switch
    {
        Aggregation.Sum => "sum",
        Aggregation.Min => "min",
        Aggregation.Max => "max",
        _ => "count",
    };

    private object? Row(Evaluation run, object?[] cells)
    {
        if (outputs.Length == 1)
            return outputs[0].Type.Coerce(run, cells[0], column, outputs[0].Name);
        var entries = ImmutableDictionary.CreateBuilder<string, object?>();
        for (var i = 0; i < outputs.Length; i++)
            entries[outputs[i].Name] = outputs[i].Type.Coerce(run, cells[i], column, outputs[i].Name);
        return Variables.Trusted(entries.ToImmutable());
    }

    // By the first output's priorities, then the second's: OrderBy keeps rows of the same rank as drawn.
    private object?[][] Ordered(Evaluation run, Scope? scope, List<object?[]> cells)
    {
        var ordered = cells.OrderBy(_ => 0);
        for (var i = 0; i < outputs.Length; i++)
            if (outputs[i].Priorities?.Evaluate(run, scope) is ImmutableArray<object?> ranks)
            {
                var column = i;
                ordered = ordered.ThenBy(row => Rank(run, ranks, row[column]));
            }
        return [.. ordered];
    }

    private static int Rank(Evaluation run, ImmutableArray<object?> ranks, object? value)
    {
        for (var i = 0; i < ranks.Length; i++)
            if ((ranks[i] is FeelRange range ? Ranges.Holds(run, range, value) : Values.AreEqual(run, ranks[i], value)) is true)
                return i;
        return ranks.Length;
    }

    private Variables Shown(Evaluation run, Scope[] tested)
    {
        var shown = ImmutableDictionary.CreateBuilder<string, object?>();
        for (var i = 0; i < inputs.Length; i++)
            shown[inputs[i].Label] = Values.Leaving(run, tested[i].At(0), forProcess: false);
        return Variables.Trusted(shown.ToImmutable());
    }
}
