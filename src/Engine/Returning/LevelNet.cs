using Rectification.Engine.Elements;

namespace Rectification.Engine.Returning;

/// <summary>
/// One level of a drawing (the process or the inside of one sub-process) as places and steps, with conditions left open.
/// A place is an element at which a token can stand, or a flow on which one waits at a join.
/// </summary>
internal sealed class LevelNet
{
    /// <summary>So many conditional flows of one element are tried in every combination; with more the level counts as opaque.</summary>
    private const int MaxChoices = 6;

    private readonly Definition definition;
    private readonly Dictionary<(string ElementId, string? FlowId), int> index = [];
    private readonly List<Place> places = [];
    private readonly List<Transfer> transfers = [];
    private readonly List<WaitingJoin> joins = [];

    private LevelNet(Definition definition) => this.definition = definition;

    public IReadOnlyList<Place> Places => places;

    public IReadOnlyList<Transfer> Transfers => transfers;

    /// <summary>Inclusive joins, which look at all other tokens before they go on.</summary>
    public IReadOnlyList<WaitingJoin> Joins => joins;

    /// <summary>Where the first token stands; several ways to begin are several sets.</summary>
    public List<int[]> Starts { get; } = [];

    /// <summary>Something in the level can't be told by places and steps: complex joins, token quantities, very wide choices.</summary>
    public bool IsOpaque { get; private set; }

    public static LevelNet Of(Definition definition, string? levelId)
    {
        var net = new LevelNet(definition);
        var elements = definition.Elements.Values.Where(e => e.ParentId == levelId && e is not SubProcess { IsEventSubProcess: true })
            .OrderBy(e => e.Id, StringComparer.Ordinal).ToList();
        foreach (var element in elements)
            net.Add(element);
        net.Begin(levelId is null ? definition.Body : ((SubProcess)definition[levelId]).Body, elements);
        return net;
    }

    /// <summary>The place of a token that stands at an element.</summary>
    public int? At(string elementId) => index.TryGetValue((elementId, null), out var place) ? place : null;

    /// <summary>The place of a token that waits on a flow before a join.</summary>
    public int? On(string elementId, string flowId) => index.TryGetValue((elementId, flowId), out var place) ? place : null;

    private int PlaceOf(string elementId, string? flowId)
    {
        if (index.TryGetValue((elementId, flowId), out var known))
            return known;
        places.Add(new(elementId, flowId));
        return index[(elementId, flowId)] = places.Count - 1;
    }

    private void Add(Element element)
    {
        var here = PlaceOf(element.Id, null);
        if (element.CountsTokens)
            IsOpaque = true;
        if (element.IsJoin)
            AddJoin(element, here);
        foreach (var way in Ways(element))
            transfers.Add(new([here], [.. way.Select(Arrival)]));
        foreach (var boundary in (element as Activity)?.Boundaries ?? [])
            if (boundary.IsWayOut)
                transfers.Add(new([here], boundary.EndsHost ? [PlaceOf(boundary.Id, null)] : [here, PlaceOf(boundary.Id, null)]));
    }

    private void AddJoin(Element element, int here)
    {
        var incoming = element.Incoming.Select(flow => PlaceOf(element.Id, flow.Id)).ToArray();
        if (element is InclusiveGateway gateway)
            joins.Add(new(gateway, incoming, here));
        else
            transfers.Add(new(incoming, [here]));
    }

    private int Arrival(Flow flow) => PlaceOf(flow.TargetId, definition[flow.TargetId].IsJoin ? flow.Id : null);

    private void Begin(Body body, List<Element> elements)
    {
        if (body.Start is { } start)
            Starts.Add([PlaceOf(start.Id, null)]);
        else if (!body.Implicit.IsEmpty)
            Starts.Add([.. body.Implicit.Select(e => PlaceOf(e.Id, null))]);
        foreach (var other in elements.OfType<StartEvent>().Where(e => e.Id != body.Start?.Id))
            Starts.Add([PlaceOf(other.Id, null)]);
    }

    private IEnumerable<Flow[]> Ways(Element element)
    {
        if (Departures.Choices(element).Length <= MaxChoices)
            return Departures.Of(element, MaxChoices);
        IsOpaque = true;
        return [];
    }

    internal readonly record struct Place(string ElementId, string? FlowId);

    /// <summary>A token is taken from each place of <paramref name="From"/>, and one put on each of <paramref name="To"/>.</summary>
    internal sealed record Transfer(int[] From, int[] To)
    {
        public bool IsPlain => From.Length == 1 && To.Length == 1;
    }

    internal sealed record WaitingJoin(InclusiveGateway Gateway, int[] Incoming, int Here);
}
