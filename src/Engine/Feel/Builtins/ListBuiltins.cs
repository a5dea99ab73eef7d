using System.Collections.Immutable;

namespace Rectification.Engine.Feel;

/// <summary>Functions on lists (DMN 1.5, 10.3.4.4). A single value counts as a list of one.</summary>
internal static class ListBuiltins
{
    public static readonly Builtin[] All =
    [
        Builtin.Of("list contains", "list, element", (run, a) => List(run, a[0]) is { } list ? Values.Box(Contains(run, list, a[1])) : null),
        Builtin.Of("count", "list", (run, a) => List(run, a[0]) is { } list ? (decimal)list.Length : null),
        Builtin.Of("min", "list…", (run, a) => Extreme(run, Many(run, a), -1)),
        Builtin.Of("max", "list…", (run, a) => Extreme(run, Many(run, a), 1)),
        Builtin.Of("sum", "list…", (run, a) => Sum(Many(run, a))),
        Builtin.Of("mean", "list…", (run, a) => Mean(Many(run, a))),
        Builtin.Of("product", "list…", (run, a) => NumbersOf(Many(run, a)) is { Count: > 0 } numbers ? numbers.Aggregate((x, y) => x * y) : null),
        Builtin.Of("median", "list…", (run, a) => Median(Many(run, a))),
        Builtin.Of("stddev", "list…", (run, a) => Deviation(Many(run, a))),
        Builtin.Of("mode", "list…", (run, a) => Mode(Many(run, a))),
        Builtin.Of("all", "list…", (run, a) => All3(Many(run, a), true)),
        Builtin.Of("any", "list…", (run, a) => All3(Many(run, a), false)),
        Builtin.Of("and", "list…", (run, a) => All3(Many(run, a), true)),
        Builtin.Of("or", "list…", (run, a) => All3(Many(run, a), false)),
        Builtin.Of("sublist", "list, start position, length?", (run, a) => List(run, a[0]) is { } list && Argument.Whole(a[1]) is { } start
            && (a[2] is null || Argument.Whole(a[2]) is not null) ? Sublist(list, start, Argument.Whole(a[2])) : null),
        Builtin.Of("append", "list, item…", (run, a) => List(run, a[0]) is { } list ? list.AddRange(a.AsSpan(1)) : null),
        Builtin.Of("concatenate", "list…", (run, a) => Joined(run, a)),
        Builtin.Of("union", "list…", (run, a) => Joined(run, a) is { } list ? Distinct(run, list) : null),
        Builtin.Of("insert before", "list, position, newItem", (run, a) => List(run, a[0]) is { } list && IndexAt(list, a[1]) is { } index
            ? list.Insert(index, a[2]) : null),
        Builtin.Of("remove", "list, position", (run, a) => List(run, a[0]) is { } list && IndexAt(list, a[1]) is { } index ? list.RemoveAt(index) : null),
        Builtin.Of("list replace",
            ("list, position, newItem", (run, a) => Replaced(run, a)),
            ("list, match, newItem", (run, a) => Replaced(run, a))),
        Builtin.Of("reverse", "list", (run, a) => List(run, a[0]) is { } list ? list.Reverse().ToImmutableArray() : null),
        Builtin.Of("index of", "list, match", (run, a) => List(run, a[0]) is { } list
            ? Enumerable.Range(0, list.Length).Where(i => Values.AreEqual(run, list[i], a[1]) is true).Select(i => (object?)(i + 1m)).ToImmutableArray() : null),
        Builtin.Of("distinct values", "list", (run, a) => List(run, a[0]) is { } list ? Distinct(run, list) : null),
        Builtin.Of("duplicate values", "list", (run, a) => List(run, a[0]) is { } list
            ? Distinct(run, [.. list.Where(item => Count(run, list, item) > 1)]) : null),
        Builtin.Of("flatten", "list", (run, a) => List(run, a[0]) is { } list ? Flat(run, list) : null),
        Builtin.Of("sort", "list, precedes?", Sort),
    ];

