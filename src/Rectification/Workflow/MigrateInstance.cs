using System.Collections.Immutable;
using Rectification.Engine.Migrating;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Takes one running process to another version of its drawing, in a transaction of its own: done whole, or not at all and told why.</summary>
/// <param name="Elements">Ids of the old version to ids of the new one; null takes what is proposed.</param>
/// <param name="Recompute">Timers and due times that the new version counts differently are counted anew from now; otherwise they stay.</param>
[Allow(Role.SystemAdmin, Role.ProcessDesigner)]
public sealed record MigrateInstance(Guid InstanceId, int ToVersion, ImmutableDictionary<string, string>? Elements, bool Recompute, string Reason)
    : ICommand<ImmutableArray<MigrationChange>>;

public sealed class MigrateInstanceHandler(RectificationDb db, CurrentActor current, Definitions definitions, Workflows workflows, Journal journal)
    : ICommandHandler<MigrateInstance, ImmutableArray<MigrationChange>>
{
    public async Task<Result<ImmutableArray<MigrationChange>>> Handle(MigrateInstance command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Instances.FindAsync([command.InstanceId], ct) is not { } row || !(actor.IsSystem || actor.StreetId == row.StreetId))
            return Problem.NotFound("instance.not-found", "没有这个流程实例，或不在您的范围内");
        if (ShiftDesk.ReasonFault(command.Reason) is { } fault)
            return fault;
        if (row.DefinitionVersion == command.ToVersion)
            return Problem.Conflict("migration.same-version", $"已经在第 {command.ToVersion} 版");
        if (!await definitions.Has(row.DefinitionKey, command.ToVersion, ct))
            return Problem.NotFound("definition.not-found", "没有这个流程版本");
        var (from, to) = (await definitions.Load(row.DefinitionKey, row.DefinitionVersion, ct), await definitions.Load(row.DefinitionKey, command.ToVersion, ct));
        var @case = await db.Cases.FindAsync([row.CaseNumber], ct) ?? throw new InvalidOperationException(row.CaseNumber);
        var old = row.DefinitionVersion;
        var map = command.Elements is { } given ? new MigrationMap(given) : MigrationMap.Propose(from, to);
        journal.Add(@case, "instance.migrated", $"{actor.Name} 将流程“{to.Name}”由第 {old} 版迁移到第 {command.ToVersion} 版：{command.Reason.Trim()}",
            data: new { from = old, to = command.ToVersion, command.Recompute, elements = Renamed(map) }, instance: row);
        var answer = await workflows.Migrate(row.Id, new(command.ToVersion, to), map, command.Recompute, ct);
        if (answer is null)
            return Problem.Conflict("instance.gone", "流程已结束");
        return answer.Problems.IsEmpty ? answer.Changes : MigrationQueries.Refused(answer.Problems);
    }

    private static Dictionary<string, string> Renamed(MigrationMap map) => map.Elements.Where(pair => pair.Key != pair.Value).ToDictionary(pair => pair.Key, pair => pair.Value);
}
