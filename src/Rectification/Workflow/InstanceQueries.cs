using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Reads single processes, running or over.</summary>
public sealed class InstanceQueries(RectificationDb db)
{
    private static readonly Problem Unknown = Problem.NotFound("instance.unknown", "没有这个流程实例，或不在您的范围内");

    public async Task<Result<InstanceView>> Find(Guid id, Actor actor, CancellationToken ct)
    {
        var row = await db.Instances.AsNoTracking().FirstOrDefaultAsync(instance => instance.Id == id, ct);
        var number = row?.CaseNumber;
        // The engine's row goes with the end; the case keeps the id of its root process.
        var @case = await db.Cases.AsNoTracking().FirstOrDefaultAsync(each => number == null ? each.InstanceId == id : each.CaseNumber == number, ct);
        if (@case is null || !MaySee(@case, actor))
            return Unknown;
        if (row is null)
            return new InstanceView(id, @case.ProcessKey, @case.DefinitionVersion, @case.CaseNumber, @case.OpenedAt, @case.ClosedAt, [], Variables.Empty);
        var state = StateJson.Read(row.State);
        return new InstanceView(id, row.DefinitionKey, row.DefinitionVersion, row.CaseNumber, row.StartedAt, null, state.ActiveElements, state.Variables);
    }

    /// <summary>A case of the domain shows to those whose scope it lies in; a process without one to the street's designers too.</summary>
    private static bool MaySee(CaseRow @case, Actor actor) =>
        actor.Sees(@case.Place) || (@case.Kind == CaseKind.Other && actor.Holds(Role.ProcessDesigner, @case.Place));
}

/// <param name="EndedAt">Null while it runs.</param>
/// <param name="Active">Where it stands.</param>
public sealed record InstanceView(
    Guid Id, string Definition, int Version, string CaseNumber, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    ImmutableArray<ActiveElement> Active, Variables Variables);
