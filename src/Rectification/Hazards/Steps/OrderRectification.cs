using Rectification.Engine;
using Rectification.People;

namespace Rectification.Hazards.Steps;

/// <summary>责令限期整改: the street's notice with a last deadline of a few working days (003-4.2.3).</summary>
public sealed class OrderRectification(HazardDesk desk, NoticeWriter notices) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        var max = await Desk.Limit(hazard, "order.max-workdays", ct);
        var calendar = await Desk.Calendar(hazard, ct);
        if (step.Values.Number(HazardFields.Workdays) is { } workdays && (workdays < 0 || workdays > max || workdays != decimal.Truncate(workdays)))
            return Problem.Field(HazardFields.Workdays, $"请填写 0–{max} 的整数");
        var day = step.Values.Number(HazardFields.Workdays) is { } count
            ? calendar.AddWorkdays(calendar.DayOf(step.At), (int)count)
            : step.Values.Date(HazardFields.Deadline);
        if (DeadlineLimits.CheckWorkdays(day, step.At, max, calendar) is { } fault)
            return Problem.Field(HazardFields.Deadline, fault);
        if (NoticeWriter.CheckDelivery(step) is { } undelivered)
            return undelivered;

        var order = await notices.Write(step, day!.Value, isOrder: true, Role.SafetyOfficer, [], ct);
        hazard.LastChance = true;
        hazard.MoveTo(HazardState.Rectifying);
        await Desk.SetDeadline(hazard, step.Case, new(day.Value, step.At, step.By, $"责令限期整改 {order.Number}", "003-4.2.3",
            $"自 {HazardSentence.Day(calendar.DayOf(step.At))}起 {max} 个工作日以内，最后期限", step.Reason), ct);
        return Variables.Of((HazardVariables.DeadlineAt, hazard.DeadlineAt), (HazardVariables.LastChance, true));
    }
}
