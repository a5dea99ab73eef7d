using Microsoft.AspNetCore.Identity;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>One's own password. Other places where one is signed in are out.</summary>
[AllowSignedIn]
public sealed record ChangePassword(string CurrentPassword, string NewPassword) : ICommand<Nothing>;

internal sealed class ChangePasswordHandler(
    RectificationDb db, UserManager<User> users, CurrentActor current, AdminLog log, TimeProvider clock, Aftermath aftermath)
    : ICommandHandler<ChangePassword, Nothing>
{
    public async Task<Result<Nothing>> Handle(ChangePassword command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.FindAccount(actor.UserId, actor.StreetId, ct) is not { } user)
            return Accounts.NotFound;
        if (user.LockoutEnd > clock.GetUtcNow())
            return Problem.Field("currentPassword", "连续输错密码，账号已暂时锁定，请稍后再试");
        if (command.CurrentPassword.Length > PasswordRules.MaxLength || !await users.CheckPasswordAsync(user, command.CurrentPassword))
        {
            // Whoever found an open screen must not find the password there too.
            aftermath.OnRefusal(new CountWrongPassword(actor.UserId));
            return Problem.Field("currentPassword", "原密码不正确");
        }
        if (command.NewPassword == command.CurrentPassword)
            return Problem.Field("newPassword", "新密码不能与原密码相同");
        user.MustChangePassword = false;
        if ((await users.ChangePasswordAsync(user, command.CurrentPassword, command.NewPassword)).Refusal("newPassword") is { } refused)
            return refused;
        log.Add(actor.StreetId, "account.password-changed", "修改自己的密码");
        return Nothing.Here;
    }
}
