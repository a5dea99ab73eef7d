using System.Collections.Immutable;

namespace Rectification.Engine.Feel;

internal sealed class Constant(object? value) : Node
{
    public object? Value { get; } = value;

    public override object? Evaluate(Evaluation run, Scope? scope) => Value;
}

internal sealed class ListNode(Node[] items) : Node(items)
{
    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var list = ImmutableArray.CreateBuilder<object?>(items.Length);
        foreach (var item in items)
            list.Add(item.Evaluate(run, scope));
        return list.MoveToImmutable();
    }
}

/// <summary><c>{a: 1, b: a + 1}</c>: each entry sees those before it.</summary>
internal sealed class ContextNode(string[] names, Node[] values) : Node(values)
{
    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, object?>();
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i].Evaluate(run, scope);
            if (!entries.TryAdd(names[i], value))
                return null; // Two entries of one name: the context has no meaning.
            scope = new(value, scope);
        }
        return Variables.Trusted(entries.ToImmutable());
    }
}

internal sealed class RangeNode(bool includesStart, Node? start, Node? end, bool includesEnd, RangeForm form = RangeForm.Ends) : Node(start, end)
{
    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var (low, high) = (start?.Evaluate(run, scope), end?.Evaluate(run, scope));
        // An end that was written but has no value makes no range; one that was not written is open.
        if ((start is not null && low is null) || (end is not null && high is null))
            return null;
        if (low is not null && high is not null && Values.Compare(run, low, high) is null)
            return null;
        return new FeelRange(includesStart, low, high, includesEnd) { Of = form };
    }
}
