using System.Collections.Immutable;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>A month whose time is over: it is judged at the first nightly look after its end, once, however late that look is after an outage.</summary>
/// <param name="EndsAt">24:00 of its last day, moved on by the time in which the system was down during the month: what was not done then may be done after.</param>
/// <param name="LateBy">What made the look late; null when it came in time.</param>
public sealed record EndedMonth(Month Month, DateTimeOffset EndsAt, Lateness? LateBy)
{
    private const int MostMoved = 12;

    /// <param name="midnight">The first midnight since the last nightly look: months that ended before were judged by an earlier one.</param>
    public static ImmutableArray<EndedMonth> Between(DateTimeOffset midnight, DateTimeOffset at, ImmutableArray<OutageRow> down, TimeSpan offset)
    {
        var found = ImmutableArray.CreateBuilder<EndedMonth>();
        var newest = MonthOf(at, offset);
        for (var month = MonthOf(midnight, offset).Add(-MostMoved); month.EndsAt(offset) < newest.EndsAt(offset); month = month.Add(1))
        {
            var (start, end) = (month.StartsAt(offset), month.EndsAt(offset));
            // A month in which nobody could do anything is nobody's.
            if (down.Any(outage => outage.From <= start && outage.To >= end))
                continue;
            var endsAt = Outages.Extend(start, end, down);
            if (endsAt >= midnight && endsAt <= at)
                found.Add(new(month, endsAt, at.ToOffset(offset).Date > end.Date ? new(at, down.LastOrDefault(outage => outage.To > start)?.Id) : null));
        }
        return found.ToImmutable();
    }

    private static Month MonthOf(DateTimeOffset at, TimeSpan offset) => Month.Of(DateOnly.FromDateTime(at.ToOffset(offset).Date));
}

/// <param name="OutageId">The outage that did it; null when none is known.</param>
public sealed record Lateness(DateTimeOffset JudgedAt, Guid? OutageId);
