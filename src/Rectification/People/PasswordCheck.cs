using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>
/// Checks who somebody says they are. Hashing takes tens of milliseconds, so it happens outside of any transaction;
/// only a wrong password, or the first right one after wrong ones, writes.
/// </summary>
public sealed class PasswordCheck(RectificationDb db, IPasswordHasher<User> hasher, TimeProvider clock, IMediator mediator)
{
    private static readonly Problem Wrong = new(ProblemKind.Unauthenticated, "sign-in.wrong", "账号或密码不正确");

    // Somebody without an account takes as long as somebody with one.
    private static readonly Lazy<string> Decoy = new(() => new PasswordHasher<User>().HashPassword(null!, "nobody"));

    /// <summary>The account, or why not: wrong, locked until when, deactivated.</summary>
    public async Task<Result<User>> Check(string? userName, string? password, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(userName) || string.IsNullOrEmpty(password) || userName.Length > 100 || password.Length > PasswordRules.MaxLength)
            return Wrong;
        var normalized = userName.Trim().ToUpperInvariant();
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.NormalizedUserName == normalized, ct);
        if (user?.PasswordHash is not { } hash)
        {
            hasher.VerifyHashedPassword(null!, Decoy.Value, password);
            return Wrong;
        }
        if (Locked(user) is { } locked)
            return locked;
        if (hasher.VerifyHashedPassword(user, hash, password) == PasswordVerificationResult.Failed)
            return (await mediator.Send(new CountWrongPassword(user.Id), ct)).Value is { } until ? LockedUntil(until) : Wrong;

        // Others may have guessed meanwhile: a right guess made beside the fifth wrong one doesn't count.
        var now = await db.Users.AsNoTracking().FirstAsync(same => same.Id == user.Id, ct);
        if (Locked(now) is { } lockedMeanwhile)
            return lockedMeanwhile;
        if (!now.IsActive)
            return new Problem(ProblemKind.Unauthenticated, "sign-in.deactivated", "账号已停用，请联系系统管理员");
        if (now.AccessFailedCount > 0)
            await mediator.Send(new ForgetWrongPasswords(user.Id), ct);
        return now;
    }

    private Problem? Locked(User user) => user.LockoutEnd is { } until && until > clock.GetUtcNow() ? LockedUntil(until) : null;

    private static Problem LockedUntil(DateTimeOffset until) => new(ProblemKind.Unauthenticated, "sign-in.locked",
        $"连续 {PasswordRules.FailuresUntilLockout} 次输错密码，账号锁定到 {until.ToOffset(TimeSpan.FromHours(8)):H:mm}，之后再试，或请系统管理员重置密码");
}

/// <summary>One wrong password more; the fifth in a row locks. Answers until when it is locked, null while it isn't.</summary>
[AllowAnonymousCommand]
public sealed record CountWrongPassword(Guid UserId) : ICommand<DateTimeOffset?>;

/// <summary>A right password ends the count.</summary>
[AllowAnonymousCommand]
public sealed record ForgetWrongPasswords(Guid UserId) : ICommand<Nothing>;

internal sealed class CountWrongPasswordHandler(RectificationDb db, TimeProvider clock) : ICommandHandler<CountWrongPassword, DateTimeOffset?>
{
    public async Task<Result<DateTimeOffset?>> Handle(CountWrongPassword command, CancellationToken ct)
    {
        if (await db.Users.FirstOrDefaultAsync(user => user.Id == command.UserId, ct) is not { } user)
            return (DateTimeOffset?)null;
        var now = clock.GetUtcNow();
        if (user.LockoutEnd > now)
            return user.LockoutEnd;
        user.Touch();
        if (++user.AccessFailedCount >= PasswordRules.FailuresUntilLockout)
        {
            user.AccessFailedCount = 0;
            user.LockoutEnd = now + PasswordRules.Lockout;
        }
        return user.LockoutEnd > now ? user.LockoutEnd : null;
    }
}

internal sealed class ForgetWrongPasswordsHandler(RectificationDb db) : ICommandHandler<ForgetWrongPasswords, Nothing>
{
    public async Task<Result<Nothing>> Handle(ForgetWrongPasswords command, CancellationToken ct)
    {
        if (await db.Users.FirstOrDefaultAsync(user => user.Id == command.UserId, ct) is { } user)
        {
            user.Touch();
            user.AccessFailedCount = 0;
            user.LockoutEnd = null;
        }
        return Nothing.Here;
    }
}
