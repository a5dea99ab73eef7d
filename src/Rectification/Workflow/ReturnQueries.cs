using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Elements;
using Rectification.Engine.Returning;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <param name="Reason">Why it is refused; null when it is allowed.</param>
/// <param name="Withdrawn">What ends by it: open tasks, calls, timers and messages waited for.</param>
/// <param name="Entered">Whether the case has been at the step; only such steps can be returned to.</param>
public sealed record ReturnOption(
    Guid InstanceId, string Process, string ProcessName, long Scope, string TargetId, string Name, bool Allowed, string? Reason,
    ImmutableArray<WithdrawnPart> Withdrawn, bool Entered);

/// <param name="Kind"><c>Task | Call | Timer | Message | …</c></param>
public sealed record WithdrawnPart(string ElementId, string Name, WaitKind Kind);

/// <summary>A token or a flow that waits at a join.</summary>
/// <param name="Scope">The enclosing token; 0 for the process.</param>
public sealed record TokenLine(long Key, long Scope, string ElementId, string Name, string Phase, string? Incident, bool IsLoop, int Index);

/// <summary>What a process stands at, and what can be done with each of its tokens.</summary>
public sealed record TokenBoard(
    Guid InstanceId, string Process, string ProcessName, int Version, string CaseNumber, ImmutableArray<TokenLine> Tokens,
    ImmutableArray<TokenMove> Moves, ImmutableArray<TokenMove> Additions, ImmutableArray<TokenMove> Cancellations);

/// <param name="Key">0 for an addition.</param>
public sealed record TokenMove(long Key, long Scope, string TargetId, string Name, bool Allowed, string? Reason);

/// <summary>Where cases can be set back to, told before it is done.</summary>
public sealed class ReturnQueries(RectificationDb db, Definitions definitions, CaseQueries cases)
{
    /// <summary>Every step that people know, of every running process of the case: allowed ones first.</summary>
    public async Task<Result<ImmutableArray<ReturnOption>>> Of(string caseNumber, Actor actor, CancellationToken ct)
    {
        if (await cases.Visible(caseNumber, actor, ct) is not { } @case)
            return Problem.NotFound("case.not-found", "没有这个编号的事项，或不在您的范围内");
        if (!ReturnAccess.MayReturn(actor, @case))
            return Problem.Forbidden("role.missing", "退回案件由本街道安办主任或执法人员决定");
        var entered = await Entered(caseNumber, ct);
        var options = new List<(ReturnOption Option, bool IsWhole)>();
        var running = await Running(caseNumber, ct);
        foreach (var row in running.Instances)
        {
            var definition = await definitions.Load(row.DefinitionKey, row.DefinitionVersion, ct);
            foreach (var shift in Returns.Of(definition, StateJson.Read(row.State)))
                if (definition.Elements[shift.TargetId] is var target && IsForPeople(target))
                    options.Add((Option(row, definition, shift, entered.Contains((row.DefinitionKey, shift.TargetId)), running), target is SubProcess or CallActivity));
        }
        // Single steps before whole parts of the process that would begin anew.
        return options.OrderBy(each => !each.Option.Allowed).ThenBy(each => !each.Option.Entered).ThenBy(each => each.IsWhole).Select(each => each.Option).ToImmutableArray();
    }

    /// <summary>The steps that who holds the task may send it back to: those that the drawing allows.</summary>
    public async Task<ImmutableArray<ReturnOption>> From(TaskRow task, CancellationToken ct)
    {
        var properties = TaskProperties.Read(task.Properties);
        if (properties.ReturnTo.IsEmpty || task.State != TaskState.Open
            || await db.Instances.AsNoTracking().FirstOrDefaultAsync(row => row.Id == task.InstanceId, ct) is not { } instance)
            return [];
        var definition = await definitions.Load(instance.DefinitionKey, instance.DefinitionVersion, ct);
        var entered = await Entered(task.CaseNumber, ct);
        var running = await Running(task.CaseNumber, ct);
        return [.. Returns.From(definition, StateJson.Read(instance.State), task.Key)
            .Where(shift => shift.IsAllowed && properties.MayReturnTo(shift.TargetId) && entered.Contains((instance.DefinitionKey, shift.TargetId))
                && IsForPeople(definition.Elements[shift.TargetId]))
            .Select(shift => Option(instance, definition, shift, entered: true, running))];
    }

