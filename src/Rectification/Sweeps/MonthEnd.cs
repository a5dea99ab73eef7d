using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Ledgers;
using Rectification.Oversight;
using Rectification.People;
using Rectification.Premises;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>What a month comes to: N1 progress behind the street's, N3 no ledger, N7 the monthly ledger missing, A2 inspections missed.</summary>
public sealed class MonthEnd(RectificationDb db, Subjects subjects, ClosingRates closing, MonthlyInspections inspections) : IFinder
{
    private const int Most = 2000;

    /// <summary>Listed one by one; all are counted.</summary>
    private const int MostListed = 20;

    public async Task<ImmutableArray<Finding>> Find(SweepContext sweep, CancellationToken ct)
    {
        var findings = await MissingLedgers(sweep, ct);
        foreach (var month in sweep.Months)
            findings = [.. findings, .. await BehindTheStreet(sweep, month, ct), .. await WithoutLedger(sweep, month, ct), .. await Missed(sweep, month, ct)];
        return findings;
    }

    private async Task<ImmutableArray<Finding>> BehindTheStreet(SweepContext sweep, EndedMonth ended, CancellationToken ct)
    {
        var (month, end) = (ended.Month, ended.EndsAt);
        var (street, behind) = await closing.BehindTheStreet(sweep, sweep.StartOf(month), end, ct);
        var points = sweep.Number("trigger.n1-points");
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var (community, rate) in behind)
            if (await subjects.Community(community, ct) is { } subject)
                findings.Add(Of(sweep, "N1", subject, community, ended,
                    FormattableString.Invariant($"{month} 到期隐患 {rate.Passed} 件，销号 {rate.StruckOff} 件，整改率 {rate.Percent:0.#}%，低于全街道（{street.Percent:0.#}%）{points} 个百分点以上"),
                    [new($"{subject.Name}到期 {rate.Passed} 件，销号 {rate.StruckOff} 件", end, IsEnd: true), new($"全街道到期 {street.Passed} 件，销号 {street.StruckOff} 件", end, IsEnd: true)]));
        return await Unknown(sweep, "N1", month, findings, ct);
    }

    /// <summary>A month without a line in the ledger though inspections were due: planned ones, or the monthly one of a premises that was there the whole month (003-3).</summary>
    private async Task<ImmutableArray<Finding>> WithoutLedger(SweepContext sweep, EndedMonth ended, CancellationToken ct)
    {
        var (month, start) = (ended.Month, sweep.StartOf(ended.Month));
        var (first, last, lastWritten) = (month.First, month.Last, sweep.Calendar.DeadlineDay(ended.EndsAt));
        var (sites, duties, lines) = (db.Sites, db.InspectionDuties, db.InspectionLines);
        var found = await db.OrgUnits.AsNoTracking()
            .Where(unit => unit.StreetId == sweep.StreetId && unit.Kind == OrgUnitKind.Community && unit.IsActive
                && (sites.Any(site => site.CommunityId == unit.Id && site.CreatedAt <= start)
                    || duties.Any(duty => duty.CommunityId == unit.Id && duty.DueOn >= first && duty.DueOn <= last))
                && !lines.Any(line => line.CommunityId == unit.Id && line.Day >= first && line.Day <= lastWritten))
            .Select(unit => unit.Id).ToListAsync(ct);
        if (found.Count == 0)
            return [];
        // How many were due is said by whoever counts them for the boards.
        var due = await inspections.ByCommunity(sweep.StreetId, null, month, ct);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var community in found)
            if (await subjects.Community(community, ct) is { } subject)
                findings.Add(Of(sweep, "N3", subject, community, ended, $"{month} 应检查场所 {due.GetValueOrDefault(community).Due} 家，隐患排查治理台账没有一条记录",
                    [new($"应检查场所 {due.GetValueOrDefault(community).Due} 家（每月至少一次）", ended.EndsAt, IsEnd: true), new("台账记录", null)]) with
                {
                    Duties = [new("每家场所每月至少检查一次并记入台账", start, sweep.EndOf(month), "当月最后一日 24:00")],
                });
        return await Unknown(sweep, "N3", month, findings, ct);
    }

    /// <summary>P05: by the 5th, 24:00, a leader has confirmed last month's list, or it is missing; a later return by the street counts for nothing.</summary>
    private async Task<ImmutableArray<Finding>> MissingLedgers(SweepContext sweep, CancellationToken ct)
    {
        var facts = db.AccountabilityFacts;
        var found = await db.LedgerMonths.AsNoTracking()
            .Where(ledger => ledger.StreetId == sweep.StreetId && ledger.DueAt <= sweep.At && ledger.FirstConfirmedAt == null
                && !facts.Any(fact => fact.StreetId == sweep.StreetId && fact.Trigger == "N7" && fact.Source == ledger.CaseNumber))
            .OrderBy(ledger => ledger.CaseNumber).Take(Most)
            .Select(ledger => new { ledger.CaseNumber, ledger.CommunityId, ledger.CommunityName, ledger.Month, ledger.OpenedAt, ledger.DueAt }).ToListAsync(ct);
        return [.. found.Select(ledger => new Finding("N7", Subject.Community(ledger.CommunityId, ledger.CommunityName), ledger.Month, $"ledger:{ledger.CaseNumber}",
            $"{ledger.Month} 隐患排查治理问题清单到{SweepContext.Day(sweep.Calendar.DeadlineDay(ledger.DueAt))}24:00 未经确认报送", [ledger.CaseNumber], sweep.StreetId, ledger.CommunityId)
        {
            Title = $"{ledger.CommunityName} {ledger.Month} 问题清单未报送", Element = StandingFacts.LedgerElement, SinceAt = ledger.OpenedAt,
            // Opened late after an outage, it was to be opened on the 1st all the same; the time in between is then taken out.
            Duties = [new("报送上月问题清单", sweep.FirstOf(ledger.DueAt), ledger.DueAt, $"每月 {sweep.Calendar.DeadlineDay(ledger.DueAt).Day} 日 24:00 前（含当日）")],
            Happenings = [new("社区主干确认", null)],
        })];
    }

    private async Task<ImmutableArray<Finding>> Missed(SweepContext sweep, EndedMonth ended, CancellationToken ct)
    {
        var (least, month) = (sweep.Number("trigger.a2-missed"), ended.Month);
        var (first, last) = (month.First, month.Last);
        var lines = db.InspectionLines;
        var missed = db.InspectionDuties.AsNoTracking().Where(duty => duty.StreetId == sweep.StreetId && duty.DueOn >= first && duty.DueOn <= last && duty.DoneAt == null
            && !lines.Any(line => line.PremisesId == duty.PremisesId && line.Day >= duty.From && line.Day <= duty.DueOn));
        var people = await missed.GroupBy(duty => duty.AssigneeId).Where(group => group.Count() >= least).Select(group => group.Key).ToListAsync(ct);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var id in people)
        {
            var duties = (await missed.Where(duty => duty.AssigneeId == id).OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Id).Select(duty => new
                {
                    duty.PremisesName, duty.CommunityId, duty.From, duty.DueOn,
                    Seen = lines.Where(line => line.PremisesId == duty.PremisesId && line.Day >= duty.From).Min(line => (DateOnly?)line.Day),
                }).ToListAsync(ct))
                .ConvertAll(duty => (Duty: duty, Due: new DutyDue($"{duty.PremisesName}检查", sweep.Calendar.EndOfDay(duty.From.AddDays(-1)), sweep.Calendar.EndOfDay(duty.DueOn), "安排的检查日期 24:00")))
                .FindAll(each => Outages.Extend(each.Due.From, each.Due.DueAt, sweep.Down) is var fair && fair <= sweep.At && !(each.Duty.Seen <= sweep.Calendar.DeadlineDay(fair)));
            if (duties.Count >= least && await subjects.Person(id, ct) is { } person)
                findings.Add(Of(sweep, "A2", person, subjects.CommunityOf(person, duties[0].Duty.CommunityId), ended,
                    $"{person.Name} {month} 有 {duties.Count} 次应查未查：{string.Join("、", duties.Take(6).Select(each => $"{each.Duty.PremisesName}（{SweepContext.Day(each.Duty.DueOn)}）"))}{(duties.Count > 6 ? " 等" : "")}",
                    [.. duties.Take(MostListed).Select(each => new Happening($"{each.Duty.PremisesName} {SweepContext.Day(each.Duty.DueOn)}前检查", null))]) with
                {
                    Duties = [.. duties.Take(MostListed).Select(each => each.Due)],
                });
        }
        return await Unknown(sweep, "A2", month, findings, ct);
    }

    private static Finding Of(SweepContext sweep, string trigger, Subject subject, Guid? community, EndedMonth ended, string facts, ImmutableArray<Happening> happenings) => new(
        trigger, subject, ended.Month.ToString(), $"{trigger}:{subject.Id}:{ended.Month}", facts + Late(sweep, ended.LateBy), [], sweep.StreetId, community)
    {
        Title = $"{subject.Name} {ended.Month}", SinceAt = sweep.EndOf(ended.Month), Happenings = happenings, OutageId = ended.LateBy?.OutageId,
    };

    private static string Late(SweepContext sweep, Lateness? late) => late is null ? ""
        : $"（{(late.OutageId is null ? "" : "系统停机，停机时间不计入，")}于{SweepContext.Day(sweep.Calendar.DayOf(late.JudgedAt))}补核）";

    private async Task<ImmutableArray<Finding>> Unknown(SweepContext sweep, string trigger, Month month, ImmutableArray<Finding>.Builder found, CancellationToken ct)
    {
        if (found.Count == 0)
            return [];
        var period = month.ToString();
        var known = await db.AccountabilityCases.AsNoTracking().Where(row => row.StreetId == sweep.StreetId && row.Trigger == trigger && row.Period == period)
            .Select(row => row.SubjectId).ToListAsync(ct);
        return [.. found.Where(finding => !known.Contains(finding.Subject.Id))];
    }
}
