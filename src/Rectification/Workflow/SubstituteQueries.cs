using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Somebody whom the street leader may name for a task.</summary>
/// <param name="Posts">What they are in the street: 社区主干（新城社区）.</param>
/// <param name="IsSameRole">Holds the role of the task, elsewhere in the street.</param>
public sealed record SubstituteChoice(string UserName, string Name, ImmutableArray<string> Posts, bool IsSameRole);

/// <summary>A task that nobody can do until somebody is named.</summary>
public sealed record VacantTask(Guid Id, string Name, string CaseNumber, string Premises, string RoleName, DateTimeOffset? DueAt, DateTimeOffset CreatedAt);

/// <summary>What a street leader needs to name a substitute. Scoped.</summary>
public sealed class SubstituteQueries(RectificationDb db)
{
    private const int Most = 50;

    /// <summary>Tasks in the streets that this person leads, the oldest first; at most fifty.</summary>
    public async Task<ImmutableArray<VacantTask>> Vacant(Actor actor, CancellationToken ct)
    {
        var streets = actor.Grants.Where(grant => grant.Role == Role.StreetLeader).Select(grant => grant.ScopeId).ToArray();
        if (streets.Length == 0)
            return [];
        var rows = await db.Tasks.AsNoTracking()
            .Where(row => streets.Contains(row.StreetId) && row.State == TaskState.Open && row.AssigneeId == null && row.OwnerId == null && row.CandidateKey != null)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(Most)
            .Select(row => new { row.Id, row.Name, row.CaseNumber, row.PremisesName, row.CandidateKey, row.DueAt, row.CreatedAt }).ToListAsync(ct);
        return [.. rows.Select(row => new VacantTask(
            row.Id, row.Name, row.CaseNumber, row.PremisesName, CandidateKey.Parse(row.CandidateKey!).Role.ChineseName, row.DueAt, row.CreatedAt))];
    }

    /// <summary>Staff of the street who may be named for the task: the same role elsewhere first.</summary>
    /// <returns>A problem when the task is not there, or not this leader's to give.</returns>
    public async Task<Result<ImmutableArray<SubstituteChoice>>> Choices(Guid taskId, Actor actor, CancellationToken ct)
    {
        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == taskId, ct) is not { } task || !NameSubstitute.MayName(task, actor))
            return TaskProblems.NotFound;
        var barred = (await Barred(db, task, ct)).Keys;
        var role = CandidateKey.Of(task.CandidateKey)?.Role;
        var grants = await (
            from grant in db.RoleGrants
            join user in db.Users on grant.UserId equals user.Id
            where user.StreetId == task.StreetId && user.IsActive
            join unit in db.OrgUnits on grant.ScopeId equals unit.Id
            select new { user.Id, user.UserName, user.Name, grant.Role, Scope = unit.Name }).ToListAsync(ct);
        return grants.Where(each => MayStandIn(each.Role) && !barred.Contains(each.Id) && each.Id != task.AssigneeId)
            .GroupBy(each => (each.Id, each.UserName, each.Name))
            .Select(person => new SubstituteChoice(
                person.Key.UserName!, person.Key.Name,
                [.. person.OrderBy(each => each.Role).Select(each => $"{each.Role.ChineseName}（{each.Scope}）").Distinct()],
                person.Any(each => each.Role == role)))
            .OrderByDescending(person => person.IsSameRole).ThenBy(person => person.UserName, StringComparer.Ordinal).ToImmutableArray();
    }

    /// <summary>Who works on cases can act for another; auditors, administrators and the premises' own people cannot.</summary>
    internal static bool MayStandIn(Role role) => role.SeesCases && role is not (Role.EnterpriseContact or Role.Auditor);

    /// <summary>
    /// Who may not act on the task, and why: those the drawing bars, and those who acted in the same report already or are to act in it.
    /// </summary>
    internal static async Task<Dictionary<Guid, string>> Barred(RectificationDb db, TaskRow task, CancellationToken ct)
    {
        var barred = await db.TaskExclusions.AsNoTracking().Where(row => row.TaskId == task.Id).ToDictionaryAsync(row => row.UserId, row => row.Reason, ct);
        var others = await db.Tasks.AsNoTracking()
            .Where(row => row.CaseNumber == task.CaseNumber && row.InstanceId == task.InstanceId && row.Id != task.Id && row.ElementId != task.ElementId && row.State != TaskState.Withdrawn)
            .Select(row => new { row.State, row.DoneById, row.AssigneeId, row.Name }).ToListAsync(ct);
        foreach (var other in others)
            if ((other.State == TaskState.Done ? other.DoneById : other.AssigneeId) is { } person)
                barred.TryAdd(person, other.State == TaskState.Done ? $"已在本事项中办理过“{other.Name}”" : $"正在本事项中办理“{other.Name}”");
        return barred;
    }
}
