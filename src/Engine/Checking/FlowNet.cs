using System.Collections.Immutable;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Checking;

/// <summary>
/// One level of a drawing as a net: where tokens can stand, and what can become of one there. Conditions are free choices, timers and messages may come
/// or not, a sub-process is one place. An activity has one place, a joining gateway one for each flow into it. What a join is, which ways lead out and
/// which events end an activity is the drawing's to say, as for <see cref="Returning.LevelNet"/>, which tells where tokens can stand, not how they got there.
/// </summary>
internal sealed class FlowNet
{
    // Fewer than where cases are sent back: here every way is walked.
    private const int MostChoices = 4;

    /// <summary>So many ways out of one element are followed; with more the level counts as not wholly looked at.</summary>
    public const int MaxWays = 1_000;

    private readonly Dictionary<string, int> placeOf = [];
    private readonly List<Element> elementAt = [];
    private readonly List<Way[]?> waysAt = [];
    private readonly int[] ranks;
    private readonly int[]?[] arrivalsAt;
    private readonly Dictionary<string, Element> byId;
    private readonly IReadOnlySet<string> endless;

    /// <param name="endless">Sub-processes that never end by themselves: nothing leaves them but their boundary events.</param>
    public FlowNet(ImmutableArray<Element> elements, IEnumerable<Element> starts, IReadOnlySet<string> endless)
    {
        (Elements, this.endless) = (elements, endless);
        foreach (var element in elements)
        {
            if (element.IsJoin)
                foreach (var flow in element.Incoming)
                    AddPlace(element, Arrival(flow));
            else
                AddPlace(element, element.Id);
        }
        byId = elements.ToDictionary(e => e.Id);
        Starts = [.. starts];
        arrivalsAt = new int[elementAt.Count][];
        ranks = Rank();
    }

    public ImmutableArray<Element> Elements { get; }

    /// <summary>Where tokens begin.</summary>
    public ImmutableArray<Element> Starts { get; }

    public Element this[int place] => elementAt[place];

    public int PlaceOf(Element start) => placeOf[start.IsJoin ? Arrival(start.Incoming[0]) : start.Id];

    public int PlaceOf(Flow flow) => placeOf.TryGetValue(flow.TargetId, out var place) ? place : placeOf[Arrival(flow)];

    /// <summary>The order in which tokens move: what waits for nobody first, then what is nearer to the start; what ends everything at once comes last.</summary>
    public int RankOf(int place) => ranks[place];

    /// <summary>Of a join: a place for each flow into it, in their order.</summary>
    public int[] ArrivalsAt(int place) => arrivalsAt[place] ??= [.. elementAt[place].Incoming.Select(PlaceOf)];

    /// <summary>The elements that may come next, boundary events included.</summary>
    public IEnumerable<Element> After(Element element)
    {
        foreach (var flow in element.Outgoing)
            yield return byId[flow.TargetId];
        foreach (var boundary in Boundaries(element))
            if (byId.TryGetValue(boundary.Id, out var drawn))
                yield return drawn;
    }

    /// <summary>Some element that was asked for has more than <see cref="MaxWays"/> ways: the others were left out.</summary>
    public bool HasLeftOut { get; private set; }

    /// <summary>What can become of a token here, or of a join that is complete.</summary>
    public Way[] Ways(int place)
    {
        if (waysAt[place] is { } known)
            return known;
        Way[] ways = [.. WaysOf(elementAt[place]).Take(MaxWays + 1)];
        if (ways.Length > MaxWays)
        {
            HasLeftOut = true;
            ways = ways[..MaxWays];
        }
        return waysAt[place] = ways;
    }

    private IEnumerable<Way> WaysOf(Element element)
    {
        if (element is EndEvent { Trigger: TerminateTrigger or ErrorTrigger or CancelTrigger })
            return [new([], element.Id, EndsAll: true)];
        var ways = endless.Contains(element.Id) ? [] : Leaving(element);
        if (element is not Activity)
            return ways;
        var (cut, beside) = (new List<Way>(), new List<int>());
        foreach (var boundary in Boundaries(element))
        {
            if (!placeOf.TryGetValue(boundary.Id, out var place))
                continue;
            if (boundary.EndsHost)
                cut.Add(new([place], boundary.Id));
            else
                beside.Add(place);
        }
        // What does not interrupt may have happened or not, whichever way the activity ends.
        ways = ways.Concat(cut);
        return beside.Count == 0 ? ways : ways.SelectMany(way => Besides(beside).Select(also => way with { To = [.. way.To, .. also] }));
    }

    private static IEnumerable<BoundaryEvent> Boundaries(Element element) =>
        element is Activity activity ? activity.Boundaries.Where(boundary => boundary.IsWayOut) : [];

    private static IEnumerable<int[]> Besides(List<int> beside)
    {
        yield return [];
        foreach (var place in beside)
            yield return [place];
        if (beside.Count > 1)
            yield return [.. beside];
    }

    private IEnumerable<Way> Leaving(Element element) =>
        Departures.Of(element, MostChoices).Select(flows => new Way([.. flows.Select(PlaceOf)], Chosen(element, flows)));

    private static string? Chosen(Element element, Flow[] flows) => element switch
    {
        ExclusiveGateway or EventGateway => flows.FirstOrDefault()?.Id,
        ParallelGateway => null,
        _ => string.Join('+', flows.Where(flow => flow.Condition is not null || flow.Id == element.DefaultFlowId).Select(flow => flow.Id)),
    };

    /// <summary>Whether a token stops here until somebody or something from outside comes. Handlers of service tasks answer at once.</summary>
    public static bool Waits(Element element) => element switch
    {
        UserTask or ReceiveTask or CallActivity or SubProcess or EventGateway => true,
        CatchEvent caught => caught.Trigger is not NoneTrigger,
        _ => false,
    };

    private void AddPlace(Element element, string name)
    {
        placeOf[name] = elementAt.Count;
        elementAt.Add(element);
        waysAt.Add(null);
    }

    // Depth first; the order in which elements are left for good, turned round.
    private int[] Rank()
    {
        var rankOf = new Dictionary<string, int>();
        var seen = new HashSet<string>();
        var left = new List<string>();
        var open = new Stack<(Element Element, IEnumerator<Element> Next)>();
        foreach (var start in Starts)
            Visit(start);
        while (open.TryPeek(out var top))
        {
            if (top.Next.MoveNext())
                Visit(top.Next.Current);
            else
                left.Add(open.Pop().Element.Id);
        }
        for (var at = 0; at < left.Count; at++)
            if (byId[left[at]] is not EndEvent { Trigger: TerminateTrigger or ErrorTrigger or CancelTrigger })
                rankOf[left[at]] = left.Count - at;
        // What needs no one moves before whatever waits, and joins that look at all others move between.
        return [.. elementAt.Select(e => !rankOf.TryGetValue(e.Id, out var rank) ? int.MaxValue
            : rank + (Waits(e) ? 2 * left.Count : e.IsJoin && e is not ParallelGateway ? left.Count : 0))];

        void Visit(Element element)
        {
            if (seen.Add(element.Id))
                open.Push((element, After(element).GetEnumerator()));
        }
    }

    private static string Arrival(Flow flow) => $"{flow.Id}\0{flow.TargetId}";
}

/// <param name="To">The places that get a token.</param>
/// <param name="Chosen">The flow or event by which it went, when there was a choice.</param>
/// <param name="EndsAll">Every other token of the level is gone too.</param>
internal sealed record Way(int[] To, string? Chosen, bool EndsAll = false);
