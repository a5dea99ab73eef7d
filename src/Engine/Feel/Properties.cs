namespace Rectification.Engine.Feel;

/// <summary>The parts that dates, durations and ranges show as <c>value.name</c> (DMN 1.5, table 65).</summary>
internal static class Properties
{
    /// <summary>Those of more than one word; the parser must know them.</summary>
    public static readonly string[] LongNames = ["time offset", "start included", "end included"];

    public static object? Of(object? value, string name) => value switch
    {
        DateTimeOffset or FeelDateTime => OfInstant(Temporal.DateTimeOf(value)!.Value, name),
        DateOnly or FeelDate => OfDay(Temporal.DateOf(value)!.Value, name),
        TimeOnly or FeelTime => OfTime(Temporal.TimeOf(value)!.Value, name),
        TimeSpan or FeelDuration => OfDuration(Temporal.DurationOf(value)!.Value.Nanoseconds, name),
        YearsMonths duration => name switch
        {
            "years" => (decimal)(duration.Months / 12),
            "months" => (decimal)(duration.Months % 12),
            _ => null,
        },
        FeelRange range => name switch
        {
            "start" => range.Start,
            "end" => range.End,
            "start included" => Values.Box(range.IncludesStart),
            "end included" => Values.Box(range.IncludesEnd),
            _ => null,
        },
        _ => null,
    };

    /// <summary>Monday is 1, Sunday 7.</summary>
    public static int Weekday(FeelDate day) => (int)((((day.DayNumber % 7) + 7) % 7) + 1);

    private static object? OfDay(FeelDate day, string name) => name switch
    {
        "year" => (decimal)day.Year,
        "month" => (decimal)day.Month,
        "day" => (decimal)day.Day,
        "weekday" => (decimal)Weekday(day),
        _ => null,
    };

    private static object? OfInstant(FeelDateTime value, string name) => name switch
    {
        "time offset" => value.OffsetSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        _ => OfTime(new(value.Nanoseconds, value.Zone), name) ?? OfDay(FeelDate.FromDayNumber(value.Day)!.Value, name),
    };

    private static object? OfTime(FeelTime time, string name) => name switch
    {
        "hour" => (decimal)(time.Nanoseconds / (3_600 * FeelTime.PerSecond)),
        "minute" => (decimal)(time.Nanoseconds / (60 * FeelTime.PerSecond) % 60),
        "second" => time.Nanoseconds % (60 * FeelTime.PerSecond) / (decimal)FeelTime.PerSecond,
        "time offset" => time.Zone is { } zone ? TimeSpan.FromSeconds(zone.StandardOffset) : null,
        "timezone" => time.Zone?.Name,
        _ => null,
    };

    // Each part has the sign of the whole.
    private static object? OfDuration(Int128 nanoseconds, string name) => name switch
    {
        "days" => (decimal)(nanoseconds / FeelTime.PerDay),
        "hours" => (decimal)(nanoseconds / (3_600 * FeelTime.PerSecond) % 24),
        "minutes" => (decimal)(nanoseconds / (60 * FeelTime.PerSecond) % 60),
        "seconds" => (decimal)(nanoseconds % (60 * FeelTime.PerSecond)) / FeelTime.PerSecond,
        _ => null,
    };
}
