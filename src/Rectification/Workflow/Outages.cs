using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>A host that says every half minute that it lives; the newest of all hosts tells when the system was last up.</summary>
public sealed class HostBeatRow
{
    public required string Host { get; init; }

    /// <summary>System time, as the next.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset BeatAt { get; set; }
}

/// <summary>A time in which no host was up, or the clock of the machine jumped. It counts against nobody.</summary>
public sealed class OutageRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>In the street's time, as deadlines are.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required OutageKind Kind { get; init; }
}

public enum OutageKind
{
    /// <summary>No host ran.</summary>
    Down,

    /// <summary>A host ran, but its clock jumped ahead.</summary>
    ClockJump,
}

/// <summary>Times that count against nobody. Scoped.</summary>
public sealed class Outages(RectificationDb db)
{
    /// <summary>Those that touch the time between, the earliest first.</summary>
    public async Task<ImmutableArray<OutageRow>> Between(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        [.. await db.Set<OutageRow>().AsNoTracking().Where(row => row.To > from && row.From < to).OrderBy(row => row.From).ToListAsync(ct)];

    /// <summary>A deadline moved on by every outage between its start and its end, also by those that the moving brings in; a deadline at 24:00 stays one at 24:00.</summary>
    public static DateTimeOffset Extend(DateTimeOffset from, DateTimeOffset dueAt, IEnumerable<OutageRow> outages)
    {
        var end = dueAt;
        foreach (var outage in outages.OrderBy(row => row.From))
        {
            var begin = outage.From > from ? outage.From : from;
            if (begin < end && outage.To > begin)
                end += outage.To - begin;
        }
        if (end == dueAt)
            return dueAt;
        var isEndOfDay = dueAt.ToOffset(Settings.Calendars.Offset).TimeOfDay == TimeSpan.Zero;
        var local = end.ToOffset(Settings.Calendars.Offset);
        return isEndOfDay && local.TimeOfDay != TimeSpan.Zero ? new DateTimeOffset(local.Date.AddDays(1), Settings.Calendars.Offset) : end;
    }
}
