using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Documents;

/// <summary>签收: the enterprise confirms on its page that it has the paper.</summary>
[Allow(Role.EnterpriseContact)]
public sealed record AcknowledgeNotice(Guid DocumentId) : ICommand<Nothing>;

public sealed class AcknowledgeNoticeHandler(RectificationDb db, CurrentActor current, StreetClock clock, Journal journal)
    : ICommandHandler<AcknowledgeNotice, Nothing>
{
    public async Task<Result<Nothing>> Handle(AcknowledgeNotice command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Documents.FindAsync([command.DocumentId], ct) is not { } document
            || await db.Cases.FindAsync([document.CaseNumber], ct) is not { } @case
            || !actor.Holds(Role.EnterpriseContact, @case.Place)
            || !document.Kind.IsForPremises)
            return Problem.NotFound("document.unknown", "没有这份文书，或您无权查看");
        if (document.AcknowledgedAt is not null)
            return Nothing.Here;
        document.Acknowledge(actor.Name, clock.GetUtcNow());
        journal.Add(@case, "notice.acknowledged", $"{actor.Name} 签收{document.Kind.ChineseName} {document.Number}");
        return Nothing.Here;
    }
}
