using Rectification.People;

namespace Rectification.Workflow;

/// <summary>Who is told, or takes over, when nobody acts: one level after the other.</summary>
public static class Ladder
{
    /// <summary>The next level; null above the system administrator.</summary>
    public static Role? Above(Role role) => role switch
    {
        Role.GridWorker => Role.CommunitySafetyOfficer,
        Role.EnterpriseContact or Role.PublicReporter => Role.GridWorker,
        Role.CommunitySafetyOfficer or Role.PoliceOfficer => Role.SafetyOfficer,
        Role.SafetyOfficer or Role.LinkedLeader or Role.Expert or Role.TaskForceMember => Role.SafetyOfficeDirector,
        Role.CommunityLeader or Role.SealKeeper => Role.LinkedLeader,
        Role.SafetyOfficeDirector or Role.DepartmentOfficer or Role.DisciplineOfficer => Role.StreetLeader,
        Role.StreetLeader => Role.SystemAdmin,
        _ => null,
    };

    /// <summary>The level reached after so many steps; the top stays the top.</summary>
    public static Role Above(Role role, int steps)
    {
        for (; steps > 0 && Above(role) is { } next; steps--)
            role = next;
        return role;
    }

    /// <summary>What a vacant role's work falls to: up to the street leader, never to an administrator.</summary>
    public static Role? TakesOver(Role role) => Above(role) is { } next and not Role.SystemAdmin ? next : null;
}
