using System.Collections.Immutable;
using System.Text;

namespace Rectification.Engine.Feel;

internal enum Relation
{
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed class Comparison(Node left, Relation relation, Node right) : Node(left, right)
{
    public override string? Yields(Func<string, string?> named) => "boolean";

    public override object? Evaluate(Evaluation run, Scope? scope) =>
        Values.Box(Values.Holds(run, left.Evaluate(run, scope), relation, right.Evaluate(run, scope)));

    public override void Write(StringBuilder text)
    {
        text.Append('(');
        left.Write(text);
        text.Append(' ').Append(Test.Sign(relation)).Append(' ');
        right.Write(text);
        text.Append(')');
    }
}

internal sealed class Between(Node value, Node low, Node high) : Node(value, low, high)
{
    public override string? Yields(Func<string, string?> named) => "boolean";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var tested = value.Evaluate(run, scope);
        var above = Values.Ordered(run, tested, Relation.GreaterOrEqual, low.Evaluate(run, scope));
        var below = Values.Ordered(run, tested, Relation.LessOrEqual, high.Evaluate(run, scope));
        return above is null || below is null ? null : Values.Box(above.Value && below.Value);
    }

    public override void Write(StringBuilder text)
    {
        text.Append('(');
        value.Write(text);
        text.Append(" between ");
        WriteAll(text, [low, high], " and ");
        text.Append(')');
    }
}

internal sealed class InstanceOf(Node value, FeelType type) : Node(value)
{
    public override string? Yields(Func<string, string?> named) => "boolean";

    public override object? Evaluate(Evaluation run, Scope? scope) => Values.Box(type.Holds(value.Evaluate(run, scope)));

    public override void Write(StringBuilder text)
    {
        text.Append('(');
        value.Write(text);
        text.Append(" instance of ").Append(type.Text).Append(')');
    }
}

/// <summary>Whether a value passes at least one of several tests: <c>x in (1, [5..9], &gt; 20)</c> and the cells of decision tables.</summary>
internal sealed class AnyTest(Node value, Test[] tests) : Node([value, .. tests.Select(test => test.Node)])
{
    public override string? Yields(Func<string, string?> named) => "boolean";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var tested = value.Evaluate(run, scope);
        bool? result = false;
        foreach (var test in tests)
        {
            var passed = test.Passes(run, tested, test.Node.Evaluate(run, scope));
            if (passed is true)
                return Values.True;
            if (passed is null)
                result = null;
        }
        return Values.Box(result);
    }

    public override void Write(StringBuilder text)
    {
        var isCell = value is LocalName { Name: Parser.InputName };
        if (!isCell)
        {
            text.Append('(');
            value.Write(text);
            text.Append(" in (");
        }
        // A cell that is a call of the function is not the negation of tests.
        var isCall = isCell && tests is [{ Relation: null, Node: BuiltinCall }];
        text.Append(isCall ? "(" : "");
        for (var i = 0; i < tests.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            if (tests[i].Relation is { } relation)
                text.Append(Test.Sign(relation)).Append(' ');
            tests[i].Node.Write(text);
        }
        text.Append(isCell ? isCall ? ")" : "" : "))");
    }
}

/// <summary>One unary test.</summary>
/// <param name="Relation">Of <c>&lt; 5</c> and its like; null for a value, a range or an expression.</param>
/// <param name="UsesInput">The expression speaks of the value itself (<c>? &gt; 5</c>), so its truth is the answer.</param>
internal sealed record Test(Node Node, Relation? Relation, bool UsesInput)
{
    public static string Sign(Relation relation) => relation switch
    {
        Feel.Relation.Equal => "=",
        Feel.Relation.Unequal => "!=",
        Feel.Relation.Less => "<",
        Feel.Relation.LessOrEqual => "<=",
        Feel.Relation.Greater => ">",
        _ => ">=",
    };

    public bool? Passes(Evaluation run, object? tested, object? value)
    {
        if (Relation is { } relation)
            return Values.Holds(run, tested, relation, value);
        if (UsesInput)
            return value as bool?;
        if (value is null && Node is RangeNode)
            return null; // One of its ends is unknown.
        return Contains(run, value, tested);
    }

    /// <summary>Whether a range or a list holds the value, or is equal to it.</summary>
    private static bool? Contains(Evaluation run, object? container, object? tested)
    {
        switch (container)
        {
            case FeelRange range:
                return Ranges.Holds(run, range, tested);
            case true when tested is not bool:
                return true; // An expression that came out true, without a word of the value.
            case ImmutableArray<object?> list:
                if (tested is ImmutableArray<object?> && Values.AreEqual(run, list, tested) is true)
                    return true;
                run.Charge(list.Length);
                foreach (var item in list)
                    if ((item is FeelRange range ? Ranges.Holds(run, range, tested) : Values.AreEqual(run, item, tested)) is true)
                        return true;
                return false;
            default:
                return Values.AreEqual(run, container, tested);
        }
    }
}
