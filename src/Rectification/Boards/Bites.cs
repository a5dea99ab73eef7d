using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Engine;
using Rectification.Hazards;
using Rectification.Oversight;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Boards;

/// <summary>What will bite a community within the next working days: what falls due, and which trigger of 003-4 it leads to if nobody acts.</summary>
public sealed class Bites(RectificationDb db, StreetClock clock, Calendars calendars, SettingsQueries settings, OpenTaskQueries tasks, PlannedInspections planned)
{
    /// <summary>How far it looks ahead, in working days after today.</summary>
    public const int Workdays = 5;

    /// <summary>Of each kind, the earliest; a board with more tells so.</summary>
    public const int MostOfAKind = 40;

    // One more than is told says whether something is left out.
    private const int Asked = MostOfAKind + 1;

    public async Task<ComingBites> Of(Guid streetId, CommunityFigures community, CancellationToken ct)
    {
        var (calendar, now) = (await calendars.For(streetId, ct), clock.GetUtcNow());
        var values = await settings.For(streetId, ct);
        var look = new Look(streetId, community.Id, now, calendar.EndOfWorkday(now, Workdays), calendar, key => Convert.ToInt32(values[key], null));
        ImmutableArray<Bite> all = [.. await Tasks(look, ct), .. await Deadlines(look, ct), .. await Overdue(look, ct), .. await Climbs(look, ct), .. await Duties(look, ct), .. MonthEnd(look, community)];
        var kinds = all.GroupBy(bite => bite.Kind, bite => bite, (_, bites) => bites.OrderBy(bite => bite.At).ThenBy(bite => bite.CaseNumber, StringComparer.Ordinal).ToList()).ToList();
        return new([.. kinds.SelectMany(bites => bites.Take(MostOfAKind)).OrderBy(bite => bite.At).ThenBy(bite => bite.CaseNumber, StringComparer.Ordinal)],
            look.Until, kinds.Exists(bites => bites.Count > MostOfAKind));
    }

    private async Task<IEnumerable<Bite>> Tasks(Look look, CancellationToken ct) =>
        (await tasks.Coming(look.StreetId, look.CommunityId, look.Until, Asked, ct)).Select(task => new Bite(
            BiteKind.Task, task.DueAt!.Value, task.Name, task.PremisesName.Length > 0 ? task.PremisesName : task.Title, BiteWords.OfTask(task.ElementId, look.Number), task.CaseNumber, Task: task));

    private async Task<IEnumerable<Bite>> Deadlines(Look look, CancellationToken ct) =>
        (await Running(look).Where(hazard => hazard.DeadlineAt >= look.Now && hazard.DeadlineAt <= look.Until).OrderBy(hazard => hazard.DeadlineAt).Take(Asked)
            .Select(hazard => new { hazard.CaseNumber, hazard.PremisesName, At = hazard.DeadlineAt!.Value }).ToListAsync(ct))
        .Select(hazard => new Bite(BiteKind.Deadline, hazard.At, "整改期限届满", hazard.PremisesName, BiteWords.OfDeadline(look.Number), hazard.CaseNumber));

    /// <summary>Overdue already, and soon for so long that I4 is put forward.</summary>
    private async Task<IEnumerable<Bite>> Overdue(Look look, CancellationToken ct)
    {
        var workdays = look.Number("overdue.accountability");
        // Those whose days are over already are left to the sweep, those whose days end after the look to later boards.
        var (over, last) = (look.Calendar.BegunBefore(look.Now, workdays), look.Calendar.BegunBefore(look.Until, workdays));
        var facts = db.AccountabilityFacts;
        var found = await Running(look).Where(hazard => hazard.DeadlineAt < look.Now && hazard.DeadlineAt > over && hazard.DeadlineAt <= last
                && !facts.Any(fact => fact.StreetId == look.StreetId && fact.Trigger == "I4" && fact.Source == hazard.CaseNumber && fact.SinceAt == hazard.DeadlineAt))
            .OrderBy(hazard => hazard.DeadlineAt).Take(Asked)
            .Select(hazard => new { hazard.CaseNumber, hazard.PremisesName, At = hazard.DeadlineAt!.Value }).ToListAsync(ct);
        return found.Select(hazard => new Bite(BiteKind.Overdue, look.Calendar.EndOfDay(look.Calendar.AddWorkdays(look.Calendar.DeadlineDay(hazard.At), workdays)),
            $"逾期未整改满 {workdays} 个工作日", hazard.PremisesName, BiteWords.Of("I4"), hazard.CaseNumber));
    }

