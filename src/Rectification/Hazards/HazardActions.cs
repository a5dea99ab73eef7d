using System.Collections.Immutable;
using Rectification.People;

namespace Rectification.Hazards;

/// <summary>What a person may do to a hazard beside its tasks. Pages offer these; the commands ask the same rules.</summary>
public enum HazardAction
{
    RequestReinspection,
    AddEvidence,
    RaiseToMajor,
    Withdraw,
    MarkDuplicate,
    Reassign,

    /// <summary>下发交办单 or 督办单.</summary>
    IssueOrder,
}

public static class HazardActions
{
    public static ImmutableArray<HazardAction> For(Hazard hazard, Actor actor) =>
        hazard.State.IsFinal ? [] : [.. Enum.GetValues<HazardAction>().Where(action => May(action, hazard, actor))];

    public static bool May(HazardAction action, Hazard hazard, Actor actor) => action switch
    {
        // Before the first notice there is nothing to re-inspect.
        HazardAction.RequestReinspection => hazard.DeadlineAt is not null && MayApply(hazard, actor),
        HazardAction.AddEvidence => MayApply(hazard, actor),
        HazardAction.RaiseToMajor => hazard.Level == HazardLevel.General && actor.Holds(Role.CommunitySafetyOfficer, hazard.Place),
        HazardAction.Withdraw => !hazard.HasBeenActedOn && hazard.RegisteredById == actor.UserId,
        HazardAction.MarkDuplicate or HazardAction.Reassign =>
            actor.Holds(Role.CommunitySafetyOfficer, hazard.Place) || actor.Holds(Role.SafetyOfficer, hazard.Place),
        HazardAction.IssueOrder => actor.Holds(Role.SafetyOfficer, hazard.Place) || actor.Holds(Role.SafetyOfficeDirector, hazard.Place),
        _ => false,
    };

    private static bool MayApply(Hazard hazard, Actor actor) =>
        actor.Holds(Role.EnterpriseContact, hazard.Place) || actor.Holds(Role.GridWorker, hazard.Place);
}
