using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>This host lives. A gap since the last sign of any host is kept as an outage, for good: it must not count against anybody.</summary>
/// <param name="Host">One name a process.</param>
[AllowSystem]
public sealed record Heartbeat(string Host) : ICommand<OutageRow?>;

public sealed class HeartbeatHandler(RectificationDb db, TimeProvider system, StreetClock clock, Sweeper sweeper, ILogger<HeartbeatHandler> log)
    : ICommandHandler<Heartbeat, OutageRow?>
{
    /// <summary>How often a host says so.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>Shorter gaps are a restart or a busy machine, not an outage that anybody could have suffered from.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    public async Task<Result<OutageRow?>> Handle(Heartbeat command, CancellationToken ct)
    {
        var now = system.GetUtcNow();
        var own = await db.Set<HostBeatRow>().FindAsync([command.Host], ct);
        var last = await db.Set<HostBeatRow>().MaxAsync(row => (DateTimeOffset?)row.BeatAt, ct);
        OutageRow? outage = null;
        if (last is { } seen && now - seen >= Shortest)
        {
            outage = new OutageRow { From = seen + clock.Ahead, To = now + clock.Ahead, Kind = own is null ? OutageKind.Down : OutageKind.ClockJump };
            db.Add(outage);
            log.LogWarning("The system was down from {From} to {To}; that time counts against nobody", outage.From, outage.To);
        }
        if (own is null)
        {
            // Hosts that are long gone tell nothing any more.
            db.RemoveRange(await db.Set<HostBeatRow>().Where(row => row.BeatAt < now - TimeSpan.FromDays(1)).ToListAsync(ct));
            db.Add(new HostBeatRow { Host = command.Host, StartedAt = now, BeatAt = now });
        }
        else
            own.BeatAt = now > own.BeatAt ? now : own.BeatAt;
        // A street set up since the last start is looked over too.
        await sweeper.Arm(ct);
        return outage;
    }
}
