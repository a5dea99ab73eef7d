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
}

public sealed record DutyLine(Guid Id, Guid PremisesId, string PremisesName, DateOnly DueOn, string Assignee, bool IsDone);
