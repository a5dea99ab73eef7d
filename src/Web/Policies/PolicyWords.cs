using System.Collections.Immutable;
using Rectification.People;
using Rectification.Policies;
using Rectification.Web.Shared;

namespace Rectification.Web.Policies;

/// <summary>What the pages of this room share.</summary>
internal static class PolicyWords
{
    public static bool MayTie(Actor actor) => actor.Has(Role.ProcessDesigner) || actor.Has(Role.SafetyOfficeDirector);

    public static string KindName(ClauseUseKind kind) => kind switch
    {
        ClauseUseKind.Element => "流程环节",
        ClauseUseKind.Decision => "决策表",
        _ => "参数",
    };

    public static string Href(ClauseUse use) => use.Kind switch
    {
        ClauseUseKind.Element => Address.Of($"/policies/drawings/{use.Key}/{use.Version}", ("element", use.ElementId)),
        ClauseUseKind.Decision => $"/decisions/{use.Key}",
        _ => $"/settings/{use.Key}",
    };

    public static ImmutableArray<CoveredClause> Narrow(ImmutableArray<CoveredClause> all, string? document, bool onlyMissing) =>
        [.. all.Where(one => (document is null or "" || one.Clause.Document == document) && (!onlyMissing || one.Uses.IsEmpty))];
}
