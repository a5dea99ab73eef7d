using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Ledgers;
using Rectification.Oversight;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Boards;

/// <summary>Counts the figures of all communities of a street, or of one, by a handful of grouped reads over indices. For boards, which have made sure who asks.</summary>
public sealed class FigureQueries(RectificationDb db, StreetClock clock, Beside beside)
{
    /// <summary>In the order in which the communities were set up, beside the rate of the whole street.</summary>
    /// <param name="communityId">Only this one; null for the whole street.</param>
    public async Task<StreetFigures> Of(Guid streetId, Guid? communityId, Month month, CancellationToken ct)
    {
        var (start, monthEnd, now) = (month.StartsAt(Calendars.Offset), month.EndsAt(Calendars.Offset), clock.GetUtcNow());
        var end = monthEnd < now ? monthEnd : now;
        // Beside each other and what follows.
        var ending = beside.Read<ClosingRates, ImmutableDictionary<Guid, ClosingRate>>(rates => rates.Ended(streetId, start, end, ct), ct);
        var visiting = beside.Read<MonthlyInspections, ImmutableDictionary<Guid, InspectionCount>>(inspections => inspections.ByCommunity(streetId, communityId, month, ct), ct);
        var lateness = beside.Read<OpenTaskQueries, ImmutableDictionary<Guid, int>>(tasks => tasks.LateByCommunity(streetId, communityId, ct), ct);
        var planning = beside.Read<PlannedInspections, ImmutableDictionary<Guid, PlannedCount>>(planned => planned.ByCommunity(streetId, communityId, month, ct), ct);
        var communities = await db.OrgUnits.AsNoTracking()
            .Where(unit => unit.StreetId == streetId && unit.Kind == OrgUnitKind.Community && unit.IsActive && (communityId == null || unit.Id == communityId))
            .OrderBy(unit => unit.Id).Select(unit => new { unit.Id, unit.Name }).ToListAsync(ct);
        // Of the whole street also for one community: its rate is measured by the street's.
        var open = await Open(streetId, end, ct);
        var late = await lateness;
        var rates = ClosingRates.With(open.Where(row => row.Value.Passed > 0).ToDictionary(row => row.Key, row => row.Value.Passed), await ending);
        var visits = await visiting;
        var duties = await planning;
        var ledgers = await Missing(streetId, communityId, ct);
        var cases = await Cases(streetId, communityId, ct);
        return new([.. communities.Select(unit => new CommunityFigures(
            unit.Id, unit.Name,
            open.GetValueOrDefault(unit.Id).All, open.GetValueOrDefault(unit.Id).Major, open.GetValueOrDefault(unit.Id).Overdue,
            late.GetValueOrDefault(unit.Id), rates.GetValueOrDefault(unit.Id), visits.GetValueOrDefault(unit.Id), duties.GetValueOrDefault(unit.Id),
            ledgers.GetValueOrDefault(unit.Id),
            cases[unit.Id].Where(each => each.Measure is null).Sum(each => each.Count),
            cases[unit.Id].Where(each => each.Measure is not null).Sum(each => each.Count),
            cases[unit.Id].Select(each => each.Measure).OfType<string>().OrderByDescending(Measures.Rung).ThenBy(measure => measure, StringComparer.Ordinal).FirstOrDefault()))], ClosingRate.Sum(rates.Values));
    }

    private async Task<Dictionary<Guid, OpenCount>> Open(Guid streetId, DateTimeOffset end, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Hazards.AsNoTracking().Where(hazard => hazard.StreetId == streetId && hazard.EndedAt == null)
            .GroupBy(hazard => hazard.CommunityId)
            .Select(group => new
            {
                group.Key,
                All = group.Count(),
                Major = group.Count(hazard => hazard.Level == HazardLevel.Major),
                Overdue = group.Count(hazard => hazard.DeadlineMetAt == null && hazard.DeadlineAt < now), Passed = group.Count(hazard => hazard.DeadlineAt <= end),
            })
            .ToDictionaryAsync(row => row.Key, row => new OpenCount(row.All, row.Major, row.Overdue, row.Passed), ct);
    }

    private async Task<Dictionary<Guid, int>> Missing(Guid streetId, Guid? communityId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.LedgerMonths.AsNoTracking()
            .Where(ledger => ledger.StreetId == streetId && ledger.FirstConfirmedAt == null && ledger.DueAt <= now && (communityId == null || ledger.CommunityId == communityId))
            .GroupBy(ledger => ledger.CommunityId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
    }

    private async Task<ILookup<Guid, CaseCount>> Cases(Guid streetId, Guid? communityId, CancellationToken ct)
    {
        var rows = await db.AccountabilityCases.AsNoTracking()
            .Where(row => row.StreetId == streetId && row.CommunityId != null && (communityId == null || row.CommunityId == communityId)
                && (row.State == AccountabilityState.Open || row.State == AccountabilityState.Heard || row.State == AccountabilityState.Decided))
            .GroupBy(row => new { Community = row.CommunityId!.Value, row.State, row.Measure })
            .Select(group => new { group.Key.Community, group.Key.State, group.Key.Measure, Count = group.Count() }).ToListAsync(ct);
        return rows.ToLookup(row => row.Community, row => new CaseCount(row.State == AccountabilityState.Decided ? row.Measure : null, row.Count));
    }

    private readonly record struct OpenCount(int All, int Major, int Overdue, int Passed);

    /// <param name="Measure">Null before the decision.</param>
    private readonly record struct CaseCount(string? Measure, int Count);
}

/// <param name="Rate">Of all communities together, also when only one is asked for.</param>
public sealed record StreetFigures(ImmutableArray<CommunityFigures> Communities, ClosingRate Rate);
