namespace Rectification.Engine.Feel;

/// <summary>How points and ranges lie to each other (DMN 1.5, table 78). A point is the closed range from itself to itself.</summary>
internal static class Ranges
{
    public static bool? Holds(Evaluation run, FeelRange range, object? value)
    {
        if (value is null)
            return null;
        if (range.Of != RangeForm.Ends)
            return Values.Holds(run, value, range.Of == RangeForm.One ? Relation.Equal : Relation.Unequal, range.Start);
        var above = range.Start is null ? true : Values.Ordered(run, value, range.IncludesStart ? Relation.GreaterOrEqual : Relation.Greater, range.Start);
        var below = range.End is null ? true : Values.Ordered(run, value, range.IncludesEnd ? Relation.LessOrEqual : Relation.Less, range.End);
        return above is null || below is null ? null : above.Value && below.Value;
    }

    public static FeelRange? AsRange(object? value) => value switch
    {
        null => null,
        FeelRange range => range,
        _ => new(true, value, value, true),
    };

    public static bool? Before(Evaluation run, FeelRange one, FeelRange two) =>
        EndToStart(run, one, two) is { } order ? order < 0 || (order == 0 && !(one.IncludesEnd && two.IncludesStart)) : null;

    public static bool? Meets(Evaluation run, FeelRange one, FeelRange two) =>
        EndToStart(run, one, two) is { } order ? order == 0 && one.IncludesEnd && two.IncludesStart : null;

    public static bool? Overlaps(Evaluation run, FeelRange one, FeelRange two) =>
        Before(run, one, two) is { } before && Before(run, two, one) is { } after ? !before && !after : null;

    public static bool? OverlapsBefore(Evaluation run, FeelRange one, FeelRange two)
    {
        if (Starts(run, one, two) is not { } starts || Ends(run, one, two) is not { } ends || Before(run, one, two) is not { } before)
            return null;
        return (starts < 0 || (starts == 0 && one.IncludesStart && !two.IncludesStart))
            && !before
            && (ends < 0 || (ends == 0 && (!one.IncludesEnd || two.IncludesEnd)));
    }

    public static bool? Finishes(Evaluation run, FeelRange one, FeelRange two)
    {
        if (Starts(run, one, two) is not { } starts || Ends(run, one, two) is not { } ends)
            return null;
        return ends == 0 && one.IncludesEnd == two.IncludesEnd
            && (starts > 0 || (starts == 0 && (!one.IncludesStart || two.IncludesStart)));
    }

    public static bool? Includes(Evaluation run, FeelRange one, FeelRange two)
    {
        if (Starts(run, one, two) is not { } starts || Ends(run, one, two) is not { } ends)
            return null;
        return (starts < 0 || (starts == 0 && (one.IncludesStart || !two.IncludesStart)))
            && (ends > 0 || (ends == 0 && (one.IncludesEnd || !two.IncludesEnd)));
    }

    public static bool? Begins(Evaluation run, FeelRange one, FeelRange two)
    {
        if (Starts(run, one, two) is not { } starts || Ends(run, one, two) is not { } ends)
            return null;
        return starts == 0 && one.IncludesStart == two.IncludesStart
            && (ends < 0 || (ends == 0 && (!one.IncludesEnd || two.IncludesEnd)));
    }

    public static bool? Coincides(Evaluation run, FeelRange one, FeelRange two)
    {
        if (Starts(run, one, two) is not { } starts || Ends(run, one, two) is not { } ends)
            return null;
        return starts == 0 && ends == 0 && one.IncludesStart == two.IncludesStart && one.IncludesEnd == two.IncludesEnd;
    }

    // An open start lies before everything, an open end behind it.
    private static int? Starts(Evaluation run, FeelRange one, FeelRange two) => (one.Start, two.Start) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        var (x, y) => Values.Compare(run, x, y),
    };

    private static int? Ends(Evaluation run, FeelRange one, FeelRange two) => (one.End, two.End) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        var (x, y) => Values.Compare(run, x, y),
    };

    private static int? EndToStart(Evaluation run, FeelRange one, FeelRange two) =>
        one.End is null || two.Start is null ? 1 : Values.Compare(run, one.End, two.Start);
}
