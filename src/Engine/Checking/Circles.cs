using Rectification.Engine.Elements;

namespace Rectification.Engine.Checking;

/// <summary>Parts of a level that cannot be left again.</summary>
internal sealed class Circles(FlowNet net, Findings findings)
{
    /// <param name="isCutShort">Something else can end the level, so a part without a way out may be meant.</param>
    public void Check(bool isCutShort)
    {
        var reached = Closure(net.Starts, net.After);
        var before = new Dictionary<string, List<Element>>();
        foreach (var element in reached)
            foreach (var next in net.After(element))
                (before.TryGetValue(next.Id, out var list) ? list : before[next.Id] = []).Add(element);
        var leaving = Closure(reached.Where(e => !net.After(e).Any() || e is EndEvent), e => before.GetValueOrDefault(e.Id) ?? []);
        var trapped = reached.Where(e => !leaving.Contains(e)).ToList();
        if (trapped.Count == 0)
            return;
        var resting = Closure(trapped.Where(FlowNet.Waits), e => before.GetValueOrDefault(e.Id) ?? []);
        var spinning = trapped.Where(e => !resting.Contains(e)).ToList();
        if (spinning.Count > 0)
            Tell(spinning, (at, names) => findings.Add(at, $"{names}转成一个圈，既没有出口，也没有一处停下来等人或等时间，会一直空转。请给圈里的网关画一条通到结束的流向。"));
        else if (!isCutShort)
            Tell(trapped, (at, names) => findings.Warn(at, $"{names}转成一个圈，走不到任何结束事件，流程到这里就结束不了。请画一条通到结束的流向。"));
    }

    // What only leads into the circle is none of it.
    private void Tell(List<Element> trapped, Action<Element, string> tell)
    {
        var circle = new HashSet<Element>(trapped, ReferenceEqualityComparer.Instance);
        var entries = trapped.ToDictionary(e => e.Id, _ => 0);
        foreach (var next in trapped.SelectMany(net.After).Where(circle.Contains))
            entries[next.Id]++;
        var open = new Stack<Element>(trapped.Where(e => entries[e.Id] == 0));
        while (open.TryPop(out var outside))
        {
            circle.Remove(outside);
            foreach (var next in net.After(outside).Where(circle.Contains))
                if (--entries[next.Id] == 0)
                    open.Push(next);
        }
        var told = circle.OrderBy(e => net.RankOf(net.PlaceOf(e))).ThenBy(e => e.Id, StringComparer.Ordinal).ToList();
        tell(told[0], string.Concat(told.Take(5).Select(e => $"“{e.Label}”")) + (told.Count > 5 ? "等" : ""));
    }

    private static HashSet<Element> Closure(IEnumerable<Element> from, Func<Element, IEnumerable<Element>> next)
    {
        var seen = new HashSet<Element>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Element>(from);
        while (open.TryPop(out var element))
            if (seen.Add(element))
                foreach (var each in next(element))
                    open.Push(each);
        return seen;
    }
}
