using System.Collections.Frozen;

namespace Rectification.Engine.Elements;

/// <summary>A gateway at which tokens wait for each other.</summary>
public abstract record JoiningGateway(string Id, string Name) : Element(Id, Name)
{
    public const int MaxIncoming = 64;

    /// <summary>For each element of the scope the incoming flows, as bits in their order, that a token there can reach without passing this gateway.</summary>
    public FrozenDictionary<string, ulong> Reach => FoundReach.Value;

    internal Lazy<FrozenDictionary<string, ulong>> FoundReach { get; init; } = new(FrozenDictionary<string, ulong>.Empty);

    internal override bool IsJoin => Incoming.Length > 1;

    /// <summary>The incoming flows that have a token, as bits in their order.</summary>
    private protected ulong Arrived(long scope, List<ParkedFlow> parked)
    {
        var arrived = 0UL;
        foreach (var flow in parked)
            if (flow.Scope == scope && flow.ElementId == Id)
                arrived |= 1UL << IndexOf(flow.FlowId);
        return arrived;
    }

    private int IndexOf(string flowId)
    {
        for (var at = 0; at < Incoming.Length; at++)
            if (Incoming[at].Id == flowId)
                return at;
        throw new System.Diagnostics.UnreachableException(flowId);
    }
}
