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
public sealed class LeaderBoardQueries(RectificationDb db, StreetClock clock, FigureQueries figures, OpenTaskQueries tasks, FinishedMonths finished)
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
        var (open, major, overdue, ages) = await Open(street, ct);
        var rates = await figures.Rates(street, month, ct);
        var names = await db.OrgUnits.AsNoTracking().Where(unit => unit.StreetId == street && unit.Kind == OrgUnitKind.Community && unit.IsActive).OrderBy(unit => unit.Id)
            .Select(unit => new { unit.Id, unit.Name }).ToListAsync(ct);
        return new LeaderBoard(month, open, major, overdue, ClosingRate.Sum(rates.Values),
            [.. names.Select(unit => new CommunityRate(unit.Id, unit.Name, rates.GetValueOrDefault(unit.Id)))],
            ages, await tasks.Steps(street, MostSteps, ct), await Trend(street, month, ct), await InForce(street, ct));
    }

    private async Task<(int Open, int Major, int Overdue, ImmutableArray<AgeGroup> Ages)> Open(Guid street, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.ToOffset(Calendars.Offset).DateTime);
        var (week, fortnight, month, quarter) = (From(AgeLimits[1] - 1), From(AgeLimits[2] - 1), From(AgeLimits[3] - 1), From(AgeLimits[4] - 1));
        var found = await db.Hazards.AsNoTracking().Where(hazard => hazard.StreetId == street && hazard.EndedAt == null).GroupBy(hazard => hazard.StreetId).Select(group => new
        {
            All = group.Count(),
            Major = group.Count(hazard => hazard.Level == HazardLevel.Major),
            Overdue = group.Count(hazard => hazard.DeadlineMetAt == null && hazard.DeadlineAt < now),
            Week = group.Count(hazard => hazard.RegisteredAt >= week),
            Fortnight = group.Count(hazard => hazard.RegisteredAt >= fortnight && hazard.RegisteredAt < week),
            Month = group.Count(hazard => hazard.RegisteredAt >= month && hazard.RegisteredAt < fortnight),
            Quarter = group.Count(hazard => hazard.RegisteredAt >= quarter && hazard.RegisteredAt < month),
        }).FirstOrDefaultAsync(ct);
        if (found is null)
            return (0, 0, 0, []);
        int[] counts = [found.Week, found.Fortnight, found.Month, found.Quarter, found.All - found.Week - found.Fortnight - found.Month - found.Quarter];
        return (found.All, found.Major, found.Overdue, [.. counts.Select((count, at) =>
            new AgeGroup(AgeLimits[at], at + 1 < AgeLimits.Length ? AgeLimits[at + 1] - 1 : null, at + 1 < AgeLimits.Length ? today.AddDays(1 - AgeLimits[at + 1]) : null, today.AddDays(-AgeLimits[at]), count))]);

        // 0:00 of the day so many days ago: registered then or later it is at most so many days old.
        DateTimeOffset From(int days) => new(today.AddDays(-days).ToDateTime(TimeOnly.MinValue), Calendars.Offset);
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
}

/// <param name="Open">未销号.</param>
/// <param name="Rate">Of the whole street in the month.</param>
/// <param name="Ages">Of the open ones, the youngest first; empty when none is open.</param>
/// <param name="Steps">Where hazards wait, most first.</param>
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
