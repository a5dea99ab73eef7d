using Microsoft.AspNetCore.Identity;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>For somebody who forgot it: a password for one use, and the lock after wrong ones is off. Whoever is signed in with the old one is out.</summary>
[Allow(Role.SystemAdmin)]
public sealed record ResetPassword(Guid UserId) : ICommand<AccountCreated>;

internal sealed class ResetPasswordHandler(RectificationDb db, UserManager<User> users, CurrentActor current, AdminLog log)
    : ICommandHandler<ResetPassword, AccountCreated>
{
    public async Task<Result<AccountCreated>> Handle(ResetPassword command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.FindAccount(command.UserId, actor.StreetId, ct) is not { } user)
            return Accounts.NotFound;
        if (user.Id == actor.UserId)
            return Problem.Conflict("account.own", "自己的密码请在“修改密码”里改");
        if (!user.IsActive)
            return Problem.Conflict("account.inactive", $"{user.Name}的账号已经停用，请先恢复");

        var password = PasswordRules.NewOneTimePassword();
        user.MustChangePassword = true;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        if ((await users.UpdateSecurityStampAsync(user)).Refusal() is { } refused)
            return refused;
        log.Add(actor.StreetId, "account.password-reset", $"重置 {user.UserName}（{user.Name}）的密码");
        return new AccountCreated(user.Id, user.UserName!, password);
    }
}
