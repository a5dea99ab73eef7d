using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>Somebody left: the name stays in history, the account opens nothing any more and every role is gone.</summary>
[Allow(Role.SystemAdmin)]
public sealed record DeactivateAccount(Guid UserId) : ICommand<Nothing>;

/// <summary>Somebody came back; the roles are granted anew.</summary>
[Allow(Role.SystemAdmin)]
public sealed record ReactivateAccount(Guid UserId) : ICommand<Nothing>;

internal sealed class DeactivateAccountHandler(RectificationDb db, UserManager<User> users, CurrentActor current, AdminLog log, IEnumerable<IDeparture> departures)
    : ICommandHandler<DeactivateAccount, Nothing>
{
    public async Task<Result<Nothing>> Handle(DeactivateAccount command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.FindAccount(command.UserId, actor.StreetId, ct) is not { } user)
            return Accounts.NotFound;
        if (user.Id == actor.UserId)
            return Problem.Conflict("account.own", "不能停用自己的账号");
        if (!user.IsActive)
            return Problem.Conflict("account.inactive", $"{user.Name}的账号已经停用");

        var grants = await db.RoleGrants.Where(grant => grant.UserId == user.Id).ToListAsync(ct);
        foreach (var grant in grants.Where(grant => Duties.Separated.Contains(grant.Role)))
            if (await Duties.IsLast(db, grant, ct))
                return Duties.Last(grant.Role);
        db.RoleGrants.RemoveRange(grants);
        user.IsActive = false;
        if ((await users.UpdateSecurityStampAsync(user)).Refusal() is { } refused)
            return refused;
        foreach (var departure in departures)
            await departure.Left(user, null, ct);
        log.Add(actor.StreetId, "account.deactivated", $"停用账号 {user.UserName}（{user.Name}），收回 {grants.Count} 项角色");
        return Nothing.Here;
    }
}

internal sealed class ReactivateAccountHandler(RectificationDb db, UserManager<User> users, CurrentActor current, AdminLog log)
    : ICommandHandler<ReactivateAccount, Nothing>
{
    public async Task<Result<Nothing>> Handle(ReactivateAccount command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.FindAccount(command.UserId, actor.StreetId, ct) is not { } user)
            return Accounts.NotFound;
        if (user.IsActive)
            return Problem.Conflict("account.active", $"{user.Name}的账号正在使用");
        user.IsActive = true;
        if ((await users.UpdateSecurityStampAsync(user)).Refusal() is { } refused)
            return refused;
        log.Add(actor.StreetId, "account.reactivated", $"恢复账号 {user.UserName}（{user.Name}）");
        return Nothing.Here;
    }
}
