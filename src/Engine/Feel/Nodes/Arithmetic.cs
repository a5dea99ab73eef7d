using System.Text;

namespace Rectification.Engine.Feel;

internal enum Operation
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

internal sealed class Arithmetic(Node left, Operation operation, Node right) : Node(left, right)
{
    public override string? Yields(Func<string, string?> named) => (operation, left.Yields(named), right.Yields(named)) switch
    {
        (Operation.Power, _, _) or (_, "number", "number") => "number",
        (Operation.Add, "string", _) or (Operation.Add, _, "string") => "string",
        _ => null,
    };

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var one = left.Evaluate(run, scope);
        var two = right.Evaluate(run, scope);
        if (one is null || two is null)
            return null;
        try
        {
            return operation switch
            {
                Operation.Add => Add(run, one, two),
                Operation.Subtract => one is decimal x && two is decimal y ? x - y : TemporalArithmetic.Subtract(one, two, run.Offset),
                Operation.Multiply => Multiply(one, two),
                Operation.Divide => Divide(one, two),
                _ => one is decimal n && two is decimal e ? Numbers.Power(n, e) : null,
            };
        }
        catch (Exception beyond) when (beyond is OverflowException or ArgumentOutOfRangeException or DivideByZeroException)
        {
            return null; // FEEL's answer to a number or date that is out of its range.
        }
    }

    private static object? Add(Evaluation run, object one, object two)
    {
        if (one is string text && two is string more)
        {
            if (text.Length + more.Length > Evaluation.LongestText)
                return null;
            run.Charge((text.Length + more.Length) / 16);
            return text + more;
        }
        return one is decimal x && two is decimal y ? x + y : TemporalArithmetic.Add(one, two);
    }

    private static object? Multiply(object one, object two) => (one, two) switch
    {
        (decimal x, decimal y) => x * y,
        (_, decimal n) => TemporalArithmetic.Times(one, n),
        (decimal n, _) => TemporalArithmetic.Times(two, n),
        _ => null,
    };

    private static object? Divide(object one, object two) => (one, two) switch
    {
        (decimal x, decimal y) => x / y,
        (YearsMonths m, decimal n) => new YearsMonths((long)decimal.Truncate(m.Months / n)),
        (_, decimal n) => TemporalArithmetic.Times(one, 1 / n),
        (YearsMonths x, YearsMonths y) => (decimal)x.Months / y.Months,
        _ => Temporal.DurationOf(one) is { } x && Temporal.DurationOf(two) is { } y ? (decimal)x.Nanoseconds / (decimal)y.Nanoseconds : null,
    };

    public override void Write(StringBuilder text)
    {
        text.Append('(');
        left.Write(text);
        text.Append(operation switch
        {
            Operation.Add => " + ",
            Operation.Subtract => " - ",
            Operation.Multiply => " * ",
            Operation.Divide => " / ",
            _ => " ** ",
        });
        right.Write(text);
        text.Append(')');
    }
}

internal sealed class Negation(Node operand) : Node(operand)
{
    public override string? Yields(Func<string, string?> named) => operand.Yields(named);

    public override object? Evaluate(Evaluation run, Scope? scope) => operand.Evaluate(run, scope) switch
    {
        decimal number => -number,
        YearsMonths duration => new YearsMonths(-duration.Months),
        var other => Temporal.DurationOf(other) is { } duration ? Temporal.Normal(new FeelDuration(-duration.Nanoseconds)) : null,
    };

    public override void Write(StringBuilder text)
    {
        text.Append("(-");
        operand.Write(text);
        text.Append(')');
    }
}
