using Rectification.Enforcement;
using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>辨识、评估: sets the level of a hazard whose finder could not tell (003-2.1.3). Major counts as verified on site.</summary>
public class AssessLevel(HazardDesk desk) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (step is { Outcome: "none", Reason: null })
            return HazardProblems.ReasonMissing("认定不构成隐患");
        if (await Attach(step, HazardFields.Photos, FilePurpose.Found, ct) is { } problem)
            return problem;
        if (HazardWords.Level(step.Outcome) is not { } level || level == HazardLevel.Undetermined)
            return await NoLevel(step, ct);

        await Desk.SetLevel(hazard, step.Case, level, ct);
        if (step.Values.Flag(HazardFields.SafetyNotGuaranteed))
            await Desk.MarkSafetyNotGuaranteed(hazard, step.Case, step.At, ct);
        if (level == HazardLevel.Major && StopOrders.In(step) is { } order)
            Desk.Db.EnforcementRecords.Add(order);
        return Variables.Of((HazardVariables.Level, level.Code), (HazardVariables.SafetyNotGuaranteed, hazard.SafetyNotGuaranteed))
            .With(Verified(level));
    }

    /// <summary>What the assessment stands for beside the level.</summary>
    protected virtual Variables Verified(HazardLevel level) =>
        Variables.Of((HazardVariables.VerifiedOnSite, level == HazardLevel.Major));

    /// <summary>Unclear, or no hazard.</summary>
    protected virtual Task<Result<Variables>> NoLevel(Step step, CancellationToken ct) =>
        Task.FromResult<Result<Variables>>(Variables.Of((HazardVariables.NoneReason, step.Outcome == "none" ? step.Reason : null)));
}

/// <summary>The street's own assessment is final; major counts as the street's confirmation too.</summary>
public sealed class AssessLevelStreet(HazardDesk desk) : AssessLevel(desk)
{
    protected override Variables Verified(HazardLevel level) => Variables.Of(
        (HazardVariables.VerifiedOnSite, level == HazardLevel.Major),
        (HazardVariables.VerifiedByStreet, level == HazardLevel.Major));

    protected override async Task<Result<Variables>> NoLevel(Step step, CancellationToken ct)
    {
        if (step.Outcome == "none")
            await Desk.End(step.Hazard, step.Case, HazardState.NoHazard, step.Reason, step.At, ct);
        return Done;
    }
}
