using System.Collections.Immutable;
using System.Globalization;
using Rectification.Accountability;
using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>One look over a street: when, by which calendar and settings.</summary>
public sealed record SweepContext(Guid StreetId, DateTimeOffset At, WorkCalendar Calendar, SettingValues Settings)
{
    /// <summary>Outages older than that move nothing that is still to be judged.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    /// <summary>The first midnight since the last nightly look; null for an extra look.</summary>
    public DateTimeOffset? Midnight { get; init; }

    /// <summary>Times that count against nobody, the earliest first.</summary>
    public ImmutableArray<OutageRow> Down { get; init; } = [];

    public int Number(string key) => Convert.ToInt32(Settings[key] ?? throw new InvalidOperationException($"Setting '{key}' is unknown."), CultureInfo.InvariantCulture);

    /// <summary>What began before this instant has had its n working days: 24:00 of the n-th working day after it is past.</summary>
    public DateTimeOffset BegunBefore(int workdays) => Calendar.BegunBefore(At, workdays);

    /// <summary>The duty that had so many working days from an instant.</summary>
    public DutyDue Workdays(string what, DateTimeOffset from, int count) =>
        new(what, from, Calendar.EndOfWorkday(from, count), $"自 {Day(Calendar.DayOf(from))}起第 {count} 个工作日 24:00", InWorkdays: true);

    /// <summary>The same from the end of a deadline: 24:00 belongs to its day.</summary>
    public DutyDue WorkdaysAfterDeadline(string what, DateTimeOffset deadline, int count)
    {
        var day = Calendar.DeadlineDay(deadline);
        return new(what, deadline, Calendar.EndOfDay(Calendar.AddWorkdays(day, count)), $"期限 {Day(day)}24:00 后第 {count} 个工作日 24:00", InWorkdays: true);
    }

    /// <summary>The months that this look has to judge; none of an extra look, and each of one look only.</summary>
    public ImmutableArray<EndedMonth> Months => Midnight is { } midnight ? EndedMonth.Between(midnight, At, Down, Calendar.Offset) : [];

    /// <summary>0:00 on the 1st of the month in which a deadline ends.</summary>
    public DateTimeOffset FirstOf(DateTimeOffset deadline) => StartOf(Month.Of(Calendar.DeadlineDay(deadline)));

    public DateTimeOffset StartOf(Month month) => month.StartsAt(Calendar.Offset);

    public DateTimeOffset EndOf(Month month) => month.EndsAt(Calendar.Offset);

    public static string Day(DateOnly day) => $"{day.Month}月{day.Day}日";
}

/// <summary>Finds the facts of some triggers over a whole street by queries over sets; loads no case. Reads only.</summary>
public interface IFinder
{
    Task<ImmutableArray<Finding>> Find(SweepContext sweep, CancellationToken ct);
}
