using System.Collections.Immutable;
using Rectification.Engine.Elements;

namespace Rectification.Engine;

/// <summary>One token at one element: what it may see, and the moves it may make.</summary>
internal sealed class Visit(Run run, Element element, Token token, Flow? by = null)
{
    private readonly (int Effects, int Facts) mark = run.Mark();
    private readonly Token before = token;

    public Element Element { get; private set; } = element;

    public Token Token { get; private set; } = token;

    public Surroundings Surroundings => run.Surroundings;

    /// <summary>The variables that expressions here can name.</summary>
    public Variables Visible => run.Visible(Token);

    /// <summary>The first thing that went wrong in this visit; <see cref="Fail()"/> makes it an incident.</summary>
    public string? Problem { get; set; }

    public bool IsInstance => Token.Index > 0;

    public object? Evaluate(Expression expression) => Evaluate(expression, Visible);

    /// <param name="visible">What the expression can name, where that is more than this visit sees, or known already.</param>
    public object? Evaluate(Expression expression, Variables visible)
    {
        var value = expression.Evaluate(visible, Surroundings, out var problem);
        if (problem is not null)
            Problem ??= $"“{Element.Label}”：{problem}";
        return value;
    }

    public bool IsOpen(Flow flow)
    {
        if (flow.Condition is null)
            return true;
        if (flow.Condition.Evaluate(Visible, Surroundings, out var stopped) is bool holds)
            return holds;
        Problem ??= stopped is null
            ? $"“{Element.Label}”之后的条件“{flow.Condition.Text}”没有得出是或否。请检查其中用到的变量，更正后重试。"
            : $"“{Element.Label}”之后的条件“{flow.Condition.Text}”：{stopped}。请改写条件后重试。";
        return false;
    }

    /// <summary>The sub-process that the element stands in; null at the top.</summary>
    public Element? Around => Element.ParentId is { } parent ? run.Definition[parent] : null;

    public Element Target(Flow flow) => run.Definition[flow.TargetId];

    public bool HasArrived(Flow flow) => flow.Id == by?.Id || run.Parking.Has(flow.Id, Element.Id, Token.Scope);

    // What a token may do before it decides where to go

    public void Emit(Effect effect) => run.Emit(effect);

    /// <summary>The element counts as entered.</summary>
    public void Enter() => run.Note(FactKind.ElementEntered, Element.Id, Token.Key);

    /// <summary>The element counts as entered, and has its input mappings as its own variables.</summary>
    public void Begin()
    {
        Enter();
        if (Element.Inputs.IsEmpty)
            return;
        var written = Mapping.Apply(Element.Inputs, Visible, Surroundings, out var problem);
        Token = Token with { Locals = Catching.Overlay(Token.Locals, written) };
        Problem ??= problem is null ? null : $"“{Element.Label}”的输入映射：{problem}";
    }

    public void SetLocal(string name, object? value) => Token = Token with { Locals = Token.Locals.With(name, value) };

    public void Await(DateTimeOffset dueAt, TimerRepeat? repeat, string eventId)
    {
        var wait = new TimerWait(run.NextKey(), eventId, dueAt, repeat);
        run.Emit(new Effect.ArmTimer(wait.Key, eventId, dueAt));
        Token = Token with { Waits = Token.Waits.Add(wait) };
    }

    public void Await(string messageName, string correlationKey, string eventId)
    {
        var wait = new MessageWait(run.NextKey(), eventId, messageName, correlationKey);
        run.Emit(new Effect.Subscribe(wait.Key, eventId, messageName, correlationKey));
        Token = Token with { Waits = Token.Waits.Add(wait) };
    }

    public void AwaitSignal(string signalName, string eventId)
    {
        var wait = new SignalWait(run.NextKey(), eventId, signalName);
        run.Emit(new Effect.SubscribeSignal(wait.Key, eventId, signalName));
        Token = Token with { Waits = Token.Waits.Add(wait) };
    }

    public void AwaitCondition(string eventId) =>
        Token = Token with { Waits = Token.Waits.Add(new ConditionWait(run.NextKey(), eventId)) };

    /// <summary>A wait that leaves the token where it is has done its part; a repeating timer is armed again.</summary>
    public void Spend(Wait wait)
    {
        if (wait is not TimerWait timer)
            return;
        run.Emit(timer.Disarm());
        Token = Token with { Waits = Token.Waits.Remove(timer) };
        if (timer.Repeat?.Next(timer.DueAt, Surroundings.Calendar.Offset) is { } next)
            Await(next.DueAt, next.Repeat, timer.ElementId);
        run.Store(Token);
    }

    /// <summary>Writes back what changed on a token that stays.</summary>
    public void Keep() => run.Store(Token);

    /// <summary>Begins what stands inside this token's element.</summary>
    public Move SendInto(Body body)
    {
        Wait(Phase.Inside);
        if (run.TakeWayIn(Element.Id) is { } wayIn)
        {
            run.Send(wayIn, Token.Key);
            return Move.Waiting;
        }
        if (body.Start is { } start)
            run.Send(start, Token.Key);
        foreach (var inner in body.Implicit)
            run.Send(inner, Token.Key);
        return run.ScopeMayEnd(Token.Key);
    }

