using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;

namespace Rectification.Workflow;

/// <summary>On the 1st of October, November and December: next year's holidays are not in yet (a deadline across the turn of the year would be provisional).</summary>
public sealed class WarnHolidays(CalendarQueries calendar, Notifier notifier, Journal journal) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        if (await calendar.MissingYear(job.Case.StreetId, ct) is not { } year)
            return JobAnswer.Ok;
        foreach (var role in new[] { Role.SafetyOfficeDirector, Role.SystemAdmin })
            await notifier.ToRole(role, job.Case.Place, $"{year} 年放假安排还没有录入，跨年的期限暂按周一至周五计算。请在“工作日历”中录入或导入。",
                $"/settings/calendar?year={year}", $"holidays:{job.Case.StreetId:N}:{year}:{job.At:yyyyMM}:{role}", job.Case, ct);
        journal.Add(job.Case, "calendar.missing", $"{year} 年放假安排未录入，已提醒街道安办主任和系统管理员", job.ElementId);
        return JobAnswer.Ok;
    }
}
