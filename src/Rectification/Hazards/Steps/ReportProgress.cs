using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>重大隐患整改进展: goes on, is ready for acceptance, or is refused (003-1.2.3).</summary>
public sealed class ReportProgress(HazardDesk desk) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (step.Outcome == "ready" && await Desk.IsOpen(hazard.CaseNumber, "record-stop-measures", ct))
            return Problem.Field(HazardFields.Outcome, "“督促停产停用并发通知书”尚未办理，先办理该项再申请验收");
        if (await Attach(step, HazardFields.Photos, FilePurpose.Revisit, ct) is { } problem)
            return problem;
        if (step.Values.Flag(HazardFields.SafetyNotGuaranteed))
            await Desk.MarkSafetyNotGuaranteed(hazard, step.Case, step.At, ct);
        switch (step.Outcome)
        {
            case "ready":
                hazard.MoveTo(HazardState.InAcceptance);
                await Desk.MeetDeadline(hazard, step.At, ct);
                break;
            case "refused" or "hopeless":
                hazard.HandToEnforcement(step.At);
                break;
        }
        return Variables.Of((HazardVariables.SafetyNotGuaranteed, hazard.SafetyNotGuaranteed));
    }
}
