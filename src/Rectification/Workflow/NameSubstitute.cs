using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>The street leader names who acts on a task that nobody of the drawn role can do: a leader is away, or has already acted.</summary>
[Allow(Role.StreetLeader)]
public sealed record NameSubstitute(Guid TaskId, string UserName, string Reason) : ICommand<Nothing>;

public sealed class NameSubstituteHandler(RectificationDb db, CurrentActor current, Staffing staffing, Journal journal, TaskDesk desk)
    : ICommandHandler<NameSubstitute, Nothing>
{
    public async Task<Result<Nothing>> Handle(NameSubstitute command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Tasks.FindAsync([command.TaskId], ct) is not { } task || !actor.Holds(Role.StreetLeader, task.Place) && !actor.IsSystem)
            return TaskProblems.NotFound;
        if (task.State != TaskState.Open)
            return Problem.Conflict("task.not-open", $"“{task.Name}”已不在办理中");
        if (command.Reason.Trim().Length is < 2 or > 2000)
            return Problem.Field("reason", "请填写 2–2000 字的原因");
        if (await staffing.Named(command.UserName.Trim(), ct) is not { } person || !await IsOfStreet(person, task.StreetId, ct))
            return Problem.Field("userName", "本街道没有这个账号，或账号已停用");
        if (await db.TaskExclusions.FindAsync([task.Id, person.Id], ct) is not null)
            return Problem.Field("userName", $"{person.Name}已在本事项中办理过其他环节，请另指定一人");
        (task.AssigneeId, task.AssigneeName, task.OwnerId, task.OwnerName) = (person.Id, person.Name, person.Id, person.Name);
        var @case = await db.Cases.FindAsync([task.CaseNumber], ct)
            ?? throw new InvalidOperationException($"Task {task.Id} belongs to case {task.CaseNumber}, which is not there.");
        journal.Add(@case, "task.substituted", $"{actor.Name} 指定{person.Name}代办“{task.Name}”：{command.Reason.Trim()}", task.ElementId, new { task.Id, person = person.Id });
        desk.Tell(@case, task, $"{actor.Name}指定您代办“{task.Name}”：{@case.Title}", $"substitute:{person.Id:N}");
        return Nothing.Here;
    }

    private async Task<bool> IsOfStreet(Person person, Guid streetId, CancellationToken ct) =>
        (await db.Users.FindAsync([person.Id], ct))?.StreetId == streetId;
}
