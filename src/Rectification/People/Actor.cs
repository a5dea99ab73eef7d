using System.Collections.Immutable;

namespace Rectification.People;

/// <summary>Who acts, with all that they may. Built once a request from the signed-in person.</summary>
public sealed record Actor(Guid UserId, string UserName, string Name, Guid StreetId, ImmutableArray<Grant> Grants)
{
    /// <summary>Timers, jobs and seeds; passes every role check, named 系统 in the journal.</summary>
    public static readonly Actor System = new(Guid.Empty, "system", "系统", Guid.Empty, []);

    public bool IsSystem => UserId == Guid.Empty;

    public bool Has(Role role) => Grants.Any(grant => grant.Role == role);

    /// <summary>Whether the role is held at one of the nodes that the thing sits in.</summary>
    public bool Holds(Role role, Placement place) => Grants.Any(grant => grant.Role == role && place.IsIn(grant.ScopeId));

    /// <summary>Whether the thing lies within a scope of a role that sees cases.</summary>
    public bool Sees(Placement place) => IsSystem || Grants.Any(grant => grant.Role.SeesCases && place.IsIn(grant.ScopeId));

    /// <summary>The nodes whose cases this person sees; lists filter by them.</summary>
    public ImmutableArray<Guid> CaseScopes => [.. Grants.Where(grant => grant.Role.SeesCases).Select(grant => grant.ScopeId).Distinct()];

    /// <summary>The communities and streets among them: who looks after an area sees what a grid or the premises alone do not, as its ledgers and who answers for what.</summary>
    public ImmutableArray<Guid> Areas => [.. Grants.Where(grant => grant.Role.SeesCases && grant.Role.Scope is ScopeKind.Street or ScopeKind.Community).Select(grant => grant.ScopeId).Distinct()];
}

/// <summary>A role held in a node: street, community, grid or premises.</summary>
public sealed record Grant(Role Role, Guid ScopeId, string ScopeName);

/// <summary>Where a thing sits in the organisation, with every node above it, so that scope checks need no walk.</summary>
public readonly record struct Placement(Guid StreetId, Guid? CommunityId, Guid? GridId, Guid? PremisesId)
{
    public bool IsIn(Guid node) => node == StreetId || node == CommunityId || node == GridId || node == PremisesId;

    /// <summary>The node of a scope kind; null when the thing has none of that kind.</summary>
    public Guid? Node(ScopeKind kind) => kind switch
    {
        ScopeKind.Street => StreetId,
        ScopeKind.Community => CommunityId,
        ScopeKind.Grid => GridId,
        ScopeKind.Premises => PremisesId,
        _ => null,
    };
}
