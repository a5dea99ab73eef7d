using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Premises;
using Rectification.Storage;

namespace Rectification.Oversight;

/// <summary>What a record is about, when it lies in the scope of whoever makes it.</summary>
internal static class OversightScope
{
    public static async Task<Site?> Site(RectificationDb db, Guid id, Actor actor, CancellationToken ct) =>
        await db.Sites.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } site && Covers(actor, site.Place) ? site : null;

    /// <param name="number">As typed.</param>
    public static async Task<Hazard?> Hazard(RectificationDb db, string number, Actor actor, CancellationToken ct)
    {
        var read = number.Trim().ToUpperInvariant();
        return await db.Hazards.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == read, ct) is { } hazard && Covers(actor, hazard.Place) ? hazard : null;
    }

    private static bool Covers(Actor actor, Placement place) => actor.IsSystem || actor.Sees(place);
}
