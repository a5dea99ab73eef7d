using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Hazards;

/// <summary>Reads of the ledger 隐患排查治理台账.</summary>
public sealed class InspectionQueries(RectificationDb db)
{
    /// <summary>The newest visits to a premises; nothing for who doesn't see it.</summary>
    public async Task<ImmutableArray<InspectionLine>> At(Guid premisesId, Placement place, Actor actor, int take, CancellationToken ct) => !actor.Sees(place)
        ? []
        : [.. await db.InspectionLines.AsNoTracking().Where(line => line.PremisesId == premisesId)
            .OrderByDescending(line => line.Day).ThenByDescending(line => line.Id).Take(take).ToListAsync(ct)];
}
