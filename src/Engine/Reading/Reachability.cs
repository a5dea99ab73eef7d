using System.Collections.Frozen;
using Rectification.Engine.Elements;

namespace Rectification.Engine.Reading;

/// <summary>Which flows into a gateway can be reached from where. Computed once when the drawing is read.</summary>
internal static class Reachability
{
    /// <summary>For every element of the scope, as bits, the incoming flows of the gateway that lead on from it without passing the gateway.</summary>
    public static FrozenDictionary<string, ulong> Towards(string gatewayId, Scope scope)
    {
        var reach = new Dictionary<string, ulong>();
        var incoming = scope.Incoming(gatewayId);
        for (var at = 0; at < Math.Min(incoming.Length, JoiningGateway.MaxIncoming); at++)
        {
            var seen = new HashSet<string>();
            var open = new Stack<string>([incoming[at].SourceId]);
            while (open.TryPop(out var id))
            {
                if (!seen.Add(id))
                    continue;
                reach[id] = reach.GetValueOrDefault(id) | 1UL << at;
                // A token that stands at the gateway may leave it, but none passes it.
                if (id == gatewayId)
                    continue;
                foreach (var before in scope.Before(id))
                    open.Push(before);
            }
        }
        return reach.ToFrozenDictionary();
    }
}
