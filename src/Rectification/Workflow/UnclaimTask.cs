using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Gives a taken task back to its group.</summary>
[AllowSignedIn]
public sealed record UnclaimTask(Guid TaskId) : ICommand<Nothing>;

public sealed class UnclaimTaskHandler(RectificationDb db, CurrentActor current, Journal journal) : ICommandHandler<UnclaimTask, Nothing>
{
    public async Task<Result<Nothing>> Handle(UnclaimTask command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Tasks.FindAsync([command.TaskId], ct) is not { } task || !TaskAccess.MaySee(task, actor))
            return TaskProblems.NotFound;
        if (task.State == TaskState.Done)
            return TaskProblems.AlreadyDone(task, Calendars.Offset);
        if (task.State == TaskState.Withdrawn)
            return TaskProblems.Withdrawn(task, Calendars.Offset);
        if (task.AssigneeId is null)
            return TaskAccess.IsFor(task, actor) ? Nothing.Here : TaskProblems.NotYours;
        if (task.AssigneeId != actor.UserId)
            return TaskAccess.IsFor(task, actor) ? TaskProblems.Claimed(task) : TaskProblems.NotYours;
        if (task.CandidateKey is null)
            return Problem.Conflict("task.named", $"“{task.Name}”按流程指定由您办理，不能退回");
        (task.AssigneeId, task.AssigneeName) = (null, null);
        task.HandOns++;
        if (await db.Cases.FindAsync([task.CaseNumber], ct) is { } @case)
            journal.Add(@case, "task.unclaimed", $"{actor.Name} 退回“{task.Name}”", task.ElementId, new { task.Id });
        return Nothing.Here;
    }
}
