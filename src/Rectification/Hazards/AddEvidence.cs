using System.Collections.Immutable;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>上传整改材料: photos and papers that show how far it is; moves nothing.</summary>
[Allow(Role.EnterpriseContact, Role.GridWorker)]
public sealed record AddEvidence(string CaseNumber, ImmutableArray<Guid> Files) : ICommand<Nothing>;

public sealed class AddEvidenceHandler(RectificationDb db, CurrentActor current, HazardDesk desk, StreetClock clock, Journal journal)
    : ICommandHandler<AddEvidence, Nothing>
{
    public async Task<Result<Nothing>> Handle(AddEvidence command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Cases.FindAsync([command.CaseNumber], ct) is not { Kind: CaseKind.Hazard } @case || !actor.Sees(@case.Place))
            return HazardProblems.Unknown(command.CaseNumber);
        var hazard = await desk.Of(@case, ct);
        if (hazard.State.IsFinal)
            return HazardProblems.Ended(hazard);
        if (!HazardActions.May(HazardAction.AddEvidence, hazard, actor))
            return HazardProblems.NotYours("上传整改材料");
        if (command.Files.IsDefaultOrEmpty)
            return Problem.Field("files", "请选择要上传的照片或文件");
        if (await desk.Attach(hazard, command.Files, FilePurpose.Evidence, "", actor, clock.GetUtcNow(), ct) is { } fault)
            return Problem.Field("files", fault);
        journal.Add(@case, "evidence.added", $"{actor.Name} 上传整改材料 {command.Files.Length} 份");
        return Nothing.Here;
    }
}
