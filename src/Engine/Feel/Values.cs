using System.Collections.Immutable;

namespace Rectification.Engine.Feel;

/// <summary>Equality, order and truth of FEEL values (DMN 1.5, 10.3.2.13). Null means: FEEL has no answer.</summary>
internal static class Values
{
    // Boxed once; an expression answers with these all day long.
    public static readonly object True = true;
    public static readonly object False = false;

    public static object Box(bool value) => value ? True : False;

    public static object? Box(bool? value) => value is { } known ? Box(known) : null;

    public static bool? Holds(Evaluation run, object? left, Relation relation, object? right) => relation switch
    {
        Relation.Equal => AreEqual(run, left, right),
        Relation.Unequal => !AreEqual(run, left, right),
        _ => Ordered(run, left, relation, right),
    };

    public static bool? Ordered(Evaluation run, object? left, Relation relation, object? right)
    {
        if (Compare(run, left, right) is not { } order)
            return null;
        return relation switch
        {
            Relation.Less => order < 0,
            Relation.LessOrEqual => order <= 0 || AreEqual(run, left, right) is true,
            Relation.Greater => order > 0,
            _ => order >= 0 || AreEqual(run, left, right) is true,
        };
    }

    /// <summary>Null is equal to null only; values of two kinds have no answer.</summary>
    public static bool? AreEqual(Evaluation run, object? left, object? right, int depth = 0) => (left, right) switch
    {
        (null, _) or (_, null) => left is null && right is null,
        (decimal x, decimal y) => x == y,
        (string x, string y) => AreEqual(run, x, y),
        (bool x, bool y) => x == y,
        (DateOnly x, DateOnly y) => x == y,
        (TimeSpan x, TimeSpan y) => x == y,
        (YearsMonths x, YearsMonths y) => x == y,
        (FeelRange x, FeelRange y) => x.Of == y.Of && x.IncludesStart == y.IncludesStart && x.IncludesEnd == y.IncludesEnd
            && AreEqual(run, x.Start, y.Start) is true && AreEqual(run, x.End, y.End) is true,
        (ImmutableArray<object?> x, ImmutableArray<object?> y) => AreEqual(run, x, y, depth + 1),
        (Variables x, Variables y) => AreEqual(run, x, y, depth + 1),
        (FeelFunction x, FeelFunction y) => ReferenceEquals(x, y),
        _ => Temporal.AreEqual(left, right, run.Offset),
    };

    /// <summary>Below zero, zero or above; null when the values have no order.</summary>
    public static int? Compare(Evaluation run, object? left, object? right) => (left, right) switch
    {
        (decimal x, decimal y) => x.CompareTo(y),
        (string x, string y) => string.CompareOrdinal(x, y),
        (DateOnly x, DateOnly y) => x.CompareTo(y),
        (DateTimeOffset x, DateTimeOffset y) => x.CompareTo(y),
        (TimeOnly x, TimeOnly y) => x.CompareTo(y),
        (TimeSpan x, TimeSpan y) => x.CompareTo(y),
        (YearsMonths x, YearsMonths y) => x.Months.CompareTo(y.Months),
        _ => Temporal.Compare(left, right, run.Offset),
    };

    /// <summary>A list as it is; any other value as a list of one.</summary>
    public static ImmutableArray<object?> AsList(object? value) => value is ImmutableArray<object?> list ? list : [value];

    /// <summary>A list of one as its item, where a single value is wanted.</summary>
    public static object? AsSingle(object? value) => value is ImmutableArray<object?> { Length: 1 } list ? list[0] : value;

    /// <summary>
    /// What may leave an evaluation. Functions may not, they end with it; neither may a value nested so deep or so often
    /// that writing it down would not end: then all of it is null.
    /// </summary>
    /// <param name="forProcess">Processes know instants and the street's clock: times become such.</param>
    public static object? Leaving(Evaluation run, object? value, bool forProcess, int depth = 0)
    {
        switch (value)
        {
            case FeelFunction:
                return null;
            case ImmutableArray<object?> list:
                run.Descend(depth + 1);
                for (var i = 0; i < list.Length; i++)
                {
                    run.Charge(1);
                    var left = Leaving(run, list[i], forProcess, depth + 1);
                    if (!ReferenceEquals(left, list[i]))
                        (list, value) = (list.SetItem(i, left), null);
                }
                return value ?? list;
            case Variables context:
                run.Descend(depth + 1);
                foreach (var (name, entry) in context.Entries)
                {
                    run.Charge(1);
                    var left = Leaving(run, entry, forProcess, depth + 1);
                    if (!ReferenceEquals(left, entry))
                        context = Variables.Trusted(context.Entries.SetItem(name, left));
                }
                return context;
            case FeelRange { Start: var start, End: var end } range when forProcess && (start is FeelTime or FeelDateTime || end is FeelTime or FeelDateTime):
                return range with { Start = Temporal.ForProcess(start, run.Offset), End = Temporal.ForProcess(end, run.Offset) };
            default:
                return forProcess ? Temporal.ForProcess(value, run.Offset) : value;
        }
    }

    private static bool AreEqual(Evaluation run, string left, string right)
    {
        run.Charge(left.Length / 1024);
        return string.Equals(left, right, StringComparison.Ordinal);
    }

    private static bool AreEqual(Evaluation run, ImmutableArray<object?> left, ImmutableArray<object?> right, int depth)
    {
        run.Descend(depth);
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
            if (AreEqual(run, left[i], right[i], depth) is not true)
                return false;
        return true;
    }

    private static bool AreEqual(Evaluation run, Variables left, Variables right, int depth)
    {
        run.Descend(depth);
        if (left.Count != right.Count)
            return false;
        foreach (var (name, value) in left.Entries)
            if (!right.TryGet(name, out var other) || AreEqual(run, value, other, depth) is not true)
                return false;
        return true;
    }
}
