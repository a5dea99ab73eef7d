using Rectification.Engine;
using Rectification.Engine.Returning;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>退回: who does a task sends it back to an earlier step that the drawing names (property <c>return-to</c>); the task itself is withdrawn.</summary>
[AllowSignedIn]
public sealed record ReturnTask(Guid TaskId, string TargetId, string Reason) : ICommand<Nothing>;

public sealed class ReturnTaskHandler(RectificationDb db, CurrentActor current, ShiftDesk desk, StreetSurroundings around, ReturnQueries returns) : ICommandHandler<ReturnTask, Nothing>
{
    public async Task<Result<Nothing>> Handle(ReturnTask command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await db.Tasks.FindAsync([command.TaskId], ct) is not { } task || !TaskAccess.MaySee(task, actor))
            return TaskProblems.NotFound;
        if (await TaskProblems.Refusal(db, task, actor, (await around.For(task.StreetId, ct)).Calendar.Offset, ct) is { } refusal)
            return refusal;
        if (ShiftDesk.ReasonFault(command.Reason) is { } fault)
            return fault;
        if (!TaskProperties.Read(task.Properties).MayReturnTo(command.TargetId))
            return Problem.Invalid("return.not-drawn", $"流程图没有允许从“{task.Name}”退回到这一步");
        if (await desk.Find(task.InstanceId, ct) is not var (row, @case, definition, state))
            return Problem.Conflict("instance.gone", "流程已结束");
        var possible = Returns.From(definition, state, task.Key).Where(each => each.TargetId == command.TargetId).ToList();
        if ((possible.FirstOrDefault(each => each.IsAllowed) ?? possible.FirstOrDefault()) is not { } shift)
            return Problem.Invalid("return.not-allowed", "流程图里没有这一步，或从这里退不回去");
        if (shift.IsAllowed && !(await returns.Entered(@case.CaseNumber, ct)).Contains((row.DefinitionKey, command.TargetId)))
            return Problem.Invalid("return.not-allowed", $"本案还没有办过“{ShiftDesk.Label(definition, command.TargetId)}”，不是退回");
        return await desk.Apply(row, @case, shift, new Command.Return(shift.Scope, command.TargetId, task.Key), "task.returned",
            $"从“{task.Name}”退回到“{ShiftDesk.Label(definition, command.TargetId)}”", command.Reason.Trim(), ct) is { } problem ? problem : Nothing.Here;
    }
}
