using Rectification.Engine;
using Rectification.People;

namespace Rectification.Hazards.Steps;

/// <summary>督促停业整改、停止使用、撤出作业人员, with the notice of a major hazard and its deadline (003-1.1.3, 003-2.1.3).</summary>
public sealed class RecordStopMeasures(HazardDesk desk, NoticeWriter notices) : HazardStep(desk)
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["stopBusiness"] = "停业整改",
        ["stopUse"] = "停止使用有关设备设施",
        ["evacuate"] = "撤出作业人员",
    };

    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        var calendar = await Desk.Calendar(hazard, ct);
        var maxDays = await Desk.Limit(hazard, "rectification.major-max-days", ct);
        var day = step.Values.Date(HazardFields.Deadline);
        if (DeadlineLimits.CheckDays(day, step.At, maxDays, calendar) is { } fault)
            return Problem.Field(HazardFields.Deadline, fault);
        if (NoticeWriter.CheckDelivery(step) is { } undelivered)
            return undelivered;
        if (await Attach(step, HazardFields.Photos, FilePurpose.Found, ct) is { } problem)
            return problem;

        var notice = await notices.Write(step, day!.Value, isOrder: false, Role.GridWorker,
            [.. step.Values.Texts(HazardFields.StopKinds).Select(kind => Kinds.GetValueOrDefault(kind, kind))], ct);
        hazard.StopRecordedAt = step.At;
        hazard.Funds = step.Values.Number(HazardFields.Funds) ?? hazard.Funds;
        hazard.MoveTo(HazardState.Rectifying);
        await Desk.SetDeadline(hazard, step.Case, new(day.Value, step.At, step.By, $"整改通知书 {notice.Number}", "003-2.1.3",
            $"重大隐患，自 {HazardSentence.Day(calendar.DayOf(step.At))}起 {maxDays} 天以内"), ct);
        if (step.Values.Flag(HazardFields.SafetyNotGuaranteed))
            await Desk.MarkSafetyNotGuaranteed(hazard, step.Case, step.At, ct);
        return Variables.Of(
            (HazardVariables.StopRecorded, true),
            (HazardVariables.DeadlineAt, hazard.DeadlineAt),
            (HazardVariables.SafetyNotGuaranteed, hazard.SafetyNotGuaranteed));
    }
}
