using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Rectification.Requests;

namespace Rectification.People;

/// <summary>An account without any role yet: roles come from the security administrator.</summary>
[Allow(Role.SystemAdmin)]
public sealed record CreateAccount(string UserName, string Name, string? Phone = null) : ICommand<AccountCreated>;

/// <param name="OneTimePassword">Shown once; must be changed at the first sign-in.</param>
public sealed record AccountCreated(Guid UserId, string UserName, string OneTimePassword);

internal sealed class CreateAccountHandler(UserManager<User> users, CurrentActor current, AdminLog log)
    : ICommandHandler<CreateAccount, AccountCreated>
{
    public async Task<Result<AccountCreated>> Handle(CreateAccount command, CancellationToken ct)
    {
        var streetId = current.Required.StreetId;
        var (userName, name) = (command.UserName.Trim(), command.Name.Trim());
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>();
        if (CheckUserName(userName) is { } badUserName)
            errors["userName"] = badUserName;
        if (Accounts.CheckName(name) is { } badName)
            errors["name"] = badName;
        if (CheckPhone(command.Phone) is { } badPhone)
            errors["phone"] = badPhone;
        if (errors.Count > 0)
            return Problem.Fields(errors.ToImmutable());

        var password = PasswordRules.NewOneTimePassword();
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = userName,
            Name = name,
            StreetId = streetId,
            PhoneNumber = string.IsNullOrWhiteSpace(command.Phone) ? null : command.Phone.Trim(),
            MustChangePassword = true,
        };
        if ((await users.CreateAsync(user, password)).Refusal("userName") is { } refused)
            return refused;
        log.Add(streetId, "account.created", $"新建账号 {userName}（{name}）");
        return new AccountCreated(user.Id, userName, password);
    }

    internal static string? CheckUserName(string userName) =>
        userName.Length is >= 3 and <= 30 && char.IsAsciiLetterLower(userName[0])
        && userName.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-')
            ? null
            : "账号用小写字母开头，3–30 位，可含小写字母、数字、点、横线和下划线";

    private static string? CheckPhone(string? phone) =>
        string.IsNullOrWhiteSpace(phone) || Phones.IsPlausible(phone.Trim()) ? null : Phones.Expected;
}

/// <summary>Telephone numbers as people write them.</summary>
internal static class Phones
{
    public const string Expected = "电话用数字和横线，5–20 位";

    public static bool IsPlausible(string phone) =>
        phone.Length is >= 5 and <= 20 && phone.All(sign => char.IsAsciiDigit(sign) || sign is '-' or '+' or ' ');
}
