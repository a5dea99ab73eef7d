using Rectification.People;

namespace Rectification.Boards;

/// <summary>Whose board a person may open. Figures are of one's scope only.</summary>
public static class BoardAccess
{
    private static readonly Role[] OfStreet = [Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.StreetLeader, Role.Auditor];

    private static readonly Role[] OfCommunity = [Role.CommunitySafetyOfficer, Role.CommunityLeader, Role.LinkedLeader];

    internal static readonly Problem NotYours = Problem.NotFound("board.not-yours", "没有这个看板，或不在您的范围内");

    extension(Actor actor)
    {
        /// <summary>All communities of the street side by side, and the page for its leaders.</summary>
        public bool ReadsStreetBoard => actor.Grants.Any(grant => OfStreet.Contains(grant.Role) && grant.ScopeId == actor.StreetId);

        /// <summary>The board of one community or another.</summary>
        public bool ReadsBoards => actor.ReadsStreetBoard || actor.Grants.Any(grant => OfCommunity.Contains(grant.Role));

        internal bool ReadsBoardOf(Guid communityId) => actor.ReadsStreetBoard || actor.Grants.Any(grant => OfCommunity.Contains(grant.Role) && grant.ScopeId == communityId);
    }
}
