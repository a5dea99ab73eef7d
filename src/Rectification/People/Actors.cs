using Microsoft.EntityFrameworkCore;
using Rectification.Premises;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>Builds the <see cref="Actor"/> of a signed-in person. Two reads by key and no cache, so that a revoked role ends with the next request.</summary>
public sealed class Actors(RectificationDb db)
{
    /// <summary>Null when the account is gone or deactivated.</summary>
    public async Task<Actor?> Load(Guid userId, CancellationToken ct) => (await LoadAccount(userId, ct))?.Actor;

    /// <summary>The actor with what the host needs beside it.</summary>
    public async Task<SignedInAccount?> LoadAccount(Guid userId, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().Where(user => user.Id == userId && user.IsActive)
            .Select(user => new { user.UserName, user.Name, user.StreetId, user.MustChangePassword, user.SecurityStamp })
            .FirstOrDefaultAsync(ct);
        if (user is null)
            return null;
        var (units, sites) = (db.OrgUnits, db.Sites);
        var grants = await db.RoleGrants.AsNoTracking().Where(grant => grant.UserId == userId)
            .OrderBy(grant => grant.Id)
            .Select(grant => new
            {
                grant.Role,
                grant.ScopeId,
                Name = units.Where(unit => unit.Id == grant.ScopeId).Select(unit => unit.Name).FirstOrDefault()
                    ?? sites.Where(site => site.Id == grant.ScopeId).Select(site => site.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var actor = new Actor(userId, user.UserName!, user.Name, user.StreetId,
            [.. grants.Select(grant => new Grant(grant.Role, grant.ScopeId, grant.Name ?? ""))]);
        return new(actor, user.MustChangePassword, user.SecurityStamp ?? "");
    }
}

/// <param name="SecurityStamp">Changes with the password; a token that carries another one is no longer good.</param>
public sealed record SignedInAccount(Actor Actor, bool MustChangePassword, string SecurityStamp);
