using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>填写重大隐患填报表 with the 五落实 (003-2.1.3).</summary>
public sealed class FillReport(HazardDesk desk, ReportWriter reports) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        if (await CheckTimeLimit(step, ct) is { } problem)
            return problem;
        await reports.Write(step, isCompletion: false, ct);
        return Variables.Of((HazardVariables.Filler, step.By.UserName));
    }

    private async Task<Problem?> CheckTimeLimit(Step step, CancellationToken ct) =>
        step.Values.Date(HazardFields.TimeLimit) is { } day
        && DeadlineLimits.CheckDays(day, step.At, await Desk.Limit(step.Hazard, "rectification.major-max-days", ct), await Desk.Calendar(step.Hazard, ct)) is { } fault
            ? Problem.Field(HazardFields.TimeLimit, fault)
            : null;
}

/// <summary>The community safety officer completes it after verification, or sends it back.</summary>
public sealed class CompleteReport(HazardDesk desk, ReportWriter reports) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        if (step.Outcome == "submitted")
        {
            await reports.Write(step, isCompletion: true, ct);
            return Done;
        }
        if (step.Reason is null)
            return HazardProblems.ReasonMissing("退回");
        await reports.Void(step, $"社区安全员退回：{step.Reason}", ct);
        return Done;
    }
}
