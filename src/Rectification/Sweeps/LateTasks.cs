using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>Tasks of P01–P03 and P05 that nobody did in time: N2 no notice, N4 no revisit, N6 refusal not reported, N7 no progress report, I5 handed about or unclaimed.</summary>
public sealed class LateTasks(RectificationDb db, Subjects subjects) : IFinder
{
    public const string Enforcement = "enforcement";
    public const string Report = "major-hazard-report";
    public const string Ledger = "monthly-ledger";

    private const int Most = 2000;

    private static readonly string[] Noticing = ["issue-notice", "record-stop-measures", "record-fix"];
    private static readonly string[] Watched = [HazardDesk.Process, Enforcement, Report, Ledger];

    public async Task<ImmutableArray<Finding>> Find(SweepContext sweep, CancellationToken ct) =>
    [
        .. await Notices(sweep, ct), .. await Revisits(sweep, ct), .. await Refusals(sweep, ct), .. await Progress(sweep, null, ct), .. await Shifted(sweep, ct),
    ];

    /// <summary>N7 of one task, the moment that it falls due.</summary>
    internal Task<ImmutableArray<Finding>> ProgressOf(SweepContext sweep, string caseNumber, CancellationToken ct) => Progress(sweep, caseNumber, ct);

    private async Task<ImmutableArray<Finding>> Notices(SweepContext sweep, CancellationToken ct)
    {
        var workdays = sweep.Number("trigger.n2-workdays");
        var before = sweep.BegunBefore(workdays);
        var late = await Late(sweep, "N2", task => task.ProcessKey == HazardDesk.Process && Noticing.Contains(task.ElementId) && task.CreatedAt < before, ct);
        return await OfCommunity(sweep, "N2", late, task => task.CaseNumber, task => sweep.Workdays("下发整改通知书", task.CreatedAt, workdays),
            task => $"{task.PremisesName}：检查发现隐患后 {workdays} 个工作日内未下发整改通知书", ["整改通知书下发"], ct);
    }

    private async Task<ImmutableArray<Finding>> Revisits(SweepContext sweep, CancellationToken ct)
    {
        var late = await Late(sweep, "N4", task => task.ProcessKey == HazardDesk.Process && task.ElementId == "revisit" && task.DueAt <= sweep.At, ct);
        return await OfCommunity(sweep, "N4", late, task => task.CaseNumber,
            task => new DutyDue("整改复查", task.CreatedAt, task.DueAt!.Value, $"申请或期限届满后 {sweep.Number("due.revisit")} 个工作日", InWorkdays: true),
            task => $"{task.PremisesName}：申请或期限届满后 {sweep.Number("due.revisit")} 个工作日内未复查", ["整改复查"], ct);
    }

    private async Task<ImmutableArray<Finding>> Refusals(SweepContext sweep, CancellationToken ct)
    {
        var workdays = sweep.Number("trigger.n6-workdays");
        var before = sweep.BegunBefore(workdays);
        var late = await Late(sweep, "N6", task => task.ProcessKey == Enforcement && task.ElementId == "report-refusal" && task.CreatedAt < before, ct);
        return await OfCommunity(sweep, "N6", late, task => task.CaseNumber, task => sweep.Workdays("上报拒不整改、整改无望", task.CreatedAt, workdays),
            task => $"{task.PremisesName}：认定拒不整改或整改无望后 {workdays} 个工作日内未上报", ["上报街道安办"], ct);
    }

    private async Task<ImmutableArray<Finding>> Progress(SweepContext sweep, string? caseNumber, CancellationToken ct)
    {
        var late = await Late(sweep, "N7", task => task.ProcessKey == HazardDesk.Process && task.ElementId == "report-progress" && task.DueAt <= sweep.At
            && (caseNumber == null || task.CaseNumber == caseNumber), ct);
        return await OfCommunity(sweep, "N7", late, task => Month.Of(sweep.Calendar.DeadlineDay(task.DueAt!.Value)).ToString(),
            task => new DutyDue("报告重大隐患整改进展", task.CreatedAt, task.DueAt!.Value, $"每 {sweep.Number("due.report-progress")} 天报告一次"),
            task => $"{task.PremisesName}：重大隐患整改进展报告逾期未报", ["报告整改进展"], ct);
    }

