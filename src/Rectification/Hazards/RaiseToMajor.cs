using Rectification.Accountability;
using Rectification.Engine;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>升为重大: an open general case goes on as a major one; its waits and tasks are withdrawn by the drawing.</summary>
[Allow(Role.CommunitySafetyOfficer)]
public sealed record RaiseToMajor(string CaseNumber, string Reason) : ICommand<Nothing>;

public sealed class RaiseToMajorHandler(CurrentActor current, OpenHazards hazards, HazardDesk desk, Journal journal, Workflows workflows, StreetClock clock, OpenAccountability accountability, Subjects subjects)
    : ICommandHandler<RaiseToMajor, Nothing>
{
    public async Task<Result<Nothing>> Handle(RaiseToMajor command, CancellationToken ct)
    {
        var actor = current.Required;
        var opened = await hazards.For(command.CaseNumber, actor, ct);
        if (opened.Problem is { } refused)
            return refused;
        var (@case, hazard) = opened.Value;
        if (!actor.IsSystem && !actor.Holds(Role.CommunitySafetyOfficer, hazard.Place))
            return HazardProblems.NotYours("升级隐患");
        if (hazard.Level != HazardLevel.General)
            return Problem.Conflict("hazard.not-general", $"只有一般隐患可以升为重大，{hazard.CaseNumber} 现为{hazard.Level.ChineseName}");
        if (Reasons.Fault(command.Reason) is { } fault)
            return fault;

        var (overdue, deadline) = (hazard.IsOverdue(clock.GetUtcNow()), hazard.DeadlineAt);
        hazard.RaiseToMajor();
        await desk.SetLevel(hazard, @case, HazardLevel.Major, ct);
        journal.Add(@case, "hazard.raised", $"{actor.Name} 将隐患升为重大：{command.Reason.Trim()}");
        var receivers = await workflows.Publish("raised-to-major", hazard.CaseNumber, Variables.Of(
            (HazardVariables.Level, HazardLevel.Major.Code),
            (HazardVariables.VerifiedOnSite, true),
            (HazardVariables.VerifiedByStreet, false),
            (HazardVariables.StopRecorded, false),
            (HazardVariables.Extensions, 0),
            (HazardVariables.Rejections, 0),
            (HazardVariables.Refusals, 0),
            (HazardVariables.LastChance, false),
            (HazardVariables.EnforcementResult, null),
            (HazardVariables.Reason, command.Reason.Trim())), ct);
        if (overdue && receivers > 0)
            await Propose(hazard, @case, deadline!.Value, command.Reason.Trim(), ct);
        return receivers > 0 ? Nothing.Here : Problem.Conflict("hazard.not-general", $"{hazard.CaseNumber} 当前环节不能升级");
    }

    /// <summary>L2: it became major while overdue; whether supervision was weak is confirmed by hand (003-4.3.2).</summary>
    private async Task Propose(Hazard hazard, CaseRow @case, DateTimeOffset deadline, string reason, CancellationToken ct)
    {
        if (await subjects.Community(hazard.CommunityId, ct) is not { } community)
            return;
        var at = clock.GetUtcNow();
        await accountability.Open(new("L2", community, hazard.CaseNumber, $"{hazard.CaseNumber}:raised:{at.UtcTicks}",
            $"{hazard.PremisesName}：一般隐患逾期未改，升为重大隐患（{reason}）；是否督促不力请核实", [hazard.CaseNumber], hazard.StreetId, hazard.CommunityId)
        {
            Title = @case.Title, PremisesName = hazard.PremisesName, SinceAt = deadline,
            Happenings = [new("整改期限届满", deadline, IsEnd: true), new("升为重大隐患", at)],
        }, at, ct);
    }
}

internal static class Reasons
{
    public static Problem? Fault(string reason) =>
        reason.Trim().Length is >= 2 and <= 2000 ? null : Problem.Field("reason", "请写明理由（2–2000 字）");
}
