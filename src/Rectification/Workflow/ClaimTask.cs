using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Takes a task that nobody holds; taking one's own again changes nothing.</summary>
[AllowSignedIn]
public sealed record ClaimTask(Guid TaskId) : ICommand<Nothing>;

public sealed class ClaimTaskHandler(RectificationDb db, CurrentActor current, Journal journal) : ICommandHandler<ClaimTask, Nothing>
{
    public async Task<Result<Nothing>> Handle(ClaimTask command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Tasks.FindAsync([command.TaskId], ct) is not { } task || !TaskAccess.MaySee(task, actor))
            return TaskProblems.NotFound;
        if (task.State == TaskState.Done)
            return TaskProblems.AlreadyDone(task, Calendars.Offset);
        if (task.State == TaskState.Withdrawn)
            return TaskProblems.Withdrawn(task, Calendars.Offset);
        if (actor.IsSystem || !TaskAccess.IsFor(task, actor))
            return TaskProblems.NotYours;
        if (await db.TaskExclusions.FindAsync([task.Id, actor.UserId], ct) is { } exclusion)
            return TaskProblems.Excluded(exclusion.Reason);
        if (task.AssigneeId == actor.UserId)
            return Nothing.Here;
        if (task.AssigneeId is not null)
            return TaskProblems.Claimed(task);
        (task.AssigneeId, task.AssigneeName) = (actor.UserId, actor.Name);
        if (await db.Cases.FindAsync([task.CaseNumber], ct) is { } @case)
            journal.Add(@case, "task.claimed", $"{actor.Name} 领取“{task.Name}”", task.ElementId, new { task.Id });
        return Nothing.Here;
    }
}
