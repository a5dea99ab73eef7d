using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>
/// One of those who stand for the report after it is complete: leaders sign, the seal is affixed, the linked leader approves.
/// Whoever sends it back voids the version; the signatures go with it (job void-signatures).
/// </summary>
public sealed class ApproveReport(HazardDesk desk, ReportWriter reports) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        if (step.Outcome is "signed" or "sealed" or "approved")
            return Done;
        if (step.Reason is null)
            return HazardProblems.ReasonMissing("退回");
        await reports.Void(step, $"{step.Task.Name}时退回：{step.Reason}", ct);
        return Done;
    }
}
