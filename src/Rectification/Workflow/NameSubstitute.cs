using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>
/// The street leader names who acts on a task that nobody of the drawn role can do: a leader is away, or has already acted.
/// Traced; nobody may act twice in one report.
/// </summary>
[Allow(Role.StreetLeader)]
public sealed record NameSubstitute(Guid TaskId, string UserName, string Reason) : ICommand<Nothing>
{
    internal static bool MayName(TaskRow task, Actor actor) => actor.IsSystem || actor.Holds(Role.StreetLeader, task.Place);
}

public sealed class NameSubstituteHandler(RectificationDb db, CurrentActor current, Staffing staffing, Journal journal, TaskDesk desk)
    : ICommandHandler<NameSubstitute, Nothing>
{
    public async Task<Result<Nothing>> Handle(NameSubstitute command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Tasks.FindAsync([command.TaskId], ct) is not { } task || !NameSubstitute.MayName(task, actor))
            return TaskProblems.NotFound;
        if (task.State != TaskState.Open)
            return Problem.Conflict("task.not-open", $"“{task.Name}”已不在办理中");
        if (command.UserName.Trim() is not { Length: > 0 } userName)
            return Problem.Field("userName", "请选择代办人");
        if (command.Reason.Trim().Length is < 2 or > 2000)
            return Problem.Field("reason", "请填写 2–2000 字的原因");
        if (await staffing.Named(userName, ct) is not { } person || !await IsOfStreet(person, task.StreetId, ct))
            return Problem.Field("userName", "本街道没有这个账号，或账号已停用");
        if (!(await db.RoleGrants.Where(grant => grant.UserId == person.Id).Select(grant => grant.Role).ToListAsync(ct)).Exists(SubstituteQueries.MayStandIn))
            return Problem.Field("userName", $"{person.Name}不办理案件（如审计员、管理员、企业负责人），不能代办，请另指定一人");
        if ((await SubstituteQueries.Barred(db, task, ct)).TryGetValue(person.Id, out var reason))
            return Problem.Field("userName", $"{person.Name}{(reason.StartsWith('您') ? "已办理过本事项的其他环节" : reason)}，请另指定一人");
        (task.AssigneeId, task.AssigneeName, task.OwnerId, task.OwnerName) = (person.Id, person.Name, person.Id, person.Name);
        var @case = await db.Cases.FindAsync([task.CaseNumber], ct)
            ?? throw new InvalidOperationException($"Task {task.Id} belongs to case {task.CaseNumber}, which is not there.");
        journal.Add(@case, "task.substituted", $"{actor.Name} 指定{person.Name}代办“{task.Name}”：{command.Reason.Trim()}", task.ElementId, new { task.Id, person = person.Id });
        await desk.Tell(@case, task, $"{actor.Name}指定您代办“{task.Name}”：{@case.Title}", $"substitute:{person.Id:N}", ct);
        return Nothing.Here;
    }

    private async Task<bool> IsOfStreet(Person person, Guid streetId, CancellationToken ct) =>
        (await db.Users.FindAsync([person.Id], ct))?.StreetId == streetId;
}
