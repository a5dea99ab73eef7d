using Rectification.Notifications;
using Rectification.People;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>反馈 has not come in time: the director is told, and the follow-up begins without it (003-4.1).</summary>
public sealed class TellNoFeedback(Notifier notifier, Journal journal) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        journal.Add(job.Case, "accountability.no-feedback", "期满未反馈整改情况，已报告主任，转入跟踪", job.ElementId);
        await notifier.ToRole(Role.SafetyOfficeDirector, job.Case.Place, $"{job.Case.CaseNumber} 通报后期满未反馈：{job.Case.Title}",
            $"/accountability/{job.Case.CaseNumber}", $"accountability:{job.Case.CaseNumber}:no-feedback:{job.At.UtcTicks}", job.Case, ct);
        return JobAnswer.Ok;
    }
}
