using System.Globalization;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Triggers;

/// <summary>A point in time, a time from now, or a repetition.</summary>
public sealed record TimerTrigger(TimerKind Kind, Expression When) : Trigger
{
    private const long FarthestMonths = 12 * 9999;

    internal override void Arm(Visit visit, string eventId)
    {
        if (Plan(visit.Visible, visit.Surroundings, out var problem) is { } plan)
            visit.Await(plan.DueAt, plan.Repeat, eventId);
        else
            visit.Problem ??= problem;
    }

    /// <summary>When it fires first and how it repeats; null with a problem in words when the expression gives no time.</summary>
    public TimerPlan? Plan(Variables variables, Surroundings surroundings, out string? problem)
    {
        var value = When.Evaluate(variables, surroundings, out var exhausted);
        var plan = InRange(value, surroundings);
        problem = plan is null
            ? exhausted ?? $"定时表达式“{When}”没有得出{Wanted}，得到的是{Shown(value)}。请检查其中用到的变量，更正后重试。"
            : null;
        return plan;
    }

    private TimerPlan? InRange(object? value, Surroundings surroundings)
    {
        try
        {
            return Plan(value, surroundings);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // beyond the year 9999
        }
    }

    private TimerPlan? Plan(object? value, Surroundings surroundings) => (Kind, value) switch
    {
        (TimerKind.Cycle, string text) => Cycle(text, surroundings),
        (TimerKind.Cycle, TimeSpan span) when span > TimeSpan.Zero => Repeating(-1, new(0, span), null, surroundings),
        (TimerKind.Cycle, YearsMonths { Months: > 0 and <= FarthestMonths } years) => Repeating(-1, new((int)years.Months, TimeSpan.Zero), null, surroundings),
        (TimerKind.Cycle, _) => null,
        (_, TimeSpan span) => new(surroundings.Now + span),
        (_, YearsMonths { Months: >= -FarthestMonths and <= FarthestMonths } years) => new(new IsoDuration((int)years.Months, TimeSpan.Zero).After(surroundings.Now, surroundings.Calendar.Offset)),
        (_, DateTimeOffset instant) => new(instant),
        // The day begins; "end of day(date)" says its end.
        (_, DateOnly day) => new(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), surroundings.Calendar.Offset)),
        (_, string text) when IsoDuration.TryParse(text, out var duration) => new(duration.After(surroundings.Now, surroundings.Calendar.Offset)),
        (_, string text) when Instant(text, surroundings) is { } instant => new(instant),
        _ => null,
    };

    // R[n]/[start/]duration
    private static TimerPlan? Cycle(string text, Surroundings surroundings)
    {
        var parts = text.Split('/');
        if (parts.Length is not (2 or 3) || !parts[0].StartsWith('R') || !IsoDuration.TryParse(parts[^1], out var interval) || !interval.IsPositive)
            return null;
        var times = -1;
        if (parts[0].Length > 1 && (!int.TryParse(parts[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out times) || times == 0))
            return null;
        if (parts.Length == 2)
            return Repeating(times, interval, null, surroundings);
        return Instant(parts[1], surroundings) is { } start ? Repeating(times, interval, start, surroundings) : null;
    }

    private static TimerPlan Repeating(int times, IsoDuration interval, DateTimeOffset? start, Surroundings surroundings)
    {
        var due = start ?? interval.After(surroundings.Now, surroundings.Calendar.Offset);
        return new(due, times == 1 ? null : new TimerRepeat(times < 0 ? -1 : times - 1, interval));
    }

    // A time without an offset is the street's wall clock.
    internal static DateTimeOffset? Instant(string text, Surroundings surroundings)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read) || text.Length < 10)
            return null;
        if (read.Kind == DateTimeKind.Unspecified)
            return new DateTimeOffset(read, surroundings.Calendar.Offset);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }

    private string Wanted => Kind == TimerKind.Cycle ? "重复周期（如 R3/PT24H）" : "时间或时长";

    internal static string Shown(object? value) => value switch
    {
        null => "空值",
        string text => $"文本“{(text.Length > 60 ? string.Concat(text.AsSpan(0, 60), "…") : text)}”",
        bool => "是或否",
        decimal number => $"数字 {number.ToString(CultureInfo.InvariantCulture)}",
        Variables => "一组字段",
        System.Collections.Immutable.ImmutableArray<object?> => "列表",
        _ => "其他类型的值",
    };
}

public enum TimerKind
{
    Date,
    Duration,
    Cycle,
}

/// <param name="Repeat">Null when it fires once.</param>
public sealed record TimerPlan(DateTimeOffset DueAt, TimerRepeat? Repeat = null);
