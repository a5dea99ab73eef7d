using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>What the commands on accounts share: finding one within the street, and telling Identity's refusals as problems.</summary>
internal static class Accounts
{
    public const int MinNameLength = 2;
    public const int MaxNameLength = 20;

    public static readonly Problem NotFound = Problem.NotFound("account.not-found", "没有这个账号，或不在您的街道");

    public static Task<User?> FindAccount(this RectificationDb db, Guid userId, Guid streetId, CancellationToken ct) =>
        db.Users.FirstOrDefaultAsync(user => user.Id == userId && user.StreetId == streetId, ct);

    /// <summary>Makes two commands on the same person meet: the second finds the stamp changed and runs again on what the first left.</summary>
    public static void Touch(this User user) => user.ConcurrencyStamp = Guid.CreateVersion7().ToString();

    public static string? CheckName(string name) =>
        name.Trim().Length is >= MinNameLength and <= MaxNameLength ? null : $"姓名请填写 {MinNameLength}–{MaxNameLength} 个字";

    /// <summary>Null when Identity agreed.</summary>
    public static Problem? Refusal(this IdentityResult result, string passwordField = "password")
    {
        if (result.Succeeded)
            return null;
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>();
        foreach (var error in result.Errors)
        {
            var field = error.Code.StartsWith("Password", StringComparison.Ordinal) ? passwordField
                : error.Code.Contains("UserName", StringComparison.Ordinal) ? "userName"
                : "";
            errors[field] = errors.TryGetValue(field, out var before) ? $"{before}；{error.Description}" : error.Description;
        }
        return errors.TryGetValue("", out var other) ? Problem.Conflict("account.changed", other) : Problem.Fields(errors.ToImmutable());
    }
}
