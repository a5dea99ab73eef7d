using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Oversight;

/// <summary>What a record is about, when it lies where whoever makes it holds one of the roles that the command allows: a role elsewhere, or another role here, gives no say.</summary>
internal static class OversightScope
{
    public static async Task<Site?> Site<TCommand>(RectificationDb db, Guid id, Actor actor, CancellationToken ct) =>
        await db.Sites.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } site && Covers<TCommand>(actor, site.Place) ? site : null;

    /// <param name="number">As typed.</param>
    public static async Task<Hazard?> Hazard<TCommand>(RectificationDb db, string number, Actor actor, CancellationToken ct)
    {
        var read = number.Trim().ToUpperInvariant();
        return await db.Hazards.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == read, ct) is { } hazard && Covers<TCommand>(actor, hazard.Place) ? hazard : null;
    }

    private static bool Covers<TCommand>(Actor actor, Placement place) => actor.IsSystem || Allowed<TCommand>.Roles.Any(role => actor.Holds(role, place));

    private static class Allowed<TCommand>
    {
        public static readonly IReadOnlyList<Role> Roles = typeof(TCommand).GetCustomAttribute<AllowAttribute>()!.Roles;
    }
}
