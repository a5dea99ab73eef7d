using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>联合验收: one voice of three; one refusal ends the round (001-8). What follows depends on how often, and on a suspension.</summary>
public sealed class AgreeAcceptance(HazardDesk desk) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (step is { Outcome: "refused", Reason: null })
            return HazardProblems.ReasonMissing("不同意验收");
        if (await Attach(step, HazardFields.Photos, FilePurpose.Acceptance, ct) is { } problem)
            return problem;
        if (hazard.State != HazardState.InAcceptance)
            hazard.MoveTo(HazardState.InAcceptance);
        if (step.Outcome != "refused")
        {
            hazard.AcceptorName = step.By.Name;
            return Done;
        }
        hazard.RefuseAgreement();
        if (hazard.UnderSuspension)
            hazard.MoveTo(HazardState.InEnforcement);
        else if (hazard.Refusals == 1)
            hazard.MoveTo(HazardState.Rectifying);
        else
            hazard.HandToEnforcement(step.At);
        await Desk.ReopenDeadline(hazard, step.Case, ct);
        // Under suspension the refusal changes nothing: the drawing waits for the next application, as after the order itself.
        return hazard.UnderSuspension
            ? Variables.Of((HazardVariables.Refusals, hazard.Refusals), (HazardVariables.EnforcementResult, "suspension"))
            : Variables.Of((HazardVariables.Refusals, hazard.Refusals));
    }
}
