using System.Collections.Immutable;
using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>A name bound inside the expression.</summary>
internal sealed class LocalName(int stepsOut, string name) : Node
{
    public string Name => name;

    public override string? Yields(Func<string, string?> named) => named(name);

    public override object? Evaluate(Evaluation run, Scope? scope) => scope!.At(stepsOut);

    public override void Write(StringBuilder text) => text.Append(name);
}

/// <summary>A process variable; a built-in function when there is no variable of that name.</summary>
internal sealed class GlobalName(string name, FeelFunction? builtin) : Node
{
    public override object? Evaluate(Evaluation run, Scope? scope) =>
        run.Variables.TryGet(name, out var value) ? value : builtin;

    public override void Write(StringBuilder text) => text.Append(name);
}

/// <summary>Inside a filter a name may be an entry of the item; only the item itself tells.</summary>
internal sealed class EntryOrName(string name, int[] itemsStepsOut, Node otherwise) : Node(otherwise)
{
    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        foreach (var stepsOut in itemsStepsOut)
            if (scope!.At(stepsOut) is Variables item && item.TryGet(name, out var value))
                return value;
        return otherwise.Evaluate(run, scope);
    }

    public override void Write(StringBuilder text) => text.Append(name);
}

/// <summary><c>hazard.level</c>; over a list it takes the entry of each item.</summary>
internal sealed class PathNode(Node target, string name) : Node(target)
{
    public override object? Evaluate(Evaluation run, Scope? scope) => Of(run, target.Evaluate(run, scope));

    private object? Of(Evaluation run, object? value)
    {
        if (value is Variables context)
            return context[name];
        if (value is not ImmutableArray<object?> list)
            return Properties.Of(value, name);

        run.Charge(list.Length);
        var results = ImmutableArray.CreateBuilder<object?>(list.Length);
        foreach (var item in list)
            results.Add(item is ImmutableArray<object?> ? null : Of(run, item));
        return results.MoveToImmutable();
    }

    public override void Write(StringBuilder text)
    {
        target.Write(text);
        text.Append('.').Append(name);
    }
}
