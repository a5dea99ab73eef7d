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

    // Only literals may stand in the text, so nothing of the variables can leak in.
    private static object? Read(Evaluation run, string text) =>
        FeelExpression.Parse(text, out _) is { Variables.IsEmpty: true } range ? range.Evaluate(Variables.Empty, run.Surroundings) as FeelRange : null;
}