    private static ImmutableArray<object?>? List(Evaluation run, object? value)
    {
        if (value is null)
            return null;
        var list = Values.AsList(value);
        run.Charge(list.Length);
        return list;
    }

    // "min(list)" and "min(1, 2, 3)" are the same function.
    private static ImmutableArray<object?>? Many(Evaluation run, object?[] a) =>
        a.Length == 1 ? List(run, a[0]) : List(run, a.ToImmutableArray());

    private static bool Contains(Evaluation run, ImmutableArray<object?> list, object? wanted)
    {
        foreach (var item in list)
            if (Values.AreEqual(run, item, wanted) is true)
                return true;
        return false;
    }

    private static int Count(Evaluation run, ImmutableArray<object?> list, object? wanted)
    {
        run.Charge(list.Length);
        return list.Count(item => Values.AreEqual(run, item, wanted) is true);
    }

    private static object? Extreme(Evaluation run, ImmutableArray<object?>? list, int sign)
    {
        if (list is not { Length: > 0 } items)
            return null;
        var best = items[0];
        if (Values.Compare(run, best, best) is null)
            return null;
        foreach (var item in items)
        {
            if (Values.Compare(run, item, best) is not { } order)
                return null;
            if (order * sign > 0)
                best = item;
        }
        return best;
    }

    private static List<decimal>? NumbersOf(ImmutableArray<object?>? list)
    {
        if (list is not { } items)
            return null;
        var numbers = new List<decimal>(items.Length);
        foreach (var item in items)
        {
            if (item is not decimal number)
                return null;
            numbers.Add(number);
        }
        return numbers;
    }

    private static object? Sum(ImmutableArray<object?>? list)
    {
        if (NumbersOf(list) is { Count: > 0 } numbers)
            return numbers.Sum();
        if (list is not { Length: > 0 } items)
            return null;
        if (items.All(Temporal.IsDuration))
            return Temporal.Normal(new FeelDuration(items.Aggregate(Int128.Zero, (sum, item) => sum + Temporal.DurationOf(item)!.Value.Nanoseconds)));
        return items.All(item => item is YearsMonths) ? new YearsMonths(items.Sum(item => ((YearsMonths)item!).Months)) : null;
    }

    private static object? Mean(ImmutableArray<object?>? list) => Sum(list) switch
    {
        decimal sum => sum / list!.Value.Length,
        YearsMonths sum => new YearsMonths(sum.Months / list!.Value.Length),
        var sum => Temporal.DurationOf(sum) is { } total ? Temporal.Normal(new FeelDuration(total.Nanoseconds / list!.Value.Length)) : null,
    };

