using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine;

namespace Rectification.Hazards;

/// <summary>When a rectification deadline is recalled: some days before, on the day, and after it each working day (003-2.2).</summary>
public static class Reminders
{
    /// <summary>Morning reminders come when people begin to work; overdue ones the moment that another working day has gone by.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>The first reminder after an instant; there is always one, for as long as the deadline is not met.</summary>
    /// <param name="after">Nothing at or before it: the setting of the deadline, or the newest reminder sent.</param>
    public static Reminder Next(DateTimeOffset deadlineAt, DateTimeOffset after, ImmutableArray<int> daysBefore, WorkCalendar calendar)
    {
        var day = calendar.DeadlineDay(deadlineAt);
        foreach (var days in daysBefore.Where(days => days > 0).OrderDescending())
            if (MorningOf(day.AddDays(-days), calendar) is var before && before > after)
                return new($"before-{days.ToString(CultureInfo.InvariantCulture)}", before);
        if (MorningOf(day, calendar) is var onDay && onDay > after)
            return new("on-day", onDay);
        for (var late = 1; ; late++)
            if (calendar.EndOfDay(calendar.AddWorkdays(day, late)) is var overdue && overdue > after)
                return new($"overdue-{late.ToString(CultureInfo.InvariantCulture)}", overdue);
    }

    /// <summary>How many working days overdue a stage stands for; 0 for those before the deadline ends.</summary>
    public static int WorkdaysLate(string stage) =>
        stage.StartsWith("overdue-", StringComparison.Ordinal) && int.TryParse(stage.AsSpan(8), CultureInfo.InvariantCulture, out var late) ? late : 0;

    private static DateTimeOffset MorningOf(DateOnly day, WorkCalendar calendar) => calendar.EndOfDay(day.AddDays(-1)) + Morning;
}

/// <param name="Stage"><c>before-3</c>, <c>on-day</c>, <c>overdue-1</c> …</param>
public sealed record Reminder(string Stage, DateTimeOffset At);