    /// <summary>The next rung of the ladder while the facts stand, also after the case itself was closed, and listings that end.</summary>
    private async Task<IEnumerable<Bite>> Climbs(Look look, CancellationToken ct)
    {
        var workdays = look.Number("trigger.climb-workdays");
        var clocks = await db.RunningClimbs(look.StreetId).AsNoTracking().Where(row => row.CommunityId == look.CommunityId)
            .Select(row => new { row.CaseNumber, row.SubjectName, Measure = row.Measure!, At = row.ClimbClockAt!.Value }).ToListAsync(ct);
        var listings = await db.AccountabilityCases.AsNoTracking().Where(row => row.StreetId == look.StreetId && row.CommunityId == look.CommunityId
                && row.State == AccountabilityState.Decided && row.ListedUntil > look.Now && row.ListedUntil <= look.Until)
            .OrderBy(row => row.ListedUntil).Take(Asked).Select(row => new { row.CaseNumber, row.SubjectName, At = row.ListedUntil!.Value }).ToListAsync(ct);
        return [
            .. clocks.Select(row => new Bite(BiteKind.Climb, look.Calendar.EndOfWorkday(row.At, workdays), $"{Measures.ChineseName(row.Measure)}满 {workdays} 个工作日",
                row.SubjectName, "情形仍未消除的，" + BiteWords.Of(TriggerRule.Above(row.Measure)!), row.CaseNumber)).Where(bite => bite.At > look.Now && bite.At <= look.Until),
            .. listings.Select(row => new Bite(BiteKind.Climb, row.At, "挂牌督办期限届满", row.SubjectName, "未完成的不予解除，可" + BiteWords.Of("A3"), row.CaseNumber)),
        ];
    }

    private async Task<IEnumerable<Bite>> Duties(Look look, CancellationToken ct) =>
        (await planned.Coming(look.CommunityId, look.Calendar.DeadlineDay(look.Until), Asked, ct)).Select(duty => new Bite(
            BiteKind.Inspection, look.Calendar.EndOfDay(duty.DueOn), "安排的检查到期", duty.PremisesName, BiteWords.OfDuty(look.Number), null, Who: duty.Assignee, PremisesId: duty.PremisesId));

    private static IEnumerable<Bite> MonthEnd(Look look, CommunityFigures community)
    {
        var end = Month.Of(look.Calendar.DayOf(look.Now)).EndsAt(look.Calendar.Offset);
        if (end <= look.Until && community.Inspections.Missing > 0)
            yield return new(BiteKind.MonthEnd, end, "本月检查截止", $"还有 {community.Inspections.Missing} 家场所本月未检查", "每家场所每月至少检查一次，全月没有台账记录的，" + BiteWords.Of("N3"), null);
    }

    private IQueryable<Hazard> Running(Look look) => db.Hazards.AsNoTracking()
        .Where(hazard => hazard.StreetId == look.StreetId && hazard.CommunityId == look.CommunityId && hazard.EndedAt == null && hazard.DeadlineMetAt == null);

    private sealed record Look(Guid StreetId, Guid CommunityId, DateTimeOffset Now, DateTimeOffset Until, WorkCalendar Calendar, Func<string, int> Number);
}

public enum BiteKind
{
    Task,
    Deadline,
    Overdue,
    Climb,
    Inspection,
    MonthEnd,
}

/// <param name="At">When it bites.</param>
/// <param name="What">What falls due.</param>
/// <param name="About">The premises or the subject.</param>
/// <param name="Consequence">What follows if nobody acts, with the trigger of 003-4.</param>
/// <param name="CaseNumber">The case that it is in; null for inspections.</param>
public sealed record Bite(
    BiteKind Kind, DateTimeOffset At, string What, string About, string Consequence, string? CaseNumber, OpenTaskLine? Task = null, string? Who = null, Guid? PremisesId = null);

/// <param name="Items">By time.</param>
/// <param name="Until">24:00 of the last working day looked at.</param>
/// <param name="IsCut">There is more than is told.</param>
public sealed record ComingBites(ImmutableArray<Bite> Items, DateTimeOffset Until, bool IsCut);
