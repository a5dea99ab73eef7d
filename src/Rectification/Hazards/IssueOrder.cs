using Rectification.Documents;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>下发交办单 or 督办单: the street gives a hazard to a community or a department with a day of its own; the case goes on as it stands.</summary>
/// <param name="To">Whom it addresses, as printed.</param>
[Allow(Role.SafetyOfficer, Role.SafetyOfficeDirector)]
public sealed record IssueOrder(string CaseNumber, bool IsSupervision, string To, string Demand, DateOnly? DueOn) : ICommand<Guid>;

public sealed class IssueOrderHandler(CurrentActor current, OpenHazards hazards, HazardDesk desk, CasePapers papers, Journal journal, Notifier notifier, StreetClock clock)
    : ICommandHandler<IssueOrder, Guid>
{
    private const int MostDays = 90;

    /// <returns>The document.</returns>
    public async Task<Result<Guid>> Handle(IssueOrder command, CancellationToken ct)
    {
        var actor = current.Required;
        var opened = await hazards.For(command.CaseNumber, HazardAction.IssueOrder, "下发交办单、督办单", actor, ct);
        if (opened.Problem is { } refused)
            return refused;
        var (@case, hazard) = opened.Value;
        if (command.To.Trim().Length is < 2 or > 60)
            return Problem.Field("to", "请写明交给谁（2–60 个字）");
        if (command.Demand.Trim().Length is < 2 or > 2000)
            return Problem.Field("reason", "请写明办理要求（2–2000 字）");
        var now = clock.GetUtcNow();
        if (DeadlineLimits.CheckDays(command.DueOn, now, MostDays, await desk.Calendar(hazard, ct)) is { } fault)
            return Problem.Field("dueOn", fault);

        var kind = command.IsSupervision ? DocumentKind.SupervisionOrder : DocumentKind.TaskOrder;
        var paper = await papers.Order(@case, hazard, actor, now, kind, command.To.Trim(), command.Demand.Trim(), command.DueOn!.Value, ct);
        journal.Add(@case, "order.issued", $"{actor.Name} 向{command.To.Trim()}下发{kind.ChineseName} {paper.Number}，{HazardSentence.Day(command.DueOn.Value)}前办结", data: new { paper.Id, paper.Number });
        foreach (var role in new[] { Role.CommunitySafetyOfficer, Role.CommunityLeader, Role.DepartmentOfficer })
            await notifier.ToRole(role, hazard.Place, $"{kind.ChineseName} {paper.Number}（{command.To.Trim()}）：{hazard.PremisesName}，{HazardSentence.Day(command.DueOn.Value)}前办结",
                $"/documents/{paper.Id}/print", $"order:{paper.Id:N}:{role}", @case, ct);
        return paper.Id;
    }
}
