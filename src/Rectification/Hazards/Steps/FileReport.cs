using Rectification.Documents;
using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>街道安办接收: numbered and filed, or back to the filler (003-2.1.3).</summary>
public sealed class FileReport(HazardDesk desk, PaperDesk papers, ReportWriter reports) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        if (step.Outcome != "filed")
        {
            if (step.Reason is null)
                return HazardProblems.ReasonMissing("退回");
            await reports.Void(step, $"街道安办退回：{step.Reason}", ct);
            return Done;
        }
        var report = await papers.InForce(step.Hazard.CaseNumber, DocumentKind.MajorHazardReport, ct)
            ?? throw new InvalidOperationException($"{step.Hazard.CaseNumber} has no report in force, yet it is to be filed.");
        var number = await papers.File(report, step.At, ct);
        return Variables.Of((HazardVariables.ReportNumber, number));
    }
}
