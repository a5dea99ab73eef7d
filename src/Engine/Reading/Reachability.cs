using System.Collections.Frozen;
using Rectification.Engine.Elements;

namespace Rectification.Engine.Reading;

/// <summary>Which flows into a gateway can be reached from where. Found when it is first asked for: of a large drawing nobody needs them all.</summary>
/// <param name="before">For each element of the scope those that lead to it, hosts of boundary events included.</param>
internal sealed class Reachability(IReadOnlyDictionary<string, string[]> before)
{
    /// <summary>For every element of the scope, as bits, the incoming flows of the gateway that lead on from it without passing the gateway.</summary>
    public Lazy<FrozenDictionary<string, ulong>> Towards(string gatewayId, string[] sources) => new(() => Find(gatewayId, sources));

    private FrozenDictionary<string, ulong> Find(string gatewayId, string[] sources)
    {
        var reach = new Dictionary<string, ulong>();
        for (var at = 0; at < Math.Min(sources.Length, JoiningGateway.MaxIncoming); at++)
        {
            var seen = new HashSet<string>();
            var open = new Stack<string>([sources[at]]);
            while (open.TryPop(out var id))
            {
                if (!seen.Add(id))
                    continue;
                reach[id] = reach.GetValueOrDefault(id) | 1UL << at;
                // A token that stands at the gateway may leave it, but none passes it.
                if (id == gatewayId)
                    continue;
                foreach (var each in before.GetValueOrDefault(id) ?? [])
                    open.Push(each);
            }
        }
        return reach.ToFrozenDictionary();
    }
}
