using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Enforcement;

/// <summary>Hand-overs to the police, for those in whose street or community they lie: police officers, the offices, the community.</summary>
public sealed class HandoverQueries(RectificationDb db)
{
    /// <summary>Newest first.</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "Translated to SQL, where numbers of one width compare as text.")]
    public async Task<Page<PoliceHandover>> List(Actor actor, string? after, int take, CancellationToken ct)
    {
        var rows = Seen(actor);
        if (after is not null)
            rows = rows.Where(row => string.Compare(row.Number, after) < 0);
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var found = await rows.OrderByDescending(row => row.Number).Take(take + 1).ToListAsync(ct);
        var page = found.Take(take).ToList();
        return new([.. page], found.Count > take ? page[^1].Number : null);
    }

    /// <summary>Null also for who may not see it.</summary>
    public Task<PoliceHandover?> Find(string number, Actor actor, CancellationToken ct) => Seen(actor).FirstOrDefaultAsync(row => row.Number == number, ct);

    private IQueryable<PoliceHandover> Seen(Actor actor)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        return db.PoliceHandovers.AsNoTracking().Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId));
    }
}
