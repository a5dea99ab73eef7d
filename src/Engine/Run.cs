using System.Runtime.InteropServices;
using Rectification.Engine.Elements;

namespace Rectification.Engine;

/// <summary>The workspace of one command: the state opened for change, what follows from it, and the tokens still on their way.</summary>
internal sealed class Run
{
    /// <summary>A model that goes round without ever waiting is stopped here.</summary>
    public const int MaxVisits = 10_000;

    private readonly List<Token> tokens;
    private readonly List<ParkedFlow> parked;
    private readonly List<Effect> effects = new(4);
    private readonly List<Fact> facts = new(8);
    private Queue<Moving> moving = new();
    private long lastKey;
    private int visits;

    public Run(Definition definition, ProcessState state, Surroundings surroundings)
    {
        (Definition, Surroundings, Process) = (definition, surroundings, state.Process);
        tokens = [.. state.Tokens];
        parked = [.. state.Parked];
        (lastKey, HasEnded) = (state.LastKey, state.HasEnded);
    }

    public Definition Definition { get; }

    public Surroundings Surroundings { get; }

    public Token Process { get; private set; }

    public bool HasEnded { get; private set; }

    public Outcome Close() => new Outcome.Applied(
        new ProcessState
        {
            LastKey = lastKey,
            HasEnded = HasEnded,
            Process = Process,
            Tokens = [.. tokens],
            Parked = [.. parked],
        },
        [.. effects],
        [.. facts]);

    // Keys, effects and facts

    public long NextKey() => ++lastKey;

    public void Emit(Effect effect) => effects.Add(effect);

    public void Note(FactKind kind, string elementId, long key, string? detail = null) => facts.Add(new(kind, elementId, key, detail));

    /// <summary>Where to fall back to when a visit fails half-way.</summary>
    public (int Effects, int Facts) Mark() => (effects.Count, facts.Count);

    public void FallBack((int Effects, int Facts) mark)
    {
        CollectionsMarshal.SetCount(effects, mark.Effects);
        CollectionsMarshal.SetCount(facts, mark.Facts);
    }

    // Tokens

    public Token? Find(long key)
    {
        if (key == 0)
            return Process;
        var at = ProcessState.IndexOf(CollectionsMarshal.AsSpan(tokens), key);
        return at < 0 ? null : tokens[at];
    }

    public void Store(Token token)
    {
        if (token.Key == 0)
        {
            Process = token;
            return;
        }
        var at = ProcessState.IndexOf(CollectionsMarshal.AsSpan(tokens), token.Key);
        if (at >= 0)
            tokens[at] = token;
        else
            tokens.Insert(~at, token);
    }

    public void Remove(long key)
    {
        var at = ProcessState.IndexOf(CollectionsMarshal.AsSpan(tokens), key);
        if (at >= 0)
            tokens.RemoveAt(at);
    }

    /// <summary>The token that waits with this key.</summary>
    public (Token Token, Wait Wait)? FindWait(long key)
    {
        foreach (var wait in Process.Waits)
            if (wait.Key == key)
                return (Process, wait);
        foreach (var token in tokens)
            foreach (var wait in token.Waits)
                if (wait.Key == key)
                    return (token, wait);
        return null;
    }

    public Element ElementOf(Token token) => token.Key == 0 ? Definition.Root : Definition[token.ElementId];

    public Visit At(Token token)
    {
        var element = ElementOf(token);
        return new(this, element, token, token.ByFlowId is { } id ? element.Incoming.First(f => f.Id == id) : null);
    }

    // Flows on their way

    public void Send(Element target, long scope, Flow? by = null, int index = 0, Variables? locals = null) =>
        moving.Enqueue(new(target, by, scope, index, locals ?? Variables.Empty));

    public void Park(ParkedFlow flow) => parked.Add(flow);

    public bool IsParked(string flowId, string elementId, long scope)
    {
        foreach (var flow in parked)
            if (flow.Scope == scope && flow.FlowId == flowId && flow.ElementId == elementId)
                return true;
        return false;
    }

    /// <summary>Takes one token off a flow; the oldest.</summary>
    public void Unpark(string flowId, long scope)
    {
        for (var at = 0; at < parked.Count; at++)
            if (parked[at].Scope == scope && parked[at].FlowId == flowId)
            {
                Release(parked[at]);
                parked.RemoveAt(at);
                return;
            }
    }

    /// <summary>Moves every token on until each waits for something from outside.</summary>
    public void Settle()
    {
        do
        {
            while (!HasEnded && moving.TryDequeue(out var next))
                Arrive(next);
        }
        while (!HasEnded && parked.Count > 0 && InclusiveJoin());
        for (var at = 0; !HasEnded && at < parked.Count; at++)
            ReportIfStuck(at);
    }

    /// <summary>Forgets the incident of a join; it comes again when nothing has changed.</summary>
    public bool ResolveParked(long key)
    {
        var at = parked.FindIndex(flow => flow.Key == key && flow.Incident is not null);
        if (at < 0)
            return false;
        Release(parked[at]);
        Note(FactKind.IncidentResolved, parked[at].ElementId, key);
        parked[at] = parked[at] with { Incident = null };
        return true;
    }

