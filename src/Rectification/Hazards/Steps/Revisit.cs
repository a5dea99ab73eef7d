using Rectification.Engine;
using Rectification.People;

namespace Rectification.Hazards.Steps;

/// <summary>整改复查: all put right, partly, not, refused or hopeless (003-2.2).</summary>
public sealed class Revisit(HazardDesk desk, CasePapers papers) : HazardStep(desk)
{
    /// <summary>What 整改复查意见书 says of each outcome.</summary>
    private static readonly Dictionary<string, (string Conclusion, string Next)> Opinions = new()
    {
        ["passed"] = ("全部整改到位", "进入验收，验收合格后销号"),
        ["partly"] = ("部分整改到位，其余仍须整改", "申请延期，由社区安全员审批；不同意延期的由街道安办责令限期整改"),
        ["notDone"] = ("未整改", "申请延期，由社区安全员审批；不同意延期的由街道安办责令限期整改"),
        ["refused"] = ("拒不整改", "上报街道安办和下派民警，现场执法"),
        ["hopeless"] = ("整改无望", "上报街道安办，现场执法"),
    };

    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var result = await Decide(step, ct);
        if (result.IsOk && Opinions.TryGetValue(step.Outcome, out var opinion))
            await papers.Review(step, opinion.Conclusion, step.Text(HazardFields.Findings) ?? step.Reason ?? opinion.Conclusion, opinion.Next, Role.GridWorker, ct);
        return result;
    }

    private async Task<Result<Variables>> Decide(Step step, CancellationToken ct)
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