    private static decimal? Median(ImmutableArray<object?>? list)
    {
        if (NumbersOf(list) is not { Count: > 0 } numbers)
            return null;
        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    private static decimal? Deviation(ImmutableArray<object?>? list)
    {
        if (NumbersOf(list) is not { Count: > 1 } numbers)
            return null;
        var mean = numbers.Sum() / numbers.Count;
        return Numbers.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Count - 1));
    }

    private static ImmutableArray<object?>? Mode(ImmutableArray<object?>? list)
    {
        if (NumbersOf(list) is not { } numbers)
            return null;
        var groups = numbers.GroupBy(number => number).ToList();
        var most = groups.Count == 0 ? 0 : groups.Max(group => group.Count());
        return groups.Where(group => group.Count() == most).Select(group => group.Key).Order().Select(number => (object?)number).ToImmutableArray();
    }

    /// <summary>For <c>all</c> (<paramref name="expected"/> true) one false decides, for <c>any</c> one true.</summary>
    private static object? All3(ImmutableArray<object?>? list, bool expected)
    {
        if (list is not { } items)
            return null;
        bool? result = expected;
        foreach (var item in items)
        {
            if (item is bool truth && truth != expected)
                return Values.Box(!expected);
            if (item is not bool)
                result = null;
        }
        return Values.Box(result);
    }

    private static ImmutableArray<object?>? Sublist(ImmutableArray<object?> list, int start, int? length)
    {
        if (start == 0 || Math.Abs((long)start) > list.Length || length < 0)
            return null;
        var first = start > 0 ? start - 1 : list.Length + start;
        return length > list.Length - first ? null : list.Slice(first, length ?? (list.Length - first));
    }

    private static int? IndexAt(ImmutableArray<object?> list, object? position) => Argument.Whole(position) switch
    {
        > 0 and var place when place <= list.Length => place - 1,
        < 0 and var place when -(long)place <= list.Length => list.Length + place,
        _ => null,
    };

    private static ImmutableArray<object?>? Joined(Evaluation run, object?[] lists)
    {
        var all = ImmutableArray.CreateBuilder<object?>();
        foreach (var value in lists)
        {
            if (List(run, value) is not { } list)
                return null;
            all.AddRange(list);
        }
        return all.ToImmutable();
    }

    private static ImmutableArray<object?> Distinct(Evaluation run, ImmutableArray<object?> list)
    {
        var distinct = new List<object?>();
        foreach (var item in list)
        {
            run.Charge(distinct.Count);
            if (!distinct.Exists(known => Values.AreEqual(run, known, item) is true))
                distinct.Add(item);
        }
        return [.. distinct];
    }

    private static ImmutableArray<object?> Flat(Evaluation run, ImmutableArray<object?> list)
    {
        var (flat, left) = (ImmutableArray.CreateBuilder<object?>(), new Stack<(ImmutableArray<object?> List, int At)>());
        left.Push((list, 0));
        while (left.TryPop(out var walk))
        {
            if (walk.At == walk.List.Length)
                continue;
            run.Charge(1);
            left.Push((walk.List, walk.At + 1));
            if (walk.List[walk.At] is ImmutableArray<object?> inner)
                left.Push((inner, 0));
            else
                flat.Add(walk.List[walk.At]);
        }
        return flat.ToImmutable();
    }

    private static ImmutableArray<object?>? Replaced(Evaluation run, object?[] a)
    {
        if (List(run, a[0]) is not { } list)
            return null;
        if (a[1] is not FeelFunction match)
            return IndexAt(list, a[1]) is { } index ? list.SetItem(index, a[2]) : null;
        var replaced = list.ToBuilder();
        for (var i = 0; i < replaced.Count; i++)
        {
            if (match.Invoke(run, [list[i], a[2]]) is not bool matches)
                return null;
            if (matches)
                replaced[i] = a[2];
        }
        return replaced.ToImmutable();
    }

    private static object? Sort(Evaluation run, object?[] a)
    {
        if (List(run, a[0]) is not { } list || (a[1] is not null and not FeelFunction))
            return null;
        // Merge sort: stable, and safe with a function that is no proper order.
        var (items, spare) = (list.ToArray(), new object?[list.Length]);
        return Merge(0, items.Length) ? items.ToImmutableArray() : null;

        bool Merge(int from, int to)
        {
            if (to - from < 2)
                return true;
            var middle = (from + to) / 2;
            if (!Merge(from, middle) || !Merge(middle, to))
                return false;
            var (left, right) = (from, middle);
            for (var i = from; i < to; i++)
            {
                bool? takesRight = left == middle ? true : right == to ? false : Precedes(items[right], items[left]);
                if (takesRight is null)
                    return false;
                spare[i] = takesRight.Value ? items[right++] : items[left++];
            }
            Array.Copy(spare, from, items, from, to - from);
            return true;
        }

        bool? Precedes(object? one, object? two)
        {
            run.Charge(1);
            return a[1] is FeelFunction precedes ? precedes.Invoke(run, [one, two]) as bool? : Values.Ordered(run, one, Relation.Less, two);
        }
    }
}
