using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Premises;

/// <summary>Reads of the register; everything ends at the caller's scope.</summary>
public sealed class PremisesQueries(RectificationDb db)
{
    public const int MaxSearch = 100;

    /// <summary>By name, a page at a time.</summary>
    public async Task<Result<Page<SiteRow>>> List(PremisesFilter filter, Actor actor, string? after, int take, CancellationToken ct)
    {
        var sites = Scoped(actor);
        if (filter.Search?.Trim() is { Length: > 0 } search)
        {
            if (search.Length > MaxSearch)
                return Problem.Field("search", $"查找的内容最多 {MaxSearch} 个字");
            sites = sites.Where(site => site.Name.Contains(search) || site.Address.Contains(search));
        }
        if (filter.CommunityId is { } communityId)
            sites = sites.Where(site => site.CommunityId == communityId);
        if (filter.GridId is { } gridId)
            sites = sites.Where(site => site.GridId == gridId);
        if (filter.Category is { Length: > 0 } category)
            sites = sites.Where(site => site.Category == category);
        if (filter.Colour is { } colour)
            sites = sites.Where(site => site.Colour == colour);
        if (filter.Kind is { } kind)
            sites = sites.Where(site => site.Kind == kind);
        if (after is { Length: > 0 })
        {
            if (PageKey.Read(after, 2) is not [{ } name, { } idText] || !Guid.TryParse(idText, out var id))
                return PageKey.Broken;
            sites = sites.Where(site => site.Name.CompareTo(name) > 0 || (site.Name == name && site.Id > id));
        }

        take = Math.Clamp(take, 1, PageKey.MostRows);
        var rows = await Rows(sites.OrderBy(site => site.Name).ThenBy(site => site.Id).Take(take + 1), ct);
        var next = rows.Count > take ? PageKey.Write(rows[take - 1].Name, rows[take - 1].Id.ToString()) : null;
        return new Page<SiteRow>([.. rows.Take(take)], next);
    }

    /// <summary>Null when there is none, or none for this person.</summary>
    public async Task<SiteView?> Find(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.Sites.AsNoTracking().FirstOrDefaultAsync(site => site.Id == id, ct) is not { } site || !actor.Sees(site.Place))
            return null;
        var names = await db.OrgUnits.AsNoTracking().Where(unit => unit.Id == site.CommunityId || unit.Id == site.GridId)
            .ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        return new(site, names.GetValueOrDefault(site.CommunityId, ""), names.GetValueOrDefault(site.GridId, ""), SiteRegister.MayWrite(actor, site.Place));
    }

    /// <summary>The categories in use within the scope, for filters.</summary>
    public async Task<ImmutableArray<string>> Categories(Actor actor, CancellationToken ct) =>
        [.. await Scoped(actor).Select(site => site.Category).Distinct().OrderBy(category => category).ToListAsync(ct)];

    /// <summary>The grids in which this person may register premises.</summary>
    public async Task<ImmutableArray<GridPlace>> WritableGrids(Actor actor, CancellationToken ct) => [.. await SiteRegister.Grids(db, actor, ct)];

    private IQueryable<Site> Scoped(Actor actor)
    {
        var sites = db.Sites.AsNoTracking();
        if (actor.IsSystem)
            return sites;
        var scopes = actor.CaseScopes;
        return sites.Where(site => site.StreetId == actor.StreetId
            && (scopes.Contains(site.StreetId) || scopes.Contains(site.CommunityId) || scopes.Contains(site.GridId) || scopes.Contains(site.Id)));
    }

    private Task<List<SiteRow>> Rows(IQueryable<Site> sites, CancellationToken ct)
    {
        var units = db.OrgUnits;
        return sites.Select(site => new SiteRow(
            site.Id, site.Name, site.Address, site.Kind, site.Category, site.Colour, site.CommunityId,
            units.Where(unit => unit.Id == site.CommunityId).Select(unit => unit.Name).FirstOrDefault() ?? "",
            site.GridId,
            units.Where(unit => unit.Id == site.GridId).Select(unit => unit.Name).FirstOrDefault() ?? "",
            site.Headcount, site.Tags, site.Principal, site.Phone, site.Industry, site.IsKey)).ToListAsync(ct);
    }
}

/// <param name="Search">Part of the name or address.</param>
public sealed record PremisesFilter(
    string? Search = null, Guid? CommunityId = null, Guid? GridId = null, string? Category = null, Colour? Colour = null, SiteKind? Kind = null);

public sealed record SiteRow(
    Guid Id, string Name, string Address, SiteKind Kind, string Category, Colour Colour, Guid CommunityId, string Community, Guid GridId, string Grid,
    int? Headcount, string Tags, string? Principal, string? Phone, string? Industry, bool IsKey);

/// <param name="MayChange">This person may correct what is written.</param>
public sealed record SiteView(Site Site, string Community, string Grid, bool MayChange);
