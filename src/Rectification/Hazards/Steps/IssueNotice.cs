using Rectification.Engine;
using Rectification.People;

namespace Rectification.Hazards.Steps;

/// <summary>下发整改通知书: numbered, with deadline, delivered with a signature or before a witness (003-2.1.2).</summary>
public sealed class IssueNotice(HazardDesk desk, NoticeWriter notices) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        var calendar = await Desk.Calendar(hazard, ct);
        var maxDays = await Desk.Limit(hazard, "rectification.max-days", ct);
        var day = step.Values.Date(HazardFields.Deadline);
        if (DeadlineLimits.CheckDays(day, step.At, maxDays, calendar) is { } fault)
            return Problem.Field(HazardFields.Deadline, fault);
        if (NoticeWriter.CheckDelivery(step) is { } undelivered)
            return undelivered;
        if (await Attach(step, HazardFields.Photos, FilePurpose.Found, ct) is { } problem)
            return problem;

        var notice = await notices.Write(step, day!.Value, isOrder: false, Role.GridWorker, [], ct);
        hazard.MoveTo(HazardState.Rectifying);
        await Desk.SetDeadline(hazard, step.Case, new(day.Value, step.At, step.By, $"整改通知书 {notice.Number}", "003-2.1.2",
            $"自 {HazardSentence.Day(calendar.DayOf(step.At))}起 {maxDays} 天以内"), ct);
        return Variables.Of((HazardVariables.DeadlineAt, hazard.DeadlineAt));
    }
}
