using System.Globalization;

namespace Rectification.Engine.Feel;

/// <summary>Functions on numbers and truths (DMN 1.5, 10.3.4.2 and 10.3.4.5).</summary>
internal static class NumberBuiltins
{
    public static readonly Builtin[] All =
    [
        Builtin.Of("number", "from, grouping separator?, decimal separator?", (_, a) => Parse(a[0], a[1], a[2])),
        Builtin.Of("decimal", "n, scale", (_, a) => Rounded(a, Numbers.Rounding.HalfEven)),
        Builtin.Of("floor", ("n", (_, a) => Rounded(a, Numbers.Rounding.Floor)), ("n, scale", (_, a) => Rounded(a, Numbers.Rounding.Floor))),
        Builtin.Of("ceiling", ("n", (_, a) => Rounded(a, Numbers.Rounding.Ceiling)), ("n, scale", (_, a) => Rounded(a, Numbers.Rounding.Ceiling))),
        Builtin.Of("round up", "n, scale", (_, a) => Rounded(a, Numbers.Rounding.Up)),
        Builtin.Of("round down", "n, scale", (_, a) => Rounded(a, Numbers.Rounding.Down)),
        Builtin.Of("round half up", "n, scale", (_, a) => Rounded(a, Numbers.Rounding.HalfUp)),
        Builtin.Of("round half down", "n, scale", (_, a) => Rounded(a, Numbers.Rounding.HalfDown)),
        Builtin.Of("abs", "n", (_, a) => Values.AsSingle(a[0]) switch
        {
            decimal number => Math.Abs(number),
            YearsMonths duration => new YearsMonths(Math.Abs(duration.Months)),
            var other => Temporal.DurationOf(other) is { } duration ? Temporal.Normal(new FeelDuration(Int128.Abs(duration.Nanoseconds))) : null,
        }),
        Builtin.Of("modulo", "dividend, divisor", (_, a) => Argument.Number(a[0]) is { } number && Argument.Number(a[1]) is { } divisor
            ? Modulo(number, divisor) : null),
        Builtin.Of("sqrt", "number", (_, a) => Argument.Number(a[0]) is { } number ? Numbers.Sqrt(number) : null),
        Builtin.Of("log", "number", (_, a) => Argument.Number(a[0]) is > 0 and var number ? Numbers.Log(number) : null),
        Builtin.Of("exp", "number", (_, a) => Argument.Number(a[0]) is { } number ? Numbers.Exp(number) : null),
        Builtin.Of("odd", "number", (_, a) => Argument.Number(a[0]) is { } number ? Values.Box(Math.Abs(number % 2) == 1) : null),
        Builtin.Of("even", "number", (_, a) => Argument.Number(a[0]) is { } number ? Values.Box(number % 2 == 0) : null),
        Builtin.Of("not", "negand", (_, a) => Values.AsSingle(a[0]) is bool truth ? Values.Box(!truth) : null),
        Builtin.Of("is defined", "value", (_, a) => Values.Box(a[0] is not null)),
        Builtin.Of("is", "value1, value2", (run, a) => Values.Box(IsSame(run, a[0], a[1]))),
    ];

    // The same element of the value space: equal times of two zones are not.
    private static bool IsSame(Evaluation run, object? one, object? two) => (one, two) switch
    {
        (DateTimeOffset x, DateTimeOffset y) => x.EqualsExact(y),
        (FeelDateTime x, FeelDateTime y) => x == y,
        (FeelTime x, FeelTime y) => x == y,
        (TimeOnly x, TimeOnly y) => x == y,
        (DateTimeOffset or FeelDateTime or TimeOnly or FeelTime, _) => false,
        _ => Values.AreEqual(run, one, two) is true,
    };

    private static decimal? Rounded(object?[] a, Numbers.Rounding rounding)
    {
        if (Argument.Number(a[0]) is not { } number)
            return null;
        var scale = a.Length > 1 ? Argument.Whole(a[1]) : 0;
        return scale is >= -6111 and <= 6176 ? Numbers.Round(number, scale.Value, rounding) : null;
    }

    // The sign of the divisor, as FEEL wants it; the remainder first, since a quotient may not fit.
    private static decimal Modulo(decimal number, decimal divisor)
    {
        var rest = number % divisor;
        return rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest;
    }

    private static object? Parse(object? from, object? grouping, object? point)
    {
        if (from is decimal)
            return from;
        if (Argument.Text(from) is not { } text || (grouping ?? "") is not string group || (point ?? ".") is not string dot)
            return null;
        if (group is not ("" or " " or "," or ".") || dot is not ("." or ",") || group == dot)
            return null;
        if (group.Length > 0)
            text = text.Replace(group, "", StringComparison.Ordinal);
        if (dot == ",")
            text = text.Contains('.') ? "" : text.Replace(',', '.');
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
