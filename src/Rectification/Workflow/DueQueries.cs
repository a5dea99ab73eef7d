using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>What falls due by itself, for the page of the demonstration clock.</summary>
public sealed class DueQueries(RectificationDb db, StreetClock clock)
{
    private const int MostLines = 200;

    /// <summary>The earliest deadline ahead; null when nothing waits for time.</summary>
    public async Task<DueLine?> Next(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Timers.AsNoTracking().Where(timer => timer.StreetId == actor.StreetId && timer.DueAt > now && timer.DueAt < DateTimeOffset.MaxValue)
            .OrderBy(timer => timer.DueAt).Select(timer => new DueLine(timer.DueAt, timer.CaseNumber, timer.ElementId)).FirstOrDefaultAsync(ct);
    }

    /// <summary>What the system did by itself after one instant, oldest first.</summary>
    public async Task<ImmutableArray<DueEvent>> Since(Actor actor, DateTimeOffset from, CancellationToken ct)
    {
        var cases = db.Cases;
        var rows = await db.Journal.AsNoTracking()
            .Where(row => row.At > from && row.ActorId == null && row.Text != "" && cases.Any(each => each.CaseNumber == row.CaseNumber && each.StreetId == actor.StreetId))
            .OrderBy(row => row.At).ThenBy(row => row.CaseNumber).ThenBy(row => row.Number)
            .Take(MostLines).Select(row => new DueEvent(row.At, row.CaseNumber, row.Text)).ToListAsync(ct);
        return [.. rows];
    }
}

public sealed record DueLine(DateTimeOffset DueAt, string CaseNumber, string ElementId);

public sealed record DueEvent(DateTimeOffset At, string CaseNumber, string Text);
