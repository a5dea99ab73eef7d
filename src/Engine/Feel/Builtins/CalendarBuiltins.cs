namespace Rectification.Engine.Feel;

/// <summary>
/// Our own functions: the street's working calendar and its settings. A date and time of exactly 00:00 is taken as 24:00 of the day before,
/// because that is how deadlines are told: counting from a deadline starts at its date.
/// </summary>
internal static class CalendarBuiltins
{
    public static readonly Builtin[] All =
    [
        Builtin.Of("workdays", "n", (run, a) => Count(run, a[0]) is { } count ? run.Calendar.EndOfWorkday(run.Surroundings.Now, count) : null),
        Builtin.Of("add workdays", "date, n", (run, a) => (OfStreet(run, a[0]), Count(run, a[1])) switch
        {
            (DateOnly day, { } count) => run.Calendar.AddWorkdays(day, count),
            (DateTimeOffset instant, { } count) => run.Calendar.EndOfDay(run.Calendar.AddWorkdays(run.Calendar.DeadlineDay(instant), count)),
            _ => null,
        }),
        Builtin.Of("workdays between", "from, to", (run, a) => Day(run, a[0]) is { } from && Day(run, a[1]) is { } to ? Between(run, from, to) : null),
        Builtin.Of("end of day", "date", (run, a) => Day(run, a[0]) is { } day ? run.Calendar.EndOfDay(day) : null),
        Builtin.Of("is workday", "date", (run, a) => OfStreet(run, a[0]) switch
        {
            DateOnly day => Values.Box(run.Calendar.IsWorkday(day)),
            DateTimeOffset instant => Values.Box(run.Calendar.IsWorkday(run.Calendar.DayOf(instant))),
            _ => null,
        }),
        Builtin.Of("setting", "key", (run, a) => Argument.Text(a[0]) is { } key ? run.Setting(key) : null),
    ];

    // A local date and time is one of the street's.
    private static object? OfStreet(Evaluation run, object? value) => Temporal.ForProcess(Values.AsSingle(value), run.Offset);

    private static DateOnly? Day(Evaluation run, object? value) => OfStreet(run, value) switch
    {
        DateOnly day => day,
        DateTimeOffset instant => run.Calendar.DeadlineDay(instant),
        _ => null,
    };

    private static decimal? Between(Evaluation run, DateOnly from, DateOnly to)
    {
        var days = Math.Abs(to.DayNumber - from.DayNumber);
        run.Charge(days / 8);
        return days < 100_000 ? run.Calendar.WorkdaysBetween(from, to) : null;
    }

    // Each day on the way is looked at, and paid for.
    private static int? Count(Evaluation run, object? value)
    {
        if (Numbers.Whole(Values.AsSingle(value)) is not (>= -10_000 and <= 10_000 and var count))
            return null;
        run.Charge(Math.Abs(count) / 8);
        return count;
    }
}
