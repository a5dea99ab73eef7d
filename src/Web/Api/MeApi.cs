using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Rectification.People;
using Rectification.Requests;

namespace Rectification.Web.Api;

internal static class MeApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/me", Find).WithSummary("登录人及其角色和范围").Produces<Me>();

    private static Ok<Me> Find(CurrentActor current)
    {
        var actor = current.Required;
        return TypedResults.Ok(new Me(actor.UserName, actor.Name, [.. actor.Grants.Select(HeldRole.Of)]));
    }

    private sealed record Me(string UserName, string Name, ImmutableArray<HeldRole> Roles);

    /// <param name="Role">As in the contract: <c>GridWorker</c>.</param>
    /// <param name="Scope">The node's name; <paramref name="ScopeId"/> is its id.</param>
    private sealed record HeldRole(string Role, string RoleName, string Scope, ScopeKind ScopeKind, Guid ScopeId)
    {
        public static HeldRole Of(Grant grant) =>
            new(grant.Role.ToString(), grant.Role.ChineseName, grant.ScopeName, grant.Role.Scope, grant.ScopeId);
    }
}
