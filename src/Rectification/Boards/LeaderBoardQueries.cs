using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Boards;

/// <summary>领导看板: the street on one page.</summary>
public sealed class LeaderBoardQueries(RectificationDb db, StreetClock clock, Beside beside, FinishedMonths finished)
{
    private const int MonthsBack = 6;
    private const int MostSteps = 8;

    /// <summary>Days since registration at which the next group begins.</summary>
    private static readonly int[] AgeLimits = [0, 8, 16, 31, 91];

    public async Task<Result<LeaderBoard>> Find(Month month, Actor actor, CancellationToken ct)
    {
        if (!actor.ReadsStreetBoard)
            return BoardAccess.NotYours;
        var street = actor.StreetId;
        var (now, monthEnd) = (clock.GetUtcNow(), month.EndsAt(Calendars.Offset));
        var end = monthEnd < now ? monthEnd : now;
        // Beside each other and what follows.
        var ending = beside.Read<ClosingRates, ImmutableDictionary<Guid, ClosingRate>>(rates => rates.Ended(street, month.StartsAt(Calendars.Offset), end, ct), ct);
        var waiting = beside.Read<OpenTaskQueries, ImmutableArray<OpenStep>>(tasks => tasks.Steps(street, MostSteps, ct), ct);
        var open = await Open(street, end, ct);
        var rates = ClosingRates.With(open.Where(row => row.Passed > 0).ToDictionary(row => row.CommunityId, row => row.Passed), await ending);
        var names = await db.OrgUnits.AsNoTracking().Where(unit => unit.StreetId == street && unit.Kind == OrgUnitKind.Community && unit.IsActive).OrderBy(unit => unit.Id)
            .Select(unit => new { unit.Id, unit.Name }).ToListAsync(ct);
        return new LeaderBoard(month, open.Sum(row => row.All), open.Sum(row => row.Major), open.Sum(row => row.Overdue), ClosingRate.Sum(rates.Values),
            [.. names.Select(unit => new CommunityRate(unit.Id, unit.Name, rates.GetValueOrDefault(unit.Id)))],
            Ages(open), await waiting, await Trend(street, month, ct), await InForce(street, ct));
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Calendars.Offset).DateTime);

    /// <summary>All that is counted of the open ones, by one scan.</summary>
    /// <param name="end">A deadline until then has passed in the month.</param>
    private Task<List<OpenCounts>> Open(Guid street, DateTimeOffset end, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (week, fortnight, month, quarter) = (From(1), From(2), From(3), From(4));
        return db.Hazards.AsNoTracking().Where(hazard => hazard.StreetId == street && hazard.EndedAt == null).GroupBy(hazard => hazard.CommunityId).Select(group => new OpenCounts(
            group.Key,
            group.Count(),
            group.Count(hazard => hazard.Level == HazardLevel.Major),
            group.Count(hazard => hazard.DeadlineMetAt == null && hazard.DeadlineAt < now),
            group.Count(hazard => hazard.DeadlineAt <= end),
            group.Count(hazard => hazard.RegisteredAt >= week),
            group.Count(hazard => hazard.RegisteredAt >= fortnight),
            group.Count(hazard => hazard.RegisteredAt >= month),
            group.Count(hazard => hazard.RegisteredAt >= quarter))).ToListAsync(ct);

        // 0:00 of the first day on which one of a group can have been registered.
        DateTimeOffset From(int next) => new(Today.AddDays(1 - AgeLimits[next]).ToDateTime(TimeOnly.MinValue), Calendars.Offset);
    }

    private ImmutableArray<AgeGroup> Ages(List<OpenCounts> open)
    {
        // How many are at most so old; a group is what is not in the one before.
        int[] upTo = [open.Sum(row => row.Week), open.Sum(row => row.Fortnight), open.Sum(row => row.Month), open.Sum(row => row.Quarter), open.Sum(row => row.All)];
        return upTo[^1] == 0 ? [] : [.. upTo.Select((count, at) => at + 1 < AgeLimits.Length
            ? new AgeGroup(AgeLimits[at], AgeLimits[at + 1] - 1, Today.AddDays(1 - AgeLimits[at + 1]), Today.AddDays(-AgeLimits[at]), at == 0 ? count : count - upTo[at - 1])
            : new AgeGroup(AgeLimits[at], null, null, Today.AddDays(-AgeLimits[at]), count - upTo[at - 1]))];
    }

    private async Task<ImmutableArray<MonthFlow>> Trend(Guid street, Month last, CancellationToken ct)
    {
        var flows = ImmutableArray.CreateBuilder<MonthFlow>(MonthsBack);
        for (var month = last.Add(1 - MonthsBack); month.First <= last.First; month = month.Add(1))
        {
            var asked = month;
            flows.Add(month.EndsAt(Calendars.Offset) <= clock.GetUtcNow() ? await finished.Get(street, month, () => Flow(street, asked, ct)) : await Flow(street, month, ct));
        }
        return flows.ToImmutable();
    }

    private async Task<MonthFlow> Flow(Guid street, Month month, CancellationToken ct)
    {
        var (start, end) = (month.StartsAt(Calendars.Offset), month.EndsAt(Calendars.Offset));
        return new(month,
            await db.Hazards.CountAsync(hazard => hazard.StreetId == street && hazard.RegisteredAt >= start && hazard.RegisteredAt < end, ct),
            await db.Hazards.CountAsync(hazard => hazard.StreetId == street && hazard.EndedAt >= start && hazard.EndedAt < end
                && (hazard.State == HazardState.Closed || hazard.State == HazardState.ClosedDown), ct));
    }

    private async Task<ImmutableArray<MeasureCount>> InForce(Guid street, CancellationToken ct) =>
        [.. (await db.AccountabilityCases.AsNoTracking().Where(row => row.StreetId == street && row.State == AccountabilityState.Decided && row.Measure != null)
            .GroupBy(row => row.Measure!).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct))
            .OrderBy(row => Measures.Rung(row.Key)).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => new MeasureCount(row.Key, row.Count))];

    /// <param name="Week">Registered at most so long ago, as the following.</param>
    private sealed record OpenCounts(Guid CommunityId, int All, int Major, int Overdue, int Passed, int Week, int Fortnight, int Month, int Quarter);
}

/// <param name="Open">未销号.</param>
/// <param name="Rate">Of the whole street in the month.</param>
/// <param name="Ages">Of the open ones, the youngest first; empty when none is open.</param>
/// <param name="Steps">Where cases wait, most first.</param>
/// <param name="Measures">Being carried out, up the ladder.</param>
public sealed record LeaderBoard(
    Month Month, int Open, int Major, int Overdue, ClosingRate Rate, ImmutableArray<CommunityRate> Communities, ImmutableArray<AgeGroup> Ages,
    ImmutableArray<OpenStep> Steps, ImmutableArray<MonthFlow> Trend, ImmutableArray<MeasureCount> Measures);

public sealed record CommunityRate(Guid Id, string Name, ClosingRate Rate);

/// <param name="FromDays">Days since registration, the day itself being 0.</param>
/// <param name="ToDays">Null for all older ones.</param>
/// <param name="FoundFrom">The same as days of registration.</param>
public sealed record AgeGroup(int FromDays, int? ToDays, DateOnly? FoundFrom, DateOnly FoundTo, int Count);

/// <param name="Found">Registered in the month.</param>
/// <param name="StruckOff">销号 in the month.</param>
public sealed record MonthFlow(Month Month, int Found, int StruckOff);

/// <param name="Measure">Its code.</param>
public sealed record MeasureCount(string Measure, int Count);
