using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>
/// Looks a street over at every midnight of the street's clock, and at other instants that somebody asked for. It is a timer like any other:
/// it survives kills, fires once, and a moved clock runs it at each midnight on the way. Scoped.
/// </summary>
public sealed class Sweeper(RectificationDb db, StreetClock clock, IEnumerable<ISweep> sweeps)
{
    public const string Element = "street-sweep";

    /// <summary>Cases opened in one transaction: after an outage the writer is not held for long.</summary>
    private const int MostAtOnce = 200;

    private const int Nightly = 0;
    private const int Once = 1;

    /// <summary>Gives every street that has none its nightly timer.</summary>
    public async Task Arm(CancellationToken ct)
    {
        var timers = db.Timers;
        var streets = await db.OrgUnits.Where(unit => unit.Kind == OrgUnitKind.Street
            && !timers.Any(timer => timer.StreetId == unit.Id && timer.Kind == TimerKind.Sweep && timer.Stage == Nightly)).Select(unit => unit.Id).ToListAsync(ct);
        foreach (var street in streets)
            db.Timers.Add(New(street, NextMidnight(clock.GetUtcNow()), Nightly));
    }

    /// <summary>Another look at this instant, for what counts in hours.</summary>
    public void LookAt(Guid streetId, DateTimeOffset at) => db.Timers.Add(New(streetId, at, Once));

    /// <summary>Before the transaction of the timer.</summary>
    internal async Task Look(TimerRow timer, CancellationToken ct)
    {
        foreach (var sweep in sweeps)
            await sweep.Look(timer.StreetId, clock.GetUtcNow(), timer.Stage == Nightly ? timer.DueAt : null, ct);
    }

    internal async Task<bool> Fire(TimerRow timer, CancellationToken ct)
    {
        var isMore = false;
        foreach (var sweep in sweeps)
            isMore |= await sweep.Act(timer.StreetId, clock.GetUtcNow(), MostAtOnce, ct);
        (timer.Attempts, timer.LeasedUntil, timer.LeasedBy) = (0, null, null);
        if (isMore)
            return true;
        if (timer.Stage == Once)
        {
            db.Timers.Remove(timer);
            return true;
        }
        // Nights that passed while nobody ran are not looked over one by one: one look finds all.
        timer.DueAt = NextMidnight(clock.GetUtcNow());
        foreach (var sweep in sweeps)
            if (await sweep.Again(timer.StreetId, timer.DueAt.AddDays(-1), ct) is { } again && again > clock.GetUtcNow())
                LookAt(timer.StreetId, again);
        return true;
    }

    private static DateTimeOffset NextMidnight(DateTimeOffset now) => new(now.ToOffset(Calendars.Offset).Date.AddDays(1), Calendars.Offset);

    private static TimerRow New(Guid street, DateTimeOffset at, int stage) => new()
    {
        Kind = TimerKind.Sweep, InstanceId = Guid.Empty, ElementId = Element, CaseNumber = "", StreetId = street, DueAt = at, Stage = stage,
    };
}
