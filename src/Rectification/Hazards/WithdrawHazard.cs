using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>撤回登记: by whoever registered it, before anybody acted.</summary>
[AllowSignedIn]
public sealed record WithdrawHazard(string CaseNumber, string Reason) : ICommand<Nothing>;

public sealed class WithdrawHazardHandler(CurrentActor current, OpenHazards hazards, HazardDesk desk, StreetClock clock, Journal journal, Workflows workflows)
    : ICommandHandler<WithdrawHazard, Nothing>
{
    public async Task<Result<Nothing>> Handle(WithdrawHazard command, CancellationToken ct)
    {
        var actor = current.Required;
        var opened = await hazards.For(command.CaseNumber, actor, ct);
        if (opened.Problem is { } refused)
            return refused;
        var (@case, hazard) = opened.Value;
        if (hazard.RegisteredById != actor.UserId)
            return HazardProblems.NotYours("撤回他人登记的隐患");
        if (hazard.HasBeenActedOn)
            return Problem.Conflict("hazard.acted-on", $"{hazard.CaseNumber} 已有人办理，不能撤回；如系重复登记，请社区安全员标记为重复");
        if (Reasons.Fault(command.Reason) is { } fault)
            return fault;

        journal.Add(@case, "hazard.withdrawn", $"{actor.Name} 撤回登记：{command.Reason.Trim()}");
        await desk.End(hazard, @case, HazardState.Withdrawn, command.Reason.Trim(), clock.GetUtcNow(), ct);
        await workflows.CancelCase(hazard.CaseNumber, $"登记人撤回：{command.Reason.Trim()}", ct);
        return Nothing.Here;
    }
}
