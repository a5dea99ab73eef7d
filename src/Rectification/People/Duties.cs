using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>三员分立: who runs the system, who grants rights and who reads the record are three persons.</summary>
public static class Duties
{
    public static readonly ImmutableArray<Role> Separated = [Role.SystemAdmin, Role.SecurityAdmin, Role.Auditor];

    /// <summary>The duty already held that forbids the new one; null when there is none.</summary>
    public static Role? Against(Role wanted, IEnumerable<Role> held) =>
        Separated.Contains(wanted) && held.Where(role => role != wanted && Separated.Contains(role)).ToList() is [var role, ..] ? role : null;

    public static Problem Conflicting(string name, Role held, Role wanted) =>
        Problem.Field("role", $"{name}已是{held.ChineseName}，三员分立，不能再任{wanted.ChineseName}");

    /// <summary>Whether nobody else in the street would be left with the duty.</summary>
    internal static async Task<bool> IsLast(RectificationDb db, RoleGrant grant, CancellationToken ct) =>
        !await db.RoleGrants.AnyAsync(other => other.StreetId == grant.StreetId && other.Role == grant.Role && other.UserId != grant.UserId, ct);

    internal static Problem Last(Role role) =>
        Problem.Conflict("duty.last", $"街道至少要有一名{role.ChineseName}，请先把这项角色授予他人");
}
