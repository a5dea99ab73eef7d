using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Accountability;

/// <summary>Communities, departments and persons of a street, for the form that puts facts forward.</summary>
public sealed class PutForwardChoices(RectificationDb db)
{
    public async Task<ImmutableArray<SubjectChoice>> For(Actor actor, CancellationToken ct)
    {
        var units = await db.OrgUnits.AsNoTracking()
            .Where(unit => unit.StreetId == actor.StreetId && unit.IsActive && (unit.Kind == OrgUnitKind.Community || unit.Kind == OrgUnitKind.Department))
            .OrderBy(unit => unit.Id).Select(unit => new { unit.Id, unit.Name, unit.Kind }).ToListAsync(ct);
        var people = await (
            from user in db.Users.AsNoTracking()
            join grant in db.RoleGrants on user.Id equals grant.UserId
            where user.StreetId == actor.StreetId && user.IsActive && grant.Role != Role.EnterpriseContact && grant.Role != Role.PublicReporter
            orderby user.UserName
            select new { user.Id, user.Name, grant.Role }).ToListAsync(ct);
        return
        [
            .. units.Select(unit => new SubjectChoice(unit.Kind == OrgUnitKind.Community ? "社区" : "科室",
                $"{(unit.Kind == OrgUnitKind.Community ? SubjectKind.Community : SubjectKind.Department)}:{unit.Id}", unit.Name)),
            .. people.DistinctBy(person => person.Id).Select(person => new SubjectChoice("个人", $"{SubjectKind.Person}:{person.Id}", $"{person.Name}（{person.Role.ChineseName}）")),
        ];
    }
}

/// <param name="Value"><c>Community:id</c>.</param>
public sealed record SubjectChoice(string Group, string Value, string Name);
