using System.Runtime.InteropServices;
using Rectification.Engine.Elements;

namespace Rectification.Engine;

/// <summary>The workspace of one command: the state opened for change, what follows from it, and the tokens still on their way.</summary>
internal sealed class Run
{
    /// <summary>A model that goes round without ever waiting is stopped here.</summary>
    public const int MaxVisits = 10_000;

    /// <summary>So many more for each instance of a multi-instance activity, as far as one may have instances: a large one is no circle.</summary>
    private const int VisitsAnInstance = 50;

    /// <summary>A model whose tokens breed is stopped when so many are on their way in one scope.</summary>
    private const int MaxMoving = 500;

    private readonly List<Token> tokens;
    private readonly List<Effect> effects = new(4);
    private readonly List<Fact> facts = new(8);
    private Queue<Moving> moving = new();
    private long lastKey;
    private int visits;
    private int visitsLeft = MaxVisits;
    private int instancesLeft = MultiInstance.MaxInstances;
    private string? stopped;

    public Run(Definition definition, ProcessState state, Surroundings surroundings)
    {
        (Definition, Surroundings, Process) = (definition, surroundings, state.Process);
        tokens = [.. state.Tokens];
        Parking = new(this, state.Parked);
        (lastKey, HasEnded) = (state.LastKey, state.HasEnded);
    }

    public Definition Definition { get; }

    public Surroundings Surroundings { get; }

    public Parking Parking { get; }

    public Token Process { get; private set; }

    public bool HasEnded { get; private set; }

    public Outcome Close() => new Outcome.Applied(
        new ProcessState
        {
            LastKey = lastKey,
            HasEnded = HasEnded,
            Process = Process,
            Tokens = [.. tokens],
            Parked = [.. Parking.Flows],
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

    public IReadOnlyList<Token> Tokens => tokens;

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

    /// <summary>What is about to begin in a scope, and its own variables.</summary>
    public IEnumerable<(Element Target, Variables Locals)> OnTheWay(long scope) => moving.Where(next => next.Scope == scope).Select(next => (next.Target, next.Locals));

    /// <summary>Where the next token into this sub-process is to begin instead of at its start.</summary>
    public Dictionary<string, Element>? WaysIn { get; set; }

    public Element? TakeWayIn(string elementId) => WaysIn is not null && WaysIn.Remove(elementId, out var inner) ? inner : null;

    /// <summary>Moves every token on until each waits for something from outside.</summary>
    public void Settle()
    {
        do
        {
            while (!HasEnded && moving.TryDequeue(out var next))
                Arrive(next);
        }
        while (!HasEnded && (this.ConditionHappens(Tokens) || Parking.Flows.Count > 0 && InclusiveJoin() || this.ComplexGatewayMoves(ThatGoOn)));
        Parking.ReportStuck(ThatGoOn);
    }

    // No join waits for the others.
    private List<Token> ThatGoOn => Definition.LeavesHandlersAtWork ? tokens.FindAll(Definition.GoesOn) : tokens;

    /// <summary>Ends the scope when nothing goes on in it any more.</summary>
    public Move ScopeMayEnd(long scope)
    {
        if (HasEnded || IsAlive(scope))
            return Move.Consumed;
        if (scope == 0)
            EndProcess(Ending.Completed);
        else if (Find(scope) is { Phase: Phase.Compensating } compensating)
            ElementOf(compensating).Compensated(At(compensating));
        else if (Find(scope) is { } token)
            At(token).Complete(Variables.Empty);
        return Move.Consumed;
    }

    public void EndProcess(Ending ending, string? errorCode = null, string? message = null, Variables? errorVariables = null)
    {
        WithdrawInside(0);
        Disarm(Process);
        Process = Process with { Waits = [], Incident = null, Done = [] };
        HasEnded = true;
        effects.Add(new Effect.EndProcess(ending, Process.Locals, errorCode, message) { ErrorVariables = errorVariables ?? Variables.Empty });
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
        Parking.Withdraw(scope);
        if (moving.Any(next => next.Scope == scope))
            moving = new(moving.Where(next => next.Scope != scope));
    }

    /// <summary>Takes back a token's timers, subscriptions and incident; the caller stores the token without them.</summary>
    public void Disarm(Token token)
    {
        foreach (var wait in token.Waits)
            if (wait.Disarm() is { } effect)
                effects.Add(effect);
        if (token.Incident is not null)
            effects.Add(new Effect.ClearIncident(token.Key));
    }

    private void Arrive(Moving next)
    {
        var token = new Token(NextKey(), next.Target.Id, next.Scope, Phase.Entering) { Index = next.Index, Locals = next.Locals };
        if (WhyStopped(next) is { } why)
            new Visit(this, next.Target, token with { ByFlowId = next.By?.Id }).Fail($"流程在一次办理中{why}仍没有停下，可能是没有出口的循环。请检查“{next.Target.Label}”前后的条件，更正数据后重试。");
        else
            next.Target.Enter(new(this, next.Target, token, next.By));
    }

    // Once stopped it stays so for the whole command: nothing earns further visits.
    private string? WhyStopped(Moving next)
    {
        if (stopped is not null)
            return stopped;
        visits++;
        if (next is { Index: > 0, Target: Activity { Loop: MultiInstance } } && instancesLeft-- > 0)
            visitsLeft += VisitsAnInstance;
        if (--visitsLeft < 0)
            stopped = $"走过了 {visits - 1} 个环节";
        else if (visitsLeft % MaxMoving == 0 && Breeds())
            stopped = $"同一层里同时有超过 {MaxMoving} 路在走，";
        return stopped;
    }

    private bool Breeds() => moving.Count > MaxMoving && moving.Where(next => next.Index == 0).CountBy(next => next.Scope).Any(same => same.Value > MaxMoving);

    private bool InclusiveJoin()
    {
        if (Parking.FindReady(ThatGoOn) is not var (gateway, scope))
            return false;
        gateway.Join(new(this, gateway, new(NextKey(), gateway.Id, scope, Phase.Leaving)));
        return true;
    }

    private bool IsAlive(long scope)
    {
        foreach (var token in tokens)
            if (token.Scope == scope)
                return true;
        foreach (var next in moving)
            if (next.Scope == scope)
                return true;
        return Parking.HasAny(scope);
    }

    private readonly record struct Moving(Element Target, Flow? By, long Scope, int Index, Variables Locals);
}
