using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>整改复查: all put right, partly, not, refused or hopeless (003-2.2).</summary>
public sealed class Revisit(HazardDesk desk) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (hazard.LastChance && step.Outcome is "partly" or "notDone")
            return Problem.Field(HazardFields.Outcome, "最后期限后只能选择“全部整改到位”“拒不整改”或“整改无望”");
        if (await Attach(step, HazardFields.Photos, FilePurpose.Revisit, ct) is { } problem)
            return problem;
        switch (step.Outcome)
        {
            case "passed":
                hazard.MoveTo(HazardState.InAcceptance);
                await Desk.MeetDeadline(hazard, step.At, ct);
                return Done;
            case "partly" or "notDone":
                return await Unfinished(step, ct);
            default:
                hazard.HandToEnforcement(step.At);
                return Done;
        }
    }

    private async Task<Result<Variables>> Unfinished(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        // None left: the drawing goes to enforcement and opens facts for accountability.
        if (hazard.Extensions >= await Desk.Limit(hazard, "extension.max", ct))
        {
            hazard.HandToEnforcement(step.At);
            return Variables.Of((HazardVariables.RequestedDeadline, null));
        }
        var day = step.Values.Date(HazardFields.RequestedDeadline);
        if (DeadlineLimits.CheckDays(day, step.At, await Desk.Limit(hazard, "extension.max-days", ct), await Desk.Calendar(hazard, ct)) is { } fault)
            return Problem.Field(HazardFields.RequestedDeadline, fault);
        if (step.Reason is null)
            return HazardProblems.ReasonMissing("申请延期");
        hazard.RequestedDeadline = day;
        return Variables.Of((HazardVariables.RequestedDeadline, day));
    }
}
