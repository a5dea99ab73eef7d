using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Premises;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>Accounts, roles and the organisation of the caller's street, for the administrators' pages.</summary>
public sealed class PeopleQueries(RectificationDb db, TimeProvider clock)
{
    private const int MaxSearch = 100;

    /// <summary>By account name, a page at a time.</summary>
    public async Task<Result<Page<AccountRow>>> Accounts(AccountFilter filter, Actor actor, string? after, int take, CancellationToken ct)
    {
        var users = db.Users.AsNoTracking().Where(user => user.StreetId == actor.StreetId);
        var grants = db.RoleGrants;
        if (filter.Search?.Trim() is { Length: > 0 } search)
        {
            if (search.Length > MaxSearch)
                return Problem.Field("search", $"查找的内容最多 {MaxSearch} 个字");
            users = users.Where(user => user.UserName!.Contains(search) || user.Name.Contains(search));
        }
        if (filter.IsActive is { } isActive)
            users = users.Where(user => user.IsActive == isActive);
        if (filter.Role is { } role)
            users = users.Where(user => grants.Any(grant => grant.UserId == user.Id && grant.Role == role));
        if (after is { Length: > 0 })
        {
            if (PageKey.Read(after, 1) is not [{ } name])
                return PageKey.Broken;
            users = users.Where(user => user.UserName!.CompareTo(name) > 0);
        }
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var rows = await users.OrderBy(user => user.UserName).Take(take + 1)
            .Select(user => new { user.Id, user.UserName, user.Name, user.PhoneNumber, user.IsActive, user.MustChangePassword, user.LockoutEnd })
            .ToListAsync(ct);
        var held = (await Grants(actor.StreetId, rows.Select(user => user.Id), ct)).ToLookup(grant => grant.UserId);
        var now = clock.GetUtcNow();
        var items = rows.Take(take).Select(user => new AccountRow(
            user.Id, user.UserName!, user.Name, user.PhoneNumber, user.IsActive, user.MustChangePassword,
            user.LockoutEnd > now ? user.LockoutEnd : null, [.. held[user.Id]]));
        return new Page<AccountRow>([.. items], rows.Count > take ? PageKey.Write(rows[take - 1].UserName) : null);
    }

    /// <summary>Null when there is no such account in the street.</summary>
    public async Task<AccountRow?> Account(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == id && user.StreetId == actor.StreetId, ct) is not { } user)
            return null;
        return new(user.Id, user.UserName!, user.Name, user.PhoneNumber, user.IsActive, user.MustChangePassword,
            user.LockoutEnd > clock.GetUtcNow() ? user.LockoutEnd : null, [.. await Grants(actor.StreetId, [id], ct)]);
    }

    /// <summary>Who holds a role in the street, by scope.</summary>
    public async Task<ImmutableArray<HolderRow>> Holders(Role role, Actor actor, CancellationToken ct)
    {
        var users = db.Users;
        var found = await (
            from grant in db.RoleGrants.AsNoTracking()
            join user in users on grant.UserId equals user.Id
            where grant.StreetId == actor.StreetId && grant.Role == role
            orderby grant.ScopeId, user.UserName
            select new { user.Id, user.UserName, user.Name, GrantId = grant.Id }).ToListAsync(ct);
        var grants = (await Grants(actor.StreetId, found.Select(row => row.Id), ct)).ToDictionary(grant => grant.GrantId);
        return [.. found.Select(row => new HolderRow(row.Id, row.UserName!, row.Name, grants[row.GrantId]))];
    }

    /// <summary>The nodes in which a role can be held.</summary>
    public async Task<ImmutableArray<ScopeChoice>> Scopes(ScopeKind kind, Actor actor, CancellationToken ct)
    {
        if (kind == ScopeKind.Premises)
            return [.. await db.Sites.AsNoTracking().Where(site => site.StreetId == actor.StreetId).OrderBy(site => site.Name)
                .Select(site => new ScopeChoice(site.Id, site.Name)).ToListAsync(ct)];
        var unitKind = kind switch { ScopeKind.Grid => OrgUnitKind.Grid, ScopeKind.Community => OrgUnitKind.Community, _ => OrgUnitKind.Street };
        return [.. (await Organisation(actor, ct)).Where(unit => unit.Unit.Kind == unitKind && unit.Unit.IsActive)
            .Select(unit => new ScopeChoice(unit.Unit.Id, unit.Unit.Name))];
    }

    /// <summary>The tree from the street downward, parents before children.</summary>
    public async Task<ImmutableArray<OrgNode>> Organisation(Actor actor, CancellationToken ct)
    {
        var units = await db.OrgUnits.AsNoTracking().Where(unit => unit.StreetId == actor.StreetId).OrderBy(unit => unit.Kind).ThenBy(unit => unit.Id).ToListAsync(ct);
        var people = await db.RoleGrants.Where(grant => grant.StreetId == actor.StreetId).GroupBy(grant => grant.ScopeId)
            .Select(group => new { group.Key, Count = group.Select(grant => grant.UserId).Distinct().Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        var sites = await db.Sites.Where(site => site.StreetId == actor.StreetId).GroupBy(site => site.GridId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        var children = units.ToLookup(unit => unit.ParentId);
        var tree = ImmutableArray.CreateBuilder<OrgNode>();
        foreach (var street in units.Where(unit => unit.Kind == OrgUnitKind.Street))
            Add(street, 0);
        return tree.ToImmutable();

        void Add(OrgUnit unit, int depth)
        {
            tree.Add(new(unit, depth, people.GetValueOrDefault(unit.Id), sites.GetValueOrDefault(unit.Id)));
            foreach (var child in children[unit.Id].OrderByDescending(child => child.IsActive).ThenBy(child => child.Kind).ThenBy(child => child.Id))
                Add(child, depth + 1);
        }
    }

    private async Task<List<GrantRow>> Grants(Guid streetId, IEnumerable<Guid> userIds, CancellationToken ct)
    {
        var ids = userIds.ToHashSet();
        var (units, sites) = (db.OrgUnits, db.Sites);
        return await db.RoleGrants.AsNoTracking().Where(grant => grant.StreetId == streetId && ids.Contains(grant.UserId))
            .OrderBy(grant => grant.Id)
            .Select(grant => new GrantRow(
                grant.Id, grant.UserId, grant.Role,
                units.Where(unit => unit.Id == grant.ScopeId).Select(unit => unit.Name).FirstOrDefault()
                    ?? sites.Where(site => site.Id == grant.ScopeId).Select(site => site.Name).FirstOrDefault() ?? "",
                grant.GrantedAt, grant.GrantedBy))
            .ToListAsync(ct);
    }
}

/// <param name="IsActive">Null for both.</param>
public sealed record AccountFilter(string? Search = null, Role? Role = null, bool? IsActive = null);

public sealed record AccountRow(
    Guid Id, string UserName, string Name, string? Phone, bool IsActive, bool MustChangePassword, DateTimeOffset? LockedUntil, ImmutableArray<GrantRow> Grants);

public sealed record GrantRow(Guid GrantId, Guid UserId, Role Role, string Scope, DateTimeOffset GrantedAt, string GrantedBy);

public sealed record HolderRow(Guid UserId, string UserName, string Name, GrantRow Grant);

public sealed record ScopeChoice(Guid Id, string Name);

/// <param name="People">How many hold a role right here.</param>
/// <param name="Sites">How many premises a grid has.</param>
public sealed record OrgNode(OrgUnit Unit, int Depth, int People, int Sites);
