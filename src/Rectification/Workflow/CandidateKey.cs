using System.Diagnostics.CodeAnalysis;
using Rectification.People;

namespace Rectification.Workflow;

/// <summary>Who may act on a task: the holders of a role in a node. Written as <c>Role@node-id</c>, so that the inbox finds it by one index.</summary>
public readonly record struct CandidateKey(Role Role, Guid Node)
{
    public override string ToString() => $"{Role}@{Node:N}";

    public static CandidateKey Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return new(Enum.Parse<Role>(text.AsSpan(0, at)), Guid.Parse(text.AsSpan(at + 1)));
    }

    public static CandidateKey? Of(string? text) => text is null ? null : Parse(text);

    public static IEnumerable<string> Of(Actor actor) => actor.Grants.Select(grant => new CandidateKey(grant.Role, grant.ScopeId).ToString()).Distinct();
}

/// <summary>A candidate group as drawn: <c>Role@scope</c>, resolved against the place of the case.</summary>
public sealed record DrawnGroup(Role Role, ScopeKind Scope)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out DrawnGroup? group)
    {
        group = null;
        var parts = text.Split('@', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !Enum.TryParse<Role>(parts[0], out var role) || !Enum.IsDefined(role)
            || !Enum.TryParse<ScopeKind>(parts[1], ignoreCase: true, out var scope) || !Enum.IsDefined(scope))
            return false;
        group = new(role, scope);
        return true;
    }

    /// <summary>The node meant, or the nearest above it that the case has.</summary>
    public CandidateKey At(Placement place) => new(Role, Scope switch
    {
        ScopeKind.Premises => place.PremisesId ?? place.GridId ?? place.CommunityId ?? place.StreetId,
        ScopeKind.Grid => place.GridId ?? place.CommunityId ?? place.StreetId,
        ScopeKind.Community => place.CommunityId ?? place.StreetId,
        _ => place.StreetId,
    });
}
