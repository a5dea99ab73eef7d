using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Oversight;

/// <summary>安排检查: a premises is to be looked at by a day; without a name by the grid's worker. Only who inspects there can be named.</summary>
[Allow(Role.CommunitySafetyOfficer, Role.SafetyOfficer, Role.SafetyOfficeDirector)]
public sealed record PlanInspection(Guid PremisesId, DateOnly DueOn, string? UserName = null) : ICommand<Guid>;

public sealed class PlanInspectionHandler(RectificationDb db, CurrentActor current, StreetClock clock, Calendars calendars) : ICommandHandler<PlanInspection, Guid>
{
    private const int FarthestDays = 366;

    public async Task<Result<Guid>> Handle(PlanInspection command, CancellationToken ct)
    {
        if (await OversightScope.Site<PlanInspection>(db, command.PremisesId, current.Required, ct) is not { } site)
            return OversightProblems.NoSite;
        var today = (await calendars.For(site.StreetId, ct)).DayOf(clock.GetUtcNow());
        if (command.DueOn < today || command.DueOn > today.AddDays(FarthestDays))
            return Problem.Field("dueOn", "检查日期应在今天以后一年以内");
        var name = command.UserName?.Trim() is { Length: > 0 } typed ? typed : null;
        var worker = await (
            from user in db.Users.AsNoTracking()
            join grant in db.RoleGrants on user.Id equals grant.UserId
            where user.IsActive && user.StreetId == site.StreetId && (name == null || user.UserName == name)
                && ((grant.Role == Role.GridWorker && grant.ScopeId == site.GridId)
                    || (name != null && ((grant.Role == Role.CommunitySafetyOfficer && grant.ScopeId == site.CommunityId)
                        || (grant.Role == Role.SafetyOfficer && grant.ScopeId == site.StreetId))))
            orderby grant.GrantedAt, grant.Id
            select user).FirstOrDefaultAsync(ct);
        if (worker is null)
            return Problem.Field("userName", name is null ? "该网格没有网格员，请指定检查人" : "没有这个账号，或不能检查该场所");
        var duty = new InspectionDuty
        {
            StreetId = site.StreetId, CommunityId = site.CommunityId, GridId = site.GridId, PremisesId = site.Id, PremisesName = site.Name,
            From = today, DueOn = command.DueOn, AssigneeId = worker.Id, AssigneeName = worker.Name,
        };
        db.InspectionDuties.Add(duty);
        return duty.Id;
    }
}

/// <summary>登记检查: a visit without finding is written up too, in the ledger, and does the duties that it falls into.</summary>
[Allow(Role.GridWorker, Role.CommunitySafetyOfficer, Role.SafetyOfficer)]
public sealed record RecordInspection(Guid PremisesId, string Result) : ICommand<Nothing>;

public sealed class RecordInspectionHandler(RectificationDb db, CurrentActor current, StreetClock clock, Calendars calendars) : ICommandHandler<RecordInspection, Nothing>
{
    public async Task<Result<Nothing>> Handle(RecordInspection command, CancellationToken ct)
    {
        var (actor, now) = (current.Required, clock.GetUtcNow());
        if (await OversightScope.Site<RecordInspection>(db, command.PremisesId, actor, ct) is not { } site)
            return OversightProblems.NoSite;
        if (OversightProblems.Text("result", command.Result, "检查情况") is { } fault)
            return fault;
        var day = (await calendars.For(site.StreetId, ct)).DayOf(now);
        db.InspectionLines.Add(new()
        {
            StreetId = site.StreetId, CommunityId = site.CommunityId, GridId = site.GridId, PremisesId = site.Id, PremisesName = site.Name, Day = day, At = now,
            InspectorId = actor.UserId, InspectorName = actor.Name, Source = HazardSource.Patrol, Result = command.Result.Trim(),
        });
        foreach (var duty in await db.InspectionDuties.Where(duty => duty.PremisesId == site.Id && duty.From <= day && duty.DueOn >= day && duty.DoneAt == null).ToListAsync(ct))
            duty.Do(actor.Name, now);
        return Nothing.Here;
    }
}
