using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Oversight;

/// <summary>The records of a person's scope, the newest first, page by page.</summary>
public sealed class OversightQueries(RectificationDb db)
{
    /// <summary>Of a day's ledger; one with more tells so.</summary>
    public const int MostOfDay = 1000;

    [SuppressMessage("Globalization", "CA1309", Justification = "Translated to SQL, where numbers of one width compare as text.")]
    public async Task<Page<Accident>> Accidents(Actor actor, string? after, int take, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var rows = db.Accidents.AsNoTracking().Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId));
        if (after is not null)
            rows = rows.Where(row => string.Compare(row.Number, after) < 0);
        return await Page(rows.OrderByDescending(row => row.Number), take, row => row.Number, ct);
    }

    [SuppressMessage("Globalization", "CA1309", Justification = "Translated to SQL, where numbers of one width compare as text.")]
    public async Task<Page<SupervisionFinding>> Findings(Actor actor, string? after, int take, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var rows = db.SupervisionFindings.AsNoTracking().Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId));
        if (after is not null)
            rows = rows.Where(row => string.Compare(row.Number, after) < 0);
        return await Page(rows.OrderByDescending(row => row.Number), take, row => row.Number, ct);
    }

    public async Task<Page<Resumption>> Resumptions(Actor actor, string? after, int take, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var rows = db.Resumptions.AsNoTracking().Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId));
        if (PageKey.Read(after, 2) is [{ } ticks, { } key] && PageKey.Instant(ticks) is { } at && Guid.TryParse(key, out var id))
            rows = rows.Where(row => row.AgreedAt < at || (row.AgreedAt == at && row.Id > id));
        return await Page(rows.OrderByDescending(row => row.AgreedAt).ThenBy(row => row.Id), take, row => PageKey.Write($"{row.AgreedAt.UtcTicks}", row.Id.ToString()), ct);
    }

    /// <summary>The latest day first; a visit in time does a duty whether or not it was ticked off.</summary>
    public async Task<Page<DutyLine>> Duties(Actor actor, string? after, int take, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var lines = db.InspectionLines;
        var rows = db.InspectionDuties.AsNoTracking().Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId) || scopes.Contains(row.GridId));
        if (PageKey.Read(after, 2) is [{ } dayText, { } key] && DateOnly.TryParseExact(dayText, "O", out var day) && Guid.TryParse(key, out var id))
            rows = rows.Where(row => row.DueOn < day || (row.DueOn == day && row.Id > id));
        return await Page(rows.OrderByDescending(row => row.DueOn).ThenBy(row => row.Id)
            .Select(row => new DutyLine(row.Id, row.PremisesId, row.PremisesName, row.DueOn, row.AssigneeName,
                row.DoneAt != null || lines.Any(line => line.PremisesId == row.PremisesId && line.Day >= row.From && line.Day <= row.DueOn))),
            take, row => PageKey.Write(row.DueOn.ToString("O", CultureInfo.InvariantCulture), row.Id.ToString()), ct);
    }

    /// <summary>隐患排查治理台账 of a day: what was looked at, as it was written up, and what was due on it.</summary>
    public async Task<LedgerDay> Day(Actor actor, DateOnly day, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var written = Written(actor, day);
        var lines = await written.OrderBy(row => row.At).ThenBy(row => row.Id).Take(MostOfDay + 1).ToListAsync(ct);
        var every = db.InspectionLines;
        var due = db.InspectionDuties.AsNoTracking().Where(row => row.DueOn == day && (scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId) || scopes.Contains(row.GridId)));
        var duties = await due.OrderBy(row => row.PremisesName).ThenBy(row => row.Id).Take(MostOfDay + 1)
            .Select(row => new { Line = new DutyLine(row.Id, row.PremisesId, row.PremisesName, row.DueOn, row.AssigneeName,
                row.DoneAt != null || every.Any(line => line.PremisesId == row.PremisesId && line.Day >= row.From && line.Day <= row.DueOn)), row.Told })
            .ToListAsync(ct);
        var told = new LedgerDay(day, [.. lines.Take(MostOfDay)], [.. duties.Take(MostOfDay).Select(duty => duty.Line with { Told = duty.Told })]);
        return lines.Count <= MostOfDay && duties.Count <= MostOfDay ? told : told with
        {
            IsCut = true,
            Written = await written.CountAsync(ct),
            Due = await due.CountAsync(ct),
            Done = await due.CountAsync(row => row.DoneAt != null || every.Any(line => line.PremisesId == row.PremisesId && line.Day >= row.From && line.Day <= row.DueOn), ct),
        };
    }

    /// <summary>What was written up on a day, in that order.</summary>
    public async Task<Page<InspectionLine>> Lines(Actor actor, DateOnly day, string? after, int take, CancellationToken ct)
    {
        var rows = Written(actor, day);
        if (PageKey.Read(after, 2) is [{ } ticks, { } key] && PageKey.Instant(ticks) is { } at && Guid.TryParse(key, out var id))
            rows = rows.Where(row => row.At > at || (row.At == at && row.Id > id));
        return await Page(rows.OrderBy(row => row.At).ThenBy(row => row.Id), take, row => PageKey.Write($"{row.At.UtcTicks}", row.Id.ToString()), ct);
    }

    private IQueryable<InspectionLine> Written(Actor actor, DateOnly day)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        return db.InspectionLines.AsNoTracking().Where(row => row.Day == day && (scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId) || scopes.Contains(row.GridId)));
    }

    private static async Task<Page<T>> Page<T>(IQueryable<T> rows, int take, Func<T, string> key, CancellationToken ct)
    {
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var found = await rows.Take(take + 1).ToListAsync(ct);
        return new([.. found.Take(take)], found.Count > take ? key(found[take - 1]) : null);
    }
}

/// <param name="Lines">In the order in which they were written up.</param>
/// <param name="Duties">What was due by the end of the day.</param>
public sealed record LedgerDay(DateOnly Day, ImmutableArray<InspectionLine> Lines, ImmutableArray<DutyLine> Duties)
{
    /// <summary>There is more than is listed; the counts are of all.</summary>
    public bool IsCut { get; init; }

    public int Written { get; init; } = Lines.Length;

    public int Due { get; init; } = Duties.Length;

    public int Done { get; init; } = Duties.Count(duty => duty.IsDone);
}

public sealed record DutyLine(Guid Id, Guid PremisesId, string PremisesName, DateOnly DueOn, string Assignee, bool IsDone)
{
    public MissingTold Told { get; init; }
}
