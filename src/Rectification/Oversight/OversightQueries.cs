using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Oversight;

/// <summary>The newest records of a person's scope.</summary>
public sealed class OversightQueries(RectificationDb db)
{
    private const int Most = 100;

    private const int MostOfDay = 1000;

    public async Task<ImmutableArray<Accident>> Accidents(Actor actor, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        return [.. await db.Accidents.AsNoTracking().Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId))
            .OrderByDescending(row => row.Number).Take(Most).ToListAsync(ct)];
    }

    public async Task<ImmutableArray<SupervisionFinding>> Findings(Actor actor, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        return [.. await db.SupervisionFindings.AsNoTracking().Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId))
            .OrderByDescending(row => row.Number).Take(Most).ToListAsync(ct)];
    }

    public async Task<ImmutableArray<Resumption>> Resumptions(Actor actor, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        return [.. await db.Resumptions.AsNoTracking().Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId))
            .OrderByDescending(row => row.AgreedAt).Take(Most).ToListAsync(ct)];
    }

    /// <summary>Open and missed ones first by day; a visit in time does a duty whether or not it was ticked off.</summary>
    public async Task<ImmutableArray<DutyLine>> Duties(Actor actor, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var lines = db.InspectionLines;
        return [.. await db.InspectionDuties.AsNoTracking()
            .Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId) || scopes.Contains(row.GridId))
            .OrderByDescending(row => row.DueOn).ThenBy(row => row.Id).Take(Most)
            .Select(row => new DutyLine(row.Id, row.PremisesId, row.PremisesName, row.DueOn, row.AssigneeName,
                row.DoneAt != null || lines.Any(line => line.PremisesId == row.PremisesId && line.Day >= row.From && line.Day <= row.DueOn)))
            .ToListAsync(ct)];
    }

    /// <summary>隐患排查治理台账 of a day: what was looked at, as it was written up, and what was due on it.</summary>
    public async Task<LedgerDay> Day(Actor actor, DateOnly day, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var lines = await db.InspectionLines.AsNoTracking()
            .Where(row => row.Day == day && (scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId) || scopes.Contains(row.GridId)))
            .OrderBy(row => row.At).ThenBy(row => row.Id).Take(MostOfDay).ToListAsync(ct);
        var every = db.InspectionLines;
        var duties = await db.InspectionDuties.AsNoTracking()
            .Where(row => row.DueOn == day && (scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId) || scopes.Contains(row.GridId)))
            .OrderBy(row => row.PremisesName).ThenBy(row => row.Id).Take(MostOfDay)
            .Select(row => new { Line = new DutyLine(row.Id, row.PremisesId, row.PremisesName, row.DueOn, row.AssigneeName,
                row.DoneAt != null || every.Any(line => line.PremisesId == row.PremisesId && line.Day >= row.From && line.Day <= row.DueOn)), row.Told })
            .ToListAsync(ct);
        return new(day, [.. lines], [.. duties.Select(duty => duty.Line with { Told = duty.Told })]);
    }
}

/// <param name="Lines">In the order in which they were written up.</param>
/// <param name="Duties">What was due by the end of the day.</param>
public sealed record LedgerDay(DateOnly Day, ImmutableArray<InspectionLine> Lines, ImmutableArray<DutyLine> Duties);

public sealed record DutyLine(Guid Id, Guid PremisesId, string PremisesName, DateOnly DueOn, string Assignee, bool IsDone)
{
    public MissingTold Told { get; init; }
}
