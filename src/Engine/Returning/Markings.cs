namespace Rectification.Engine.Returning;

/// <summary>
/// Every way in which tokens can stand on one level of a drawing, conditions left open, as the drawing itself can bring it about.
/// A state that is among them can go on as drawn: its joins are completed, nothing is done twice. Bounded: past <see cref="Most"/> it is not known.
/// </summary>
internal sealed class Markings
{
    /// <summary>So many markings are looked at before giving up.</summary>
    public const int Most = 20_000;

    /// <summary>Two or more tokens in one region are "several".</summary>
    private const char Several = (char)2;

    private readonly LevelNet net;
    private readonly int[] region;
    private readonly int regions;
    private readonly HashSet<string> reached = [];

    private Markings(LevelNet net, bool isMerged)
    {
        this.net = net;
        region = isMerged ? Regions.Of(net) : [.. Enumerable.Range(0, net.Places.Count)];
        regions = region.Length == 0 ? 0 : region.Max() + 1;
        IsKnown = !net.IsOpaque && Explore();
    }

    /// <summary>False when the level is too wide or has elements that can't be told by places and steps.</summary>
    public bool IsKnown { get; }

    /// <summary>Every marking, as the number of tokens in each region.</summary>
    public IReadOnlyCollection<string> All => reached;

    /// <param name="isMerged">False keeps every place apart, to check that putting them together loses nothing.</param>
    public static Markings Of(Definition definition, string? levelId, bool isMerged = true) => new(LevelNet.Of(definition, levelId), isMerged);

    /// <summary>The region of a token at an element; null for what no flow reaches, such as event sub-processes.</summary>
    public int? RegionAt(string elementId) => net.At(elementId) is { } place ? region[place] : null;

    /// <summary>The region of a token that waits on a flow before a join.</summary>
    public int? RegionOn(string elementId, string flowId) => net.On(elementId, flowId) is { } place ? region[place] : null;

    /// <summary>Whether the drawing can bring about tokens in exactly these regions.</summary>
    public bool Has(IEnumerable<int> tokens) => reached.Contains(Marking(tokens));

    /// <summary>Whether one token alone, there, is where a token that starts can come by itself; known of every level.</summary>
    public bool IsOnFirstWay(int tokenRegion) => net.Starts.Any(start => start.Length == 1 && region[start[0]] == tokenRegion);

    /// <summary>
    /// How many of the tokens in each region can stay when one more stands in <paramref name="added"/>: every possibility.
    /// A figure of <see cref="int.MaxValue"/> lets all stay.
    /// </summary>
    public IEnumerable<int[]> Stays(int added, int[] present)
    {
        foreach (var marking in reached)
        {
            if (marking[added] == 0)
                continue;
            var stays = new int[regions];
            var fits = true;
            for (var at = 0; at < regions && fits; at++)
            {
                var wanted = marking[at] - (at == added ? 1 : 0);
                // "Several" less one may be one or still several.
                fits = wanted <= present[at];
                stays[at] = marking[at] == Several && present[at] >= wanted ? int.MaxValue : wanted;
            }
            if (fits)
                yield return stays;
        }
    }

    public int[] Counted(IEnumerable<int> tokens)
    {
        var counted = new int[regions];
        foreach (var token in tokens)
            counted[token]++;
        return counted;
    }

    private string Marking(IEnumerable<int> tokens) =>
        string.Create(regions, tokens, static (marking, tokens) =>
        {
            foreach (var token in tokens)
                marking[token] = marking[token] >= 1 ? Several : (char)1;
        });

    private bool Explore()
    {
        var open = new Queue<string>();
        foreach (var start in net.Starts)
            Reach(Marking(start.Select(place => region[place])), open);
        var transfers = net.Transfers.Select(t => (From: Regional(t.From), To: Regional(t.To)))
            .Where(t => t.From.Length != 1 || t.To.Length != 1 || t.From[0] != t.To[0])
            .DistinctBy(t => string.Join(',', t.From) + ">" + string.Join(',', t.To)).ToList();
        while (open.TryDequeue(out var marking))
        {
            foreach (var (from, to) in transfers)
                Move(marking, from, to, open);
            foreach (var join in net.Joins)
                if (ReadyFlows(join, marking) is { Length: > 0 } flows)
                    Move(marking, flows, [region[join.Here]], open);
            if (reached.Count > Most)
                return false;
        }
        return true;
    }

    private int[] Regional(int[] places) => [.. places.Select(place => region[place]).Order()];

    private void Move(string marking, int[] from, int[] to, Queue<string> open)
    {
        var after = new List<char[]> { marking.ToCharArray() };
        foreach (var place in from)
        {
            var left = new List<char[]>();
            foreach (var each in after)
            {
                // Of several tokens one may remain, or still several.
                if (each[place] == Several)
                    left.Add([.. each]);
                if (each[place] == 0)
                    continue;
                each[place]--;
                left.Add(each);
            }
            if (left.Count == 0)
                return;
            after = left;
        }
        foreach (var each in after)
        {
            foreach (var place in to)
                each[place] = (char)Math.Min(Several, each[place] + 1);
            Reach(new(each), open);
        }
    }

    /// <summary>The regions from which an inclusive join takes its tokens now; none while another token holds it up.</summary>
    private int[] ReadyFlows(LevelNet.WaitingJoin join, string marking)
    {
        var arrived = 0UL;
        for (var at = 0; at < join.Incoming.Length; at++)
            if (marking[region[join.Incoming[at]]] > 0)
                arrived |= 1UL << at;
        if (arrived == 0)
            return [];
        for (var place = 0; place < region.Length; place++)
        {
            var (elementId, flowId) = net.Places[place];
            if (marking[region[place]] == 0 || (elementId == join.Gateway.Id && flowId is not null))
                continue;
            var reach = join.Gateway.Reach.GetValueOrDefault(elementId);
            if ((reach & ~arrived) != 0 && (reach & arrived) == 0)
                return [];
        }
        return [.. join.Incoming.Where((_, at) => (arrived >> at & 1) == 1).Select(place => region[place])];
    }

    private void Reach(string marking, Queue<string> open)
    {
        if (reached.Add(marking))
            open.Enqueue(marking);
    }
}
