using System.Collections.Immutable;
using System.Text;

namespace Rectification.Engine.Feel;

/// <summary><c>for a in xs, b in ys return …</c>; the body also sees the results so far as <c>partial</c>.</summary>
internal sealed class For(string[] names, Node[] domains, Node body, bool usesPartial) : Node([.. domains, body])
{
    public override string? Yields(Func<string, string?> named) => "list";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var results = ImmutableArray.CreateBuilder<object?>();
        return Walk(run, scope, 0, results) ? results.ToImmutable() : null;
    }

    private bool Walk(Evaluation run, Scope? scope, int level, ImmutableArray<object?>.Builder results)
    {
        if (level == domains.Length)
        {
            run.Charge(body.Size);
            results.Add(body.Evaluate(run, usesPartial ? new(new Partial(results), scope) : scope));
            return true;
        }
        if (Items.Of(domains[level].Evaluate(run, scope)) is not { } items)
            return false;
        foreach (var item in items)
        {
            run.Charge(1);
            if (!Walk(run, new(item, scope), level + 1, results))
                return false;
        }
        return true;
    }

    public override void Write(StringBuilder text)
    {
        text.Append("(for ");
        Items.Write(text, names, domains);
        text.Append(" return ");
        body.Write(text);
        text.Append(')');
    }
}

/// <summary>The results of a loop so far, copied to a list only by the rare body that asks.</summary>
internal sealed class Partial(ImmutableArray<object?>.Builder results)
{
    public ImmutableArray<object?> ToList(Evaluation run)
    {
        run.Charge(results.Count);
        return results.ToImmutable();
    }
}

internal sealed class PartialName(int stepsOut) : Node
{
    public override object? Evaluate(Evaluation run, Scope? scope) =>
        scope!.At(stepsOut) is Partial results ? results.ToList(run) : scope.At(stepsOut);

    public override void Write(StringBuilder text) => text.Append("partial");
}

/// <summary><c>some x in xs satisfies …</c> and <c>every x in xs satisfies …</c></summary>
internal sealed class Quantified(bool every, string[] names, Node[] domains, Node condition) : Node([.. domains, condition])
{
    public override string? Yields(Func<string, string?> named) => "boolean";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        bool? result = every;
        return Values.Box(Walk(run, scope, 0, ref result) ? result : null);
    }

    // False when a domain is no list: then the whole is unknown.
    private bool Walk(Evaluation run, Scope? scope, int level, ref bool? result)
    {
        if (level == domains.Length)
        {
            run.Charge(condition.Size);
            if (condition.Evaluate(run, scope) is not bool truth)
                result = null;
            else if (truth != every)
                result = truth;
            return true;
        }
        if (Items.Of(domains[level].Evaluate(run, scope)) is not { } items)
            return false;
        foreach (var item in items)
        {
            run.Charge(1);
            if (!Walk(run, new(item, scope), level + 1, ref result))
                return false;
            if (result == !every)
                return true; // Decided; an unknown earlier on doesn't matter.
        }
        return true;
    }

    public override void Write(StringBuilder text)
    {
        text.Append(every ? "(every " : "(some ");
        Items.Write(text, names, domains);
        text.Append(" satisfies ");
        condition.Write(text);
        text.Append(')');
    }
}

/// <summary><c>xs[item &gt; 1]</c>, <c>xs[1]</c>, <c>xs[-1]</c>; anything but a list counts as a list of one.</summary>
internal sealed class Filter(Node target, Node condition) : Node(target, condition)
{
    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var value = target.Evaluate(run, scope);
        if (value is null)
            return condition is Constant { Value: decimal } ? null : ImmutableArray<object?>.Empty;
        var list = Values.AsList(value);
        if (condition is Constant { Value: decimal position })
            return At(list, position);

        var kept = ImmutableArray.CreateBuilder<object?>();
        for (var i = 0; i < list.Length; i++)
        {
            run.Charge(condition.Size);
            var answer = condition.Evaluate(run, new(list[i], scope));
            if (answer is decimal index)
                return At(list, index);
            if (answer is true)
                kept.Add(list[i]);
        }
        return kept.ToImmutable();
    }

    private static object? At(ImmutableArray<object?> list, decimal position)
    {
        if (position != decimal.Truncate(position) || Math.Abs(position) > list.Length || position == 0)
            return null;
        var index = (int)position;
        return index > 0 ? list[index - 1] : list[list.Length + index];
    }

    public override void Write(StringBuilder text)
    {
        target.Write(text);
        text.Append('[');
        condition.Write(text);
        text.Append(']');
    }
}

/// <summary>What a loop walks over.</summary>
internal static class Items
{
    /// <summary>The items of a list, the whole numbers or days of a series or range, any other value as a list of one; null for nothing.</summary>
    public static IEnumerable<object?>? Of(object? value) => value switch
    {
        null => null,
        ImmutableArray<object?> list => list,
        Series series => series.Items(),
        FeelRange range => new Series(range).Items(mayFall: false),
        _ => [value],
    };

    /// <summary><c>a in xs, b in ys</c></summary>
    public static void Write(StringBuilder text, string[] names, Node[] domains)
    {
        for (var i = 0; i < names.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(names[i]).Append(" in ");
            domains[i].Write(text);
        }
    }
}

/// <summary><c>1..5</c> of a loop, which may also fall.</summary>
internal sealed class SeriesNode(Node start, Node end) : Node(start, end)
{
    public override object? Evaluate(Evaluation run, Scope? scope) =>
        new Series(new(true, start.Evaluate(run, scope), end.Evaluate(run, scope), true));

    public override void Write(StringBuilder text) => WriteAll(text, [start, end], "..");
}

internal sealed class Series(FeelRange range)
{
    /// <summary>Null when the ends are not both numbers or both dates.</summary>
    /// <param name="mayFall">Whether the end may lie before the start.</param>
    public IEnumerable<object?>? Items(bool mayFall = true) => (range.Start, range.End) switch
    {
        (decimal from, decimal to) when mayFall || from <= to => Walk(from, to).Select(number => (object?)number),
        (DateOnly from, DateOnly to) when mayFall || from <= to => Walk(from.DayNumber, to.DayNumber).Select(day => (object?)DateOnly.FromDayNumber((int)day)),
        (DateOnly or FeelDate, DateOnly or FeelDate) when Temporal.DateOf(range.Start) is { } from && Temporal.DateOf(range.End) is { } to && (mayFall || from.DayNumber <= to.DayNumber) =>
            Walk(from.DayNumber, to.DayNumber).Select(day => (object?)Temporal.Normal(FeelDate.FromDayNumber((long)day)!.Value)),
        _ => null,
    };

    private IEnumerable<decimal> Walk(decimal from, decimal to)
    {
        var step = from <= to ? 1m : -1m;
        for (var number = from; step > 0 ? number <= to : number >= to; number += step)
        {
            if ((range.IncludesStart || number != from) && (range.IncludesEnd || number != to))
                yield return number;
            // Behind the last one there may be no number any more.
            if (number == to)
                yield break;
        }
    }
}
