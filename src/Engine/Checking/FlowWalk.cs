using Rectification.Engine.Elements;

namespace Rectification.Engine.Checking;

/// <summary>
/// Walks every way that tokens can take through a level, as far as <see cref="MaxStates"/> distinct pictures and the effort reach. As in the machine, tokens go on until each waits;
/// of those that wait the one nearest to the start moves. Tokens beside each other don't disturb one another, so no other order finds a deadlock that
/// this one does not, and tokens that can meet where somebody has to do something do meet there.
/// </summary>
internal sealed class FlowWalk
{
    public const int MaxStates = 5_000;

    // Of what led somewhere nobody is told more.
    private const int MostChoices = 4;

    // More tokens than that in one place say no more than that there are several.
    private const int MostAtOnce = 3;

    private readonly FlowNet net;
    private readonly Effort effort;
    private readonly List<State> states = [];
    private readonly Dictionary<Marking, int> known = [];
    private readonly HashSet<string> visited = [];
    private bool isCut;

    public FlowWalk(FlowNet net, Effort effort)
    {
        (this.net, this.effort) = (net, effort);
        Walk();
    }

    /// <summary>False when there were more pictures than could be looked at: what was found holds, what was not found may be there.</summary>
    public bool IsComplete => !isCut && !net.HasLeftOut;

    /// <summary>How many pictures were seen, at most <see cref="MaxStates"/>.</summary>
    public int States => states.Count;

    /// <summary>Whether the level can end by itself, not only by an error or from outside.</summary>
    public bool CanEnd { get; private set; }

    /// <summary>Joins that can wait for ever, with the last choices that lead there.</summary>
    public Dictionary<Element, IReadOnlyList<string>> Stuck { get; } = [];

    /// <summary>Elements at which two tokens can meet that have nothing to do with each other.</summary>
    public Dictionary<Element, IReadOnlyList<string>> Doubled { get; } = [];

    public bool IsVisited(Element element) => visited.Contains(element.Id);

    private void Walk()
    {
        foreach (var start in Beginnings().TakeWhile(_ => !isCut))
            Reach(start, -1, null);
        for (var at = 0; at < states.Count && !isCut; at++)
            Expand(at);
    }

    // Events begin one at a time, without any everything that no flow leads to begins at once.
    private IEnumerable<int[]> Beginnings() => net.Starts.All(e => e is StartEvent or BoundaryEvent)
        ? net.Starts.Select(start => new[] { net.PlaceOf(start) })
        : [[.. net.Starts.Select(net.PlaceOf).Order()]];

    private void Expand(int at)
    {
        var tokens = states[at].Tokens;
        if (tokens.Length == 0)
        {
            CanEnd = true;
            return;
        }
        Meet(at);
        if (HasTooMany(tokens))
            return;
        var place = Next(tokens);
        if (place < 0)
        {
            foreach (var waiting in tokens.Select(p => net[p]).Distinct())
                if (!Stuck.ContainsKey(waiting))
                    Stuck.Add(waiting, Story(at));
            return;
        }
        visited.Add(net[place].Id);
        foreach (var way in net.Ways(place))
        {
            if (isCut)
                return;
            if (way.EndsAll)
                CanEnd |= net[place] is EndEvent { Trigger: Triggers.TerminateTrigger };
            else
                Reach(Moved(tokens, place, way.To), at, way.Chosen);
        }
    }

    /// <summary>The place of the token, or of the complete join, that moves now; -1 when none can.</summary>
    private int Next(int[] tokens)
    {
        effort.Spend(tokens.Length);
        var (best, bestRank) = (-1, 0);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (i > 0 && tokens[i] == tokens[i - 1])
                continue;
            var rank = net.RankOf(tokens[i]);
            if ((best < 0 || rank < bestRank) && CanMove(tokens, tokens[i]))
                (best, bestRank) = (tokens[i], rank);
        }
        return best;
    }

    private bool CanMove(int[] tokens, int place)
    {
        var element = net[place];
        if (!element.IsJoin)
            return true;
        var arrivals = net.ArrivalsAt(place);
        var arrived = 0UL;
        effort.Spend(arrivals.Length);
        for (var flow = 0; flow < arrivals.Length; flow++)
            if (Array.BinarySearch(tokens, arrivals[flow]) >= 0)
                arrived |= 1UL << flow;
            else if (element is ParallelGateway)
                return false;
        if (element is ParallelGateway)
            return true;
        effort.Spend(tokens.Length);
        var reach = ((JoiningGateway)element).Reach;
        foreach (var other in tokens)
            if (net[other].Id != element.Id && reach.GetValueOrDefault(net[other].Id) is var ahead && (ahead & ~arrived) != 0 && (ahead & arrived) == 0)
                return false;
        return true;
    }

    // What moved is gone: one token, or one of each flow that has come to the join.
    private int[] Moved(int[] tokens, int place, int[] to)
    {
        var left = new List<int>(tokens.Length + to.Length);
        left.AddRange(tokens);
        foreach (var gone in net[place].IsJoin ? net.ArrivalsAt(place) : [place])
            left.Remove(gone);
        left.AddRange(to);
        left.Sort();
        return [.. left];
    }

    private void Reach(int[] tokens, int from, string? chosen)
    {
        effort.Spend(tokens.Length + 1);
        isCut |= effort.IsExhausted;
        if (!known.TryAdd(new(tokens), states.Count))
            return;
        if (states.Count == MaxStates)
            isCut = true;
        else
            states.Add(new(tokens, from, chosen, from >= 0 && (states[from].HasMet || HasTwins(states[from].Tokens))));
    }

    // Only where they first meet: further on they are the same two.
    private void Meet(int at)
    {
        var state = states[at];
        if (state.HasMet)
            return;
        for (var i = 1; i < state.Tokens.Length; i++)
            if (AreTwins(state.Tokens, i) && !Doubled.ContainsKey(net[state.Tokens[i]]))
                Doubled.Add(net[state.Tokens[i]], Story(at));
    }

    private bool HasTwins(int[] tokens)
    {
        for (var i = 1; i < tokens.Length; i++)
            if (AreTwins(tokens, i))
                return true;
        return false;
    }

    // At a gateway or a handler each is done before the next comes; at a join they wait for partners.
    private bool AreTwins(int[] tokens, int i) =>
        tokens[i] == tokens[i - 1] && (FlowNet.Waits(net[tokens[i]]) || net[tokens[i]].IsJoin);

    private static bool HasTooMany(int[] tokens)
    {
        for (var i = MostAtOnce - 1; i < tokens.Length; i++)
            if (tokens[i] == tokens[i - MostAtOnce + 1])
                return true;
        return false;
    }

    private List<string> Story(int at)
    {
        var choices = new List<string>();
        for (; at >= 0 && choices.Count < MostChoices; at = states[at].From)
            if (states[at].Chosen is { Length: > 0 } chosen)
                choices.Add(chosen);
        choices.Reverse();
        return choices;
    }

    /// <param name="HasMet">Two tokens have met on the way here.</param>
    private sealed record State(int[] Tokens, int From, string? Chosen, bool HasMet);

    /// <summary>Places in order, one as often as it holds tokens.</summary>
    private readonly struct Marking(int[] tokens) : IEquatable<Marking>
    {
        private readonly int[] tokens = tokens;

        public bool Equals(Marking other) => tokens.AsSpan().SequenceEqual(other.tokens);

        public override bool Equals(object? obj) => obj is Marking other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var place in tokens)
                hash.Add(place);
            return hash.ToHashCode();
        }
    }
}
