using Rectification.Notifications;
using Rectification.People;
using Rectification.Workflow;

namespace Rectification.Hazards.Jobs;

/// <summary>报告街道安办，告知各方: at once after a major hazard is confirmed (003-1.2.3, 001-9).</summary>
public sealed class TellMajor(HazardDesk desk, Notifier notifier) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        var hazard = await desk.Of(job.Case, ct);
        foreach (var role in new[] { Role.SafetyOfficer, Role.DepartmentOfficer, Role.EnterpriseContact })
            await notifier.ToRole(role, hazard.Place, $"{hazard.PremisesName}核实为重大隐患：{job.Case.Title}", $"/hazards/{hazard.CaseNumber}",
                $"major:{hazard.CaseNumber}:{job.At.UtcTicks}:{role}", job.Case, ct);
        return JobAnswer.Ok;
    }
}

/// <summary>拒不整改 told to the street's officers and the seconded police officer (003-1.2.2).</summary>
public sealed class TellRefusal(HazardDesk desk, Notifier notifier) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        var hazard = await desk.Of(job.Case, ct);
        foreach (var role in new[] { Role.SafetyOfficer, Role.PoliceOfficer })
            await notifier.ToRole(role, hazard.Place, $"{hazard.PremisesName}拒不整改，须现场执法：{job.Case.Title}", $"/hazards/{hazard.CaseNumber}",
                $"refusal:{hazard.CaseNumber}:{job.At.UtcTicks}:{role}", job.Case, ct);
        return JobAnswer.Ok;
    }
}

/// <summary>A message that the drawing words itself: headers <c>to</c> (Role@scope, separated by commas) and <c>text</c>.</summary>
public sealed class Notify(Notifier notifier) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        if (!job.Headers.TryGetValue("to", out var to) || !job.Headers.TryGetValue("text", out var text))
            return new JobAnswer.Failed("“notify”需要 to 和 text 两项。请在流程图中补上后重试。");
        foreach (var address in to.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!DrawnGroup.TryParse(address, out var group))
                return new JobAnswer.Failed($"“{address}”不是“角色@范围”。请在流程图中改正后重试。");
            await notifier.ToRole(group.At(job.Case.Place), job.Case.StreetId, $"{text}（{job.Case.Title}）", $"/hazards/{job.Case.CaseNumber}",
                $"notify:{job.InstanceId:N}:{job.ElementId}:{job.At.UtcTicks}:{address}", job.Case, ct);
        }
        return JobAnswer.Ok;
    }
}
