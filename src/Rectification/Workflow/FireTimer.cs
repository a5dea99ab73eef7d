using Rectification.Engine;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>A deadline fell due. Late or repeated firing finds its row or its token gone and changes nothing.</summary>
[AllowSystem]
public sealed record FireTimer(Guid InstanceId, Guid TimerId) : ICommand<bool>;

public sealed class FireTimerHandler(TimerFiring firing) : ICommandHandler<FireTimer, bool>
{
    /// <returns>Whether anything happened.</returns>
    public async Task<Result<bool>> Handle(FireTimer command, CancellationToken ct) => await firing.Fire(command.InstanceId, command.TimerId, ct);
}

/// <summary>What a deadline does when it falls due, inside the transaction of the running command. Scoped.</summary>
public sealed class TimerFiring(RectificationDb db, StreetClock clock, Workflows workflows, Overdue overdue, Sweeper sweeper, RecomputeDeadlines recompute, StartTimers starts, OwnCases cases, Journal journal)
{
    /// <returns>Whether anything happened.</returns>
    public async Task<bool> Fire(Guid instanceId, Guid timerId, CancellationToken ct)
    {
        if (await db.Timers.FindAsync([instanceId, timerId], ct) is not { } timer || timer.DueAt > clock.GetUtcNow())
            return false;
        if (timer.Kind == TimerKind.Start)
            return await Begin(timer, ct);
        if (timer.Kind == TimerKind.Sweep)
            return await sweeper.Fire(timer, ct);
        if (timer.Kind == TimerKind.Recompute)
            return await recompute.Fire(timer, ct);
        if (await recompute.MovesFirst(timer, ct))
            return true;
        if (timer.Kind == TimerKind.TaskDue)
            return await overdue.Advance(timer, ct);
        db.Timers.Remove(timer);
        return await workflows.ApplyTo(timer.InstanceId, new Command.FireTimer(timer.Key), ct) is null;
    }

    private async Task<bool> Begin(TimerRow timer, CancellationToken ct)
    {
        if (await starts.Take(timer, ct) is not { } due)
            return false;
        var @case = await cases.Open(due.Process.Definition, timer.StreetId, ct);
        journal.Add(@case, "timer.started", $"“{due.Process.Definition.Name}”到时启动{(due.Skipped == 0 ? "" : $"；系统未运行期间另有 {due.Skipped} 次未单独启动")}",
            timer.ElementId, new { timer.DueAt, due.Skipped });
        await workflows.StartAt(due.Process, timer.ElementId, @case, Variables.Empty, ct);
        return true;
    }
}
