using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Lets a running recomputation go on, by a timer like any other: it survives kills, and hosts share the work. Scoped.</summary>
public sealed class RecomputeDeadlines(RectificationDb db, Recomputations recomputations, OpenDeadlines deadlines, DeadlineMoves moves)
{
    /// <summary>The next batch; the same timer stays due until all is done.</summary>
    internal async Task<bool> Fire(TimerRow timer, CancellationToken ct)
    {
        (timer.Attempts, timer.LeasedUntil, timer.LeasedBy) = (0, null, null);
        if (await recomputations.GoOn(timer.StreetId, ct))
            db.Timers.Remove(timer);
        return true;
    }

    /// <summary>A deadline falls due whose turn has not come: it is recomputed first, and may have its time still.</summary>
    /// <returns>Whether it was moved; it then waits for its new instant.</returns>
    internal async Task<bool> MovesFirst(TimerRow timer, CancellationToken ct)
    {
        if (await recomputations.Running(timer.StreetId, ct) is null || await recomputations.Change(timer.StreetId, ct) is not { } change)
            return false;
        var found = await deadlines.Compare(change, timer, ct);
        if (found.IsEmpty || await moves.Make(change, found, ct) == 0)
            return false;
        (timer.Attempts, timer.LeasedUntil, timer.LeasedBy) = (0, null, null);
        return true;
    }
}
