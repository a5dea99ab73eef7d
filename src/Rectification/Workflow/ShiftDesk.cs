using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Returning;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Told when a case was set back or its tokens were moved by hand, so that a room's records are right again. Registered by the kind of the case.</summary>
public interface IShiftListener
{
    Task Shifted(CaseShift shift, CancellationToken ct);
}

/// <param name="TargetId">The element that opened; null when a token was only taken away.</param>
/// <param name="Withdrawn">Elements whose work was withdrawn.</param>
public sealed record CaseShift(
    CaseRow Case, Guid InstanceId, string ProcessKey, string? TargetId, ImmutableArray<string> Withdrawn, string Reason, Actor By, DateTimeOffset At);

/// <summary>Carries out returns and moves of tokens: asks the engine, applies, traces, tells those whose work was withdrawn, and lets the rooms follow. Scoped.</summary>
public sealed class ShiftDesk(
    RectificationDb db, CurrentActor current, Definitions definitions, Workflows workflows, TaskDesk desk, Journal journal, StreetClock clock, IServiceProvider services)
{
    /// <summary>A running process with its state and drawing; null when it has ended.</summary>
    public async Task<(InstanceRow Row, CaseRow Case, Definition Definition, ProcessState State)?> Find(Guid instanceId, CancellationToken ct)
    {
        if (await db.Instances.FindAsync([instanceId], ct) is not { } row)
            return null;
        var @case = await db.Cases.FindAsync([row.CaseNumber], ct) ?? throw new InvalidOperationException(row.CaseNumber);
        return (row, @case, await definitions.Load(row.DefinitionKey, row.DefinitionVersion, ct), StateJson.Read(row.State));
    }

    /// <param name="what">Kind of the journal entry.</param>
    /// <param name="verb">What was done, for people: 退回到“验收”.</param>
    public async Task<Problem?> Apply(InstanceRow row, CaseRow @case, Shift shift, Command command, string what, string verb, string reason, CancellationToken ct)
    {
        if (shift.Refusal is { } refusal)
            return Problem.Invalid("shift.not-allowed", refusal);
        var actor = current.Required;
        var definition = await definitions.Load(row.DefinitionKey, row.DefinitionVersion, ct);
        ImmutableArray<string> withdrawn = [.. shift.Withdrawn.Select(each => each.ElementId).Distinct()];
        var names = shift.Withdrawn.Where(each => each.Kind is WaitKind.Task or WaitKind.Call or WaitKind.Incident)
            .Select(each => definition.Elements.TryGetValue(each.ElementId, out var element) ? element.Label : each.ElementId).Distinct().ToList();
        var before = await db.Tasks.AsNoTracking().Where(task => task.CaseNumber == row.CaseNumber && task.State == TaskState.Open).Select(task => task.Id).ToListAsync(ct);
        journal.Add(@case, what, $"{actor.Name} {verb}：{reason}{(names.Count == 0 ? "" : $"（撤回{string.Join("、", names.Select(name => $"“{name}”"))}）")}",
            shift.TargetId.Length > 0 ? shift.TargetId : null, new { shift.Scope, shift.TargetId, withdrawn, reason }, row);
        if (await workflows.ApplyTo(row.Id, command, ct) is { } refused)
            return Problem.Conflict(refused.Code, refused.Message);
        await db.SaveChangesAsync(ct);

        var done = new CaseShift(@case, row.Id, row.DefinitionKey, shift.TargetId.Length > 0 ? shift.TargetId : null, withdrawn, reason, actor, clock.GetUtcNow());
        foreach (var listener in services.GetKeyedServices<IShiftListener>(@case.Kind))
            await listener.Shifted(done, ct);
        foreach (var task in await db.Tasks.Where(task => before.Contains(task.Id) && task.State == TaskState.Withdrawn && task.AssigneeId != null).ToListAsync(ct))
            if (task.AssigneeId != actor.UserId)
                await desk.Tell(@case, task, $"您的待办“{task.Name}”已撤回，{actor.Name}{verb}：{reason}", "withdrawn", ct);
        return null;
    }

    public static Problem? ReasonFault(string? reason) =>
        reason?.Trim().Length is >= 2 and <= 2000 ? null : Problem.Field("reason", "请写明理由（2–2000 字）");

    public static string Label(Definition definition, string elementId) =>
        definition.Elements.TryGetValue(elementId, out var element) ? element.Label : elementId;
}
