using System.Globalization;
using Rectification.Engine;

namespace Rectification.Web.Shared;

/// <summary>Dates, waits and deadlines as people write them, in the street's calendar, seen from one instant.</summary>
public sealed class Times(WorkCalendar calendar, DateTimeOffset now)
{
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    public DateTimeOffset Now => now;

    public DateOnly Today { get; } = calendar.DayOf(now);

    /// <summary>The Sunday that this week ends with.</summary>
    public DateOnly EndOfWeek => Today.AddDays((7 - (int)Today.DayOfWeek) % 7);

    public WorkCalendar Calendar => calendar;

    /// <summary>3月5日（周四）; with the year when it isn't this one.</summary>
    public string Day(DateOnly day) =>
        (day.Year == Today.Year ? "" : $"{day.Year}年") + $"{day.Month}月{day.Day}日（{Weekdays[(int)day.DayOfWeek]}）";

    /// <summary>2026年3月5日, as in documents.</summary>
    public static string LongDay(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>今天 14:30, 3月5日（周四）14:30.</summary>
    public string Moment(DateTimeOffset at)
    {
        var day = calendar.DayOf(at);
        return day == Today ? $"今天 {Clock(at)}" : day.AddDays(1) == Today ? $"昨天 {Clock(at)}" : Day(day) + Clock(at);
    }

    /// <summary>For lists: 11月22日 15:12.</summary>
    public string Brief(DateTimeOffset at)
    {
        var local = at.ToOffset(calendar.Offset);
        return (local.Year == Today.Year ? "" : $"{local.Year}年") + $"{local.Month}月{local.Day}日 {Clock(at)}";
    }

    public DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(calendar.Offset);

    /// <summary>The deadline as an instant: 10月16日（周五）24:00, 今天 16:20.</summary>
    public string End(DateTimeOffset dueAt)
    {
        var day = calendar.DeadlineDay(dueAt);
        var clock = IsEndOfDay(dueAt) ? "24:00" : Clock(dueAt);
        return day == Today ? $"今天 {clock}" : day == Today.AddDays(1) ? $"明天（{Weekdays[(int)day.DayOfWeek]}）{clock}" : Day(day) + clock;
    }

    /// <summary>今天 24:00 前 · 还剩 3 小时 50 分; 已逾期 2 个工作日 · 应在 10月20日（周二）24:00 前.</summary>
    public DeadlineWords Deadline(DateTimeOffset dueAt)
    {
        var day = calendar.DeadlineDay(dueAt);
        if (now >= dueAt)
            return new(DeadlineTone.Late, $"已逾期 {Overdue(day, dueAt)}", $"应在 {End(dueAt)} 前");
        if (day == Today)
            return new(DeadlineTone.Soon, $"{End(dueAt)} 前", $"还剩 {Span(dueAt - now)}");
        var workdays = calendar.WorkdaysBetween(Today, day);
        return new(DeadlineTone.Calm, $"{End(dueAt)} 前", workdays > 0 ? $"还剩 {workdays} 个工作日" : $"还剩 {day.DayNumber - Today.DayNumber} 天");
    }

    /// <summary>How the deadline comes about, from the day it began to run.</summary>
    public string Arithmetic(DateTimeOffset from, DateTimeOffset dueAt)
    {
        var (start, end) = (calendar.DayOf(from), calendar.DeadlineDay(dueAt));
        if (!IsEndOfDay(dueAt))
            return $"从 {Moment(from)} 起 {Span(dueAt - from)}，到 {End(dueAt)}。";
        var workdays = calendar.WorkdaysBetween(start, end);
        var skipped = calendar.SkippedBetween(start, end).ToList();
        // A deadline ends on a working day when it counts working days; anything else counts days.
        var counted = workdays > 0 && calendar.IsWorkday(end) ? $"第 {workdays} 个工作日" : $"第 {end.DayNumber - start.DayNumber} 天";
        var text = start == end ? $"{Day(start)}当天办结。" : $"自 {Day(start)}收到次日起{counted}，到 {Day(end)}24:00。";
        if (skipped is { Count: > 0 and <= 6 })
            text += $"{string.Join("、", skipped.Select(day => $"{day.Month}月{day.Day}日"))}不是工作日。";
        if (calendar.IsProvisional(end.Year))
            text += $"{end.Year}年放假安排尚未公布，日期可能调整。";
        return text;
    }

    /// <summary>已等 3 天, 已等 2 小时.</summary>
    public string Waited(DateTimeOffset since)
    {
        var waited = now - since;
        return waited < TimeSpan.FromMinutes(1) ? "刚刚到达" : $"已等 {(waited.TotalDays >= 1 ? $"{(int)waited.TotalDays} 天" : Span(waited))}";
    }

    /// <summary>3 小时 50 分; 2 天.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "不到 1 分钟",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} 分钟",
        { TotalHours: < 48 } when span.Minutes == 0 || span.TotalHours >= 10 => $"{(int)span.TotalHours} 小时",
        { TotalHours: < 48 } => $"{(int)span.TotalHours} 小时 {span.Minutes} 分",
        _ => $"{(int)span.TotalDays} 天",
    };

    /// <summary>3.2 MB.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{bytes / 1024} kB",
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB"),
    };

    private string Clock(DateTimeOffset at) => at.ToOffset(calendar.Offset).ToString("HH:mm", CultureInfo.InvariantCulture);

    private bool IsEndOfDay(DateTimeOffset at) => at.ToOffset(calendar.Offset).TimeOfDay == TimeSpan.Zero;

    private string Overdue(DateOnly day, DateTimeOffset dueAt)
    {
        var late = now - dueAt;
        if (late < TimeSpan.FromDays(1))
            return Span(late);
        var workdays = calendar.WorkdaysBetween(day, Today);
        return workdays > 0 ? $"{workdays} 个工作日" : $"{(int)late.TotalDays} 天";
    }
}

public enum DeadlineTone
{
    Calm,
    Soon,
    Late,
}

public sealed record DeadlineWords(DeadlineTone Tone, string Main, string Rest)
{
    public string Style => Tone switch { DeadlineTone.Late => "late", DeadlineTone.Soon => "soon", _ => "" };
}
