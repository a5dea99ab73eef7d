using Rectification.Engine;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>A deadline fell due. Late or repeated firing finds its row or its token gone and changes nothing.</summary>
[AllowSystem]
public sealed record FireTimer(Guid TimerId) : ICommand<bool>;

public sealed class FireTimerHandler(RectificationDb db, StreetClock clock, Workflows workflows, Overdue overdue) : ICommandHandler<FireTimer, bool>
{
    /// <returns>Whether anything happened.</returns>
    public async Task<Result<bool>> Handle(FireTimer command, CancellationToken ct)
    {
        if (await db.Timers.FindAsync([command.TimerId], ct) is not { } timer || timer.DueAt > clock.GetUtcNow())
            return false;
        if (timer.Kind == TimerKind.TaskDue)
            return await overdue.Advance(timer, ct);
        db.Timers.Remove(timer);
        return await workflows.ApplyTo(timer.InstanceId, new Command.FireTimer(timer.Key), ct) is null;
    }
}
