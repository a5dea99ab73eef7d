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

    /// <summary>Who is told that many working days after the due time: as the drawing says, those at or below the performer left out; without that, level after level.</summary>
    public static Role Told(Role performer, int workdaysLate, System.Collections.Immutable.ImmutableArray<Role> drawn)
    {
        if (drawn.IsEmpty)
            return Above(performer, workdaysLate);
        var above = drawn.Skip(drawn.IndexOf(performer) + 1).ToList();
        return above.Count == 0 ? Above(performer, workdaysLate) : workdaysLate <= above.Count ? above[workdaysLate - 1] : Above(above[^1], workdaysLate - above.Count);
    }

    /// <summary>What a vacant role's work falls to: up to the street leader, never to an administrator.</summary>
    public static Role? TakesOver(Role role) => Above(role) is { } next and not Role.SystemAdmin ? next : null;
}
