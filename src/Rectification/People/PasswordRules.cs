using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Rectification.People;

/// <summary>What a password must be, and how guessing is stopped.</summary>
public sealed class PasswordRules : IPasswordValidator<User>
{
    public const int MinLength = 10;
    public const int MaxLength = 128;
    public const int FailuresUntilLockout = 5;

    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    public const string InWords = "至少 10 位，含大写字母、小写字母和数字，不含账号名";

    // Letters and digits that can't be taken for one another when read out or written down.
    private const string Readable = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = MinLength;
        options.Password.RequireDigit = true;
        options.Password.RequireLowercase = true;
        options.Password.RequireUppercase = true;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 5;
        options.Lockout.MaxFailedAccessAttempts = FailuresUntilLockout;
        options.Lockout.DefaultLockoutTimeSpan = Lockout;
        options.Lockout.AllowedForNewUsers = true;
        options.User.RequireUniqueEmail = false;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(password switch
        {
            { Length: > MaxLength } => IdentityResult.Failed(new IdentityError { Code = "PasswordTooLong", Description = $"密码最多 {MaxLength} 位" }),
            not null when user.UserName is { } name && password.Contains(name, StringComparison.OrdinalIgnoreCase) =>
                IdentityResult.Failed(new IdentityError { Code = "PasswordContainsUserName", Description = "密码不能包含账号名" }),
            _ => IdentityResult.Success,
        });

    /// <summary>A password for one use: the person must change it at once.</summary>
    public static string NewOneTimePassword()
    {
        while (true)
        {
            var password = RandomNumberGenerator.GetString(Readable, 12);
            if (password.Any(char.IsDigit) && password.Any(char.IsUpper) && password.Any(char.IsLower) && password.Distinct().Count() >= 5)
                return password;
        }
    }
}

public sealed class ChineseIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), $"账号“{userName}”已经有人使用");

    public override IdentityError InvalidUserName(string? userName) => Error(nameof(InvalidUserName), "账号只能用小写字母、数字、点、横线和下划线");

    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), $"密码至少 {length} 位");

    public override IdentityError PasswordRequiresDigit() => Error(nameof(PasswordRequiresDigit), "密码要有数字");

    public override IdentityError PasswordRequiresLower() => Error(nameof(PasswordRequiresLower), "密码要有小写字母");

    public override IdentityError PasswordRequiresUpper() => Error(nameof(PasswordRequiresUpper), "密码要有大写字母");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), $"密码至少要有 {uniqueChars} 个不同的字符");

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), "原密码不正确");

    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), "账号刚被别人修改，请重新打开后再试");

    public override IdentityError DefaultError() => Error(nameof(DefaultError), "账号没有保存，请重新打开后再试");

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
