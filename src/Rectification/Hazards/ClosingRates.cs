using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Hazards;

/// <summary>整改率 (003-4.1.1): struck off ÷ those whose deadline has passed, of what was in play in a span of time.</summary>
public sealed class ClosingRates(RectificationDb db)
{
    /// <summary>By community; one without hazards in play is absent.</summary>
    /// <param name="end">The end of the month, or now while it runs.</param>
    public async Task<ImmutableDictionary<Guid, ClosingRate>> ByCommunity(Guid streetId, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        var open = await db.Hazards.AsNoTracking().Where(hazard => hazard.StreetId == streetId && hazard.EndedAt == null && hazard.DeadlineAt <= end).GroupBy(hazard => hazard.CommunityId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        return With(open, await Ended(streetId, start, end, ct));
    }

    /// <summary>Of the ended ones only, for who counts the open ones anyway: two reads instead of one with "or", so that each stays on its index.</summary>
    internal async Task<ImmutableDictionary<Guid, ClosingRate>> Ended(Guid streetId, DateTimeOffset start, DateTimeOffset end, CancellationToken ct) =>
        (await db.Hazards.AsNoTracking().Where(hazard => hazard.StreetId == streetId && hazard.DeadlineAt <= end && hazard.EndedAt >= start
                && (hazard.State == HazardState.Closed || hazard.State == HazardState.ClosedDown || hazard.EndedAt >= end))
            .GroupBy(hazard => hazard.CommunityId)
            .Select(group => new { group.Key, Off = group.Count(hazard => hazard.EndedAt < end), All = group.Count() }).ToListAsync(ct))
        .ToImmutableDictionary(row => row.Key, row => new ClosingRate(row.Off, row.All));

    /// <param name="open">Open hazards whose deadline has passed, by community.</param>
    internal static ImmutableDictionary<Guid, ClosingRate> With(IReadOnlyDictionary<Guid, int> open, ImmutableDictionary<Guid, ClosingRate> ended) =>
        open.Keys.Union(ended.Keys).ToImmutableDictionary(community => community, community =>
            ClosingRate.Sum([ended.GetValueOrDefault(community), new(0, open.GetValueOrDefault(community))]));

    /// <summary>The hazards that such a rate counts, for the list behind it.</summary>
    internal static IQueryable<Hazard> InPlay(IQueryable<Hazard> hazards, DateTimeOffset start, DateTimeOffset end) =>
        hazards.Where(hazard => hazard.DeadlineAt <= end && (hazard.EndedAt == null
            || (hazard.EndedAt >= start && (hazard.State == HazardState.Closed || hazard.State == HazardState.ClosedDown || hazard.EndedAt >= end))));
}

/// <param name="StruckOff">销号 within the span.</param>
/// <param name="Passed">With a deadline that ended before the span did, those struck off included.</param>
public readonly record struct ClosingRate(int StruckOff, int Passed)
{
    /// <summary>Null while nothing was due.</summary>
    public double? Percent => Passed == 0 ? null : 100.0 * StruckOff / Passed;

    public static ClosingRate Sum(IEnumerable<ClosingRate> rates) =>
        rates.Aggregate(default(ClosingRate), (sum, rate) => new(sum.StruckOff + rate.StruckOff, sum.Passed + rate.Passed));
}
