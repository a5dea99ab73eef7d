using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.Engine.Returning;
using Rectification.People;
using Rectification.Requests;

namespace Rectification.Workflow;

/// <summary>Takes one token of a process elsewhere; the others stay. The director may move any, the system administrator one that stands still.</summary>
/// <param name="Key">Of the token, or of the flow that waits at a join.</param>
[Allow(Role.SafetyOfficeDirector, Role.SystemAdmin)]
public sealed record MoveToken(Guid InstanceId, long Key, long Scope, string TargetId, string Reason) : ICommand<Nothing>;

/// <summary>Puts one more token somewhere, or one more performer into a running round; the director's decision.</summary>
/// <param name="Scope">The token within whose sub-process it happens, 0 for the process; the loop's own token for one more instance.</param>
/// <param name="Variables">The new instance's own: its item among them.</param>
[Allow(Role.SafetyOfficeDirector)]
public sealed record AddToken(Guid InstanceId, long Scope, string TargetId, Variables Variables, string Reason) : ICommand<Nothing>;

/// <summary>Takes one token away; the others stay. The director may take any, the system administrator one that stands still.</summary>
[Allow(Role.SafetyOfficeDirector, Role.SystemAdmin)]
public sealed record CancelToken(Guid InstanceId, long Key, string Reason) : ICommand<Nothing>;

/// <summary>What the three repairs have in common.</summary>
public sealed class RepairDesk(CurrentActor current, ShiftDesk desk)
{
    internal async Task<Result<Nothing>> Repair(
        Guid instanceId, long? key, string reason, Func<Definition, ProcessState, (Shift Shift, Command Command, string What, string Verb)> plan, CancellationToken ct)
    {
        var actor = current.Required;
        if (await desk.Find(instanceId, ct) is not var (row, @case, definition, state) || !(actor.IsSystem || actor.StreetId == @case.StreetId))
            return Problem.NotFound("instance.not-found", "没有这个流程实例，或不在您的范围内");
        var isStuck = key is { } asked && (state.Find(asked)?.Incident ?? state.Parked.FirstOrDefault(flow => flow.Key == asked)?.Incident) is not null;
        if (!ReturnAccess.MayRepair(actor, @case, isStuck))
            return Problem.Forbidden("role.missing", "没有停滞的环节只能由本街道安办主任调整");
        if (ShiftDesk.ReasonFault(reason) is { } fault)
            return fault;
        if (key is { } wanted && state.Find(wanted) is null && !state.Parked.Any(flow => flow.Key == wanted))
            return Problem.Conflict("token.gone", "这个环节已经结束，请刷新后重新选择");
        var (shift, command, what, verb) = plan(definition, state);
        return await desk.Apply(row, @case, shift, command, what, verb, reason.Trim(), ct) is { } problem ? problem : Nothing.Here;
    }

    internal static string At(Definition definition, ProcessState state, long key) => ShiftDesk.Label(definition,
        state.Find(key)?.ElementId ?? state.Parked.First(flow => flow.Key == key).ElementId);
}

public sealed class MoveTokenHandler(RepairDesk desk) : ICommandHandler<MoveToken, Nothing>
{
    public Task<Result<Nothing>> Handle(MoveToken command, CancellationToken ct) => desk.Repair(command.InstanceId, command.Key, command.Reason, (definition, state) => (
        Find(Returns.Moves(definition, state, command.Key), command.Scope, command.TargetId),
        new Command.MoveToken(command.Key, command.Scope, command.TargetId), "token.moved",
        $"将“{RepairDesk.At(definition, state, command.Key)}”移到“{ShiftDesk.Label(definition, command.TargetId)}”"), ct);

    internal static Shift Find(ImmutableArray<Shift> shifts, long scope, string targetId) =>
        shifts.FirstOrDefault(each => each.Scope == scope && each.TargetId == targetId) ?? new(scope, targetId, "流程图的这一层没有这个环节，或者它不是可以停留的环节。");
}

public sealed class AddTokenHandler(RepairDesk desk) : ICommandHandler<AddToken, Nothing>
{
    public Task<Result<Nothing>> Handle(AddToken command, CancellationToken ct) => desk.Repair(command.InstanceId, null, command.Reason, (definition, state) => (
        MoveTokenHandler.Find(Returns.Additions(definition, state), command.Scope, command.TargetId),
        new Command.AddToken(command.Scope, command.TargetId, command.Variables), "token.added",
        $"增加办理环节“{ShiftDesk.Label(definition, command.TargetId)}”"), ct);
}

public sealed class CancelTokenHandler(RepairDesk desk) : ICommandHandler<CancelToken, Nothing>
{
    public Task<Result<Nothing>> Handle(CancelToken command, CancellationToken ct) => desk.Repair(command.InstanceId, command.Key, command.Reason, (definition, state) => (
        Returns.Cancellation(definition, state, command.Key), new Command.CancelToken(command.Key), "token.cancelled",
        $"取消办理环节“{RepairDesk.At(definition, state, command.Key)}”"), ct);
}
