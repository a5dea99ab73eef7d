using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>The communities and grids that a person's scope holds, for the filters of lists.</summary>
public sealed class ScopeQueries(RectificationDb db)
{
    public async Task<ImmutableArray<ScopePlace>> Places(Actor actor, CancellationToken ct)
    {
        var scopes = actor.CaseScopes;
        var units = await db.OrgUnits.AsNoTracking()
            .Where(unit => unit.StreetId == actor.StreetId && unit.IsActive && (unit.Kind == OrgUnitKind.Community || unit.Kind == OrgUnitKind.Grid))
            .Select(unit => new { unit.Id, unit.Name, unit.Kind, unit.ParentId })
            .ToListAsync(ct);
        return [.. units
            .Where(unit => scopes.Contains(actor.StreetId) || scopes.Contains(unit.Id) || (unit.ParentId is { } parent && scopes.Contains(parent)))
            .OrderBy(unit => unit.Id)
            .Select(unit => new ScopePlace(unit.Id, unit.Name, unit.Kind, unit.ParentId))];
    }

    public async Task<string> NameOf(Guid unitId, CancellationToken ct) =>
        await db.OrgUnits.AsNoTracking().Where(unit => unit.Id == unitId).Select(unit => unit.Name).FirstOrDefaultAsync(ct) ?? "";
}

public sealed record ScopePlace(Guid Id, string Name, OrgUnitKind Kind, Guid? ParentId);
