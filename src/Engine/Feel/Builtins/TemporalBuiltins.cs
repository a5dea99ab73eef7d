using System.Globalization;

namespace Rectification.Engine.Feel;

/// <summary>Dates, times and durations (DMN 1.5, 10.3.4.1 and 10.3.4.7).</summary>
internal static class TemporalBuiltins
{
    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static readonly Builtin[] All =
    [
        Builtin.Of("date",
            ("from", (_, a) => Values.AsSingle(a[0]) switch
            {
                string text => Temporal.Date(text),
                DateTimeOffset instant => DateOnly.FromDateTime(instant.DateTime),
                DateOnly day => day,
                _ => null,
            }),
            ("year, month, day", (_, a) => Argument.Whole(a[0]) is { } year && Argument.Whole(a[1]) is { } month && Argument.Whole(a[2]) is { } day
                ? new DateOnly(year, month, day) : null)),
        Builtin.Of("time",
            ("from", (run, a) => Values.AsSingle(a[0]) switch
            {
                string text => Temporal.Time(text, run.Offset),
                DateTimeOffset instant => TimeOnly.FromDateTime(instant.DateTime),
                TimeOnly time => time,
                DateOnly => TimeOnly.MinValue,
                _ => null,
            }),
            ("hour, minute, second, offset?", (run, a) => TimeOf(run, a))),
        Builtin.Of("date and time",
            ("from", (run, a) => Values.AsSingle(a[0]) switch
            {
                string text => Temporal.DateAndTime(text, run.Offset),
                DateOnly day => Temporal.Midnight(day, run.Offset),
                DateTimeOffset instant => instant,
                _ => null,
            }),
            ("date, time", (run, a) => (DayOf(Values.AsSingle(a[0])), Values.AsSingle(a[1])) is ({ } day, TimeOnly time)
                ? new DateTimeOffset(day.ToDateTime(time), a[0] is DateTimeOffset instant ? instant.Offset : run.Offset) : null)),
        Builtin.Of("duration", "from", (_, a) => Values.AsSingle(a[0]) switch
        {
            string text => Temporal.Duration(text),
            TimeSpan or YearsMonths => a[0],
            _ => null,
        }),
        Builtin.Of("years and months duration", "from, to", (_, a) => DayOf(a[0]) is { } from && DayOf(a[1]) is { } to ? MonthsBetween(from, to) : null),
        Builtin.Of("now", "", (run, _) => run.Surroundings.Now.ToOffset(run.Offset)),
        Builtin.Of("today", "", (run, _) => run.Calendar.DayOf(run.Surroundings.Now)),
        Builtin.Of("day of year", "date", (_, a) => DayOf(a[0]) is { } day ? (decimal)day.DayOfYear : null),
        Builtin.Of("day of week", "date", (_, a) => DayOf(a[0]) is { } day ? Days[(int)day.DayOfWeek] : null),
        Builtin.Of("month of year", "date", (_, a) => DayOf(a[0]) is { } day ? Months[day.Month - 1] : null),
        Builtin.Of("week of year", "date", (_, a) => DayOf(a[0]) is { } day ? (decimal)ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)) : null),
        Builtin.Of("last day of month", "date", (_, a) => DayOf(a[0]) is { } day
            ? new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)) : null),
    ];

    /// <summary>The date of a date, or of a date and time in its own offset.</summary>
    public static DateOnly? DayOf(object? value) => value switch
    {
        DateOnly day => day,
        DateTimeOffset instant => DateOnly.FromDateTime(instant.DateTime),
        _ => null,
    };

    private static TimeOnly? TimeOf(Evaluation run, object?[] a)
    {
        if (Argument.Whole(a[0]) is not (>= 0 and <= 23 and var hour) || Argument.Whole(a[1]) is not (>= 0 and <= 59 and var minute)
            || Argument.Number(a[2]) is not (>= 0 and < 60 and var second) || (a[3] is not null and not TimeSpan))
            return null;
        var time = new TimeOnly(hour, minute).Add(TimeSpan.FromTicks((long)(second * TimeSpan.TicksPerSecond)));
        return a[3] is TimeSpan offset ? time.Add(run.Offset - offset) : time;
    }

    private static YearsMonths MonthsBetween(DateOnly from, DateOnly to)
    {
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        if (months > 0 && to.Day < from.Day)
            months--;
        else if (months < 0 && to.Day > from.Day)
            months++;
        return new(months);
    }
}
