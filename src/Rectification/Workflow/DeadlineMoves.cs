using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Writes moved deadlines: due time, timers, journal, and those who do them are told. Inside a command. Scoped.</summary>
public sealed class DeadlineMoves(RectificationDb db, StreetClock clock, Journal journal, TaskDesk desk)
{
    /// <returns>How many moved; what is done, gone or stands otherwise than it was found is left alone.</returns>
    public async Task<int> Make(RuleChange change, ImmutableArray<MovedDeadline> moves, CancellationToken ct)
    {
        if (moves.IsEmpty)
            return 0;
        string[] numbers = [.. moves.Select(move => move.CaseNumber).Distinct()];
        Guid?[] taskIds = [.. moves.Where(move => move.TaskId is not null).Select(move => move.TaskId)];
        Guid[] waitIds = [.. moves.Where(move => move.TimerId is not null).Select(move => move.TimerId!.Value)];
        var cases = (await db.Cases.Where(row => numbers.Contains(row.CaseNumber)).ToListAsync(ct)).ToDictionary(row => row.CaseNumber);
        var tasks = (await db.Tasks.Where(row => taskIds.Contains(row.Id)).ToListAsync(ct)).ToDictionary(row => row.Id);
        Guid[] processes = [.. tasks.Values.Select(task => task.InstanceId).Distinct()];
        var watches = (await db.Timers.Where(row => processes.Contains(row.InstanceId) && taskIds.Contains(row.TaskId)).ToListAsync(ct)).ToLookup(row => row.TaskId);
        var running = db.Instances.Where(row => numbers.Contains(row.CaseNumber)).Select(row => row.Id);
        var waits = (await db.Timers.Where(row => running.Contains(row.InstanceId) && waitIds.Contains(row.Id)).ToListAsync(ct)).ToDictionary(row => row.Id);
        var (now, moved) = (clock.GetUtcNow(), 0);
        foreach (var move in moves)
        {
            if (!cases.TryGetValue(move.CaseNumber, out var @case))
                continue;
            var text = $"“{move.What}”的期限由 {Instant(move.From, change.After.Calendar)} 改为 {Instant(move.To, change.After.Calendar)}：{change.Cause}";
            if (move.TaskId is { } taskId && tasks.TryGetValue(taskId, out var task) && task.State == TaskState.Open && task.DueAt == move.From)
            {
                task.DueAt = move.To;
                foreach (var timer in watches[taskId])
                    // One that is late and stays late has told those above already.
                    if (timer.Stage == 0 || move.To > now)
                        (timer.DueAt, timer.Stage) = (move.To, 0);
                journal.Add(@case, "deadline.recomputed", text, task.ElementId, new { taskId, move.From, move.To });
                await Tell(change, @case, task, move, text, ct);
                moved++;
            }
            else if (move.TimerId is { } timerId && waits.TryGetValue(timerId, out var wait) && wait.DueAt == move.From)
            {
                wait.DueAt = move.To;
                journal.Add(@case, "deadline.recomputed", text, wait.ElementId, new { timerId, move.From, move.To });
                moved++;
            }
        }
        return moved;
    }

    private Task Tell(RuleChange change, CaseRow @case, TaskRow task, MovedDeadline move, string text, CancellationToken ct) =>
        change.ToldOnceAs is { } mark
            ? desk.TellOnce(task, $"{change.Cause}：您待办的期限已重算，以待办中所列为准，各案留有记录", $"recomputed:{mark}", ct)
            : desk.Tell(@case, task, text, $"recomputed:{move.To.UtcTicks}", ct);

    private static string Instant(DateTimeOffset at, WorkCalendar calendar)
    {
        var (local, day) = (at.ToOffset(calendar.Offset), calendar.DeadlineDay(at));
        return local.TimeOfDay == TimeSpan.Zero ? $"{day.Year}年{day.Month}月{day.Day}日 24:00" : $"{local:yyyy年M月d日 HH:mm}";
    }
}