    /// <summary>Ends the scope when nothing goes on in it any more.</summary>
    public Move ScopeMayEnd(long scope)
    {
        if (HasEnded || IsAlive(scope))
            return Move.Consumed;
        if (scope == 0)
            EndProcess(Ending.Completed);
        else if (Find(scope) is { } token)
            At(token).Complete(Variables.Empty);
        return Move.Consumed;
    }

    public void EndProcess(Ending ending, string? errorCode = null, string? message = null)
    {
        WithdrawInside(0);
        Disarm(Process);
        Process = Process with { Waits = [], Incident = null };
        HasEnded = true;
        effects.Add(new Effect.EndProcess(ending, Process.Locals, errorCode, message));
        Note(FactKind.ProcessEnded, Definition.Id, 0, message ?? ending.ToString());
    }

    // Withdrawing

    /// <summary>Ends a token from outside, with everything inside it and everything armed for it.</summary>
    public void Withdraw(Token token)
    {
        WithdrawInside(token.Key);
        Disarm(token);
        if (token.Phase == Phase.AtTask)
            effects.Add(new Effect.CloseTask(token.Key, false));
        else if (token is { Phase: Phase.AtCall, Incident: null })
            effects.Add(new Effect.CancelCall(token.Key));
        Remove(token.Key);
        Note(FactKind.ElementCancelled, token.ElementId, token.Key);
    }

    public void WithdrawInside(long scope)
    {
        for (var at = tokens.Count - 1; at >= 0; at--)
        {
            // Inner tokens have higher keys, so going down never skips one that is still there.
            if (at < tokens.Count && tokens[at].Scope == scope)
                Withdraw(tokens[at]);
        }
        for (var at = parked.Count - 1; at >= 0; at--)
            if (parked[at].Scope == scope)
            {
                Release(parked[at]);
                parked.RemoveAt(at);
            }
        if (moving.Any(next => next.Scope == scope))
            moving = new(moving.Where(next => next.Scope != scope));
    }

    /// <summary>Takes back a token's timers, subscriptions and incident; the caller stores the token without them.</summary>
    public void Disarm(Token token)
    {
        foreach (var wait in token.Waits)
            effects.Add(wait.Disarm());
        if (token.Incident is not null)
            effects.Add(new Effect.ClearIncident(token.Key));
    }

    private void Arrive(Moving next)
    {
        var token = new Token(NextKey(), next.Target.Id, next.Scope, Phase.Entering) { Index = next.Index, Locals = next.Locals };
        if (++visits > MaxVisits)
            new Visit(this, next.Target, token with { ByFlowId = next.By?.Id }).Fail($"流程在一次办理中走过了 {MaxVisits} 个环节仍没有停下，可能是没有出口的循环。请检查“{next.Target.Label}”前后的条件，更正数据后重试。");
        else
            next.Target.Enter(new(this, next.Target, token, next.By));
    }

    // Whether an inclusive gateway may go on depends on every other token, so it is asked when all stand still.
    private bool InclusiveJoin()
    {
        foreach (var flow in parked)
            if (Definition[flow.ElementId] is InclusiveGateway gateway && gateway.IsReady(flow.Scope, tokens, parked))
            {
                var token = new Token(NextKey(), gateway.Id, flow.Scope, Phase.Leaving);
                gateway.Join(new Visit(this, gateway, token));
                return true;
            }
        return false;
    }

    // One incident for each join: the first flow there speaks for the others.
    private void ReportIfStuck(int at)
    {
        var flow = parked[at];
        if (parked.FindIndex(p => p.ElementId == flow.ElementId && p.Scope == flow.Scope) != at)
            return;
        var isStuck = Definition[flow.ElementId] is ParallelGateway gateway && gateway.IsStuck(flow.Scope, tokens, parked);
        if (!isStuck || flow.Incident is not null)
            return;
        var problem = $"并行网关“{Definition[flow.ElementId].Label}”在等的另一条流向已经没有办理中的环节，不会再到。请更正流程图；这件流程需要撤销后重新办理。";
        parked[at] = flow with { Incident = problem };
        effects.Add(new Effect.RaiseIncident(flow.Key, flow.ElementId, problem));
        Note(FactKind.IncidentRaised, flow.ElementId, flow.Key, problem);
    }

    private void Release(ParkedFlow flow)
    {
        if (flow.Incident is not null)
            effects.Add(new Effect.ClearIncident(flow.Key));
    }

    private bool IsAlive(long scope)
    {
        foreach (var token in tokens)
            if (token.Scope == scope)
                return true;
        foreach (var flow in parked)
            if (flow.Scope == scope)
                return true;
        foreach (var next in moving)
            if (next.Scope == scope)
                return true;
        return false;
    }

    private readonly record struct Moving(Element Target, Flow? By, long Scope, int Index, Variables Locals);
}
