using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Puts the proof of a finding together: the calendar's arithmetic, who held what how long, and the time that counts against nobody. Scoped.</summary>
public sealed class EvidenceWriter(RectificationDb db, Calendars calendars, Outages outages)
{
    private const int MostHoldings = 60;

    public async Task<Evidence> Write(Finding finding, DateTimeOffset at, CancellationToken ct)
    {
        var calendar = await calendars.For(finding.StreetId, ct);
        var holidays = (await calendars.Days(finding.StreetId, ct)).ToDictionary(day => day.Day, day => (string?)day.Holiday);
        var held = await Held(finding, ct);
        var since = finding.Duties.Select(duty => duty.From).DefaultIfEmpty(finding.SinceAt ?? at).Min();
        var down = await outages.Between(held.Select(task => task.CreatedAt).Append(since).Min(), at, ct);
        var holdings = held.ConvertAll(task => Holding(task, at, down));
        return new(
            TriggerRule.Of(finding.Trigger).Clause,
            [.. finding.Duties.Select(duty => Duty(duty, calendar, holidays, down))],
            finding.Happenings,
            [.. holdings],
            [.. down.Where(outage => outage.To > since || holdings.Exists(each => outage.From < each.DueAt && outage.To > each.From))
                .Select(outage => new NotCounted(outage.Kind == OutageKind.Down ? "系统停机" : "系统时钟跳变", outage.From, outage.To))]);
    }

    private static Duty Duty(DutyDue duty, WorkCalendar calendar, Dictionary<DateOnly, string?> holidays, ImmutableArray<OutageRow> down)
    {
        // What begins as a deadline ends, at 24:00, begins on the deadline's day.
        var (start, end) = (calendar.DeadlineDay(duty.From), calendar.DeadlineDay(duty.DueAt));
        var skipped = !duty.InWorkdays ? [] : calendar.SkippedBetween(start, end).Take(60).Select(day => new SkippedDay(day, Why(day, holidays.GetValueOrDefault(day)))).ToImmutableArray();
        var extended = Outages.Extend(duty.From, duty.DueAt, down);
        return new(duty.What, duty.From, duty.DueAt, duty.How, skipped, extended == duty.DueAt ? null : extended);
    }

    private static string Why(DateOnly day, string? holiday) => holiday is { Length: > 0 } ? holiday
        : day.DayOfWeek switch { DayOfWeek.Saturday => "周六", DayOfWeek.Sunday => "周日", _ => "法定节假日" };

    /// <summary>Whose tasks they were, the first opened first.</summary>
    private async Task<List<HeldTask>> Held(Finding finding, CancellationToken ct)
    {
        if (finding.Sources.IsEmpty)
            return [];
        string[] sources = [.. finding.Sources];
        var rows = db.Tasks.AsNoTracking().Where(task => sources.Contains(task.CaseNumber) && task.ProcessKey != OpenAccountability.Process);
        if (!finding.Elements.IsDefaultOrEmpty)
        {
            string[] elements = [.. finding.Elements];
            rows = rows.Where(task => elements.Contains(task.ElementId));
        }
        var tasks = await rows.OrderByDescending(task => task.CreatedAt).Take(MostHoldings).Select(task => new HeldTask(
            task.Id, task.Name, task.CaseNumber, task.CreatedAt, task.DueAt, task.DoneAt, task.State,
            task.DoneByName ?? task.AssigneeName ?? task.OwnerName, task.CandidateKey, task.HandOns, task.AssigneeId)).ToListAsync(ct);
        return [.. tasks.OrderBy(task => task.CreatedAt).ThenBy(task => task.Id)];
    }

    private static Holding Holding(HeldTask task, DateTimeOffset at, ImmutableArray<OutageRow> down)
    {
        DateTimeOffset? fairDueAt = task.DueAt is { } due ? Outages.Extend(task.CreatedAt, due, down) : null;
        return new(
            task.Name, task.CaseNumber, task.Who ?? CandidateKey.Of(task.CandidateKey)?.Role.ChineseName ?? "（空缺）",
            task.CreatedAt, task.DoneAt, fairDueAt, Diligently(task.State, fairDueAt, task.DoneAt, at),
            task.HandOns > 0 ? $"转手 {task.HandOns} 次" : task.State == TaskState.Open && task.AssigneeId is null ? "未签收" : null);
    }

    private static Diligence Diligently(TaskState state, DateTimeOffset? dueAt, DateTimeOffset? doneAt, DateTimeOffset at) => state switch
    {
        TaskState.Withdrawn => Diligence.Withdrawn,
        TaskState.Done => dueAt < doneAt ? Diligence.DoneLate : Diligence.Done,
        _ => dueAt <= at ? Diligence.Overdue : Diligence.Running,
    };

    private sealed record HeldTask(
        Guid Id, string Name, string CaseNumber, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? DoneAt, TaskState State,
        string? Who, string? CandidateKey, int HandOns, Guid? AssigneeId);
}
