using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>验收: struck off, once more with a short deadline, or, the second time, to enforcement (003-1.2.3).</summary>
public sealed class Accept(HazardDesk desk) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (step.Outcome == "accepted")
        {
            if (await Attach(step, HazardFields.Photos, FilePurpose.Acceptance, ct) is { } problem)
                return problem;
            hazard.AcceptorName = step.By.Name;
            await Desk.End(hazard, step.Case, HazardState.Closed, step.Reason, step.At, ct);
            return Done;
        }
        return hazard.Rejections == 0 ? await RejectFirst(step, ct) : await RejectAgain(step, ct);
    }

    private async Task<Result<Variables>> RejectFirst(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        var max = await Desk.Limit(hazard, "rejected.max-workdays", ct);
        var calendar = await Desk.Calendar(hazard, ct);
        var day = step.Values.Date(HazardFields.NewDeadline);
        if (DeadlineLimits.CheckWeeks(day, step.At, max, calendar) is { } fault)
            return Problem.Field(HazardFields.NewDeadline, fault);
        if (step.Reason is null)
            return HazardProblems.ReasonMissing("验收不通过");
        if (await Attach(step, HazardFields.Photos, FilePurpose.Acceptance, ct) is { } problem)
            return problem;
        hazard.RejectAcceptance();
        hazard.MoveTo(HazardState.Rectifying);
        await Desk.SetDeadline(hazard, step.Case, new(day!.Value, step.At, step.By, "验收不通过，限期再改", "003-2.2",
            $"自 {HazardSentence.Day(calendar.DayOf(step.At))}起 {max} 个工作日以内", step.Reason), ct);
        return Variables.Of((HazardVariables.Rejections, hazard.Rejections), (HazardVariables.DeadlineAt, hazard.DeadlineAt));
    }

    private async Task<Result<Variables>> RejectAgain(Step step, CancellationToken ct)
    {
        if (step.Reason is null)
            return HazardProblems.ReasonMissing("验收不通过");
        if (await Attach(step, HazardFields.Photos, FilePurpose.Acceptance, ct) is { } problem)
            return problem;
        var hazard = step.Hazard;
        hazard.RejectAcceptance();
        hazard.HandToEnforcement(step.At);
        hazard.ClosureClockAt ??= step.At;
        await Desk.ReopenDeadline(hazard, step.Case, ct);
        return Variables.Of((HazardVariables.Rejections, hazard.Rejections));
    }
}
