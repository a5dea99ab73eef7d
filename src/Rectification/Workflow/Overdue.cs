using System.Globalization;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>What happens when a task's due time has come and nobody did it: the performer is urged, then level after level is told, a working day (⚙) apart. Scoped.</summary>
public sealed class Overdue(RectificationDb db, Calendars calendars, SettingsQueries settings, Journal journal, Notifier notifier, TaskDesk desk, IEnumerable<IOverdueListener> listeners)
{
    private const int WorkdaysOfWeek = 5;

    /// <summary>One step on; the same timer is armed again for the next, as long as the task is open.</summary>
    public async Task<bool> Advance(TimerRow timer, CancellationToken ct)
    {
        if (timer.TaskId is not { } taskId || await db.Tasks.FindAsync([taskId], ct) is not { State: TaskState.Open } task
            || await db.Cases.FindAsync([task.CaseNumber], ct) is not { } @case)
        {
            db.Timers.Remove(timer);
            return false;
        }
        var apart = Convert.ToInt32((await settings.For(task.StreetId, ct))["overdue.next-level"], CultureInfo.InvariantCulture);
        var workdaysOn = apart;
        if (timer.Stage == 0)
        {
            await desk.Tell(@case, task, $"“{task.Name}”已到办理时限，请尽快办理：{@case.Title}", "due", ct);
            journal.Add(@case, "task.overdue", $"“{task.Name}”到期未办，已催办{(task.AssigneeName is { } name ? name : "")}", task.ElementId, new { task.Id, task.DueAt });
            foreach (var listener in listeners)
                await listener.BecameOverdue(task, @case, timer.DueAt, ct);
        }
        else
        {
            var performer = CandidateKey.Of(task.CandidateKey)?.Role ?? Role.GridWorker;
            var drawn = TaskProperties.Read(task.Properties).OverdueTold;
            var level = Ladder.Told(performer, timer.Stage, drawn);
            // Past the top there is nobody new to tell; the performer is reminded once a working week.
            if (timer.Stage > 1 && Ladder.Told(performer, timer.Stage - 1, drawn) == level)
            {
                workdaysOn = Math.Max(WorkdaysOfWeek, apart);
                await desk.Tell(@case, task, $"“{task.Name}”仍未办理，请尽快办理：{@case.Title}", $"due:{timer.Stage}", ct);
            }
            else
            {
                await notifier.ToRole(level, task.Place, $"“{task.Name}”逾期 {timer.Stage * apart} 个工作日未办，应由{task.AssigneeName ?? task.OwnerName ?? performer.ChineseName}办理：{@case.Title}",
                    // The administrator is told, but cases stay closed to that role.
                    level == Role.SystemAdmin ? "/notifications" : $"/tasks/{task.Id}", $"task:{task.Id:N}:told:{timer.Stage}", @case, ct);
                journal.Add(@case, "task.escalated", $"“{task.Name}”逾期 {timer.Stage * apart} 个工作日未办，已告知{level.ChineseName}", task.ElementId, new { task.Id, level = level.ToString() });
            }
        }
        timer.Stage++;
        var calendar = await calendars.For(task.StreetId, ct);
        timer.DueAt = calendar.EndOfDay(calendar.AddWorkdays(calendar.DeadlineDay(timer.DueAt), workdaysOn));
        (timer.Attempts, timer.LeasedUntil, timer.LeasedBy) = (0, null, null);
        return true;
    }
}
