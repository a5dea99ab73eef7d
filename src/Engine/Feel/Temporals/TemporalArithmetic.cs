namespace Rectification.Engine.Feel;

/// <summary>Sums and differences of temporal values (DMN 1.5, tables 53 and 54), of wide ones too.</summary>
internal static class TemporalArithmetic
{
    public static object? Add(object one, object two) => (one, two) switch
    {
        (DateTimeOffset t, TimeSpan d) when InRange(t, d) => t + d,
        (TimeSpan x, TimeSpan y) => Temporal.Normal(new FeelDuration(((Int128)x.Ticks + y.Ticks) * 100)),
        (YearsMonths x, YearsMonths y) => new YearsMonths(checked(x.Months + y.Months)),
        (TimeOnly t, TimeSpan d) => t.Add(d),
        (TimeSpan or FeelDuration or YearsMonths, DateOnly or FeelDate or TimeOnly or FeelTime or DateTimeOffset or FeelDateTime) => Add(two, one),
        (_, YearsMonths months) => Shifted(one, months.Months),
        _ when Temporal.DurationOf(two) is { } duration => Shifted(one, duration.Nanoseconds),
        _ => null,
    };

    public static object? Subtract(object one, object two, TimeSpan offset)
    {
        switch (two)
        {
            case YearsMonths { Months: var months }:
                return Add(one, new YearsMonths(checked(-months)));
            case TimeSpan or FeelDuration:
                return Temporal.Normal(new FeelDuration(-Temporal.DurationOf(two)!.Value.Nanoseconds)) is { } negated ? Add(one, negated) : null;
        }
        if (one is DateTimeOffset x && two is DateTimeOffset y)
            return x - y;
        if (Temporal.IsDate(one) && Temporal.IsDate(two))
            return Between(Temporal.DateOf(one)!.Value.DayNumber, Temporal.DateOf(two)!.Value.DayNumber);
        if (Temporal.IsTime(one) && Temporal.IsTime(two))
        {
            var (time, other) = (Temporal.TimeOf(one)!.Value, Temporal.TimeOf(two)!.Value);
            return time.Zone.HasValue == other.Zone.HasValue
                ? Temporal.Normal(new FeelDuration(time.Utc(TimeSpan.Zero) - other.Utc(TimeSpan.Zero))) : null;
        }
        // A date among dates and times is its midnight.
        if (Instant(one, offset) is { } instant && Instant(two, offset) is { } earlier)
            return instant.Zone.HasValue == earlier.Zone.HasValue
                ? Temporal.Normal(new FeelDuration(instant.Utc(offset) - earlier.Utc(offset))) : null;
        return null;
    }

    /// <summary>A duration so many times; null when it is out of range.</summary>
    public static object? Times(object duration, decimal factor) => duration switch
    {
        YearsMonths months => new YearsMonths((long)decimal.Truncate(months.Months * factor)),
        TimeSpan span => new TimeSpan((long)decimal.Round(span.Ticks * factor)),
        FeelDuration wide => Temporal.Normal(new FeelDuration((Int128)decimal.Round((decimal)wide.Nanoseconds * factor))),
        _ => null,
    };

    private static object? Between(long day, long other) => Temporal.Normal(new FeelDuration((Int128)(day - other) * FeelTime.PerDay));

    private static FeelDateTime? Instant(object value, TimeSpan offset) => Temporal.IsDate(value)
        ? new FeelDateTime(Temporal.DateOf(value)!.Value.DayNumber, 0, new FeelZone((int)offset.TotalSeconds))
        : Temporal.DateTimeOf(value);

    private static bool InRange(DateTimeOffset instant, TimeSpan duration)
    {
        var ticks = (Int128)instant.Ticks + duration.Ticks;
        var utc = (Int128)instant.UtcTicks + duration.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks && utc >= 0 && utc <= DateTime.MaxValue.Ticks;
    }

    private static object? Shifted(object value, long months)
    {
        if (Temporal.DateOf(value)?.AddMonths(months) is not { } day)
            return null;
        return Temporal.DateTimeOf(value) is { } instant ? Temporal.Normal(instant with { Day = day.DayNumber }) : Temporal.Normal(day);
    }

    private static object? Shifted(object value, Int128 nanoseconds)
    {
        switch (value)
        {
            case DateOnly or FeelDate:
                // A date is its midnight; what reaches into a day stays on that day.
                var days = nanoseconds / FeelTime.PerDay;
                if (days * FeelTime.PerDay > nanoseconds)
                    days--;
                return days <= long.MaxValue / 2 && days >= long.MinValue / 2
                    && FeelDate.FromDayNumber(Temporal.DateOf(value)!.Value.DayNumber + (long)days) is { } day ? Temporal.Normal(day) : null;
            case TimeOnly or FeelTime:
                return Temporal.Normal(Temporal.TimeOf(value)!.Value.Plus(nanoseconds));
            case DateTimeOffset or FeelDateTime:
                return Temporal.DateTimeOf(value)!.Value.Plus(nanoseconds) is { } moved ? Temporal.Normal(moved) : null;
            default:
                return Temporal.DurationOf(value) is { } duration ? Temporal.Normal(new FeelDuration(duration.Nanoseconds + nanoseconds)) : null;
        }
    }
}
