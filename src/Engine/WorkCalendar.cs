using System.Collections.Frozen;

namespace Rectification.Engine;

/// <summary>
/// The street's working calendar: weekdays, less the holidays of the State Council's notice, plus its make-up days.
/// A year without a notice counts Monday to Friday less the holidays with a fixed date, and is marked provisional.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>Days that it looks back at most: no setting allows as many.</summary>
    private const int FarthestBack = 800;

    private static readonly (int Month, int Day)[] FixedHolidays = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

    private readonly FrozenSet<DateOnly> holidays;
    private readonly FrozenSet<DateOnly> makeUpDays;
    private readonly FrozenSet<int> noticedYears;

    /// <param name="offset">The street's offset from UTC; China has one, without summer time.</param>
    /// <param name="noticedYears">The years whose notice is in <paramref name="holidays"/> and <paramref name="makeUpDays"/>.</param>
    public WorkCalendar(int version, TimeSpan offset, IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> makeUpDays, IEnumerable<int> noticedYears)
    {
        Version = version;
        Offset = offset;
        this.holidays = holidays.ToFrozenSet();
        this.makeUpDays = makeUpDays.ToFrozenSet();
        this.noticedYears = noticedYears.ToFrozenSet();
    }

    public static WorkCalendar WeekdaysOnly { get; } = new(0, TimeSpan.FromHours(8), [], [], []);

    /// <summary>Goes into the journal with every command, so that a replay uses the same days.</summary>
    public int Version { get; }

    public TimeSpan Offset { get; }

    /// <summary>True while the year's holiday notice has not come: deadlines computed over it may still move.</summary>
    public bool IsProvisional(int year) => !noticedYears.Contains(year);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    public bool IsWorkday(DateOnly day)
    {
        if (makeUpDays.Contains(day))
            return true;
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.Contains(day))
            return false;
        return noticedYears.Contains(day.Year) || !FixedHolidays.Contains((day.Month, day.Day));
    }

    /// <summary>The <paramref name="count"/>-th working day after <paramref name="day"/>; before it when negative; <paramref name="day"/> itself for 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 10,000 days, or past the end of the calendar.</exception>
    public DateOnly AddWorkdays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)count), 10_000, nameof(count));
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            if (day.DayNumber + step < 0 || day.DayNumber + step > DateOnly.MaxValue.DayNumber)
                throw new ArgumentOutOfRangeException(nameof(count));
            day = day.AddDays(step);
            if (IsWorkday(day))
                left--;
        }
        return day;
    }

    /// <summary>24:00 of the day, the instant at which a deadline of that date ends.</summary>
    public DateTimeOffset EndOfDay(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).AddDays(1);

    /// <summary>24:00 of the <paramref name="count"/>-th working day after the day of <paramref name="from"/>.</summary>
    public DateTimeOffset EndOfWorkday(DateTimeOffset from, int count) => EndOfDay(AddWorkdays(DayOf(from), count));

    /// <summary>What began before this instant has had its <paramref name="count"/> working days at <paramref name="at"/>: 24:00 of the last of them is past.</summary>
    public DateTimeOffset BegunBefore(DateTimeOffset at, int count)
    {
        var day = DayOf(at);
        for (var back = 0; back < FarthestBack && EndOfDay(AddWorkdays(day, count)) > at; back++)
            day = day.AddDays(-1);
        return EndOfDay(day);
    }

    /// <summary>The date of a deadline that ends at <paramref name="instant"/>: 24:00 belongs to the day before.</summary>
    public DateOnly DeadlineDay(DateTimeOffset instant) => DayOf(instant.AddTicks(-1));

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; negative when <paramref name="to"/> is earlier.</summary>
    public int WorkdaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
            return -WorkdaysBetween(to, from);
        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            if (IsWorkday(day))
                count++;
        }
        return count;
    }

    /// <summary>The days after <paramref name="from"/> up to <paramref name="to"/> that do not count, for the arithmetic shown beside a deadline.</summary>
    public IEnumerable<DateOnly> SkippedBetween(DateOnly from, DateOnly to)
    {
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (!IsWorkday(day))
                yield return day;
    }
}
