using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>审批延期: a new deadline, at most as often and as long as the settings say (003-2.2).</summary>
public sealed class ApproveExtension(HazardDesk desk, CasePapers papers) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        var (oldDeadline, asked) = (hazard.DeadlineAt, hazard.RequestedDeadline);
        if (step.Outcome != "granted")
        {
            await papers.Extension(step, hazard.Extensions + 1, oldDeadline, asked, null, ct);
            return Done;
        }
        if (hazard.Extensions >= await Desk.Limit(hazard, "extension.max", ct))
            return Problem.Field(HazardFields.Outcome, $"已延期 {hazard.Extensions} 次，不能再延期");
        var maxDays = await Desk.Limit(hazard, "extension.max-days", ct);
        var calendar = await Desk.Calendar(hazard, ct);
        var day = step.Values.Date(HazardFields.Deadline) ?? hazard.RequestedDeadline;
        if (DeadlineLimits.CheckDays(day, step.At, maxDays, calendar) is { } fault)
            return Problem.Field(HazardFields.Deadline, fault);
        hazard.Extend();
        await Desk.SetDeadline(hazard, step.Case, new(day!.Value, step.At, step.By, $"第 {hazard.Extensions} 次延期", "003-2.2",
            $"自 {HazardSentence.Day(calendar.DayOf(step.At))}起 {maxDays} 天以内", step.Reason), ct);
        await papers.Extension(step, hazard.Extensions, oldDeadline, asked, day, ct);
        return Variables.Of((HazardVariables.DeadlineAt, hazard.DeadlineAt), (HazardVariables.Extensions, hazard.Extensions));
    }
}
