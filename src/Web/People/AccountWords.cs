using Rectification.People;

namespace Rectification.Web.People;

/// <summary>Accounts in words, and the filters of their list as they stand in the address.</summary>
internal static class AccountWords
{
    public static string Roles(AccountRow account) =>
        account.Grants.IsEmpty ? "还没有角色" : string.Join('、', account.Grants.Select(grant => $"{grant.Role.ChineseName}（{grant.Scope}）"));

    public static string State(AccountRow account) => account switch
    {
        { IsActive: false } => "已停用",
        { LockedUntil: { } until } => $"锁定到 {until.ToOffset(TimeSpan.FromHours(8)):H:mm}",
        { MustChangePassword: true } => "待首次登录",
        _ => "在用",
    };

    public static Role? Role(string? name) => Enum.TryParse<Role>(name, out var role) && Enum.IsDefined(role) ? role : null;

    public static bool? IsActive(string? state) => state switch { "active" => true, "inactive" => false, _ => null };

    public static string At(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
