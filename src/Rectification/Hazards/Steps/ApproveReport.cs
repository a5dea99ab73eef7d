using Rectification.Accountability;
using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>
/// One of those who stand for the report after it is complete: leaders sign, the seal is affixed, the linked leader approves.
/// Whoever sends it back voids the version; the signatures go with it (job void-signatures).
/// </summary>
public sealed class ApproveReport(HazardDesk desk, ReportWriter reports, AccountabilityQueries accountability) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        // Nobody vouches for what they themselves have to answer for.
        if (await accountability.Concerning(step.By.UserName, step.Hazard.CaseNumber, ct) is { } concerning)
            return Problem.Forbidden("accountability.concerned", $"您是责任追究 {concerning} 的当事人，不能办理“{step.Task.Name}”，请由其他人办理");
        if (step.Outcome is "signed" or "sealed" or "approved")
            return Done;
        if (step.Reason is null)
            return HazardProblems.ReasonMissing("退回");
        await reports.Void(step, $"{step.Task.Name}时退回：{step.Reason}", ct);
        return Done;
    }
}
