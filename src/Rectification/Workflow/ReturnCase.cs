using Rectification.Engine;
using Rectification.Engine.Returning;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>退回到某一步: a decision over the case, so the street's director or enforcement officer takes it. Everything that can't go on beside the step is withdrawn.</summary>
/// <param name="InstanceId">The process in which it happens.</param>
/// <param name="Scope">The token within whose sub-process it happens; 0 for the process itself.</param>
[Allow(Role.SafetyOfficeDirector, Role.SafetyOfficer)]
public sealed record ReturnCase(string CaseNumber, Guid InstanceId, long Scope, string TargetId, string Reason) : ICommand<Nothing>;

public sealed class ReturnCaseHandler(RectificationDb db, CurrentActor current, ShiftDesk desk, ReturnQueries returns) : ICommandHandler<ReturnCase, Nothing>
{
    public async Task<Result<Nothing>> Handle(ReturnCase command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Cases.FindAsync([command.CaseNumber], ct) is not { } known || !(actor.IsSystem || actor.Sees(known.Place)))
            return Problem.NotFound("case.not-found", "没有这个编号的事项，或不在您的范围内");
        if (!ReturnAccess.MayReturn(actor, known))
            return Problem.Forbidden("role.missing", "退回案件由本街道安办主任或执法人员决定");
        if (ShiftDesk.ReasonFault(command.Reason) is { } fault)
            return fault;
        if (await desk.Find(command.InstanceId, ct) is not var (row, @case, definition, state) || @case.CaseNumber != known.CaseNumber)
            return Problem.Conflict("instance.gone", "这段流程已经结束，请刷新后重新选择");
        var shift = Returns.Of(definition, state).FirstOrDefault(each => each.Scope == command.Scope && each.TargetId == command.TargetId);
        if (shift is null)
            return Problem.Conflict("return.gone", "案件已经走到别的环节，请刷新后重新选择");
        if (shift.IsAllowed && !(await returns.Entered(@case.CaseNumber, ct)).Contains((row.DefinitionKey, command.TargetId)))
            return Problem.Invalid("return.not-allowed", $"本案还没有办过“{ShiftDesk.Label(definition, command.TargetId)}”，不是退回");
        var name = ShiftDesk.Label(definition, command.TargetId);
        return await desk.Apply(row, @case, shift, new Command.Return(command.Scope, command.TargetId), "case.returned",
            $"将案件退回到“{name}”", command.Reason.Trim(), ct) is { } problem ? problem : Nothing.Here;
    }
}

internal static class ReturnAccess
{
    /// <summary>A decision over a case is the street's, never the system administrator's.</summary>
    public static bool MayReturn(Actor actor, CaseRow @case) =>
        actor.IsSystem || actor.Holds(Role.SafetyOfficeDirector, @case.Place) || actor.Holds(Role.SafetyOfficer, @case.Place);

    /// <summary>The director may repair any token; the system administrator one that stands still.</summary>
    public static bool MayRepair(Actor actor, CaseRow @case, bool isStuck) =>
        actor.IsSystem || actor.Holds(Role.SafetyOfficeDirector, @case.Place) || (isStuck && actor.Holds(Role.SystemAdmin, @case.Place));
}
