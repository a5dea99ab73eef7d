using Microsoft.EntityFrameworkCore;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>A community, department or partner under the street, or a grid under a community.</summary>
[Allow(Role.SystemAdmin)]
public sealed record AddOrgUnit(OrgUnitKind Kind, string Name, Guid ParentId) : ICommand<Guid>;

[Allow(Role.SystemAdmin)]
public sealed record RenameOrgUnit(Guid UnitId, string Name) : ICommand<Nothing>;

/// <summary>Takes a unit out of use; its history stays. Refused while somebody or something still belongs to it.</summary>
[Allow(Role.SystemAdmin)]
public sealed record DeactivateOrgUnit(Guid UnitId) : ICommand<Nothing>;

internal static class OrgUnitRules
{
    public const int MaxNameLength = 30;

    public static readonly Problem NotFound = Problem.NotFound("unit.not-found", "没有这个单位，或不在您的街道");

    public static async Task<Problem?> CheckName(RectificationDb db, string name, Guid? parentId, Guid? except, CancellationToken ct)
    {
        if (name.Length is < 2 or > MaxNameLength)
            return Problem.Field("name", $"名称请填写 2–{MaxNameLength} 个字");
        return await db.OrgUnits.AnyAsync(unit => unit.ParentId == parentId && unit.Name == name && unit.IsActive && unit.Id != except, ct)
            ? Problem.Field("name", $"“{name}”已经有了")
            : null;
    }

    public static Task<OrgUnit?> Find(RectificationDb db, Guid id, Guid streetId, CancellationToken ct) =>
        db.OrgUnits.FirstOrDefaultAsync(unit => unit.Id == id && unit.StreetId == streetId, ct);
}

internal sealed class AddOrgUnitHandler(RectificationDb db, CurrentActor current, AdminLog log) : ICommandHandler<AddOrgUnit, Guid>
{
    public async Task<Result<Guid>> Handle(AddOrgUnit command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await OrgUnitRules.Find(db, command.ParentId, actor.StreetId, ct) is not { IsActive: true } parent)
            return OrgUnitRules.NotFound;
        var fits = (parent.Kind, command.Kind) is
            (OrgUnitKind.Street, OrgUnitKind.Community or OrgUnitKind.Department or OrgUnitKind.Partner) or (OrgUnitKind.Community, OrgUnitKind.Grid);
        if (!fits)
            return Problem.Field("kind", "街道下可设社区、科室、协同单位，社区下可设网格");
        var name = command.Name.Trim();
        if (await OrgUnitRules.CheckName(db, name, parent.Id, null, ct) is { } problem)
            return problem;
        var unit = new OrgUnit { Kind = command.Kind, Name = name, ParentId = parent.Id, StreetId = actor.StreetId };
        db.OrgUnits.Add(unit);
        log.Add(actor.StreetId, "unit.added", $"在{parent.Name}下新增{name}");
        return unit.Id;
    }
}

internal sealed class RenameOrgUnitHandler(RectificationDb db, CurrentActor current, AdminLog log) : ICommandHandler<RenameOrgUnit, Nothing>
{
    public async Task<Result<Nothing>> Handle(RenameOrgUnit command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await OrgUnitRules.Find(db, command.UnitId, actor.StreetId, ct) is not { } unit)
            return OrgUnitRules.NotFound;
        var name = command.Name.Trim();
        if (await OrgUnitRules.CheckName(db, name, unit.ParentId, unit.Id, ct) is { } problem)
            return problem;
        log.Add(actor.StreetId, "unit.renamed", $"{unit.Name}更名为{name}");
        unit.Name = name;
        return Nothing.Here;
    }
}

internal sealed class DeactivateOrgUnitHandler(RectificationDb db, CurrentActor current, AdminLog log) : ICommandHandler<DeactivateOrgUnit, Nothing>
{
    public async Task<Result<Nothing>> Handle(DeactivateOrgUnit command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await OrgUnitRules.Find(db, command.UnitId, actor.StreetId, ct) is not { IsActive: true } unit)
            return OrgUnitRules.NotFound;
        if (unit.Kind is OrgUnitKind.Street or OrgUnitKind.District)
            return Problem.Conflict("unit.street", "街道本身不能撤销");
        if (await db.OrgUnits.AnyAsync(child => child.ParentId == unit.Id && child.IsActive, ct))
            return Problem.Conflict("unit.has-children", $"{unit.Name}下面还有网格，请先撤销网格");
        var people = await db.RoleGrants.CountAsync(grant => grant.ScopeId == unit.Id, ct);
        if (people > 0)
            return Problem.Conflict("unit.has-people", $"{unit.Name}还有 {people} 项角色，请安全管理员先收回");
        var sites = await db.Sites.CountAsync(site => site.GridId == unit.Id || site.CommunityId == unit.Id, ct);
        if (sites > 0)
            return Problem.Conflict("unit.has-premises", $"{unit.Name}还有 {sites} 家场所，请先划到其他网格");
        unit.IsActive = false;
        log.Add(actor.StreetId, "unit.deactivated", $"撤销{unit.Name}");
        return Nothing.Here;
    }
}
