using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>改派网格责任人: another grid worker of the grid answers for it from now on, and has its open tasks.</summary>
[Allow(Role.CommunitySafetyOfficer, Role.SafetyOfficer)]
public sealed record ReassignHazard(string CaseNumber, string UserName, string Reason) : ICommand<Nothing>;

public sealed class ReassignHazardHandler(
    RectificationDb db, CurrentActor current, OpenHazards hazards, Journal journal, Notifier notifier, StreetClock clock, Workflows workflows)
    : ICommandHandler<ReassignHazard, Nothing>
{
    public async Task<Result<Nothing>> Handle(ReassignHazard command, CancellationToken ct)
    {
        var actor = current.Required;
        var opened = await hazards.For(command.CaseNumber, HazardAction.Reassign, "改派", actor, ct);
        if (opened.Problem is { } refused)
            return refused;
        var (@case, hazard) = opened.Value;
        if (Reasons.Fault(command.Reason) is { } fault)
            return fault;
        var user = await db.Users.FirstOrDefaultAsync(row => row.UserName == command.UserName && row.IsActive, ct);
        if (user is null || !await db.RoleGrants.AnyAsync(grant => grant.UserId == user.Id && grant.Role == Role.GridWorker && grant.ScopeId == hazard.GridId, ct))
            return Problem.Field("userName", "请选择本网格的网格员");
        if (user.Id == hazard.GridOwnerId)
            return Problem.Field("userName", $"{user.Name} 已是网格责任人");

        (hazard.GridOwnerId, hazard.GridOwner, hazard.GridOwnerName) = (user.Id, user.UserName, user.Name);
        await HandOver(hazard, user, ct);
        foreach (var instance in await db.Instances.Where(row => row.CaseNumber == hazard.CaseNumber).Select(row => row.Id).ToListAsync(ct))
            await workflows.SetVariables(instance, Variables.Of((HazardVariables.GridOwner, user.UserName)), ct);
        journal.Add(@case, "hazard.reassigned", $"{actor.Name} 改派网格责任人为{user.Name}：{command.Reason.Trim()}", data: new { userName = user.UserName });
        await notifier.ToUser(user.Id, hazard.StreetId, $"您被指定为网格责任人：{@case.Title}", $"/hazards/{hazard.CaseNumber}",
            $"reassigned:{hazard.CaseNumber}:{clock.GetUtcNow().UtcTicks}", @case, ct);
        return Nothing.Here;
    }

    /// <summary>Open tasks of the grid go to the new owner, unless that person may not act on one.</summary>
    private async Task HandOver(Hazard hazard, User user, CancellationToken ct)
    {
        var gridKey = new CandidateKey(Role.GridWorker, hazard.GridId).ToString();
        var tasks = await db.Tasks.Where(task => task.CaseNumber == hazard.CaseNumber && task.State == TaskState.Open && task.CandidateKey == gridKey).ToListAsync(ct);
        foreach (var task in tasks)
            if (await db.TaskExclusions.FindAsync([task.Id, user.Id], ct) is null)
            {
                (task.OwnerId, task.OwnerName) = (user.Id, user.Name);
                (task.AssigneeId, task.AssigneeName) = (user.Id, user.Name);
            }
    }
}
