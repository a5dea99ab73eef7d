namespace Rectification.Engine.Feel;

/// <summary>How points and ranges lie to each other (DMN 1.5, table 78). A point is the closed range from itself to itself.</summary>
internal static class Ranges
{
    public static bool? Holds(FeelRange range, object? value)
    {
        if (value is null)
            return null;
        var above = range.Start is null ? true : Values.Ordered(value, range.IncludesStart ? Relation.GreaterOrEqual : Relation.Greater, range.Start);
        var below = range.End is null ? true : Values.Ordered(value, range.IncludesEnd ? Relation.LessOrEqual : Relation.Less, range.End);
        return above is null || below is null ? null : above.Value && below.Value;
    }

    public static FeelRange? AsRange(object? value) => value switch
    {
        null => null,
        FeelRange range => range,
        _ => new(true, value, value, true),
    };

    public static bool? Before(FeelRange one, FeelRange two) =>
        EndToStart(one, two) is { } order ? order < 0 || (order == 0 && !(one.IncludesEnd && two.IncludesStart)) : null;

    public static bool? Meets(FeelRange one, FeelRange two) =>
        EndToStart(one, two) is { } order ? order == 0 && one.IncludesEnd && two.IncludesStart : null;

    public static bool? Overlaps(FeelRange one, FeelRange two) =>
        Before(one, two) is { } before && Before(two, one) is { } after ? !before && !after : null;

    public static bool? OverlapsBefore(FeelRange one, FeelRange two)
    {
        if (Starts(one, two) is not { } starts || Ends(one, two) is not { } ends || Before(one, two) is not { } before)
            return null;
        return (starts < 0 || (starts == 0 && one.IncludesStart && !two.IncludesStart))
            && !before
            && (ends < 0 || (ends == 0 && (!one.IncludesEnd || two.IncludesEnd)));
    }

    public static bool? Finishes(FeelRange one, FeelRange two)
    {
        if (Starts(one, two) is not { } starts || Ends(one, two) is not { } ends)
            return null;
        return ends == 0 && one.IncludesEnd == two.IncludesEnd
            && (starts > 0 || (starts == 0 && (!one.IncludesStart || two.IncludesStart)));
    }

    public static bool? Includes(FeelRange one, FeelRange two)
    {
        if (Starts(one, two) is not { } starts || Ends(one, two) is not { } ends)
            return null;
        return (starts < 0 || (starts == 0 && (one.IncludesStart || !two.IncludesStart)))
            && (ends > 0 || (ends == 0 && (one.IncludesEnd || !two.IncludesEnd)));
    }

    public static bool? Begins(FeelRange one, FeelRange two)
    {
        if (Starts(one, two) is not { } starts || Ends(one, two) is not { } ends)
            return null;
        return starts == 0 && one.IncludesStart == two.IncludesStart
            && (ends < 0 || (ends == 0 && (!one.IncludesEnd || two.IncludesEnd)));
    }

    public static bool? Coincides(FeelRange one, FeelRange two)
    {
        if (Starts(one, two) is not { } starts || Ends(one, two) is not { } ends)
            return null;
        return starts == 0 && ends == 0 && one.IncludesStart == two.IncludesStart && one.IncludesEnd == two.IncludesEnd;
    }

    // An open start lies before everything, an open end behind it.
    private static int? Starts(FeelRange one, FeelRange two) => (one.Start, two.Start) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        var (x, y) => Values.Compare(x, y),
    };

    private static int? Ends(FeelRange one, FeelRange two) => (one.End, two.End) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        var (x, y) => Values.Compare(x, y),
    };

    private static int? EndToStart(FeelRange one, FeelRange two) =>
        one.End is null || two.Start is null ? 1 : Values.Compare(one.End, two.Start);
}
