using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Accountability;

/// <summary>Communities and persons as subjects, each read once. Scoped.</summary>
public sealed class Subjects(RectificationDb db)
{
    private readonly Dictionary<Guid, Subject?> communities = [];
    private readonly Dictionary<Guid, (Subject? Subject, bool IsOfStreet)> persons = [];

    public async Task<Subject?> Community(Guid? id, CancellationToken ct)
    {
        if (id is not { } known)
            return null;
        if (!communities.TryGetValue(known, out var subject))
            communities[known] = subject = await db.OrgUnits.AsNoTracking().Where(unit => unit.Id == known).Select(unit => unit.Name).FirstOrDefaultAsync(ct) is { } name
                ? Subject.Community(known, name) : null;
        return subject;
    }

    /// <summary>Whoever has left keeps the name; the unit answers then.</summary>
    public async Task<Subject?> Person(Guid id, CancellationToken ct)
    {
        if (persons.TryGetValue(id, out var known))
            return known.Subject;
        var user = await db.Users.AsNoTracking().Where(row => row.Id == id).Select(row => new { row.Name, row.UserName }).FirstOrDefaultAsync(ct);
        var roles = await db.RoleGrants.AsNoTracking().Where(grant => grant.UserId == id).Select(grant => grant.Role).ToListAsync(ct);
        var isOfStreet = roles.Count > 0 && roles.TrueForAll(role => role.Scope == ScopeKind.Street);
        var subject = user is null ? null : Subject.Person(id, user.Name, user.UserName!);
        persons[id] = (subject, isOfStreet);
        return subject;
    }

    /// <summary>A case about a person of the street is no business of a community.</summary>
    public Guid? CommunityOf(Subject person, Guid? communityId) =>
        person.Kind == SubjectKind.Person && Guid.TryParse(person.Id, out var id) && persons.TryGetValue(id, out var known) && known.IsOfStreet ? null : communityId;
}
