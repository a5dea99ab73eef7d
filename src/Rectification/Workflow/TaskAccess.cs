using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Who sees a task and who may act on it.</summary>
public static class TaskAccess
{
    /// <summary>Assigned to them, or open to a group they are in. Whether somebody else holds it is another question.</summary>
    public static bool IsFor(TaskRow task, Actor actor) =>
        actor.IsSystem || task.AssigneeId == actor.UserId
        || (CandidateKey.Of(task.CandidateKey) is { } key && (actor.Grants.Any(grant => grant.Role == key.Role && grant.ScopeId == key.Node) || actor.Holds(key.Role, task.Place)));

    public static bool MaySee(TaskRow task, Actor actor) =>
        IsFor(task, actor) || task.DoneById == actor.UserId || actor.Sees(task.Place);
}

internal static class TaskProblems
{
    public static readonly Problem NotFound = Problem.NotFound("task.not-found", "没有这项待办，或不在您的范围内");

    public static readonly Problem NotYours = Problem.Forbidden("task.not-yours", "这项待办不由您办理");

    public static Problem AlreadyDone(TaskRow task, TimeSpan offset) => Problem.Conflict("task.already-done", task.DoneByName is { } name
        ? $"“{task.Name}”已由{name}于{When(task, offset)}办理"
        : $"“{task.Name}”已于{When(task, offset)}办理");

    public static Problem Withdrawn(TaskRow task, TimeSpan offset) =>
        Problem.Conflict("task.withdrawn", $"“{task.Name}”已于{When(task, offset)}撤回，无需再办");

    public static Problem Claimed(TaskRow task) =>
        Problem.Conflict("task.claimed", $"“{task.Name}”已由{task.AssigneeName}领取，如需办理请先与其联系");

    public static Problem Excluded(string reason) => Problem.Forbidden("task.excluded", reason);

    /// <summary>Why this person may not do the task now, who or what was first included; null when they may.</summary>
    public static async Task<Problem?> Refusal(RectificationDb db, TaskRow task, Actor actor, TimeSpan offset, CancellationToken ct)
    {
        if (task.State == TaskState.Done)
            return AlreadyDone(task, offset);
        if (task.State == TaskState.Withdrawn)
            return Withdrawn(task, offset);
        // First of all the reason that only concerns this person: the work may have been handed on because of it.
        if (await db.TaskExclusions.FindAsync([task.Id, actor.UserId], ct) is { } exclusion)
            return Excluded(exclusion.Reason);
        if (!TaskAccess.IsFor(task, actor))
            return NotYours;
        return task.AssigneeId is { } holder && holder != actor.UserId && !actor.IsSystem ? Claimed(task) : null;
    }

    private static string When(TaskRow task, TimeSpan offset) => $"{task.DoneAt?.ToOffset(offset):yyyy年M月d日 HH:mm}";
}