    /// <summary>I5: handed on three times, or two working days without anybody taking it; counts against the owner named when it opened.</summary>
    private async Task<ImmutableArray<Finding>> Shifted(SweepContext sweep, CancellationToken ct)
    {
        var (workdays, times) = (sweep.Number("trigger.i5-workdays"), sweep.Number("trigger.i5-hand-ons"));
        var before = sweep.BegunBefore(workdays);
        var late = await Late(sweep, "I5", task => Watched.Contains(task.ProcessKey) && (task.OwnerId != null || task.AssigneeId != null)
            && ((task.AssigneeId == null && task.CreatedAt < before) || task.HandOns >= times), ct);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var task in late)
            if (await subjects.Person(task.OwnerId ?? task.AssigneeId!.Value, ct) is { } person)
            {
                var isHandedOn = task.HandOns >= times;
                findings.Add(Of(sweep, "I5", task, person, task.CaseNumber,
                    isHandedOn ? $"“{task.Name}”转手 {task.HandOns} 次" : $"“{task.Name}”{workdays} 个工作日无人签收，责任人{person.Name}") with
                {
                    CommunityId = subjects.CommunityOf(person, task.CommunityId),
                    Duties = isHandedOn ? [] : [sweep.Workdays($"签收“{task.Name}”", task.CreatedAt, workdays)],
                    Happenings = [new($"签收“{task.Name}”", null)],
                });
            }
        return findings.ToImmutable();
    }

    private async Task<List<LateTask>> Late(SweepContext sweep, string trigger, Expression<Func<TaskRow, bool>> isLate, CancellationToken ct)
    {
        var facts = db.AccountabilityFacts;
        return await db.Tasks.AsNoTracking()
            .Where(task => task.StreetId == sweep.StreetId && task.State == TaskState.Open)
            .Where(isLate)
            // Found since it opened, it is known.
            .Where(task => !facts.Any(fact => fact.StreetId == sweep.StreetId && fact.Trigger == trigger && fact.Source == task.CaseNumber
                && fact.FoundAt >= task.CreatedAt && fact.Element == task.ElementId))
            .OrderBy(task => task.CreatedAt).ThenBy(task => task.Id).Take(Most)
            .Select(task => new LateTask(task.Id, task.CaseNumber, task.ElementId, task.Name, task.CommunityId, task.Title, task.PremisesName,
                task.CreatedAt, task.DueAt, task.OwnerId, task.AssigneeId, task.HandOns))
            .ToListAsync(ct);
    }

    private async Task<ImmutableArray<Finding>> OfCommunity(
        SweepContext sweep, string trigger, List<LateTask> late, Func<LateTask, string> period, Func<LateTask, DutyDue> duty, Func<LateTask, string> facts,
        ImmutableArray<string> missing, CancellationToken ct)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var task in late)
            if (await subjects.Community(task.CommunityId, ct) is { } community)
                findings.Add(Of(sweep, trigger, task, community, period(task), facts(task)) with
                {
                    Duties = [duty(task)],
                    Happenings = [.. missing.Select(what => new Happening(what, null))],
                });
        return findings.ToImmutable();
    }

    private static Finding Of(SweepContext sweep, string trigger, LateTask task, Subject subject, string period, string facts) => new(
        trigger, subject, period, Occurrence(task.CaseNumber, task.ElementId, task.CreatedAt), facts, [task.CaseNumber], sweep.StreetId, task.CommunityId)
    {
        Title = task.Title,
        PremisesName = task.PremisesName,
        Element = task.ElementId,
        SinceAt = task.CreatedAt,
    };

    /// <summary>A task by what it is and when it opened.</summary>
    private static string Occurrence(string caseNumber, string elementId, DateTimeOffset openedAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{caseNumber}:{elementId}:{openedAt.UtcTicks}");

    private sealed record LateTask(
        Guid Id, string CaseNumber, string ElementId, string Name, Guid? CommunityId, string Title, string PremisesName,
        DateTimeOffset CreatedAt, DateTimeOffset? DueAt, Guid? OwnerId, Guid? AssigneeId, int HandOns);
}
