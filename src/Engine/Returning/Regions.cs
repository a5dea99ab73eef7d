namespace Rectification.Engine.Returning;

/// <summary>
/// Puts places together between which a token moves alone, whatever the others do: the steps of one branch are one region.
/// Where a token stands within its region makes no difference to what can be reached, so there are few markings to look at.
/// </summary>
internal static class Regions
{
    /// <summary>For each place of the net the number of its region, counted from 0.</summary>
    public static int[] Of(LevelNet net)
    {
        var region = Enumerable.Range(0, net.Places.Count).ToArray();
        var signatures = net.Places.Select((_, place) => Signature(net, place)).ToArray();
        var first = net.Starts.SelectMany(start => start).ToHashSet();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var candidate in region.Distinct().ToList())
                if (OnlySource(net, region, candidate, first) is { } source && signatures[source] == signatures[candidate])
                {
                    for (var place = 0; place < region.Length; place++)
                        if (region[place] == candidate)
                            region[place] = source;
                    changed = true;
                }
        }
        var numbers = region.Distinct().Select((id, number) => (id, number)).ToDictionary(pair => pair.id, pair => pair.number);
        return [.. region.Select(id => numbers[id])];
    }

    /// <summary>The one region from which tokens come into this one, each by itself; null when they come otherwise or from several.</summary>
    private static int? OnlySource(LevelNet net, int[] region, int candidate, HashSet<int> first)
    {
        var source = (int?)null;
        for (var place = 0; place < region.Length; place++)
            if (region[place] == candidate && first.Contains(place))
                return null;
        foreach (var transfer in net.Transfers)
        {
            if (!transfer.To.Any(place => region[place] == candidate))
                continue;
            if (!transfer.IsPlain)
                return null;
            var from = region[transfer.From[0]];
            if (from == candidate)
                continue;
            if (source is { } known && known != from)
                return null;
            source = from;
        }
        foreach (var join in net.Joins)
            if (region[join.Here] == candidate)
                return null;
        return source;
    }

    // An inclusive join looks at where the other tokens stand; only places that mean the same to each of them are put together.
    private static string Signature(LevelNet net, int place)
    {
        var (elementId, flowId) = net.Places[place];
        var own = net.Joins.Any(join => join.Gateway.Id == elementId) && flowId is not null ? flowId : "";
        return own + "|" + string.Join(',', net.Joins.Select(join => join.Gateway.Id == elementId && flowId is not null ? 0 : join.Gateway.Reach.GetValueOrDefault(elementId)));
    }
}
