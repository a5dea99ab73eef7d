using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine;

namespace Rectification.Ledgers;

/// <summary>The fixed dates of a month's list: opened on the 1st, recalled, due. Dates of the month do not move for holidays.</summary>
public static class LedgerCalendar
{
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>The 1st of the next month, 0:00 in the street.</summary>
    public static DateTimeOffset NextOpening(DateTimeOffset after, WorkCalendar calendar)
    {
        var day = calendar.DayOf(after);
        return calendar.EndOfDay(new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1));
    }

    /// <summary>The month reported on by the list that opens at an instant.</summary>
    public static string MonthOf(DateTimeOffset openingAt, WorkCalendar calendar) =>
        calendar.DayOf(openingAt).AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>24:00 of the due day, which is included.</summary>
    public static DateTimeOffset DueAt(DateTimeOffset openingAt, int dueDay, WorkCalendar calendar) => calendar.EndOfDay(DayIn(openingAt, dueDay, calendar));

    /// <summary>The first reminder after an instant; null when the month's days are over.</summary>
    public static DateTimeOffset? NextReminder(DateTimeOffset openingAt, DateTimeOffset after, ImmutableArray<int> days, WorkCalendar calendar) =>
        days.Order().Select(day => (DateTimeOffset?)(calendar.EndOfDay(DayIn(openingAt, day, calendar).AddDays(-1)) + Morning)).FirstOrDefault(at => at > after);

    // The 31st of a shorter month is its last day.
    private static DateOnly DayIn(DateTimeOffset openingAt, int day, WorkCalendar calendar)
    {
        var opening = calendar.DayOf(openingAt);
        return new(opening.Year, opening.Month, Math.Min(day, DateTime.DaysInMonth(opening.Year, opening.Month)));
    }
}
