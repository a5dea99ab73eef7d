using System.Collections.Immutable;
using Rectification.Engine.Triggers;

namespace Rectification.Engine;

/// <summary>One flow node of the drawing: its data and its behaviour.</summary>
public abstract record Element(string Id, string Name)
{
    /// <summary><c>zeebe:properties</c>, as drawn: <c>clause</c>, <c>distinct-from</c>, <c>signature</c>, <c>seal</c>, <c>outcomes</c>, …</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The id of the sub-process around it; null at the top.</summary>
    public string? ParentId { get; init; }

    public ImmutableArray<Flow> Incoming { get; init; } = [];

    public ImmutableArray<Flow> Outgoing { get; init; } = [];

    /// <summary>Taken when no condition holds.</summary>
    public string? DefaultFlowId { get; init; }

    /// <summary>Written to the token's own variables before it begins.</summary>
    public ImmutableArray<Mapping> Inputs { get; init; } = [];

    /// <summary>Written to the enclosing scope when it is done; without any, all that came in is written there.</summary>
    public ImmutableArray<Mapping> Outputs { get; init; } = [];

    /// <summary>What makes it happen when it is an event that catches.</summary>
    internal virtual Trigger? Awaited => null;

    /// <summary>Tokens wait here for each other.</summary>
    internal virtual bool IsJoin => false;

    /// <summary>How many tokens come or go decides what happens: where they can stand does not tell it.</summary>
    internal virtual bool CountsTokens => false;

    /// <summary>A token arrives.</summary>
    internal abstract Move Enter(Visit visit);

    /// <summary>What it waited for came. <paramref name="visit"/> is at the token that waited, which may stand at another element.</summary>
    internal virtual Move Occur(Visit visit, Wait wait, Variables payload) =>
        throw new System.Diagnostics.UnreachableException(Id);

    /// <summary>An operator asks to try again what was under way.</summary>
    internal virtual Move Retry(Visit visit) => Move.Waiting;

    /// <summary>The compensation handlers that this token held are done.</summary>
    internal virtual Move Compensated(Visit visit) => visit.Vanish();

    /// <summary>The work is done: every outgoing flow whose condition holds is taken, those without condition too.</summary>
    internal virtual Move Leave(Visit visit)
    {
        if (!HasConditions)
            return visit.Take(Outgoing);
        var chosen = ImmutableArray.CreateBuilder<Flow>(Outgoing.Length);
        foreach (var flow in Outgoing)
            if (flow.Id != DefaultFlowId && visit.IsOpen(flow))
                chosen.Add(flow);
        if (visit.Problem is not null)
            return visit.Fail();
        return chosen.Count > 0 ? visit.Take(chosen.DrainToImmutable()) : TakeDefault(visit);
    }

    internal bool HasConditions
    {
        get
        {
            foreach (var flow in Outgoing)
                if (flow.Condition is not null)
                    return true;
            return DefaultFlowId is not null;
        }
    }

    private protected Move TakeDefault(Visit visit)
    {
        foreach (var flow in Outgoing)
            if (flow.Id == DefaultFlowId)
                return visit.Take([flow]);
        return visit.Fail($"“{Label}”之后没有一个条件成立，也没有默认流向。请更正数据后重试，或在流程图上画一条默认流向。");
    }

    /// <summary>For people: the name, or the id where the drawing gives none.</summary>
    public string Label => Name.Length > 0 ? Name : Id;
}

/// <summary>What became of a visit. Only <see cref="Visit"/> makes one, so an element can't forget to decide.</summary>
internal enum Move
{
    Taken,
    Waiting,
    Parked,
    Consumed,
    Failed,
}
