using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Enforcement;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Oversight;

/// <summary>同意恢复生产经营. While the hazard behind the suspension is open it is a fact at once (N5, 003-4.1.5); found false later, supervision puts it forward.</summary>
[Allow(Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.CommunitySafetyOfficer)]
public sealed record AgreeResumption(string HazardNumber, string Reason) : ICommand<RecordedFacts>;

public sealed class AgreeResumptionHandler(
    RectificationDb db, CurrentActor current, StreetClock clock, Subjects subjects, OpenAccountability accountability, Journal journal) : ICommandHandler<AgreeResumption, RecordedFacts>
{
    public async Task<Result<RecordedFacts>> Handle(AgreeResumption command, CancellationToken ct)
    {
        var (actor, now) = (current.Required, clock.GetUtcNow());
        if (await OversightScope.Hazard<AgreeResumption>(db, command.HazardNumber, actor, ct) is not { } hazard || await db.Cases.FindAsync([hazard.CaseNumber], ct) is not { } @case)
            return OversightProblems.NoHazard;
        if (OversightProblems.Text("reason", command.Reason, "同意恢复的理由") is { } fault)
            return fault;
        var number = hazard.CaseNumber;
        // The end of a hazard clears its own mark; the record of the act stays.
        var isSuspended = hazard.State.IsFinal
            ? await db.EnforcementRecords.AnyAsync(act => act.CaseNumber == number && act.Act == EnforcementAct.Suspension, ct)
            : hazard.UnderSuspension;
        if (!isSuspended)
            return Problem.Field("hazardNumber", $"{number} 没有停产停业，不需要恢复");
        var agreed = new Resumption
        {
            HazardNumber = number, StreetId = hazard.StreetId, CommunityId = hazard.CommunityId, PremisesId = hazard.PremisesId, PremisesName = hazard.PremisesName,
            AgreedAt = now, AgreedBy = actor.Name, Reason = command.Reason.Trim(),
        };
        db.Resumptions.Add(agreed);
        journal.Add(@case, "resumption.agreed", $"{actor.Name} 同意恢复生产经营：{agreed.Reason}");
        if (hazard.State.IsFinal || await subjects.Community(hazard.CommunityId, ct) is not { } community)
            return new RecordedFacts(number, []);
        var opened = await accountability.Open(new("N5", community, number, $"N5:{number}:{hazard.SuspendedAt?.UtcTicks}",
            $"{hazard.PremisesName}：停产停业的隐患尚未销号，{actor.Name}同意恢复生产经营（{agreed.Reason}）", [number], hazard.StreetId, hazard.CommunityId)
        {
            Title = @case.Title, PremisesName = hazard.PremisesName, SinceAt = now, Element = Resumption.TooEarlyElement,
            Happenings = [new("停产停业整顿", hazard.SuspendedAt), new("隐患验收销号", null), new("同意恢复生产经营", now, actor.Name)],
        }, now, ct);
        return new RecordedFacts(number, [opened.CaseNumber]);
    }
}
