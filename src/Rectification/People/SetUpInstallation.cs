using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>A real installation begins: the street, and its three separated administrators. The link's token is the right to do it, once.</summary>
[AllowAnonymousCommand]
public sealed record SetUpInstallation(string Token, string District, string Street, FirstAccount SystemAdmin, string Password, FirstAccount SecurityAdmin, FirstAccount Auditor)
    : ICommand<InstallationSetUp>;

public sealed record FirstAccount(string UserName, string Name);

/// <summary>The system administrator has their password; the other two get one for one use, shown once.</summary>
public sealed record InstallationSetUp(AccountCreated SystemAdmin, AccountCreated SecurityAdmin, AccountCreated Auditor);

internal sealed class SetUpInstallationHandler(RectificationDb db, UserManager<User> users, TimeProvider clock, AdminLog log, IEnumerable<IStreetOpened> listeners)
    : ICommandHandler<SetUpInstallation, InstallationSetUp>
{
    public async Task<Result<InstallationSetUp>> Handle(SetUpInstallation command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var installation = await db.Installations.FirstOrDefaultAsync(row => row.Id == Installation.OnlyId, ct);
        if (installation is null || !SetUpLink.Opens(installation, command.Token, now))
            return SetUpLink.Dead;
        if (Check(command) is { } problem)
            return problem;

        var district = new OrgUnit { Kind = OrgUnitKind.District, Name = command.District.Trim() };
        var streetId = Guid.CreateVersion7();
        db.OrgUnits.AddRange(district, new OrgUnit { Id = streetId, StreetId = streetId, Kind = OrgUnitKind.Street, Name = command.Street.Trim(), ParentId = district.Id });
        Calendars.Seed(db, streetId, now);

        var answers = new List<AccountCreated>();
        foreach (var (first, role, field) in new[]
        {
            (command.SystemAdmin, Role.SystemAdmin, "systemAdmin"), (command.SecurityAdmin, Role.SecurityAdmin, "securityAdmin"), (command.Auditor, Role.Auditor, "auditor"),
        })
        {
            var own = role == Role.SystemAdmin;
            var password = own ? command.Password : PasswordRules.NewOneTimePassword();
            var user = new User { Id = Guid.CreateVersion7(), UserName = first.UserName.Trim(), Name = first.Name.Trim(), StreetId = streetId, MustChangePassword = !own };
            if ((await users.CreateAsync(user, password)).Refusal() is { } refused)
                return refused.Errors is { } errors && errors.TryGetValue("userName", out var message) ? Problem.Field(field, message) : refused;
            db.RoleGrants.Add(new() { UserId = user.Id, Role = role, ScopeId = streetId, StreetId = streetId, GrantedAt = now, GrantedBy = "安装" });
            answers.Add(new(user.Id, user.UserName, own ? "" : password));
        }
        installation.SetUpExpiresAt = null;
        foreach (var listener in listeners)
            await listener.Opened(streetId, ct);
        log.Add(streetId, "installation.set-up", $"安装完成：{command.District.Trim()}{command.Street.Trim()}");
        return new InstallationSetUp(answers[0], answers[1], answers[2]);
    }

    private static Problem? Check(SetUpInstallation command)
    {
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>();
        if (command.District.Trim().Length is < 2 or > OrgUnitRules.MaxNameLength)
            errors["district"] = $"区县名称请填写 2–{OrgUnitRules.MaxNameLength} 个字";
        if (command.Street.Trim().Length is < 2 or > OrgUnitRules.MaxNameLength)
            errors["street"] = $"街道名称请填写 2–{OrgUnitRules.MaxNameLength} 个字";
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (first, field) in new[] { (command.SystemAdmin, "systemAdmin"), (command.SecurityAdmin, "securityAdmin"), (command.Auditor, "auditor") })
        {
            var message = CreateAccountHandler.CheckUserName(first.UserName.Trim()) ?? Accounts.CheckName(first.Name)
                ?? (seen.Add(first.UserName.Trim()) ? null : "三员分立，三个账号要各不相同");
            if (message is not null)
                errors[field] = message;
        }
        return errors.Count > 0 ? Problem.Fields(errors.ToImmutable()) : null;
    }
}

/// <summary>The one-time link of a new installation. Its token is computed from the installation's key and the instant at which it ends, and stored nowhere.</summary>
public static class SetUpLink
{
    public static readonly Problem Dead = Problem.NotFound("set-up.link", "安装链接无效、已过期或已用过。未安装完成时，重启系统会给出可用的链接");

    public static bool Opens(Installation installation, string? token, DateTimeOffset now) =>
        installation.SetUpExpiresAt > now && token is { Length: <= 100 }
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(TokenOf(installation)), Encoding.UTF8.GetBytes(token));

    internal static string TokenOf(Installation installation) => Convert.ToHexStringLower(
        HMACSHA256.HashData(installation.TokenKey, Encoding.UTF8.GetBytes($"set-up until {installation.SetUpExpiresAt?.UtcTicks}")));
}
