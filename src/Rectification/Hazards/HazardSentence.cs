using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine;

namespace Rectification.Hazards;

/// <summary>Where a hazard stands, told in one sentence.</summary>
internal static class HazardSentence
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    public static string Of(Hazard hazard, ImmutableArray<HazardTask> open, WorkCalendar calendar, DateTimeOffset now)
    {
        if (hazard.State.IsFinal)
            return Ending(hazard, calendar);
        var waiting = open.IsEmpty
            ? hazard.UnderSuspension ? "停产停业整顿中，等待单位申请复查" : "整改中，等待单位申请复查或期限届满"
            : $"正在等待：{string.Join("、", open.Select(task => task.Name).Distinct())}";
        return hazard.DeadlineAt is { } endsAt && hazard.DeadlineMetAt is null ? $"{waiting}。整改时限 {Deadline(endsAt, calendar, now)}。" : waiting + "。";
    }

    /// <summary>12月7日（周一）24:00 前，还剩 10 个工作日.</summary>
    public static string Deadline(DateTimeOffset endsAt, WorkCalendar calendar, DateTimeOffset now)
    {
        var day = calendar.DeadlineDay(endsAt);
        var today = calendar.DayOf(now);
        var left = calendar.WorkdaysBetween(today, day);
        var when = $"{Day(day)}24:00 前";
        if (now >= endsAt)
            return calendar.WorkdaysBetween(day, today) is > 0 and var late ? $"{when}，已逾期 {late} 个工作日" : $"{when}，已逾期";
        return day == today ? $"{when}，今天到期" : $"{when}，还剩 {left} 个工作日";
    }

    /// <summary>12月7日（周一）.</summary>
    public static string Day(DateOnly day) => day.ToString("M月d日（ddd）", Chinese);

    private static string Ending(Hazard hazard, WorkCalendar calendar)
    {
        var on = hazard.EndedAt is { } at ? Day(calendar.DayOf(at)) : "";
        return hazard.State switch
        {
            HazardState.Merged => $"{on}并入 {hazard.MergedInto}。",
            HazardState.Closed => $"{on}整改到位，已销号。",
            HazardState.NoHazard => $"{on}确认不构成隐患。",
            HazardState.ClosedDown => $"{on}单位已关停。",
            _ => $"{on}由登记人撤回。",
        };
    }
}
