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

    public static bool? Holds(object? left, Relation relation, object? right)
    {
        if (relation is Relation.Equal)
            return AreEqual(left, right);
        if (relation is Relation.Unequal)
            return !AreEqual(left, right);
        if (Compare(left, right) is not { } order)
            return null;
        return relation switch
        {
            Relation.Less => order < 0,
            Relation.LessOrEqual => order <= 0,
            Relation.Greater => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>Null is equal to null only; values of two kinds have no answer.</summary>
    public static bool? AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => left is null && right is null,
        (decimal x, decimal y) => x == y,
        (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
        (bool x, bool y) => x == y,
        (DateOnly x, DateOnly y) => x == y,
        (DateTimeOffset x, DateTimeOffset y) => x == y,
        (TimeOnly x, TimeOnly y) => x == y,
        (TimeSpan x, TimeSpan y) => x == y,
        (YearsMonths x, YearsMonths y) => x == y,
        (FeelRange x, FeelRange y) => x.IncludesStart == y.IncludesStart && x.IncludesEnd == y.IncludesEnd
            && AreEqual(x.Start, y.Start) is true && AreEqual(x.End, y.End) is true,
        (ImmutableArray<object?> x, ImmutableArray<object?> y) => AreEqual(x, y),
        (Variables x, Variables y) => AreEqual(x, y),
        (FeelFunction x, FeelFunction y) => ReferenceEquals(x, y),
        _ => null,
    };

    /// <summary>Below zero, zero or above; null when the values have no order.</summary>
    public static int? Compare(object? left, object? right) => (left, right) switch
    {
        (decimal x, decimal y) => x.CompareTo(y),
        (string x, string y) => string.CompareOrdinal(x, y),
        (DateOnly x, DateOnly y) => x.CompareTo(y),
        (DateTimeOffset x, DateTimeOffset y) => x.CompareTo(y),
        (TimeOnly x, TimeOnly y) => x.CompareTo(y),
        (TimeSpan x, TimeSpan y) => x.CompareTo(y),
        (YearsMonths x, YearsMonths y) => x.Months.CompareTo(y.Months),
        _ => null,
    };

    /// <summary>A list as it is; any other value as a list of one.</summary>
    public static ImmutableArray<object?> AsList(object? value) => value is ImmutableArray<object?> list ? list : [value];

    /// <summary>A list of one as its item, where a single value is wanted.</summary>
    public static object? AsSingle(object? value) => value is ImmutableArray<object?> { Length: 1 } list ? list[0] : value;

    /// <summary>Functions end with their evaluation: nothing outside knows what to do with one.</summary>
    public static object? WithoutFunctions(object? value) => value switch
    {
        FeelFunction => null,
        ImmutableArray<object?> list when list.Any(HoldsFunction) => list.Select(WithoutFunctions).ToImmutableArray(),
        Variables context when HoldsFunction(context) => Variables.Trusted(context.Entries
            .Select(entry => KeyValuePair.Create(entry.Key, WithoutFunctions(entry.Value))).ToImmutableDictionary()),
        _ => value,
    };

    private static bool HoldsFunction(object? value) => value switch
    {
        FeelFunction => true,
        ImmutableArray<object?> list => list.Any(HoldsFunction),
        Variables context => context.Any(entry => HoldsFunction(entry.Value)),
        _ => false,
    };

    private static bool? AreEqual(ImmutableArray<object?> left, ImmutableArray<object?> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
            if (AreEqual(left[i], right[i]) is not true)
                return false;
        return true;
    }

    private static bool? AreEqual(Variables left, Variables right)
    {
        if (left.Count != right.Count)
            return false;
        foreach (var (name, value) in left.Entries)
            if (!right.TryGet(name, out var other) || AreEqual(value, other) is not true)
                return false;
        return true;
    }
}
