using System.Diagnostics;
using Rectification.Engine.Elements;
using Rectification.Engine.Returning;

namespace Rectification.Engine;

/// <summary>The only way into the engine: pure, so the same command on the same state in the same surroundings always gives the same answer.</summary>
public static class Machine
{
    public static Outcome Apply(Definition definition, ProcessState state, Command command, Surroundings surroundings)
    {
        if (state.HasEnded && command is not Command.Start)
            return new Outcome.Refused(GoneCode(command), "这个流程已经结束。");

        var run = new Run(definition, state, surroundings);
        var refused = command switch
        {
            Command.Start start => Start(run, state, start),
            Command.CompleteTask done => CompleteTask(run, done),
            Command.CompleteJob done => CompleteJob(run, done),
            Command.FailJob failed => FailJob(run, failed),
            Command.ThrowError thrown => ThrowError(run, thrown),
            Command.ThrowEscalation thrown => ThrowEscalation(run, thrown),
            Command.FireTimer fired => FireTimer(run, fired),
            Command.DeliverMessage delivered => DeliverMessage(run, delivered),
            Command.CompleteCall done => CompleteCall(run, done),
            Command.SetVariables set => SetVariables(run, state, set),
            Command.ResolveIncident resolve => ResolveIncident(run, resolve),
            Command.Return or Command.MoveToken or Command.AddToken or Command.CancelToken => run.Shift(state, command),
            Command.Cancel cancel => Cancel(run, state, cancel),
            _ => throw new UnreachableException(command.GetType().Name),
        };
        if (refused is not null)
            return refused;
        run.Settle();
        return run.Close();
    }

    /// <summary>Whether an error that comes out of the activity with this key is taken by an event around it.</summary>
    public static bool Catches(Definition definition, ProcessState state, long key, string errorCode, Surroundings surroundings)
    {
        var run = new Run(definition, state, surroundings);
        return run.Find(key) is { } token && run.FindCatcher(token, new(true, errorCode)) is not null;
    }

    private static Outcome.Refused? Start(Run run, ProcessState state, Command.Start start)
    {
        if (state.HasStarted || state.HasEnded)
            return new("process.already-started", "这个流程已经启动。");
        var definition = run.Definition;
        var first = start.StartEventId is null
            ? definition.Body.Start
            : definition.Elements.GetValueOrDefault(start.StartEventId) as StartEvent;
        if (first is not { ParentId: null })
            return new("process.no-start", start.StartEventId is null
                ? $"流程“{definition.Id}”没有空白开始事件，只能由消息或定时启动。"
                : $"流程“{definition.Id}”没有开始事件“{start.StartEventId}”。");

        run.Note(FactKind.ProcessStarted, definition.Id, 0);
        // What the process begins with comes first: its event sub-processes may speak of it.
        run.Arrive(first, 0, start.Variables);
        definition.Root.Enter(run.At(run.Process));
        return null;
    }

    private static Outcome.Refused? CompleteTask(Run run, Command.CompleteTask done)
    {
        if (run.Find(done.Key) is not { Phase: Phase.AtTask } token)
            return new("task.not-open", "这项任务已经办结或撤回。");
        run.At(token).Complete(done.Variables);
        return null;
    }

    private static Outcome.Refused? CompleteJob(Run run, Command.CompleteJob done)
    {
        if (run.Find(done.Key) is not { Phase: Phase.AtJob } token)
            return new("job.gone", "这项自动处理已经完成或撤回。");
        run.At(token).Complete(done.Variables);
        return null;
    }

    private static Outcome.Refused? FailJob(Run run, Command.FailJob failed)
    {
        if (run.Find(failed.Key) is not { Phase: Phase.AtJob or Phase.AtCall, Incident: null } token)
            return new("job.gone", "这项自动处理已经完成或撤回。");
        run.At(token).Fail(failed.Message);
        return null;
    }

    private static Outcome.Refused? ThrowError(Run run, Command.ThrowError thrown)
    {
        if (run.Find(thrown.Key) is not { } token || token is not ({ Phase: Phase.AtTask } or { Phase: Phase.AtJob or Phase.AtCall, Incident: null }))
            return new("activity.gone", "报出差错的环节已经结束。");
        var catcher = run.FindCatcher(token, new(true, thrown.Code));
        // A called process that failed has ended already: nothing is left to cancel.
        if (token.Phase == Phase.AtCall && (catcher is not null || thrown.IsPassedOn))
            run.Store(token with { Phase = Phase.Leaving });
        if (catcher is var (host, caught))
        {
            run.Happen(run.Find(host.Key)!, caught, true, CameBack(run.ElementOf(token), thrown, isMapped: !caught.Outputs.IsEmpty));
            return null;
        }
        if (thrown.IsPassedOn)
        {
            run.Merge(token.Scope, CameBack(run.ElementOf(token), thrown, isMapped: false));
            run.EndProcess(Ending.Error, thrown.Code, thrown.Message, thrown.Variables);
            return null;
        }
        run.At(token).Fail($"“{run.ElementOf(token).Label}”报出差错“{thrown.Code}”{(thrown.Message is null ? "" : $"（{thrown.Message}）")}，流程中没有处理它的边界事件。");
        return null;
    }

