namespace Rectification.Engine.Feel;

/// <summary>Dates, times and durations (DMN 1.5, 10.3.4.1 and 10.3.4.7).</summary>
internal static class TemporalBuiltins
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static readonly Builtin[] All =
    [
        Builtin.Of("date",
            ("from", (_, a) => Values.AsSingle(a[0]) switch
            {
                string text => TemporalReader.Date(text),
                var value => Temporal.DateOf(value) is { } day ? Temporal.Normal(day) : null,
            }),
            ("year, month, day", (_, a) => Argument.Integer(a[0]) is { } year && Argument.Integer(a[1]) is { } month && Argument.Integer(a[2]) is { } day
                && FeelDate.Of(year, month, day) is { } date ? Temporal.Normal(date) : null)),
        Builtin.Of("time",
            ("from", (_, a) => Values.AsSingle(a[0]) switch
            {
                string text => TemporalReader.Time(text),
                DateOnly or FeelDate => new FeelTime(0, FeelZone.Utc),
                var value => Temporal.TimeOf(value) is { } time ? Temporal.Normal(time) : null,
            }),
            ("hour, minute, second, offset?", (_, a) => TimeOf(a))),
        Builtin.Of("date and time",
            ("from", (run, a) => Values.AsSingle(a[0]) switch
            {
                string text => TemporalReader.DateAndTime(text),
                DateOnly day => Temporal.Midnight(day, run.Offset),
                var value => Temporal.DateTimeOf(value) is { } instant ? Temporal.Normal(instant) : null,
            }),
            ("date, time", (_, a) => Temporal.DateOf(Values.AsSingle(a[0])) is { } day && Values.AsSingle(a[1]) is TimeOnly or FeelTime
                ? Joined(day, Temporal.TimeOf(Values.AsSingle(a[1]))!.Value) : null)),
        Builtin.Of("duration", "from", (_, a) => Values.AsSingle(a[0]) switch
        {
            string text => TemporalReader.Duration(text),
            TimeSpan or FeelDuration or YearsMonths => Values.AsSingle(a[0]),
            _ => null,
        }),
        Builtin.Of("years and months duration", "from, to", (_, a) => Day(a[0]) is { } from && Day(a[1]) is { } to ? MonthsBetween(from, to) : null),
        Builtin.Of("now", "", (run, _) => run.Surroundings.Now.ToOffset(run.Offset)),
        Builtin.Of("today", "", (run, _) => run.Calendar.DayOf(run.Surroundings.Now)),
        Builtin.Of("day of year", "date", (_, a) => Day(a[0]) is { } day ? (decimal)(day.DayNumber - FeelDate.Of(day.Year, 1, 1)!.Value.DayNumber + 1) : null),
        Builtin.Of("day of week", "date", (_, a) => Day(a[0]) is { } day ? Days[Properties.Weekday(day) - 1] : null),
        Builtin.Of("month of year", "date", (_, a) => Day(a[0]) is { } day ? Months[day.Month - 1] : null),
        Builtin.Of("week of year", "date", (_, a) => Day(a[0]) is { } day ? Week(day) : null),
        Builtin.Of("last day of month", "date", (_, a) => Day(a[0]) is { } day
            ? Temporal.Normal(FeelDate.Of(day.Year, day.Month, FeelDate.DaysIn(day.Year, day.Month))!.Value) : null),
    ];

    private static FeelDate? Day(object? value) => Temporal.DateOf(Values.AsSingle(value));

    private static object Joined(FeelDate day, FeelTime time) => Temporal.Normal(new FeelDateTime(day.DayNumber, time.Nanoseconds, time.Zone));

    private static object? TimeOf(object?[] a)
    {
        if (Argument.Whole(a[0]) is not (>= 0 and <= 23 and var hour) || Argument.Whole(a[1]) is not (>= 0 and <= 59 and var minute)
            || Argument.Number(a[2]) is not (>= 0 and < 60 and var second))
            return null;
        FeelZone? zone = null;
        if (Values.AsSingle(a[3]) is TimeSpan offset && Math.Abs(offset.TotalSeconds) <= FeelZone.FarthestSeconds)
            zone = new((int)offset.TotalSeconds);
        else if (a[3] is not null)
            return null;
        return Temporal.Normal(new FeelTime((((hour * 60L) + minute) * 60 * FeelTime.PerSecond) + (long)(second * FeelTime.PerSecond), zone));
    }

    private static YearsMonths MonthsBetween(FeelDate from, FeelDate to)
    {
        var months = ((to.Year - from.Year) * 12L) + to.Month - from.Month;
        if (months > 0 && to.Day < from.Day)
            months--;
        else if (months < 0 && to.Day > from.Day)
            months++;
        return new(months);
    }

    // ISO 8601: the week belongs to the year that its Thursday lies in.
    private static decimal? Week(FeelDate day) =>
        FeelDate.FromDayNumber(day.DayNumber - Properties.Weekday(day) + 4) is { } thursday
            ? (thursday.DayNumber - FeelDate.Of(thursday.Year, 1, 1)!.Value.DayNumber) / 7 + 1 : null;
}
