using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>Lets open deadlines follow a change of the rules: few at once, many batch by batch. Scoped.</summary>
public sealed class Recomputations(RectificationDb db, StreetClock clock, RuleChanges changes, IFollowsRules deadlines, ReferenceCache reference, AdminLog log)
{
    /// <summary>Moved in one transaction: the writer is held for a part of a second.</summary>
    public const int BatchSize = 200;

    private (Guid Id, string? Cursor, RuleChange Change, RuleBatch Batch)? looked;

    /// <summary>The one that runs in the street; null when none does. Kept between commands.</summary>
    public async Task<Guid?> Running(Guid streetId, CancellationToken ct) => await reference.Get(db, "recomputing", streetId,
        async inside => await db.Recomputations.Where(row => row.StreetId == streetId && row.FinishedAt == null).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(inside), ct);

    /// <summary>Another change that moves deadlines has to wait for the one before.</summary>
    internal async Task<Problem?> MustBeFree(Guid streetId, CancellationToken ct) =>
        await db.Recomputations.AsNoTracking().FirstOrDefaultAsync(row => row.StreetId == streetId && row.FinishedAt == null, ct) is { } running
            ? Problem.Conflict("rules.recomputing", $"上一次改动（{running.Cause}）正在重算期限，已看 {running.Seen} 个，共 {running.Total} 个；请在完成后再改，进度见设置页")
            : null;

    /// <summary>Inside the command that changes the rules, before its rows are there.</summary>
    /// <returns>How many were moved at once; null when they are many and follow batch by batch.</returns>
    internal async Task<int?> Begin(RuleChange change, int settingVersion, CalendarReplacement? calendar, CancellationToken ct)
    {
        var total = await deadlines.Count(change, ct);
        if (total <= BatchSize)
        {
            // One that opens meanwhile has the new value, or its command is refused and runs again.
            var few = await deadlines.Compare(change, null, int.MaxValue, ct);
            return await deadlines.Move(change, few.Moves, ct);
        }
        db.Recomputations.Add(new()
        {
            StreetId = change.StreetId, Cause = change.Cause, Key = change.Key, SettingVersion = settingVersion, Year = calendar?.Year, CalendarVersion = calendar?.Version,
            Replaced = calendar?.Replaced is { } periods ? JsonSerializer.Serialize(periods) : null, StartedAt = clock.GetUtcNow(), Total = total,
        });
        deadlines.KeepGoing(change.StreetId);
        return null;
    }

    /// <summary>The change that runs in a street, as it was made; null when none runs.</summary>
    public async Task<RuleChange?> Change(Guid streetId, CancellationToken ct) =>
        await db.Recomputations.AsNoTracking().FirstOrDefaultAsync(row => row.StreetId == streetId && row.FinishedAt == null, ct) is { } running ? await Rebuild(running, ct) : null;

    /// <summary>Outside a transaction: looks at the next batch.</summary>
    public async Task Look(Guid streetId, CancellationToken ct)
    {
        looked = null;
        if (await db.Recomputations.AsNoTracking().FirstOrDefaultAsync(row => row.StreetId == streetId && row.FinishedAt == null, ct) is not { } running)
            return;
        var change = await Rebuild(running, ct);
        looked = (running.Id, running.Cursor, change, await deadlines.Compare(change, running.Cursor, BatchSize, ct));
    }

    /// <summary>Inside a command: moves the batch that was looked at.</summary>
    /// <returns>Whether it is through.</returns>
    public async Task<bool> GoOn(Guid streetId, CancellationToken ct)
    {
        var running = await db.Recomputations.FirstOrDefaultAsync(row => row.StreetId == streetId && row.FinishedAt == null, ct);
        // Another host was first with this batch.
        if (running is null || looked is not { } next || next.Id != running.Id || next.Cursor != running.Cursor)
            return running is null;
        running.Advance(next.Batch, await deadlines.Move(next.Change, next.Batch.Moves, ct), clock.GetUtcNow());
        if (running.FinishedAt is null)
            return false;
        if (running.CalendarVersion is { } notice)
            (await db.CalendarNotices.SingleAsync(row => row.StreetId == streetId && row.Version == notice, ct)).MovedDeadlines = running.Moved;
        else
            (await db.SettingChanges.SingleAsync(row => row.StreetId == streetId && row.Version == running.SettingVersion, ct)).MovedDeadlines = running.Moved;
        log.Add(streetId, "rules.recomputed", $"{running.Cause}：正在计的期限已全部看过，{running.Moved} 个重算");
        return true;
    }

    /// <summary>The one that runs, for pages.</summary>
    public async Task<RecomputationProgress?> Progress(Guid streetId, CancellationToken ct) =>
        await db.Recomputations.AsNoTracking().FirstOrDefaultAsync(row => row.StreetId == streetId && row.FinishedAt == null, ct) is { } running
            ? new(running.Cause, running.Key is null ? null : running.SettingVersion, running.CalendarVersion, running.Seen, Math.Max(running.Total, running.Seen), running.Moved, running.StartedAt) : null;

    private async Task<RuleChange> Rebuild(Recomputation running, CancellationToken ct)
    {
        var change = running.Year is { } year
            ? await changes.OfYear(running.StreetId, year, running.SettingVersion, running.Replaced is { } json ? JsonSerializer.Deserialize<ImmutableArray<HolidayPeriod>>(json) : null, ct)
            : await changes.OfSetting(running.StreetId, running.Key!, running.SettingVersion, ct);
        return change with { Cause = running.Cause, ToldOnceAs = running.Id.ToString("N") };
    }
}

/// <param name="SettingVersion">Of the setting's change; null for the calendar.</param>
/// <param name="CalendarVersion">Of the calendar's change; null for a setting.</param>
/// <param name="Seen">Deadlines looked at so far.</param>
/// <param name="Total">At the beginning; more may have come.</param>
public sealed record RecomputationProgress(string Cause, int? SettingVersion, int? CalendarVersion, int Seen, int Total, int Moved, DateTimeOffset StartedAt);

/// <param name="Replaced">What stood there; null when the year's notice had not come.</param>
internal sealed record CalendarReplacement(int Year, int Version, ImmutableArray<HolidayPeriod>? Replaced);
