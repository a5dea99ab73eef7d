using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Finds who can do a task: holders of a role in a node who are active and not excluded. Scoped.</summary>
public sealed class Staffing(RectificationDb db, ReferenceCache reference)
{
    /// <summary>Active holders, the earliest grant first.</summary>
    public async Task<ImmutableArray<Person>> Holders(CandidateKey key, CancellationToken ct) =>
        await reference.Get(db, "holders", key, inside => ReadHolders(key, inside), ct);

    public async Task<Person?> Named(string userName, CancellationToken ct) =>
        await reference.Get(db, "person", userName, inside => db.Users.Where(user => user.UserName == userName && user.IsActive)
            .Select(user => new Person(user.Id, user.UserName!, user.Name)).FirstOrDefaultAsync(inside), ct);

    private async Task<ImmutableArray<Person>> ReadHolders(CandidateKey key, CancellationToken ct) =>
        [.. await db.RoleGrants.Where(grant => grant.ScopeId == key.Node && grant.Role == key.Role)
            .OrderBy(grant => grant.GrantedAt).ThenBy(grant => grant.Id)
            .Join(db.Users.Where(user => user.IsActive), grant => grant.UserId, user => user.Id, (grant, user) => new Person(user.Id, user.UserName!, user.Name))
            .ToListAsync(ct)];

    /// <summary>
    /// The group that does it. When nobody of the drawn one can: the same role higher up, then the drawing's fallback, then the next levels;
    /// what only a certain person's hand can do is not handed on.
    /// </summary>
    public async Task<Seat> Find(DrawnGroup drawn, DrawnGroup? otherwise, bool isPersonal, Placement place, IReadOnlyCollection<Guid> excluded, CancellationToken ct)
    {
        var key = drawn.At(place);
        if (await Eligible(key, excluded, ct) is { IsEmpty: false } eligible)
            return new(key, eligible, SeatKind.Drawn);
        foreach (var node in NodesAbove(key.Node, place))
            if (await Eligible(key with { Node = node }, excluded, ct) is { IsEmpty: false } above)
                return new(key with { Node = node }, above, SeatKind.Drawn);
        if (otherwise is not null && await Eligible(otherwise.At(place), excluded, ct) is { IsEmpty: false } instead)
            return new(otherwise.At(place), instead, SeatKind.Otherwise);
        if (isPersonal)
            return new(key, [], SeatKind.Vacant);
        for (var role = Ladder.TakesOver(key.Role); role is { } next; role = Ladder.TakesOver(next))
        {
            var higher = new DrawnGroup(next, next.Scope).At(place);
            if (await Eligible(higher, excluded, ct) is { IsEmpty: false } found)
                return new(higher, found, SeatKind.NextLevel);
        }
        return new(key, [], SeatKind.Vacant);
    }

    private async Task<ImmutableArray<Person>> Eligible(CandidateKey key, IReadOnlyCollection<Guid> excluded, CancellationToken ct) =>
        [.. (await Holders(key, ct)).Where(person => !excluded.Contains(person.Id))];

    private static IEnumerable<Guid> NodesAbove(Guid node, Placement place)
    {
        Guid?[] chain = [place.PremisesId, place.GridId, place.CommunityId, place.StreetId];
        return chain.SkipWhile(each => each != node).Skip(1).OfType<Guid>().Distinct();
    }
}

public sealed record Person(Guid Id, string UserName, string Name);

/// <param name="Eligible">Empty when nobody can do it.</param>
public sealed record Seat(CandidateKey Key, ImmutableArray<Person> Eligible, SeatKind Kind);

public enum SeatKind
{
    Drawn,
    Otherwise,
    NextLevel,
    Vacant,
}
