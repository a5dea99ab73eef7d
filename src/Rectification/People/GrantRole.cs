using Microsoft.EntityFrameworkCore;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>Gives a role in one node. Only the security administrator, and never to themselves.</summary>
[Allow(Role.SecurityAdmin)]
public sealed record GrantRole(Guid UserId, Role Role, Guid ScopeId) : ICommand<Guid>;

/// <summary>Takes one role in one node back.</summary>
[Allow(Role.SecurityAdmin)]
public sealed record RevokeRole(Guid GrantId) : ICommand<Nothing>;

internal sealed class GrantRoleHandler(RectificationDb db, CurrentActor current, StreetClock clock, AdminLog log) : ICommandHandler<GrantRole, Guid>
{
    public async Task<Result<Guid>> Handle(GrantRole command, CancellationToken ct)
    {
        var actor = current.Required;
        if (!Enum.IsDefined(command.Role) || command.Role.Scope == ScopeKind.Campaign || command.Role == Role.PublicReporter)
            return Problem.Field("role", "请选择可以授予的角色");
        if (await db.FindAccount(command.UserId, actor.StreetId, ct) is not { } user)
            return Accounts.NotFound;
        if (user.Id == actor.UserId)
            return Problem.Forbidden("role.to-oneself", "安全管理员不能给自己授予角色，请由另一名安全管理员办理");
        if (!user.IsActive)
            return Problem.Field("userId", $"{user.Name}的账号已经停用");
        if (await ScopeName(command.Role.Scope, command.ScopeId, actor.StreetId, ct) is not { } scope)
            return Problem.Field("scopeId", $"{command.Role.ChineseName}的范围请选择本街道的{ScopeWord(command.Role.Scope)}");

        var held = await db.RoleGrants.Where(grant => grant.UserId == user.Id).Select(grant => new { grant.Role, grant.ScopeId }).ToListAsync(ct);
        if (held.Any(grant => grant.Role == command.Role && grant.ScopeId == command.ScopeId))
            return Problem.Conflict("role.held", $"{user.Name}已是{scope}的{command.Role.ChineseName}");
        if (Duties.Against(command.Role, held.Select(grant => grant.Role)) is { } other)
            return Duties.Conflicting(user.Name, other, command.Role);

        // Two grants to one person at once would each see none of the other's duty.
        user.Touch();
        var grant = new RoleGrant
        {
            UserId = user.Id,
            Role = command.Role,
            ScopeId = command.ScopeId,
            StreetId = actor.StreetId,
            GrantedAt = clock.GetUtcNow(),
            GrantedBy = actor.Name,
        };
        db.RoleGrants.Add(grant);
        log.Add(actor.StreetId, "role.granted", $"授予 {user.Name} {scope}的{command.Role.ChineseName}");
        return grant.Id;
    }

    private async Task<string?> ScopeName(ScopeKind kind, Guid id, Guid streetId, CancellationToken ct)
    {
        if (kind == ScopeKind.Premises)
            return await db.Sites.Where(site => site.Id == id && site.StreetId == streetId).Select(site => site.Name).FirstOrDefaultAsync(ct);
        var unitKind = kind switch
        {
            ScopeKind.Grid => OrgUnitKind.Grid,
            ScopeKind.Community => OrgUnitKind.Community,
            _ => OrgUnitKind.Street,
        };
        return await db.OrgUnits.Where(unit => unit.Id == id && unit.StreetId == streetId && unit.Kind == unitKind && unit.IsActive)
            .Select(unit => unit.Name).FirstOrDefaultAsync(ct);
    }

    internal static string ScopeWord(ScopeKind kind) => kind switch
    {
        ScopeKind.Grid => "网格",
        ScopeKind.Community => "社区",
        ScopeKind.Premises => "场所",
        ScopeKind.Campaign => "专项行动",
        _ => "街道",
    };
}

internal sealed class RevokeRoleHandler(RectificationDb db, CurrentActor current, AdminLog log, IEnumerable<IDeparture> departures) : ICommandHandler<RevokeRole, Nothing>
{
    public async Task<Result<Nothing>> Handle(RevokeRole command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.RoleGrants.FirstOrDefaultAsync(grant => grant.Id == command.GrantId && grant.StreetId == actor.StreetId, ct) is not { } grant)
            return Problem.NotFound("role.not-held", "这项角色已经不在了");
        if (Duties.Separated.Contains(grant.Role) && await Duties.IsLast(db, grant, ct))
            return Duties.Last(grant.Role);
        var user = await db.Users.FirstAsync(user => user.Id == grant.UserId, ct);
        user.Touch();
        db.RoleGrants.Remove(grant);
        foreach (var departure in departures)
            await departure.Left(user, grant.Role, ct);
        log.Add(actor.StreetId, "role.revoked", $"收回 {user.Name} 的{grant.Role.ChineseName}");
        return Nothing.Here;
    }
}
