namespace Rectification.Engine.Feel;

/// <summary>The parts that dates, durations and ranges show as <c>value.name</c> (DMN 1.5, table 65).</summary>
internal static class Properties
{
    /// <summary>Those of more than one word; the parser must know them.</summary>
    public static readonly string[] LongNames = ["time offset", "start included", "end included"];

    public static object? Of(object? value, string name, TimeSpan offset) => value switch
    {
        DateTimeOffset instant => name switch
        {
            "hour" => (decimal)instant.Hour,
            "minute" => (decimal)instant.Minute,
            "second" => Seconds(instant.TimeOfDay),
            "time offset" => instant.Offset,
            _ => Of(DateOnly.FromDateTime(instant.DateTime), name, offset),
        },
        DateOnly day => name switch
        {
            "year" => (decimal)day.Year,
            "month" => (decimal)day.Month,
            "day" => (decimal)day.Day,
            "weekday" => Weekday(day),
            _ => null,
        },
        TimeOnly time => name switch
        {
            "hour" => (decimal)time.Hour,
            "minute" => (decimal)time.Minute,
            "second" => Seconds(time.ToTimeSpan()),
            "time offset" => offset,
            _ => null,
        },
        TimeSpan duration => name switch
        {
            "days" => (decimal)duration.Days,
            "hours" => (decimal)duration.Hours,
            "minutes" => (decimal)duration.Minutes,
            "seconds" => Seconds(duration),
            _ => null,
        },
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
    public static decimal Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static decimal Seconds(TimeSpan time) => (decimal)(time.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
}