    // As when it is completed: mappings may pick from all that the called process had, without them the call activity says whether all of it comes back.
    private static Variables CameBack(Element thrower, Command.ThrowError thrown, bool isMapped) =>
        isMapped || thrower is CallActivity { ReturnsAll: true, Outputs.IsEmpty: true } ? Catching.Overlay(thrown.Called, thrown.Variables) : thrown.Variables;

    private static Outcome.Refused? ThrowEscalation(Run run, Command.ThrowEscalation thrown)
    {
        if (run.Find(thrown.Key) is not { Phase: Phase.AtTask or Phase.AtJob or Phase.AtCall } token)
            return new("activity.gone", "报出升级的环节已经结束。");
        if (run.FindCatcher(token, new(false, thrown.Code)) is { } catcher)
            run.Happen(catcher.Host, catcher.Event, Visit.IsInterrupting(catcher.Event), thrown.Variables);
        else
            run.Emit(new Effect.EscalateToCaller(thrown.Code, thrown.Variables));
        return null;
    }

    private static Outcome.Refused? FireTimer(Run run, Command.FireTimer fired)
    {
        if (run.FindWait(fired.Key) is not { Wait: TimerWait } waiting)
            return new("timer.gone", "这个定时已经撤销。");
        run.Note(FactKind.TimerFired, waiting.Wait.ElementId, waiting.Token.Key);
        run.Definition[waiting.Wait.ElementId].Occur(run.At(waiting.Token), waiting.Wait, Variables.Empty);
        return null;
    }

    private static Outcome.Refused? DeliverMessage(Run run, Command.DeliverMessage delivered)
    {
        if (run.FindWait(delivered.Key) is not { Wait: MessageWait or SignalWait } waiting)
            return new("message.gone", "流程已经不再等待这条消息。");
        run.Receive(waiting.Token, waiting.Wait, delivered.Variables);
        return null;
    }

    private static Outcome.Refused? CompleteCall(Run run, Command.CompleteCall done)
    {
        if (run.Find(done.Key) is not { Phase: Phase.AtCall, Incident: null } token)
            return new("call.gone", "调用它的环节已经结束。");
        ((CallActivity)run.ElementOf(token)).Return(run.At(token), done.Variables);
        return null;
    }

    private static Outcome.Refused? SetVariables(Run run, ProcessState state, Command.SetVariables set)
    {
        if (!state.HasStarted)
            return new("process.not-started", "这个流程还没有启动。");
        if (set.Scope == 0)
            run.Merge(0, set.Variables);
        else if (run.Find(set.Scope) is { } token)
            run.Store(token with { Locals = token.Locals.With(set.Variables) });
        else
            return new("token.gone", "这个环节已经结束。");
        return null;
    }

    private static Outcome.Refused? ResolveIncident(Run run, Command.ResolveIncident resolve)
    {
        if (run.Parking.Resolve(resolve.Key))
            return null;
        if (run.Find(resolve.Key) is not { Incident: not null } token)
            return new("incident.gone", "这条异常已经处理。");
        run.Emit(new Effect.ClearIncident(token.Key));
        run.Note(FactKind.IncidentResolved, run.ElementOf(token).Id, token.Key);
        token = token with { Incident = null };
        run.Store(token);
        var visit = run.At(token);
        switch (token.Phase)
        {
            case Phase.Entering:
                run.Remove(token.Key);
                visit.Element.Enter(visit);
                break;
            case Phase.Completing when visit.Element is StartEvent or BoundaryEvent:
                run.Remove(token.Key);
                run.Arrive(visit.Element, token.Scope, token.Locals);
                break;
            case Phase.Completing:
                visit.Complete(Variables.Empty);
                break;
            case Phase.Leaving:
                visit.Leave();
                break;
            default:
                visit.Element.Retry(visit);
                break;
        }
        return null;
    }

    private static Outcome.Refused? Cancel(Run run, ProcessState state, Command.Cancel cancel)
    {
        if (!state.HasStarted)
            return new("process.not-started", "这个流程还没有启动。");
        run.EndProcess(Ending.Cancelled, message: cancel.Reason);
        return null;
    }

    private static string GoneCode(Command command) => command switch
    {
        Command.CompleteTask => "task.not-open",
        Command.CompleteJob or Command.FailJob => "job.gone",
        Command.FireTimer => "timer.gone",
        Command.DeliverMessage => "message.gone",
        Command.CompleteCall => "call.gone",
        Command.ThrowError or Command.ThrowEscalation => "activity.gone",
        Command.ResolveIncident => "incident.gone",
        _ => "process.ended",
    };
}
