using System.Collections.Immutable;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>上传整改材料: photos and papers that show how far it is; moves nothing.</summary>
[Allow(Role.EnterpriseContact, Role.GridWorker)]
public sealed record AddEvidence(string CaseNumber, ImmutableArray<Guid> Files) : ICommand<Nothing>;

public sealed class AddEvidenceHandler(CurrentActor current, OpenHazards hazards, HazardDesk desk, StreetClock clock, Journal journal)
    : ICommandHandler<AddEvidence, Nothing>
{
    public async Task<Result<Nothing>> Handle(AddEvidence command, CancellationToken ct)
    {
        var actor = current.Required;
        var opened = await hazards.For(command.CaseNumber, HazardAction.AddEvidence, "上传整改材料", actor, ct);
        if (opened.Problem is { } refused)
            return refused;
        var (@case, hazard) = opened.Value;
        if (command.Files.IsDefaultOrEmpty)
            return Problem.Field("files", "请选择要上传的照片或文件");
        if (await desk.Attach(hazard, command.Files, FilePurpose.Evidence, "", actor, clock.GetUtcNow(), ct) is { } fault)
            return Problem.Field("files", fault);
        journal.Add(@case, "evidence.added", $"{actor.Name} 上传整改材料 {command.Files.Length} 份");
        return Nothing.Here;
    }
}
