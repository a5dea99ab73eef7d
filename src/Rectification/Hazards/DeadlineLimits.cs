using Rectification.Engine;

namespace Rectification.Hazards;

/// <summary>How far ahead a deadline may lie. A deadline of today still ends at 24:00.</summary>
public static class DeadlineLimits
{
    /// <summary>From today to so many calendar days ahead. Null when the day is good.</summary>
    public static string? CheckDays(DateOnly? day, DateTimeOffset now, int maxDays, WorkCalendar calendar)
    {
        var today = calendar.DayOf(now);
        return Check(day, today, today.AddDays(maxDays), $"{maxDays} 天");
    }

    /// <summary>From today to so many working days ahead; rest days right after the last of them add no working day, so they are let through.</summary>
    public static string? CheckWorkdays(DateOnly? day, DateTimeOffset now, int maxWorkdays, WorkCalendar calendar)
    {
        var today = calendar.DayOf(now);
        return Check(day, today, calendar.AddWorkdays(today, maxWorkdays + 1).AddDays(-1), $"{maxWorkdays} 个工作日");
    }

    /// <summary>As <see cref="CheckWorkdays"/>; the same weekday of the weeks that the working days make is good too, whatever days were moved.</summary>
    public static string? CheckWeeks(DateOnly? day, DateTimeOffset now, int maxWorkdays, WorkCalendar calendar)
    {
        var today = calendar.DayOf(now);
        var (byWorkdays, byWeeks) = (calendar.AddWorkdays(today, maxWorkdays), today.AddDays(maxWorkdays / 5 * 7));
        return Check(day, today, byWorkdays > byWeeks ? byWorkdays : byWeeks, $"{maxWorkdays} 个工作日");
    }

    private static string? Check(DateOnly? day, DateOnly today, DateOnly last, string limit) => day switch
    {
        null => "请填写期限",
        { } early when early < today => $"期限不能早于今天（{HazardSentence.Day(today)}）",
        { } late when late > last => $"期限最长 {limit}，不能晚于 {HazardSentence.Day(last)}",
        _ => null,
    };
}