    // Loops

    public LoopProgress? Progress
    {
        get => Token.Loop;
        set => Token = Token with { Loop = value };
    }

    /// <summary>The token that holds the instances, seen from one of them.</summary>
    public Visit Enclosing => run.At(run.Find(Token.Scope)!);

    public void SendInstance(int index, Variables locals) => run.Send(Element, Token.Key, null, index, locals);

    /// <summary>The loop is over: instances still at work are withdrawn, its results are written to the enclosing scope.</summary>
    public Move EndLoop(Variables results)
    {
        run.WithdrawInside(Token.Key);
        run.Disarm(Token);
        run.Merge(Token.Scope, results);
        Token = Token with { Phase = Phase.Leaving, Waits = [], Incident = null, Loop = null };
        return Element.Leave(this);
    }

    // Moves

    /// <summary>Stays until a command answers.</summary>
    public Move Wait(Phase phase)
    {
        Token = Token with { Phase = phase };
        run.Store(Token);
        return Move.Waiting;
    }

    /// <summary>Stays until a handler has done its work.</summary>
    public Move RunJob(Expression jobType, ImmutableDictionary<string, string> headers)
    {
        var visible = Visible;
        if (Evaluate(jobType, visible) is not string { Length: > 0 } type)
            return Fail($"“{Element.Label}”的任务类型“{jobType}”没有得出文本。请更正数据后重试。");
        run.Emit(new Effect.RunJob(Token.Key, Element.Id, type, headers, visible));
        return Wait(Phase.AtJob);
    }

    /// <summary>Stays on its flow until others have come.</summary>
    public Move Park()
    {
        run.Parking.Add(new(Token.Key, by!.Id, Element.Id, Token.Scope));
        return Move.Parked;
    }

    /// <summary>Whether as many tokens have come as the activity needs to begin; they become this one.</summary>
    public bool HasGathered(int quantity) => by is null || run.Parking.TakeAll(Element.Id, Token.Scope, quantity - 1);

    /// <summary>Becomes one with the tokens that wait on these flows, one of each.</summary>
    public Visit Join(ImmutableArray<Flow> flows)
    {
        foreach (var flow in flows)
            if (flow.Id != by?.Id)
                run.Parking.Take(flow.Id, Token.Scope);
        run.Note(FactKind.ElementEntered, Element.Id, Token.Key);
        return this;
    }

    /// <summary>The element's work is done; what came in is written to the variables and the way on is chosen.</summary>
    public Move Complete(Variables given)
    {
        run.Disarm(Token);
        if (Token.Phase == Phase.AtTask)
            run.Emit(new Effect.CloseTask(Token.Key, true));
        if (WriteResult(given) is { } problem)
        {
            Token = Token with { Phase = Phase.Completing, Waits = [], Incident = null, Locals = Catching.Overlay(Token.Locals, given) };
            return Fail(problem);
        }
        Token = Token with { Phase = Phase.Leaving, Waits = [], Incident = null };
        return Leave();
    }

    public Move Leave()
    {
        Token = Token with { Phase = Phase.Leaving };
        return IsInstance ? ((Activity)Element).Loop!.Leave(this) : Element.Leave(this);
    }

    /// <summary>Ends here; the token goes on over each of these flows.</summary>
    public Move Take(ImmutableArray<Flow> flows)
    {
        Finish();
        var tokens = Element is Activity activity ? activity.CompletionQuantity : 1;
        foreach (var flow in flows)
            for (var sent = 0; sent < tokens; sent++)
            {
                run.Note(FactKind.FlowTaken, Element.Id, Token.Key, flow.Id);
                run.Send(run.Definition[flow.TargetId], Token.Scope, flow);
            }
        return flows.IsEmpty ? run.ScopeMayEnd(Token.Scope) : Move.Taken;
    }

    /// <summary>Ends here and goes nowhere.</summary>
    public Move Consume()
    {
        Finish();
        return run.ScopeMayEnd(Token.Scope);
    }

    /// <summary>Ends here; its loop decides what comes next.</summary>
    public void Finish()
    {
        run.Remove(Token.Key);
        run.Note(FactKind.ElementCompleted, Element.Id, Token.Key);
        if (Element is Activity { IsForCompensation: false } activity)
            run.Remember(activity, Token);
    }

    /// <summary>A token that only held others is no longer needed.</summary>
    public Move Vanish()
    {
        run.Remove(Token.Key);
        return run.ScopeMayEnd(Token.Scope);
    }

    /// <summary>Goes on at the event behind an event-based gateway.</summary>
    public Move Choose(Element chosen, Variables payload)
    {
        var flow = Element.Outgoing.First(f => f.TargetId == chosen.Id);
        run.Disarm(Token);
        run.Note(FactKind.ElementCompleted, Element.Id, Token.Key);
        run.Note(FactKind.FlowTaken, Element.Id, Token.Key, flow.Id);
        run.Remove(Token.Key);
        (Element, Token) = (chosen, new Token(run.NextKey(), chosen.Id, Token.Scope, Phase.AtEvent));
        run.Note(FactKind.ElementEntered, chosen.Id, Token.Key);
        return Complete(payload);
    }

