using Rectification.Engine.Elements;

namespace Rectification.Engine.Returning;

/// <summary>Carries out what <see cref="Returns"/> allows.</summary>
internal static class Shifting
{
    public static Outcome.Refused? Shift(this Run run, ProcessState state, Command command)
    {
        if (!state.HasStarted)
            return new("process.not-started", "这个流程还没有启动。");
        var (definition, code) = (run.Definition, CodeOf(command));
        if (command is Command.MoveToken { Key: var moved } && run.Find(moved) is null && !state.Parked.Any(flow => flow.Key == moved))
            return new("token.gone", "这个环节已经结束。");
        if (command is Command.Return { From: { } from } && run.Find(from) is null)
            return new("token.gone", "这个环节已经结束。");
        var shift = command switch
        {
            Command.Return back => Returns.Return(definition, state, back.Scope, back.TargetId, back.From),
            Command.MoveToken move => Returns.Move(definition, state, move.Scope, move.TargetId, move.Key),
            Command.AddToken add => Returns.Addition(definition, state, add.Scope, add.TargetId),
            Command.CancelToken cancel => Returns.Cancellation(definition, state, cancel.Key),
            _ => throw new System.Diagnostics.UnreachableException(command.GetType().Name),
        };
        if (shift.Refusal is { } refusal)
            return new(code, refusal);
        run.Note(FactKind.Shifted, shift.TargetId.Length > 0 ? shift.TargetId : ElementOf(run, state, shift), shift.Scope, code);
        run.Carry(state, shift, (command as Command.AddToken)?.Variables ?? Variables.Empty);
        return null;
    }

    private static void Carry(this Run run, ProcessState state, Shift shift, Variables own)
    {
        if (run.Find(shift.Scope) is { Loop: not null } loop)
        {
            Resize(run, loop, shift, own);
            return;
        }
        foreach (var key in shift.Taken)
            if (run.Find(key) is { } token)
                run.Withdraw(token);
            else
                run.Parking.WithdrawOne(key);
        if (shift.TargetId.Length == 0)
        {
            run.ScopeMayEnd(shift.Scope);
            return;
        }
        if (shift.Revives)
            Revive(run, shift.Scope);
        run.WaysIn = [];
        for (var at = 0; at < shift.Enters.Length; at++)
            run.WaysIn[shift.Enters[at]] = run.Definition[at + 1 < shift.Enters.Length ? shift.Enters[at + 1] : shift.TargetId];
        run.Send(run.Definition[shift.Enters.IsEmpty ? shift.TargetId : shift.Enters[0]], shift.Scope);
    }

    private static void Resize(Run run, Token loop, Shift shift, Variables own)
    {
        if (shift.TargetId.Length > 0)
        {
            ((MultiInstance)((Activity)run.ElementOf(loop)).Loop!).AddInstance(run.At(loop), own);
            return;
        }
        run.Withdraw(run.Find(shift.Taken[0])!);
        MultiInstance.DropInstance(run.At(run.Find(loop.Key)!));
    }

    // An interrupting event sub-process had disarmed the others of its scope; what stands at its edge went on waiting.
    private static void Revive(Run run, long scope)
    {
        var visit = run.At(run.Find(scope)!);
        ((visit.Element as SubProcess)?.Body ?? run.Definition.Body).ArmEvents(visit);
        if (visit.Problem is null)
            visit.Keep();
        else
            visit.Fail();
    }

    private static string ElementOf(Run run, ProcessState state, Shift shift) =>
        run.Find(shift.Taken[0])?.ElementId ?? state.Parked.First(flow => flow.Key == shift.Taken[0]).ElementId;

    private static string CodeOf(Command command) => command switch
    {
        Command.Return => "return.not-allowed",
        Command.MoveToken => "move.not-allowed",
        Command.AddToken => "addition.not-allowed",
        _ => "cancellation.not-allowed",
    };
}
