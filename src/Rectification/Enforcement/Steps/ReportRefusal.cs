using Rectification.Engine;
using Rectification.Hazards;

namespace Rectification.Enforcement.Steps;

/// <summary>上报拒不整改 to the street office and the police officer, or found untrue (003-1.2.2).</summary>
public sealed class ReportRefusal(HazardDesk desk) : EnforcementStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (await Attach(step, HazardFields.Photos, FilePurpose.Enforcement, ct) is { } problem)
            return problem;
        if (step.Outcome == "reported")
        {
            hazard.MoveTo(HazardState.InEnforcement);
            Record(step, EnforcementAct.RefusalReported);
            return Variables.Of((HazardVariables.LastChance, true));
        }
        if (step.Reason is null)
            return HazardProblems.ReasonMissing("认定反映不实");
        hazard.MoveTo(HazardState.Rectifying);
        hazard.RefusalMarkedAt = null;
        hazard.LastChance = true;
        Record(step, EnforcementAct.RefusalUnfounded);
        return Variables.Of((HazardVariables.EnforcementResult, "unfounded"), (HazardVariables.LastChance, true));
    }
}
