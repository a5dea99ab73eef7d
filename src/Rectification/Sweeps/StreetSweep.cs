using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>
/// Finds the facts of all timed triggers over a street, the ladder's next steps and the facts that are gone, then acts on them. Proposals only:
/// what follows is decided by people. Time in which the system was down counts against nobody. Scoped.
/// </summary>
public sealed class StreetSweep(
    RectificationDb db, IEnumerable<IFinder> finders, NextSteps nextSteps, IStandingFacts standing, Outages outages,
    Calendars calendars, SettingsQueries settings, OpenAccountability accountability, Climb climb, VanishedFacts vanished, Notifier notifier) : ISweep
{
    private ImmutableArray<Finding> findings = [];
    private ClimbLook clocks = new([], []);
    private ImmutableDictionary<string, ImmutableDictionary<Guid, string>> gone = ImmutableDictionary<string, ImmutableDictionary<Guid, string>>.Empty;

    /// <param name="midnight">As in <see cref="Look"/>.</param>
    public async Task<SweepContext> Context(Guid streetId, DateTimeOffset at, DateTimeOffset? midnight, CancellationToken ct) =>
        new(streetId, at, await calendars.For(streetId, ct), await settings.For(streetId, ct))
        {
            Midnight = midnight,
            Down = await outages.Between((midnight ?? at) - SweepContext.Remembered, at, ct),
        };

    public async Task<int> Look(Guid streetId, DateTimeOffset at, DateTimeOffset? midnight, CancellationToken ct)
    {
        var sweep = await Context(streetId, at, midnight, ct);
        var found = ImmutableArray.CreateBuilder<Finding>();
        foreach (var finder in finders)
            found.AddRange(await finder.Find(sweep, ct));
        findings = await Fair(found.ToImmutable(), at, ct);
        clocks = await nextSteps.Find(sweep, ct);
        gone = await Gone(streetId, at, ct);
        return findings.Length + clocks.Steps.Length + clocks.Settled.Length + gone.Count;
    }

    public async Task<bool> Act(Guid streetId, DateTimeOffset at, int most, CancellationToken ct)
    {
        foreach (var finding in findings.Take(most))
            await accountability.Open(finding, at, ct);
        foreach (var step in clocks.Steps.Take(most))
            if (await db.AccountabilityCases.FindAsync([step.CaseNumber], ct) is { } below)
                await climb.From(below, step.Facts, ClimbClocks.Occurrence + below.CaseNumber, at, ct, duty: step.Duty);
        foreach (var number in clocks.Settled.Take(most))
            (await db.AccountabilityCases.FindAsync([number], ct))?.SettleClimb();
        foreach (var (number, reasons) in gone.Take(most))
            if (await db.AccountabilityCases.FindAsync([number], ct) is { } subject && await db.Cases.FindAsync([number], ct) is { } @case)
                await vanished.Mark(subject, @case, await db.AccountabilityFacts.Where(fact => fact.CaseNumber == number).ToListAsync(ct), reasons, at, ct);
        await TellOutages(streetId, ct);
        return findings.Length > most || clocks.Steps.Length > most || clocks.Settled.Length > most || gone.Count > most;
    }

    /// <summary>Drops what is not yet due once the time that was nobody's is taken out, and marks what fell due in an outage.</summary>
    public async Task<ImmutableArray<Finding>> Fair(ImmutableArray<Finding> found, DateTimeOffset at, CancellationToken ct)
    {
        var timed = found.Where(finding => !finding.Duties.IsDefaultOrEmpty).ToList();
        if (timed.Count == 0)
            return found;
        var down = await outages.Between(timed.Min(finding => finding.Duties.Min(duty => duty.From)), at, ct);
        if (down.IsEmpty)
            return found;
        return [.. found.Where(finding => finding.Duties.IsDefaultOrEmpty || finding.Duties.All(duty => Outages.Extend(duty.From, duty.DueAt, down) <= at))
            .Select(finding => down.FirstOrDefault(outage => finding.Duties.Any(duty => duty.DueAt >= outage.From && duty.DueAt <= outage.To)) is { } outage
                ? finding with { OutageId = outage.Id } : finding)];
    }

    private async Task<ImmutableDictionary<string, ImmutableDictionary<Guid, string>>> Gone(Guid streetId, DateTimeOffset at, CancellationToken ct)
    {
        var cases = db.AccountabilityCases;
        var facts = await (
            from fact in db.AccountabilityFacts.AsNoTracking()
            join subject in cases on fact.CaseNumber equals subject.CaseNumber
            where subject.StreetId == streetId && (subject.State == AccountabilityState.Open || subject.State == AccountabilityState.Heard)
                && subject.VanishedAt == null && fact.GoneAt == null
            select new StandingFact(fact.Id, fact.CaseNumber, fact.Trigger, fact.Occurrence, fact.Source, fact.SubjectId, subject.Period, fact.Element, fact.FoundAt)).ToListAsync(ct);
        var reasons = await standing.Gone(streetId, facts, at, ct);
        return facts.Where(fact => reasons.ContainsKey(fact.Id)).GroupBy(fact => fact.CaseNumber)
            .ToImmutableDictionary(group => group.Key, group => group.ToImmutableDictionary(fact => fact.Id, fact => reasons[fact.Id]));
    }

    private async Task TellOutages(Guid streetId, CancellationToken ct)
    {
        foreach (var group in findings.Where(finding => finding.OutageId is not null).GroupBy(finding => finding.OutageId!.Value))
        {
            var outage = await db.Set<OutageRow>().FindAsync([group.Key], ct);
            if (outage is not null)
                await notifier.ToRole(Role.SafetyOfficer, new Placement(streetId, null, null, null),
                    $"系统停机期间（{ProofWords.Moment(outage.From)}至{ProofWords.Moment(outage.To)}）有 {group.Count()} 件到期，停机时间不计入，合并列示", $"/accountability?outage={outage.Id}",
                    $"outage:{outage.Id:N}:{streetId:N}", null, ct);
        }
    }
}
