namespace Rectification.Engine.Feel;

/// <summary>
/// FEEL's temporal values. Each has one form only: the platform's own type where that can carry it, FEEL's wide type otherwise,
/// so that whatever the platform's type can say needs no second look.
/// </summary>
public static class Temporal
{
    private const int MostPlatformOffset = 14 * 3600;

    /// <summary>Reads a date, time, date and time or duration in the notation of ISO 8601 that FEEL uses; null when it is none.</summary>
    public static object? Read(string text) => TemporalReader.Read(text);

    /// <summary>A temporal value in that notation; null for a value of another kind.</summary>
    public static string? Write(object? value) => TemporalWriter.Write(value);

    /// <summary>The value as a process knows it: a local date and time is one of the street's, one of a named zone an instant, a time of day the street's.</summary>
    internal static object? ForProcess(object? value, TimeSpan offset) => value switch
    {
        FeelDateTime instant => (object?)Instant(instant, offset) ?? instant,
        FeelTime time => StreetTime(time, offset),
        _ => value,
    };

    /// <summary>Null when it is none or beyond the platform's years.</summary>
    internal static DateTimeOffset? Instant(object? value, TimeSpan offset)
    {
        if (value is not FeelDateTime wide)
            return value as DateTimeOffset?;
        var minutes = (wide.OffsetSeconds ?? (int)offset.TotalSeconds) / 60 * 60;
        if (Math.Abs(minutes) > MostPlatformOffset)
            minutes = 0;
        var ticks = wide.Utc(offset) / 100;
        return ticks + (minutes * TimeSpan.TicksPerSecond) is var local && local >= 0 && local <= DateTime.MaxValue.Ticks && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset((long)local, TimeSpan.FromSeconds(minutes)) : null;
    }

    /// <summary>A time of another zone as the street's clock shows it then.</summary>
    internal static TimeOnly? StreetTime(object? value, TimeSpan offset) => value switch
    {
        TimeOnly time => time,
        FeelTime time => new TimeOnly(new FeelTime(0, null).Plus((Int128)time.Utc(offset) + (offset.Ticks * 100)).Nanoseconds / 100),
        _ => null,
    };

    internal static DateTimeOffset Midnight(DateOnly day, TimeSpan offset) => new(day.ToDateTime(TimeOnly.MinValue), offset);

    internal static object Normal(FeelDate day) => day.Year is >= 1 and <= 9999 ? new DateOnly(day.Year, day.Month, day.Day) : day;

    internal static object Normal(FeelTime time) =>
        time.Zone is null && time.Nanoseconds % 100 == 0 ? new TimeOnly(time.Nanoseconds / 100) : time;

    internal static object Normal(FeelDateTime value)
    {
        if (value.Zone is not { Name: null, OffsetSeconds: var seconds } || seconds % 60 != 0 || Math.Abs(seconds) > MostPlatformOffset
            || value.Nanoseconds % 100 != 0 || value.Day < 0 || value.Day > DateOnly.MaxValue.DayNumber)
            return value;
        var local = (value.Day * TimeSpan.TicksPerDay) + (value.Nanoseconds / 100);
        var utc = local - (seconds * TimeSpan.TicksPerSecond);
        return utc < 0 || utc > DateTime.MaxValue.Ticks ? value : new DateTimeOffset(local, TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Null when it is longer than FEEL's years reach.</summary>
    internal static object? Normal(FeelDuration duration)
    {
        if (!duration.IsInRange)
            return null;
        var ticks = duration.Nanoseconds / 100;
        return ticks * 100 == duration.Nanoseconds && ticks <= long.MaxValue && ticks >= long.MinValue ? new TimeSpan((long)ticks) : duration;
    }

    /// <summary>The date of a date, or of a date and time in its own zone.</summary>
    internal static FeelDate? DateOf(object? value) => value switch
    {
        DateOnly day => FeelDate.Of(day),
        FeelDate day => day,
        DateTimeOffset instant => FeelDate.Of(DateOnly.FromDateTime(instant.DateTime)),
        FeelDateTime wide => FeelDate.FromDayNumber(wide.Day),
        _ => null,
    };

    internal static FeelTime? TimeOf(object? value) => value switch
    {
        TimeOnly time => FeelTime.Of(time),
        FeelTime time => time,
        DateTimeOffset or FeelDateTime => DateTimeOf(value) is { } wide ? new FeelTime(wide.Nanoseconds, wide.Zone) : null,
        _ => null,
    };

    internal static FeelDateTime? DateTimeOf(object? value) => value switch
    {
        DateTimeOffset instant => FeelDateTime.Of(instant),
        FeelDateTime wide => wide,
        _ => null,
    };

    internal static FeelDuration? DurationOf(object? value) => value switch
    {
        TimeSpan span => FeelDuration.Of(span),
        FeelDuration wide => wide,
        _ => null,
    };

    internal static bool IsDate(object? value) => value is DateOnly or FeelDate;

    internal static bool IsTime(object? value) => value is TimeOnly or FeelTime;

    internal static bool IsDateTime(object? value) => value is DateTimeOffset or FeelDateTime;

    internal static bool IsDuration(object? value) => value is TimeSpan or FeelDuration;

    /// <summary>Below zero, zero or above; null for two values that have no order. A time without a zone counts as one of the street's.</summary>
    internal static int? Compare(object? left, object? right, TimeSpan localOffset)
    {
        if (DateTimeOf(left) is { } instant && DateTimeOf(right) is { } other)
            return instant.Utc(localOffset).CompareTo(other.Utc(localOffset));
        if (IsDate(left) && IsDate(right))
            return DateOf(left)!.Value.DayNumber.CompareTo(DateOf(right)!.Value.DayNumber);
        if (IsTime(left) && IsTime(right))
            return TimeOf(left)!.Value.Utc(localOffset).CompareTo(TimeOf(right)!.Value.Utc(localOffset));
        return DurationOf(left) is { } duration && DurationOf(right) is { } more ? duration.Nanoseconds.CompareTo(more.Nanoseconds) : null;
    }

    /// <summary>Times are equal when their whole seconds are (DMN 1.5, 10.3.2.3.4 and 10.3.2.3.6).</summary>
    internal static bool? AreEqual(object? left, object? right, TimeSpan localOffset)
    {
        if (DateTimeOf(left) is { } instant && DateTimeOf(right) is { } other)
            return Seconds(instant.Utc(localOffset)) == Seconds(other.Utc(localOffset));
        if (IsTime(left) && IsTime(right))
            return Seconds(TimeOf(left)!.Value.Utc(localOffset)) == Seconds(TimeOf(right)!.Value.Utc(localOffset));
        return Compare(left, right, localOffset) is { } order ? order == 0 : null;
    }

    // Downwards also before the year one.
    private static Int128 Seconds(Int128 nanoseconds) =>
        nanoseconds >= 0 ? nanoseconds / FeelTime.PerSecond : (nanoseconds - (FeelTime.PerSecond - 1)) / FeelTime.PerSecond;
}
