using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Enforcement;
using Rectification.Hazards;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>Hazards that stand too long: I3 no order where safety can't be guaranteed, I4 overdue, L3 no proposal to close, X5 a major one left undone.</summary>
public sealed class OverdueHazards(RectificationDb db, Subjects subjects) : IFinder
{
    public const string OverdueElement = "overdue";

    /// <summary>悬而不决: only its end takes the fact away.</summary>
    public const string UnresolvedElement = "unresolved";

    private const int Most = 2000;

    public async Task<ImmutableArray<Finding>> Find(SweepContext sweep, CancellationToken ct) =>
        [.. await WithoutOrder(sweep, ct), .. await Overdue(sweep, ct), .. await NotClosedDown(sweep, ct), .. await LongStanding(sweep, ct)];

    private async Task<ImmutableArray<Finding>> WithoutOrder(SweepContext sweep, CancellationToken ct)
    {
        var hours = sweep.Number("trigger.i3-hours");
        var before = sweep.At.AddHours(-hours);
        var (acts, tasks) = (db.EnforcementRecords, db.Tasks);
        var found = await Open(sweep, "I3")
            .Where(hazard => hazard.Level == HazardLevel.Major && hazard.SafetyNotGuaranteedAt <= before
                && !acts.Any(act => act.CaseNumber == hazard.CaseNumber && (act.Act == EnforcementAct.StopOrder || act.Act == EnforcementAct.Suspension)))
            .OrderBy(hazard => hazard.CaseNumber).Take(Most)
            .Select(hazard => new
            {
                hazard.CaseNumber, hazard.Description, hazard.PremisesName, hazard.CommunityId, At = hazard.SafetyNotGuaranteedAt!.Value,
                Owner = tasks.Where(task => task.CaseNumber == hazard.CaseNumber && task.ElementId == "verify-street")
                    .OrderByDescending(task => task.CreatedAt).Select(task => task.AssigneeId ?? task.OwnerId).FirstOrDefault(),
            }).ToListAsync(ct);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var hazard in found)
        {
            var person = hazard.Owner is { } owner ? await subjects.Person(owner, ct) : null;
            var subject = person ?? Subject.Hazard(hazard.CaseNumber, Title(hazard.Description));
            findings.Add(new("I3", subject, hazard.CaseNumber, $"{hazard.CaseNumber}:unsafe:{hazard.At.UtcTicks}",
                $"{hazard.PremisesName}：标明无法保证安全后 {hours} 小时内未责令暂时停产停业、停止建设、停止施工或停止使用",
                [hazard.CaseNumber], sweep.StreetId, subjects.CommunityOf(subject, hazard.CommunityId))
            {
                Title = Title(hazard.Description), PremisesName = hazard.PremisesName, SinceAt = hazard.At,
                Duties = [new("依法责令停止", hazard.At, hazard.At.AddHours(hours), $"标明之时起 {hours} 小时")],
                Happenings = [new("标明无法保证安全", hazard.At), new("责令暂时停产停业、停止建设、停止施工、停止使用（督促不算责令）", null)],
            });
        }
        return findings.ToImmutable();
    }

    private async Task<ImmutableArray<Finding>> Overdue(SweepContext sweep, CancellationToken ct)
    {
        var workdays = sweep.Number("overdue.accountability");
        var until = sweep.BegunBefore(workdays);
        var facts = db.AccountabilityFacts;
        var found = await Running(sweep).Where(hazard => hazard.DeadlineMetAt == null && hazard.DeadlineAt <= until
                && !facts.Any(fact => fact.StreetId == sweep.StreetId && fact.Trigger == "I4" && fact.Source == hazard.CaseNumber
                    && fact.Element == OverdueElement && fact.SinceAt == hazard.DeadlineAt))
            .OrderBy(hazard => hazard.CaseNumber).Take(Most).Select(hazard => new
            {
                hazard.CaseNumber, hazard.Description, hazard.PremisesName, hazard.CommunityId, DeadlineAt = hazard.DeadlineAt!.Value, hazard.GridOwnerName,
            }).ToListAsync(ct);
        return [.. found.Select(hazard => new Finding("I4", Subject.Hazard(hazard.CaseNumber, Title(hazard.Description)), hazard.CaseNumber,
            $"{hazard.CaseNumber}:overdue:{hazard.DeadlineAt.UtcTicks}",
            $"整改逾期 {workdays} 个工作日，期限为{SweepContext.Day(sweep.Calendar.DeadlineDay(hazard.DeadlineAt))}", [hazard.CaseNumber], sweep.StreetId, hazard.CommunityId)
        {
            Title = Title(hazard.Description), PremisesName = hazard.PremisesName, SinceAt = hazard.DeadlineAt, Element = OverdueElement,
            Duties = [sweep.WorkdaysAfterDeadline("整改到位", hazard.DeadlineAt, workdays)],
            Happenings = [new("整改期限届满", hazard.DeadlineAt, IsEnd: true), new("复查认定整改到位", null)],
        })];
    }

    private async Task<ImmutableArray<Finding>> NotClosedDown(SweepContext sweep, CancellationToken ct)
    {
        var workdays = sweep.Number("closure.workdays");
        var before = sweep.BegunBefore(workdays);
        var acts = db.EnforcementRecords;
        var found = await Open(sweep, "L3").Where(hazard => hazard.ClosureClockAt < before
                && !acts.Any(act => act.CaseNumber == hazard.CaseNumber && act.Act == EnforcementAct.ClosureProposed && act.At >= hazard.ClosureClockAt))
            .OrderBy(hazard => hazard.CaseNumber).Take(Most).Select(hazard => new
            {
                hazard.CaseNumber, hazard.Description, hazard.PremisesName, hazard.CommunityId, At = hazard.ClosureClockAt!.Value,
            }).ToListAsync(ct);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var hazard in found)
            if (await subjects.Community(hazard.CommunityId, ct) is { } community)
                findings.Add(new("L3", community, hazard.CaseNumber, $"{hazard.CaseNumber}:closure:{hazard.At.UtcTicks}",
                    $"{hazard.PremisesName}：不具备安全生产条件，{workdays} 个工作日内未报请依法关闭", [hazard.CaseNumber], sweep.StreetId, hazard.CommunityId)
                {
                    Title = Title(hazard.Description), PremisesName = hazard.PremisesName, SinceAt = hazard.At,
                    Duties = [sweep.Workdays("报请依法关闭", hazard.At, workdays)],
                    Happenings = [new("认定不具备安全生产条件", hazard.At), new("报请依法关闭", null)],
                });
        return findings.ToImmutable();
    }

    /// <summary>悬而不决: open for so long whatever was extended or enforced; 逾期未完成目标: past its deadline for so long. Either, and both are told (001-三(六)).</summary>
    private async Task<ImmutableArray<Finding>> LongStanding(SweepContext sweep, CancellationToken ct)
    {
        var (days, openDays) = (sweep.Number("trigger.x5-days"), sweep.Number("trigger.x5-open-days"));
        var (until, since) = (sweep.At.AddDays(-days), sweep.At.AddDays(-openDays));
        var facts = db.AccountabilityFacts.Where(fact => fact.StreetId == sweep.StreetId && fact.Trigger == "X5");
        var found = await Running(sweep)
            .Where(hazard => hazard.Level == HazardLevel.Major).Select(hazard => new
            {
                hazard.CaseNumber, hazard.Description, hazard.PremisesName, hazard.CommunityId, hazard.RegisteredAt, hazard.DeadlineAt, hazard.Extensions,
                IsOverdue = hazard.DeadlineMetAt == null && hazard.DeadlineAt <= until && !facts.Any(fact => fact.Source == hazard.CaseNumber && fact.Element != UnresolvedElement),
                IsUnresolved = hazard.RegisteredAt <= since && !facts.Any(fact => fact.Source == hazard.CaseNumber && fact.Element == UnresolvedElement),
            })
            .Where(hazard => hazard.IsOverdue || hazard.IsUnresolved).OrderBy(hazard => hazard.CaseNumber).Take(Most).ToListAsync(ct);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var hazard in found)
        {
            Happening[] ended = hazard.DeadlineAt is { } end && end <= sweep.At ? [new("整改期限届满", end, IsEnd: true)] : [];
            if (hazard.IsOverdue && hazard.DeadlineAt is { } deadline)
                Add(deadline, null, $"重大隐患逾期 {days} 天未完成整改", new("完成整改", deadline, deadline.AddDays(days), $"期限届满后 {days} 天"));
            if (hazard.IsUnresolved)
                Add(hazard.RegisteredAt, UnresolvedElement, $"重大隐患登记 {openDays} 天后仍未销号，悬而不决（延期 {hazard.Extensions} 次）",
                    new("整改销号", hazard.RegisteredAt, hazard.RegisteredAt.AddDays(openDays), $"登记后 {openDays} 天"));

            void Add(DateTimeOffset from, string? element, string text, DutyDue duty) => findings.Add(
                new Finding("X5", Subject.Hazard(hazard.CaseNumber, Title(hazard.Description)), hazard.CaseNumber, $"{hazard.CaseNumber}:standing:{from.UtcTicks}", text,
                    [hazard.CaseNumber], sweep.StreetId, hazard.CommunityId)
                {
                    Title = Title(hazard.Description), PremisesName = hazard.PremisesName, SinceAt = from, Element = element, Duties = [duty],
                    Happenings = [new("登记重大隐患", hazard.RegisteredAt), .. ended, new("销号", null)],
                });
        }
        return findings.ToImmutable();
    }

    /// <summary>Still open, and without a case of the trigger: these facts are found once a hazard.</summary>
    private IQueryable<Hazard> Open(SweepContext sweep, string trigger)
    {
        var facts = db.AccountabilityFacts;
        return Running(sweep).Where(hazard => !facts.Any(fact => fact.StreetId == sweep.StreetId && fact.Trigger == trigger && fact.Source == hazard.CaseNumber));
    }

    private IQueryable<Hazard> Running(SweepContext sweep) => db.Hazards.AsNoTracking().Where(hazard => hazard.StreetId == sweep.StreetId && hazard.EndedAt == null);

    private static string Title(string description) => description.Length <= 40 ? description : string.Concat(description.AsSpan(0, 39), "…");
}
