using Rectification.Hazards;

namespace Rectification.Sweeps;

/// <summary>整改进度滞后 (003-4.1.1): whose closing rate is how far under the street's.</summary>
/// <param name="Communities">Those that had enough to do and are so many points (⚙) behind.</param>
internal sealed record Behind(ClosingRate Street, IReadOnlyList<KeyValuePair<Guid, ClosingRate>> Communities);

internal static class BehindRates
{
    extension(ClosingRates closing)
    {
        /// <summary>Struck off ÷ those whose deadline has passed, of what was in play in the span.</summary>
        public async Task<Behind> BehindTheStreet(SweepContext sweep, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
        {
            var (points, least) = (sweep.Number("trigger.n1-points"), sweep.Number("trigger.n1-least"));
            var rates = await closing.ByCommunity(sweep.StreetId, start, end, ct);
            var street = ClosingRate.Sum(rates.Values);
            return new(street, [.. rates.Where(each => each.Value.Passed >= least && street.Percent - each.Value.Percent >= points)]);
        }
    }
}
