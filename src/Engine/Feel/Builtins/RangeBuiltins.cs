namespace Rectification.Engine.Feel;

/// <summary>How points and ranges lie to each other (DMN 1.5, 10.3.4.8).</summary>
internal static class RangeBuiltins
{
    public static readonly Builtin[] All =
    [
        Relating("before", Ranges.Before),
        Relating("after", (run, one, two) => Ranges.Before(run, two, one)),
        Relating("meets", Ranges.Meets),
        Relating("met by", (run, one, two) => Ranges.Meets(run, two, one)),
        Relating("overlaps", Ranges.Overlaps),
        Relating("overlaps before", Ranges.OverlapsBefore),
        Relating("overlaps after", (run, one, two) => Ranges.OverlapsBefore(run, two, one)),
        Relating("finishes", Ranges.Finishes),
        Relating("finished by", (run, one, two) => Ranges.Finishes(run, two, one)),
        Relating("includes", Ranges.Includes),
        Relating("during", (run, one, two) => Ranges.Includes(run, two, one)),
        Relating("starts", Ranges.Begins),
        Relating("started by", (run, one, two) => Ranges.Begins(run, two, one)),
        Relating("coincides", Ranges.Coincides),
        Builtin.Of("range", "from", (run, a) => Argument.Text(a[0]) is { } text ? Read(run, text) : null),
    ];

    private static Builtin Relating(string name, Func<Evaluation, FeelRange, FeelRange, bool?> relation)
    {
        object? Body(Evaluation run, object?[] a) =>
            Ranges.AsRange(a[0]) is { } one && Ranges.AsRange(a[1]) is { } two ? Values.Box(relation(run, one, two)) : null;

        return Builtin.Of(name,
            ("point1, point2", Body), ("point, range", Body), ("range, point", Body), ("range1, range2", Body), ("range, value", Body));
    }

    // Only literals may stand in the text, so nothing of the variables can leak in; either end may be left out.
    private static FeelRange? Read(Evaluation run, string text)
    {
        run.Charge(100 + text.Length);
        if (FeelExpression.Parse(text, out _) is { Variables.IsEmpty: true } whole)
            return Sound(run, whole.Value(run) as FeelRange);
        var written = text.Trim();
        var dots = written.IndexOf("..", StringComparison.Ordinal);
        if (written.Length < 5 || dots < 1 || written[0] is not ('[' or '(' or ']') || written[^1] is not (']' or ')' or '['))
            return null;
        var (start, end) = (written[1..dots].Trim(), written[(dots + 2)..^1].Trim());
        if (start.Length > 0 == end.Length > 0)
            return null;
        // An end that isn't there includes nothing.
        return FeelExpression.Parse(start + end, out _) is { Variables.IsEmpty: true } one && one.Value(run) is { } value && Values.Compare(run, value, value) is not null
            ? start.Length > 0 ? new(written[0] == '[', value, null, false) : new(false, null, value, written[^1] == ']')
            : null;
    }

    private static FeelRange? Sound(Evaluation run, FeelRange? range) =>
        range is { Start: { } start, End: { } end, Of: RangeForm.Ends } && Values.Compare(run, start, end) > 0 ? null : range;
}
