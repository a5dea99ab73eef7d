using System.Collections.Immutable;
using Rectification.Engine.Elements;

namespace Rectification.Engine;

/// <summary>Tokens that took a flow to a joining gateway and wait there for the others.</summary>
internal sealed class Parking(Run run, ImmutableArray<ParkedFlow> before)
{
    private readonly List<ParkedFlow> parked = [.. before];

    public IReadOnlyList<ParkedFlow> Flows => parked;

    public void Add(ParkedFlow flow) => parked.Add(flow);

    public bool Has(string flowId, string elementId, long scope)
    {
        foreach (var flow in parked)
            if (flow.Scope == scope && flow.FlowId == flowId && flow.ElementId == elementId)
                return true;
        return false;
    }

    public bool HasAny(long scope)
    {
        foreach (var flow in parked)
            if (flow.Scope == scope)
                return true;
        return false;
    }

    /// <summary>Takes one token off a flow; the oldest.</summary>
    public void Take(string flowId, long scope)
    {
        for (var at = 0; at < parked.Count; at++)
            if (parked[at].Scope == scope && parked[at].FlowId == flowId)
            {
                RemoveAt(at);
                return;
            }
    }

    /// <summary>Takes that many tokens before an element, whichever flows they came by; none when there are fewer.</summary>
    public bool TakeAll(string elementId, long scope, int count)
    {
        if (parked.Count(flow => flow.Scope == scope && flow.ElementId == elementId) < count)
            return false;
        for (var at = 0; count > 0; at++)
            if (parked[at].Scope == scope && parked[at].ElementId == elementId)
            {
                RemoveAt(at--);
                count--;
            }
        return true;
    }

    public void Withdraw(long scope)
    {
        for (var at = parked.Count - 1; at >= 0; at--)
            if (parked[at].Scope == scope)
                RemoveAt(at);
    }

    public void WithdrawOne(long key)
    {
        if (parked.FindIndex(flow => flow.Key == key) is >= 0 and var at)
            RemoveAt(at);
    }

    /// <summary>An inclusive gateway that may go on. That depends on every other token, so it is asked when all stand still.</summary>
    public (InclusiveGateway Gateway, long Scope)? FindReady(List<Token> tokens)
    {
        foreach (var flow in parked)
            if (run.Definition[flow.ElementId] is InclusiveGateway gateway && gateway.IsReady(flow.Scope, tokens, parked))
                return (gateway, flow.Scope);
        return null;
    }

    /// <summary>A join that can never be complete is an incident, not a silent stop; the first flow there speaks for the others.</summary>
    public void ReportStuck(List<Token> tokens)
    {
        for (var at = 0; at < parked.Count; at++)
        {
            var flow = parked[at];
            if (flow.Incident is not null || parked.FindIndex(p => p.ElementId == flow.ElementId && p.Scope == flow.Scope) != at
                || run.Definition[flow.ElementId] is not ParallelGateway gateway || !gateway.IsStuck(flow.Scope, tokens, parked))
                continue;
            var problem = $"并行网关“{gateway.Label}”在等的另一条流向已经没有办理中的环节，不会再到。请更正流程图；这件流程需要撤销后重新办理。";
            Fail(flow, problem);
        }
    }

    /// <summary>A token that waits here can't be answered; an operator has to see to it.</summary>
    public void Fail(ParkedFlow flow, string problem)
    {
        parked[parked.IndexOf(flow)] = flow with { Incident = problem };
        run.Emit(new Effect.RaiseIncident(flow.Key, flow.ElementId, problem));
        run.Note(FactKind.IncidentRaised, flow.ElementId, flow.Key, problem);
    }

    /// <summary>Forgets the incident of a join; it comes again when nothing has changed.</summary>
    public bool Resolve(long key)
    {
        var at = parked.FindIndex(flow => flow.Key == key && flow.Incident is not null);
        if (at < 0)
            return false;
        run.Emit(new Effect.ClearIncident(key));
        run.Note(FactKind.IncidentResolved, parked[at].ElementId, key);
        parked[at] = parked[at] with { Incident = null };
        return true;
    }

    private void RemoveAt(int at)
    {
        if (parked[at].Incident is not null)
            run.Emit(new Effect.ClearIncident(parked[at].Key));
        parked.RemoveAt(at);
    }
}
