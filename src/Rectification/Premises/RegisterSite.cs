using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Premises;

/// <summary>A premises enters the register of its grid (003-1.1.2: 底子清、情况明).</summary>
[Allow(Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer)]
public sealed record RegisterSite(Guid GridId, SiteFacts Facts) : ICommand<Guid>;

/// <summary>Corrects what is written of a premises, or moves it to another grid within one's scope.</summary>
/// <param name="SeenVersion">The <see cref="Site.Version"/> that the form was opened with.</param>
[Allow(Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer)]
public sealed record ChangeSite(Guid SiteId, Guid GridId, SiteFacts Facts, int? SeenVersion = null) : ICommand<Nothing>;

internal sealed class RegisterSiteHandler(RectificationDb db, CurrentActor current, StreetClock clock) : ICommandHandler<RegisterSite, Guid>
{
    public async Task<Result<Guid>> Handle(RegisterSite command, CancellationToken ct)
    {
        var actor = current.Required;
        var facts = command.Facts.Trimmed;
        if (facts.Check() is { IsEmpty: false } errors)
            return Problem.Fields(errors);
        if (await SiteRegister.Grid(db, actor, command.GridId, ct) is not { } grid)
            return SiteRegister.OutOfScope;
        if (await SiteRegister.IsTaken(db, actor.StreetId, facts, null, ct))
            return SiteRegister.Taken(facts);
        var site = SiteRegister.Make(facts, grid, actor.StreetId, clock.GetUtcNow());
        db.Sites.Add(site);
        return site.Id;
    }
}

internal sealed class ChangeSiteHandler(RectificationDb db, CurrentActor current) : ICommandHandler<ChangeSite, Nothing>
{
    public async Task<Result<Nothing>> Handle(ChangeSite command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Sites.FirstOrDefaultAsync(site => site.Id == command.SiteId, ct) is not { } site || !actor.Sees(site.Place))
            return SiteRegister.NotFound;
        if (!SiteRegister.MayWrite(actor, site.Place))
            return SiteRegister.NotYours;
        if (command.SeenVersion is { } seen && seen != site.Version)
            return Problem.Conflict("premises.changed", $"{site.Name}的资料刚被别人修改，请核对后再保存");
        var facts = command.Facts.Trimmed;
        if (facts.Check() is { IsEmpty: false } errors)
            return Problem.Fields(errors);
        if (await SiteRegister.Grid(db, actor, command.GridId, ct) is not { } grid)
            return SiteRegister.OutOfScope;
        if (await SiteRegister.IsTaken(db, actor.StreetId, facts, site.Id, ct))
            return SiteRegister.Taken(facts);
        site.Write(facts);
        site.GridId = grid.Id;
        site.CommunityId = grid.CommunityId;
        return Nothing.Here;
    }
}

/// <summary>What registering, changing and importing share.</summary>
internal static class SiteRegister
{
    public static readonly Problem NotFound = Problem.NotFound("premises.not-found", "没有这家场所，或不在您的范围内");

    public static readonly Problem NotYours = Problem.Forbidden("premises.not-yours", "这家场所的资料由所在网格的网格员、社区安全员或街道安办执法人员修改");

    public static readonly Problem OutOfScope = Problem.Field("gridId", "请选择您范围内的网格");

    private static readonly Role[] Writers = [Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer];

    public static bool MayWrite(Actor actor, Placement place) => actor.IsSystem || Writers.Any(role => actor.Holds(role, place));

    /// <summary>The grid, when it is in use and the actor may write there.</summary>
    public static async Task<GridPlace?> Grid(RectificationDb db, Actor actor, Guid gridId, CancellationToken ct) =>
        (await Grids(db, actor, ct)).Find(grid => grid.Id == gridId);

    public static async Task<List<GridPlace>> Grids(RectificationDb db, Actor actor, CancellationToken ct)
    {
        var units = db.OrgUnits;
        var grids = await (
            from grid in units.AsNoTracking()
            join community in units.AsNoTracking() on grid.ParentId equals community.Id
            where grid.StreetId == actor.StreetId && grid.Kind == OrgUnitKind.Grid && grid.IsActive
            orderby community.Id, grid.Id
            select new GridPlace(grid.Id, grid.Name, community.Id, community.Name)).ToListAsync(ct);
        return grids.FindAll(grid => MayWrite(actor, new(actor.StreetId, grid.CommunityId, grid.Id, null)));
    }

    public static Task<bool> IsTaken(RectificationDb db, Guid streetId, SiteFacts facts, Guid? except, CancellationToken ct) =>
        db.Sites.AnyAsync(site => site.StreetId == streetId && site.Name == facts.Name && site.Address == facts.Address && site.Id != except, ct);

    public static Problem Taken(SiteFacts facts) => Problem.Field("name", $"{facts.Address}的“{facts.Name}”已经登记过");

    public static Site Make(SiteFacts facts, GridPlace grid, Guid streetId, DateTimeOffset at)
    {
        var site = new Site
        {
            Name = facts.Name,
            Address = facts.Address,
            Kind = facts.Kind,
            Category = facts.Category,
            StreetId = streetId,
            CommunityId = grid.CommunityId,
            GridId = grid.Id,
            CreatedAt = at,
        };
        site.Write(facts);
        return site;
    }

    public static void Write(this Site site, SiteFacts facts)
    {
        (site.Name, site.Address, site.Kind, site.Category) = (facts.Name, facts.Address, facts.Kind, facts.Category);
        (site.Industry, site.Headcount, site.Tags) = (facts.Industry, facts.Headcount, facts.Tags);
        (site.Principal, site.Phone, site.IsKey) = (facts.Principal, facts.Phone, facts.IsKey);
    }
}

public sealed record GridPlace(Guid Id, string Name, Guid CommunityId, string CommunityName);
