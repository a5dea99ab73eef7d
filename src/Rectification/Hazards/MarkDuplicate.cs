using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>标记为重复: this one ends, the other carries on.</summary>
[Allow(Role.CommunitySafetyOfficer, Role.SafetyOfficer)]
public sealed record MarkDuplicate(string CaseNumber, string OfCaseNumber, string Reason) : ICommand<Nothing>;

public sealed class MarkDuplicateHandler(RectificationDb db, CurrentActor current, OpenHazards hazards, StreetClock clock, Journal journal, Workflows workflows)
    : ICommandHandler<MarkDuplicate, Nothing>
{
    public async Task<Result<Nothing>> Handle(MarkDuplicate command, CancellationToken ct)
    {
        var actor = current.Required;
        var opened = await hazards.For(command.CaseNumber, HazardAction.MarkDuplicate, "标记重复", actor, ct);
        if (opened.Problem is { } refused)
            return refused;
        var (@case, hazard) = opened.Value;
        if (Reasons.Fault(command.Reason) is { } fault)
            return fault;
        var other = await db.Hazards.FindAsync([command.OfCaseNumber.Trim()], ct);
        if (other is null || !actor.Sees(other.Place))
            return Problem.Field("ofCaseNumber", "没有这个案号的隐患，请核对");
        if (other.CaseNumber == hazard.CaseNumber)
            return Problem.Field("ofCaseNumber", "不能与自身重复，请填写另一件的案号");
        if (other.PremisesId != hazard.PremisesId)
            return Problem.Field("ofCaseNumber", "两件隐患不在同一场所，不能并入");
        if (other.State is HazardState.Merged or HazardState.Withdrawn)
            return Problem.Field("ofCaseNumber", $"{other.CaseNumber} {other.State.ChineseName}，请填写仍有效的案号");

        journal.Add(@case, "hazard.merged", $"{actor.Name} 认定与 {other.CaseNumber} 重复：{command.Reason.Trim()}");
        if (await db.Cases.FindAsync([other.CaseNumber], ct) is { } otherCase)
            journal.Add(otherCase, "hazard.merged-in", $"{hazard.CaseNumber} 并入本案：{command.Reason.Trim()}");
        var at = clock.GetUtcNow();
        hazard.MergeInto(other.CaseNumber, command.Reason.Trim(), at);
        @case.ClosedAt = at;
        await workflows.CancelCase(hazard.CaseNumber, $"并入 {other.CaseNumber}", ct);
        return Nothing.Here;
    }
}
