using System.Collections.Immutable;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions.Boxed;

/// <summary>A value made to fit its declared type, null when it doesn't.</summary>
/// <param name="kind">What it is, in Chinese, and its name, for when it doesn't.</param>
internal sealed class Typed(Node value, ItemType type, string kind, string name) : Node(value)
{
    public override string? Yields(Func<string, string?> named) => type.Kind;

    public override object? Evaluate(Evaluation run, Scope? scope) => type.Coerce(run, value.Evaluate(run, scope), kind, name);
}

/// <summary>A boxed context: each entry sees those before it; with a last entry that has no name, that one is the value.</summary>
internal sealed class BoxedContext(string[] names, Node[] values, Node? result) : Node([.. values, result])
{
    public override string? Yields(Func<string, string?> named) => result is null ? "context" : null;

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, object?>();
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i].Evaluate(run, scope);
            if (!entries.TryAdd(names[i], value))
                return null;
            scope = new(value, scope);
        }
        return result is null ? Variables.Trusted(entries.ToImmutable()) : result.Evaluate(run, scope);
    }
}

internal sealed class Relation(string[] columns, Node[][] rows) : Node([.. rows.SelectMany(row => row)])
{
    public override string? Yields(Func<string, string?> named) => "list";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var list = ImmutableArray.CreateBuilder<object?>(rows.Length);
        foreach (var row in rows)
        {
            run.Charge(row.Length);
            var entries = ImmutableDictionary.CreateBuilder<string, object?>();
            for (var i = 0; i < columns.Length && i < row.Length; i++)
                entries[columns[i]] = row[i].Evaluate(run, scope);
            list.Add(Variables.Trusted(entries.ToImmutable()));
        }
        return list.MoveToImmutable();
    }
}

/// <summary>A boxed filter: unlike the one in an expression it is null as a whole where the condition is neither true, false nor unknown.</summary>
internal sealed class BoxedFilter(Node target, Node condition) : Node(target, condition)
{
    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        if (target.Evaluate(run, scope) is not { } value)
            return null;
        var kept = ImmutableArray.CreateBuilder<object?>();
        foreach (var item in Values.AsList(value))
        {
            run.Charge(condition.Size);
            var answer = condition.Evaluate(run, new(item, scope));
            if (answer is not (null or bool))
                return null;
            if (answer is true)
                kept.Add(item);
        }
        return kept.ToImmutable();
    }
}

/// <summary>A boxed function; its parameters take what fits their types.</summary>
internal sealed class BoxedFunction(string[] parameters, ItemType[] types, Node body) : Node(body)
{
    public string[] Parameters => parameters;

    /// <summary>What the parameters take, as FEEL names it.</summary>
    public FeelType?[] Types => Array.ConvertAll(types, type => type.Feel);

    public override object? Evaluate(Evaluation run, Scope? scope) => new BoxedClosure(this, scope);

    public object? Apply(Evaluation run, Scope? scope, object?[] arguments)
    {
        if (arguments.Length != parameters.Length)
            return null;
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (!types[i].Fits(run, ref argument))
                return null;
            scope = new(argument, scope);
        }
        return run.Call(body, scope);
    }

    public object?[]? Arrange(string[] names, object?[] arguments) => NamedFunction.Arrange(parameters, names, arguments);
}

internal sealed class BoxedClosure(BoxedFunction function, Scope? scope) : FeelFunction
{
    public override object? Invoke(Evaluation run, object?[] arguments) => function.Apply(run, scope, arguments);

    public override object?[]? Arrange(string[] names, object?[] arguments) => function.Arrange(names, arguments);

    public override bool IsOf(FeelType[] given, FeelType result) => AreTaken(given, function.Types);
}

internal static class NamedFunction
{
    /// <summary>The arguments in the order of the parameters; one that is not named is null, one that is unknown spoils the call.</summary>
    public static object?[]? Arrange(string[] parameters, string[] names, object?[] arguments)
    {
        var arranged = new object?[parameters.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var place = Array.IndexOf(parameters, names[i]);
            if (place < 0)
                return null;
            arranged[place] = arguments[i];
        }
        return arranged;
    }
}
