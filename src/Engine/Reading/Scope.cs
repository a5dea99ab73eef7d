using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>One level of a drawing before its elements are made: nodes, flows, and what hangs at what.</summary>
internal sealed class Scope
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    private readonly Dictionary<string, XElement> byId = [];
    private readonly HashSet<string> flowIds = [];
    private readonly Dictionary<string, List<Flow>> incoming = [];
    private readonly Dictionary<string, List<Flow>> outgoing = [];
    private readonly Dictionary<string, List<XElement>> boundaries = [];

    private readonly HashSet<string> dissolved = [];

    private Reachability? reachability;

    private Scope(XElement container, string? parentId) => (Container, ParentId) = (container, parentId);

    public XElement Container { get; }

    public string? ParentId { get; }

    public List<XElement> Nodes { get; } = [];

    public List<(Flow Flow, XElement Drawn)> Flows { get; } = [];

    /// <summary>Ids of the receive tasks and catching events that begin the process: each is a start event, the gateway before them only says so.</summary>
    public HashSet<string> Starters { get; } = [];

    /// <summary>Nothing of the level had to be left out.</summary>
    public bool IsWhole { get; private set; } = true;

    public static Scope Read(XElement container, string? parentId, Problems problems)
    {
        var scope = new Scope(container, parentId);
        if (parentId is null)
            scope.FindStarters();
        foreach (var child in container.Elements())
            if (IsNode(child, problems))
                scope.AddNode(child, problems);
        foreach (var child in container.Elements(Bpmn + "sequenceFlow"))
            scope.AddFlow(child, problems);
        scope.AddLinks(problems);
        if (container.Name.LocalName == "adHocSubProcess")
            scope.AddOrder(problems);
        return scope;
    }

    /// <summary>The name by which a link event finds its other end; null for any other event.</summary>
    public static string? LinkName(XElement node) =>
        node.Element(Bpmn + "linkEventDefinition") is { } link ? (string?)link.Attribute("name") ?? "" : null;

    public static string IdOf(XElement node) => (string?)node.Attribute("id") ?? "";

    public ImmutableArray<Flow> Incoming(string id) => [.. incoming.GetValueOrDefault(id) ?? []];

    public ImmutableArray<Flow> Outgoing(string id) => [.. outgoing.GetValueOrDefault(id) ?? []];

    public IReadOnlyList<XElement> BoundariesOf(string id) => boundaries.GetValueOrDefault(id) ?? [];

    /// <summary>The elements that a token at <paramref name="id"/> may come to next, its boundary events included.</summary>
    public IEnumerable<string> After(string id) =>
        (outgoing.GetValueOrDefault(id) ?? []).Select(f => f.TargetId).Concat(BoundariesOf(id).Select(IdOf));

    /// <summary>Which flows into a gateway can be reached from where.</summary>
    public Lazy<FrozenDictionary<string, ulong>> ReachTowards(string gatewayId) =>
        (reachability ??= new(byId.Keys.ToDictionary(id => id, id => Before(id).ToArray())))
            .Towards(gatewayId, [.. Incoming(gatewayId).Select(flow => flow.SourceId)]);

    public XElement Drawn(string id) => byId[id];

    // Pictures, texts and data beside the flow mean nothing to the engine.
    private static bool IsNode(XElement child, Problems problems)
    {
        if (child.Name.Namespace != Bpmn)
        {
            problems.Add(child, $"流程里有不认识的元素“{child.Name.LocalName}”。请删去它，或改用 BPMN 2.0 的元素。");
            return false;
        }
        return child.Name.LocalName is not ("sequenceFlow" or "documentation" or "extensionElements" or "incoming" or "outgoing"
            or "laneSet" or "textAnnotation" or "association" or "group" or "auditing" or "monitoring" or "artifact" or "supports" or "correlationSubscription"
            or "dataObject" or "dataObjectReference" or "dataStoreReference" or "ioSpecification" or "dataInputAssociation" or "dataOutputAssociation" or "property"
            or "resourceRole" or "performer" or "humanPerformer" or "potentialOwner"
            or "completionCondition"
            or "multiInstanceLoopCharacteristics" or "standardLoopCharacteristics");
    }

    private IEnumerable<string> Before(string id)
    {
        foreach (var flow in incoming.GetValueOrDefault(id) ?? [])
            yield return flow.SourceId;
        if (byId.GetValueOrDefault(id)?.Attribute("attachedToRef") is { } host)
            yield return host.Value;
    }

    // BPMN 2.0, 10.6.6 and 10.3.3: an exclusive event-based gateway, or a receive task, that instantiates.
    private void FindStarters()
    {
        // One that a flow leads to is refused, but was not always: where it is in use it waits like any other.
        var reached = Container.Elements(Bpmn + "sequenceFlow").Select(flow => (string?)flow.Attribute("targetRef") ?? "").ToHashSet();
        foreach (var node in Container.Elements().Where(e => (string?)e.Attribute("instantiate") == "true" && !reached.Contains(IdOf(e))))
            if (node.Name == Bpmn + "receiveTask")
                Starters.Add(IdOf(node));
            else if (node.Name == Bpmn + "eventBasedGateway" && (string?)node.Attribute("eventGatewayType") != "Parallel")
                dissolved.Add(IdOf(node));
        foreach (var flow in Container.Elements(Bpmn + "sequenceFlow"))
            if (dissolved.Contains((string?)flow.Attribute("sourceRef") ?? ""))
                Starters.Add((string?)flow.Attribute("targetRef") ?? "");
    }

    private void AddNode(XElement node, Problems problems)
    {
        var id = IdOf(node);
        if (dissolved.Contains(id))
            return;
        if (id.Length == 0)
        {
            Omit(problems, node, $"元素“{node.Name.LocalName}”没有编号（id）。请在属性面板填写。");
            return;
        }
        if (!byId.TryAdd(id, node))
        {
            Omit(problems, node, $"编号“{id}”用了不止一次。请给每个元素不同的编号。");
            return;
        }
        Nodes.Add(node);
        if ((string?)node.Attribute("attachedToRef") is { } host)
            ListOf(boundaries, host).Add(node);
    }

    private void AddFlow(XElement drawn, Problems problems)
    {
        var (source, target) = ((string?)drawn.Attribute("sourceRef") ?? "", (string?)drawn.Attribute("targetRef") ?? "");
        if (dissolved.Contains(source))
            return;
        // BPMN leaves the id open; joins tell flows apart by it.
        var id = IdOf(drawn) is { Length: > 0 } given ? given : $"{source}~{target}~{Flows.Count}";
        if (!flowIds.Add(id))
            Omit(problems, drawn, $"编号“{id}”用了不止一次。请给每条连线不同的编号。");
        if (!byId.ContainsKey(source) || !byId.ContainsKey(target))
        {
            Omit(problems, drawn, $"连线“{id}”的{(byId.ContainsKey(source) ? $"终点“{target}”" : $"起点“{source}”")}不在同一层流程里。请重新连接。");
            return;
        }
        var condition = ((string?)drawn.Element(Bpmn + "conditionExpression"))?.Trim();
        var flow = new Flow(id, (string?)drawn.Attribute("name") ?? "", source, target,
            string.IsNullOrEmpty(condition) ? null : problems.Feel(drawn, condition, "条件"));
        Flows.Add((flow, drawn));
        ListOf(outgoing, source).Add(flow);
        ListOf(incoming, target).Add(flow);
    }

    // A pair of link events is a flow that is not drawn through.
    private void AddLinks(Problems problems)
    {
        var targets = Nodes.Where(n => n.Name.LocalName == "intermediateCatchEvent" && LinkName(n) is not null).ToLookup(n => LinkName(n)!);
        foreach (var twice in targets.Where(same => same.Count() > 1))
            problems.Add(twice.Last(), $"名称为“{twice.Key}”的链接目标有 {twice.Count()} 个。请只留一个，或改用不同的名称。");
        foreach (var source in Nodes.Where(n => n.Name.LocalName == "intermediateThrowEvent" && LinkName(n) is not null))
        {
            if (targets[LinkName(source)!].FirstOrDefault() is not { } target)
            {
                Omit(problems, source, $"链接“{LinkName(source)}”在这一层流程里没有目标。请画一个同名的链接捕获事件。");
                continue;
            }
            var flow = new Flow($"{IdOf(source)}~{IdOf(target)}", "", IdOf(source), IdOf(target));
            Flows.Add((flow, source));
            ListOf(outgoing, flow.SourceId).Add(flow);
            ListOf(incoming, flow.TargetId).Add(flow);
        }
    }

    // One after the other is the same as flows that are not drawn.
    private void AddOrder(Problems problems)
    {
        if ((string?)Container.Attribute("ordering") != "Sequential")
            return;
        if (Flows.Count > 0)
        {
            if (problems.AskNewRules)
                problems.Add(Container, "依次办理的自由子流程里不能再有连线。请删去连线，或改为并行。");
            return;
        }
        var activities = Nodes.Where(n => n.Attribute("attachedToRef") is null && (string?)n.Attribute("isForCompensation") != "true"
            && (string?)n.Attribute("triggeredByEvent") != "true").Select(IdOf).ToList();
        foreach (var (before, after) in activities.Zip(activities.Skip(1)))
        {
            var flow = new Flow($"{before}~{after}", "", before, after);
            Flows.Add((flow, Container));
            ListOf(outgoing, before).Add(flow);
            ListOf(incoming, after).Add(flow);
        }
    }

    private void Omit(Problems problems, XElement at, string text)
    {
        IsWhole = false;
        problems.Add(at, text);
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}
