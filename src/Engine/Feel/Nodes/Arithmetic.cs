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
                Operation.Subtract => Subtract(run, one, two),
                Operation.Multiply => Multiply(one, two),
                Operation.Divide => Divide(one, two),
                _ => one is decimal x && two is decimal y ? Numbers.Power(x, y) : null,
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
        return (one, two) switch
        {
            (decimal x, decimal y) => x + y,
            (DateTimeOffset t, TimeSpan d) => t + d,
            (TimeSpan d, DateTimeOffset t) => t + d,
            (DateTimeOffset t, YearsMonths m) => t.AddMonths(checked((int)m.Months)),
            (YearsMonths m, DateTimeOffset t) => t.AddMonths(checked((int)m.Months)),
            (DateOnly day, TimeSpan d) => Shifted(day, d),
            (TimeSpan d, DateOnly day) => Shifted(day, d),
            (DateOnly day, YearsMonths m) => day.AddMonths(checked((int)m.Months)),
            (YearsMonths m, DateOnly day) => day.AddMonths(checked((int)m.Months)),
            (TimeOnly t, TimeSpan d) => t.Add(d),
            (TimeSpan d, TimeOnly t) => t.Add(d),
            (TimeSpan x, TimeSpan y) => x + y,
            (YearsMonths x, YearsMonths y) => new YearsMonths(checked(x.Months + y.Months)),
            _ => null,
        };
    }

    private static object? Subtract(Evaluation run, object one, object two) => (one, two) switch
    {
        (decimal x, decimal y) => x - y,
        (DateTimeOffset x, DateTimeOffset y) => x - y,
        (DateOnly x, DateOnly y) => TimeSpan.FromDays(x.DayNumber - y.DayNumber),
        (DateOnly x, DateTimeOffset y) => Temporal.Midnight(x, run.Offset) - y,
        (DateTimeOffset x, DateOnly y) => x - Temporal.Midnight(y, run.Offset),
        (TimeOnly x, TimeOnly y) => x.ToTimeSpan() - y.ToTimeSpan(),
        (_, TimeSpan d) when one is not decimal => Add(run, one, -d),
        (_, YearsMonths m) => Add(run, one, new YearsMonths(-m.Months)),
        _ => null,
    };

    private static object? Multiply(object one, object two) => (one, two) switch
    {
        (decimal x, decimal y) => x * y,
        (TimeSpan d, decimal n) => Times(d, n),
        (decimal n, TimeSpan d) => Times(d, n),
        (YearsMonths m, decimal n) => new YearsMonths((long)decimal.Truncate(m.Months * n)),
        (decimal n, YearsMonths m) => new YearsMonths((long)decimal.Truncate(m.Months * n)),
        _ => null,
    };

    private static object? Divide(object one, object two) => (one, two) switch
    {
        (decimal x, decimal y) => x / y,
        (TimeSpan d, decimal n) => Times(d, 1 / n),
        (TimeSpan x, TimeSpan y) => (decimal)x.Ticks / y.Ticks,
        (YearsMonths m, decimal n) => new YearsMonths((long)decimal.Truncate(m.Months / n)),
        (YearsMonths x, YearsMonths y) => (decimal)x.Months / y.Months,
        _ => null,
    };

    private static TimeSpan Times(TimeSpan duration, decimal factor) => new((long)decimal.Round(duration.Ticks * factor));

    // A date is its midnight; what reaches into a day stays on that day.
    private static DateOnly Shifted(DateOnly day, TimeSpan duration) =>
        DateOnly.FromDateTime(day.ToDateTime(TimeOnly.MinValue) + duration);
}

internal sealed class Negation(Node operand) : Node(operand)
{
    public override object? Evaluate(Evaluation run, Scope? scope) => operand.Evaluate(run, scope) switch
    {
        decimal number => -number,
        TimeSpan duration when duration != TimeSpan.MinValue => -duration,
        YearsMonths duration => new YearsMonths(-duration.Months),
        _ => null,
    };
}