    /// <summary>A boundary event or event sub-process of this token happens.</summary>
    public Move Happen(Element caught, bool isInterrupting, Wait wait, Variables payload)
    {
        if (!isInterrupting)
            Spend(wait);
        run.Happen(Token, caught, isInterrupting, payload);
        return Move.Waiting;
    }

    public Move ThrowError(string code)
    {
        Finish();
        if (run.FindCatcher(Token, new(true, code)) is { } catcher)
            run.Happen(catcher.Host, catcher.Event, true, Token.Locals);
        else
            run.EndProcess(Ending.Error, code, $"“{Element.Label}”以差错“{code}”结束，流程中没有处理它的边界事件。", Token.Locals);
        return Move.Consumed;
    }

    public Move ThrowEscalation(string code)
    {
        if (run.FindCatcher(Token, new(false, code)) is not { } catcher)
        {
            run.Emit(new Effect.EscalateToCaller(code, Token.Locals));
            return Complete(Variables.Empty);
        }
        if (!IsInterrupting(catcher.Event))
        {
            run.Happen(catcher.Host, catcher.Event, false, Token.Locals);
            return Complete(Variables.Empty);
        }
        Finish();
        run.Happen(catcher.Host, catcher.Event, true, Token.Locals);
        return Move.Consumed;
    }

    /// <summary>Everyone who waits for the signal gets it before this token goes on; when that ends the scope, it goes nowhere.</summary>
    public Move ThrowSignal(string name)
    {
        var payload = Token.Locals;
        run.Store(Token);
        run.Emit(new Effect.ThrowSignal(Element.Id, name, payload));
        run.Broadcast(name, payload);
        if (run.HasEnded || run.Find(Token.Key) is not { } still)
            return Move.Consumed;
        Token = still;
        return Complete(Variables.Empty);
    }

    /// <summary>Tells boundary events of this loop that an instance is done. None of them interrupts: the others still have their work.</summary>
    /// <param name="attributes">Of that instance and of the loop, for the mappings of the boundary events to pick from.</param>
    public void Tell(LoopTelling telling, Variables attributes)
    {
        foreach (var hearer in telling.HearerIds.Select(id => run.Definition[id]))
            run.Happen(Token, hearer, false, hearer.Outputs.IsEmpty ? Variables.Empty : attributes);
    }

    /// <summary>Compensates what was done in this scope: one activity, or everything when <paramref name="activityId"/> is null.</summary>
    public Move Compensate(string? activityId, bool waits) =>
        run.SetOffCompensation(Token, activityId, waits) is { } move ? move : Complete(Variables.Empty);

    public Move CancelTransaction()
    {
        Finish();
        return run.CancelTransaction(Element, Token);
    }

    public Move LeaveTransaction() => run.LeaveTransaction(Token);

    public Move TerminateScope()
    {
        Finish();
        run.WithdrawInside(Token.Scope);
        if (Token.Scope != 0)
            return run.ScopeMayEnd(Token.Scope);
        run.EndProcess(Ending.Terminated);
        return Move.Consumed;
    }

    public Move Fail(string problem)
    {
        Problem ??= problem;
        return Fail();
    }

    /// <summary>Stands still with an incident; what this visit had begun is as if it had not been.</summary>
    public Move Fail()
    {
        if (Token.Phase == Phase.Entering)
        {
            run.FallBack(mark);
            Token = before;
        }
        if (Token.Incident is not null)
            run.Emit(new Effect.ClearIncident(Token.Key));
        Token = Token with { Incident = Problem };
        run.Store(Token);
        run.Emit(new Effect.RaiseIncident(Token.Key, Element.Id, Problem!));
        run.Note(FactKind.IncidentRaised, Element.Id, Token.Key, Problem);
        return Move.Failed;
    }

    internal static bool IsInterrupting(Element caught) => caught switch
    {
        BoundaryEvent boundary => boundary.IsInterrupting,
        StartEvent start => start.IsInterrupting,
        _ => throw new System.Diagnostics.UnreachableException(caught.Id),
    };

    // What went wrong, in words; then nothing is written.
    private string? WriteResult(Variables given)
    {
        if (!Element.Outputs.IsEmpty)
        {
            var written = Mapping.Apply(Element.Outputs, Catching.Overlay(Visible, given), Surroundings, out var problem);
            if (problem is not null)
                return $"“{Element.Label}”的输出映射：{problem}";
            run.Merge(Token.Scope, written);
            return null;
        }
        if (given.Count == 0)
            return null;
        if (Token.Locals.Count == 0)
        {
            run.Merge(Token.Scope, given);
            return null;
        }
        // A variable of its own stays its own.
        run.Store(Token);
        run.Merge(Token.Key, given);
        Token = run.Find(Token.Key)!;
        return null;
    }
}