    /// <summary>By the task's id; nothing for who may not act on it.</summary>
    public async Task<Result<ImmutableArray<ReturnOption>>> FromTask(Guid taskId, Actor actor, CancellationToken ct)
    {
        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == taskId, ct) is not { } task || !TaskAccess.MaySee(task, actor))
            return TaskProblems.NotFound;
        return TaskAccess.IsFor(task, actor) ? await From(task, ct) : ImmutableArray<ReturnOption>.Empty;
    }

    /// <summary>For operators: the tokens of a process and what may be done with each.</summary>
    public async Task<Result<TokenBoard>> Tokens(Guid instanceId, Actor actor, CancellationToken ct)
    {
        if (!IncidentAccess.IsOperator(actor) || await db.Instances.AsNoTracking().FirstOrDefaultAsync(row => row.Id == instanceId, ct) is not { } row
            || (!actor.IsSystem && row.StreetId != actor.StreetId))
            return Problem.NotFound("instance.not-found", "没有这个流程实例，或不在您的范围内");
        var definition = await definitions.Load(row.DefinitionKey, row.DefinitionVersion, ct);
        var state = StateJson.Read(row.State);
        ImmutableArray<TokenLine> tokens =
        [
            .. state.Tokens.Select(token => new TokenLine(token.Key, token.Scope, token.ElementId, Label(definition, token.ElementId), token.Phase.ToString(), token.Incident, token.Loop is not null, token.Index)),
            .. state.Parked.Select(flow => new TokenLine(flow.Key, flow.Scope, flow.ElementId, Label(definition, flow.ElementId), "AtJoin", flow.Incident, false, 0)),
        ];
        return new TokenBoard(row.Id, row.DefinitionKey, definition.Name, row.DefinitionVersion, row.CaseNumber, tokens,
            [.. tokens.SelectMany(token => Returns.Moves(definition, state, token.Key).Where(move => move.IsAllowed).Select(move => Move(definition, token.Key, move)))],
            [.. Returns.Additions(definition, state).Where(each => each.IsAllowed).Select(each => Move(definition, 0, each))],
            [.. tokens.Select(token => Move(definition, token.Key, Returns.Cancellation(definition, state, token.Key)))]);
    }

    /// <summary>Every element that the case has been at, by process.</summary>
    public async Task<ImmutableHashSet<(string Process, string ElementId)>> Entered(string caseNumber, CancellationToken ct)
    {
        var moves = await db.Journal.AsNoTracking().Where(row => row.CaseNumber == caseNumber && row.What == MoveJournal.What)
            .Select(row => new { row.ProcessKey, row.Data }).ToListAsync(ct);
        return [.. moves.SelectMany(move => MoveJournal.Entered(move.Data).Select(id => (move.ProcessKey!, id)))];
    }

    // Jobs, scripts and decisions are not steps to people; they come again with the step before them.
    private static bool IsForPeople(Element element) => element is UserTask or ReceiveTask or CallActivity or SubProcess or EventGateway or CatchEvent;

    private static ReturnOption Option(InstanceRow row, Definition definition, Shift shift, bool entered, RunningCase running) => new(
        row.Id, row.DefinitionKey, definition.Name, shift.Scope, shift.TargetId, Label(definition, shift.TargetId), shift.IsAllowed && entered,
        shift.Refusal ?? (entered ? null : "本案还没有办过这一步，不是退回。"),
        [
            .. shift.Withdrawn.Select(each => new WithdrawnPart(each.ElementId, Label(definition, each.ElementId), each.Kind)),
            .. shift.Withdrawn.Where(each => each.Kind == WaitKind.Call).SelectMany(call => running.TasksCalled(row.Id, call.Key)),
        ], entered);

    private async Task<RunningCase> Running(string caseNumber, CancellationToken ct) => new(
        await db.Instances.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderBy(row => row.ParentId != null).ThenBy(row => row.Id).ToListAsync(ct),
        await db.Tasks.AsNoTracking().Where(row => row.CaseNumber == caseNumber && row.State == TaskState.Open).ToListAsync(ct));

    /// <summary>All that runs in a case, so that what a called process would lose is told too.</summary>
    private sealed record RunningCase(List<InstanceRow> Instances, List<TaskRow> Tasks)
    {
        public IEnumerable<WithdrawnPart> TasksCalled(Guid caller, long key) => Instances.Where(row => row.ParentId == caller && row.ParentKey == key).SelectMany(TasksOf);

        private IEnumerable<WithdrawnPart> TasksOf(InstanceRow instance) =>
        [
            .. Tasks.Where(task => task.InstanceId == instance.Id).Select(task => new WithdrawnPart(task.ElementId, task.Name, WaitKind.Task)),
            .. Instances.Where(row => row.ParentId == instance.Id).SelectMany(TasksOf),
        ];
    }

    private static TokenMove Move(Definition definition, long key, Shift shift) =>
        new(key, shift.Scope, shift.TargetId, shift.TargetId.Length == 0 ? "" : Label(definition, shift.TargetId), shift.IsAllowed, shift.Refusal);

    private static string Label(Definition definition, string elementId) => ShiftDesk.Label(definition, elementId);
}
