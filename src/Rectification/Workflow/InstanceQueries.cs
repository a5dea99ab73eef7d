using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <param name="EndedAt">Null while it runs.</param>
/// <param name="Variables">Of the process scope; empty once it has ended.</param>
/// <param name="Active">Element ids where something is going on.</param>
public sealed record InstanceView(
    Guid Id, string Definition, int Version, string CaseNumber, bool HasEnded, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    Variables Variables, ImmutableArray<string> Active, ImmutableArray<CaseTask> OpenTasks);

/// <summary>Reads single processes, running or over.</summary>
public sealed class InstanceQueries(RectificationDb db, CaseQueries cases)
{
    public async Task<Result<InstanceView>> Find(Guid id, Actor actor, CancellationToken ct)
    {
        var row = await db.Instances.AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, ct);
        // The engine's row goes with the end; the case keeps the id of its root process.
        var @case = row is null
            ? await db.Cases.AsNoTracking().FirstOrDefaultAsync(each => each.InstanceId == id, ct)
            : await db.Cases.AsNoTracking().FirstOrDefaultAsync(each => each.CaseNumber == row.CaseNumber, ct);
        if (@case is null || !(MayStart(@case, actor) || await cases.Visible(@case.CaseNumber, actor, ct) is not null))
            return Problem.NotFound("instance.not-found", "没有这个流程实例，或不在您的范围内");
        if (row is null)
            return new InstanceView(id, @case.ProcessKey, @case.DefinitionVersion, @case.CaseNumber, HasEnded: true, @case.OpenedAt, @case.ClosedAt, Variables.Empty, [], []);
        var state = StateJson.Read(row.State);
        return new InstanceView(id, row.DefinitionKey, row.DefinitionVersion, row.CaseNumber, HasEnded: false, row.StartedAt, null, state.Variables,
            [.. state.ActiveElements.Select(each => each.ElementId).Distinct()], await cases.OpenTasks(row.CaseNumber, ct));
    }

    /// <summary>A process without a domain case shows to those who may start one.</summary>
    private static bool MayStart(CaseRow @case, Actor actor) => @case.Kind == CaseKind.Other && @case.StreetId == actor.StreetId
        && (actor.Has(Role.ProcessDesigner) || actor.Has(Role.SystemAdmin) || actor.Has(Role.SafetyOfficeDirector));
}
