using System.Collections.Immutable;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Migrating;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <param name="Running">How many processes of the actor's street are running on it.</param>
public sealed record VersionLine(string Key, string Name, int Version, DateTimeOffset DeployedAt, string DeployedBy, bool IsNewest, int Running);

/// <param name="ToId">Null when nothing carries on for it.</param>
/// <param name="Fits">Elements of the new version that could carry on for it.</param>
/// <param name="Standing">How many running processes stand there now.</param>
public sealed record MappingLine(string FromId, string FromName, string? ToId, string? ToName, bool IsRenamed, ImmutableArray<ElementName> Fits, int Standing);

public sealed record ElementName(string Id, string Name);

/// <param name="Problems">Why it can't be migrated; empty when it can.</param>
public sealed record MigrationLine(Guid InstanceId, string CaseNumber, string Title, ImmutableArray<MigrationProblem> Problems, ImmutableArray<MigrationChange> Changes);

/// <param name="Total">All running processes on the old version, also those beyond what is shown.</param>
public sealed record MigrationPreview(string Key, string Name, int From, int To, ImmutableArray<MappingLine> Mapping, ImmutableArray<MigrationLine> Instances, int Total);

/// <param name="Problem">Why it stayed where it was; null when it was done.</param>
public sealed record MigrationResult(Guid InstanceId, string CaseNumber, string? Problem);

/// <summary>Versions with what runs on them, and what a migration would do: told before, for those who may do it.</summary>
public sealed class MigrationQueries(RectificationDb db, Definitions definitions, StreetSurroundings around, IMediator mediator)
{
    /// <summary>So many processes are looked at one by one in a preview, and taken in one go.</summary>
    public const int Most = 200;

    public static bool MayMigrate(Actor actor) => actor.IsSystem || actor.Has(Role.SystemAdmin) || actor.Has(Role.ProcessDesigner);

    /// <summary>Every version, the newest of a process first.</summary>
    public async Task<ImmutableArray<VersionLine>> Versions(Actor actor, CancellationToken ct)
    {
        var rows = await db.Definitions.AsNoTracking().OrderBy(row => row.Key).ThenByDescending(row => row.Version)
            .Select(row => new { row.Key, row.Version, row.Name, row.DeployedAt, row.DeployedBy }).ToListAsync(ct);
        var running = await db.Instances.Where(row => actor.IsSystem || row.StreetId == actor.StreetId)
            .GroupBy(row => new { row.DefinitionKey, row.DefinitionVersion }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var counts = running.ToDictionary(each => (each.Key.DefinitionKey, each.Key.DefinitionVersion), each => each.Count);
        return [.. rows.Select(row => new VersionLine(row.Key, row.Name, row.Version, row.DeployedAt, row.DeployedBy,
            row.Version == rows.Where(other => other.Key == row.Key).Max(other => other.Version), counts.GetValueOrDefault((row.Key, row.Version))))];
    }

    /// <param name="elements">Null for what is proposed.</param>
    public async Task<Result<MigrationPreview>> Preview(
        string key, int from, int to, ImmutableDictionary<string, string>? elements, bool recompute, Actor actor, CancellationToken ct)
    {
        if (!MayMigrate(actor))
            return Problem.Forbidden("role.missing", "流程迁移由系统管理员或流程设计员办理");
        if (from == to || !await definitions.Has(key, from, ct) || !await definitions.Has(key, to, ct))
            return Problem.NotFound("definition.not-found", "没有这个流程版本");
        var (old, successor) = (await definitions.Load(key, from, ct), await definitions.Load(key, to, ct));
        var map = elements is null ? MigrationMap.Propose(old, successor) : new(elements);
        var rows = await Running(key, from, actor).OrderBy(row => row.Id).Take(Most).ToListAsync(ct);
        var titles = await db.Cases.AsNoTracking().Where(@case => rows.Select(row => row.CaseNumber).Contains(@case.CaseNumber)).ToDictionaryAsync(@case => @case.CaseNumber, @case => @case.Title, ct);
        var lines = ImmutableArray.CreateBuilder<MigrationLine>(rows.Count);
        var standing = new Dictionary<string, int>();
        foreach (var row in rows)
        {
            var state = StateJson.Read(row.State);
            foreach (var id in state.Tokens.Select(token => token.ElementId).Concat(state.Parked.Select(flow => flow.ElementId)).Distinct())
                standing[id] = standing.GetValueOrDefault(id) + 1;
            var answer = Migration.Apply(old, successor, map, state, await around.For(row.StreetId, ct), recompute);
            lines.Add(new(row.Id, row.CaseNumber, titles.GetValueOrDefault(row.CaseNumber, ""), answer.Problems, answer.Changes));
        }
        return new MigrationPreview(key, successor.Name, from, to, Mapping(old, successor, map, standing), lines.ToImmutable(), await Running(key, from, actor).CountAsync(ct));
    }

    /// <summary>Each process by a command of its own: one that can't be taken leaves the others be.</summary>
    /// <param name="instances">Null for all that run on the old version, at most <see cref="Most"/> in one go.</param>
    public async Task<Result<ImmutableArray<MigrationResult>>> Migrate(
        string key, int from, int to, IReadOnlyCollection<Guid>? instances, ImmutableDictionary<string, string>? elements, bool recompute, string reason, Actor actor, CancellationToken ct)
    {
        if (!MayMigrate(actor))
            return Problem.Forbidden("role.missing", "流程迁移由系统管理员或流程设计员办理");
        if (ShiftDesk.ReasonFault(reason) is { } fault)
            return fault;
        var chosen = Running(key, from, actor);
        if (instances is not null)
            chosen = chosen.Where(row => instances.Contains(row.Id));
        var rows = await chosen.OrderBy(row => row.Id).Take(Most).Select(row => new { row.Id, row.CaseNumber }).ToListAsync(ct);
        var results = ImmutableArray.CreateBuilder<MigrationResult>(rows.Count);
        foreach (var row in rows)
            results.Add(new(row.Id, row.CaseNumber, (await mediator.Send(new MigrateInstance(row.Id, to, elements, recompute, reason), ct)).Problem?.Title));
        return results.ToImmutable();
    }

    internal static Problem Refused(ImmutableArray<MigrationProblem> problems) =>
        Problem.Invalid("migration.refused", string.Join(" ", problems.Select(problem => problem.Text)));

    private IQueryable<InstanceRow> Running(string key, int version, Actor actor) => db.Instances.AsNoTracking()
        .Where(row => row.DefinitionKey == key && row.DefinitionVersion == version && (actor.IsSystem || row.StreetId == actor.StreetId));

    private static ImmutableArray<MappingLine> Mapping(Definition from, Definition to, MigrationMap map, Dictionary<string, int> standing) =>
    [
        .. from.Elements.Values.OrderByDescending(element => standing.GetValueOrDefault(element.Id)).ThenBy(element => element.Id, StringComparer.Ordinal).Select(element =>
        {
            var successor = map.Of(element.Id) is { } id ? to.Elements.GetValueOrDefault(id) : null;
            return new MappingLine(element.Id, element.Label, successor?.Id, successor?.Label, successor is not null && successor.Id != element.Id,
                [.. to.Elements.Values.Where(each => MigrationMap.KindsDiffer(element, each) is null).OrderBy(each => each.Id, StringComparer.Ordinal).Select(each => new ElementName(each.Id, each.Label))],
                standing.GetValueOrDefault(element.Id));
        }),
    ];
}
