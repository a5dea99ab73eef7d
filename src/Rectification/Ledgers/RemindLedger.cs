using Rectification.Engine;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Ledgers;

/// <summary>On the 3rd and the 5th (⚙): recalls the list to whoever has it, for as long as no leader has confirmed it.</summary>
public sealed class RemindLedger(RectificationDb db, Notifier notifier, Journal journal, SettingsQueries settings, Calendars calendars) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        if (await db.LedgerMonths.FindAsync([job.Case.CaseNumber], ct) is not { } ledger)
            return new JobAnswer.Failed($"{job.Case.CaseNumber} 没有清单记录，不能提醒。");
        if (ledger.FirstConfirmedAt is not null || job.Variables["openingAt"] is not DateTimeOffset openingAt)
            return new JobAnswer.Done(Variables.Of(("nextReminderAt", null)));
        var calendar = await calendars.For(ledger.StreetId, ct);
        var due = calendar.DeadlineDay(ledger.DueAt);
        var text = $"{job.Case.Title}须在 {due.Month}月{due.Day}日 24:00 前报送，现在{ledger.State.ChineseName}";
        Role[] roles = ledger.State == LedgerState.Filling ? [Role.CommunitySafetyOfficer] : [Role.CommunitySafetyOfficer, Role.CommunityLeader];
        foreach (var role in roles)
            await notifier.ToRole(role, ledger.Place, text, $"/ledgers/{ledger.CaseNumber}", $"ledger:{ledger.CaseNumber}:{job.At.UtcTicks}:{role}", job.Case, ct);
        journal.Add(job.Case, "ledger.reminded", $"提醒报送：{ledger.State.ChineseName}", job.ElementId);
        var days = OpenLedgers.Days((await settings.For(ledger.StreetId, ct))["ledger.reminder-days"]);
        return new JobAnswer.Done(Variables.Of(("nextReminderAt", LedgerCalendar.NextReminder(openingAt, job.At, days, calendar))));
    }
}
