using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>社区现场核实: major, general after all, or no hazard (003-1.2.3).</summary>
public sealed class VerifyOnSite(HazardDesk desk) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (step.Outcome != "major" && step.Reason is null)
            return HazardProblems.ReasonMissing(step.Outcome == "none" ? "认定不构成隐患" : "降为一般隐患");
        if (await Attach(step, HazardFields.Photos, FilePurpose.Found, ct) is { } problem)
            return problem;
        hazard.CommunityPerson ??= step.By.Name;
        switch (step.Outcome)
        {
            case "major":
                if (step.Values.Flag(HazardFields.SafetyNotGuaranteed))
                    await Desk.MarkSafetyNotGuaranteed(hazard, step.Case, step.At, ct);
                return Variables.Of((HazardVariables.VerifiedOnSite, true), (HazardVariables.SafetyNotGuaranteed, hazard.SafetyNotGuaranteed));
            case "general":
                await Desk.SetLevel(hazard, step.Case, HazardLevel.General, ct);
                return Variables.Of((HazardVariables.Level, hazard.Level.Code), (HazardVariables.StopRecorded, false));
            default:
                return Variables.Of((HazardVariables.NoneReason, step.Reason));
        }
    }
}
