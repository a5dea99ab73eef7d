using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>Three-valued: false wins over unknown.</summary>
internal sealed class And(Node left, Node right) : Node(left, right)
{
    public override string? Yields(Func<string, string?> named) => "boolean";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var one = left.Evaluate(run, scope);
        if (one is false)
            return Values.False;
        return right.Evaluate(run, scope) switch
        {
            false => Values.False,
            true when one is true => Values.True,
            _ => null,
        };
    }

    public override void Write(StringBuilder text)
    {
        text.Append('(');
        WriteAll(text, [left, right], " and ");
        text.Append(')');
    }
}

/// <summary>Three-valued: true wins over unknown.</summary>
internal sealed class Or(Node left, Node right) : Node(left, right)
{
    public override string? Yields(Func<string, string?> named) => "boolean";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var one = left.Evaluate(run, scope);
        if (one is true)
            return Values.True;
        return right.Evaluate(run, scope) switch
        {
            true => Values.True,
            false when one is false => Values.False,
            _ => null,
        };
    }

    public override void Write(StringBuilder text)
    {
        text.Append('(');
        WriteAll(text, [left, right], " or ");
        text.Append(')');
    }
}

/// <summary>A condition that is not true, unknown included, takes the else branch.</summary>
internal sealed class If(Node condition, Node then, Node otherwise) : Node(condition, then, otherwise)
{
    public override string? Yields(Func<string, string?> named) => then is Constant { Value: null } ? otherwise.Yields(named)
        : then.Yields(named) is { } type && (otherwise is Constant { Value: null } || otherwise.Yields(named) == type) ? type : null;

    public override object? Evaluate(Evaluation run, Scope? scope) =>
        condition.Evaluate(run, scope) is true ? then.Evaluate(run, scope) : otherwise.Evaluate(run, scope);

    public override void Write(StringBuilder text)
    {
        text.Append("(if ");
        condition.Write(text);
        text.Append(" then ");
        then.Write(text);
        text.Append(" else ");
        otherwise.Write(text);
        text.Append(')');
    }
}

internal sealed class Not(Node operand) : Node(operand)
{
    public override string? Yields(Func<string, string?> named) => "boolean";

    public override object? Evaluate(Evaluation run, Scope? scope) =>
        operand.Evaluate(run, scope) is bool truth ? Values.Box(!truth) : null;

    public override void Write(StringBuilder text)
    {
        text.Append("not(");
        operand.Write(text);
        text.Append(')');
    }
}
