using System.Collections.Immutable;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Checking;

/// <summary>What can go wrong on the way through one level of a drawing: joins that wait for ever, tokens that meet, circles without a way out.</summary>
internal sealed class LevelCheck(Definition definition, Findings findings, Effort effort)
{
    // How much of a story is worth telling.
    private const int LastChoices = 4;

    // Of a drawing too large to walk through.
    private const int MostJoins = 100;

    // Of levels that were not wholly looked at.
    private const int MostNamed = 5;

    private readonly HashSet<string> endless = [];
    private readonly List<string> unseen = [];
    private readonly Lazy<Dictionary<string, Flow>> flows = new(() => FlowsOf(definition));

    /// <summary>Looks at every level, inner ones first: whether a sub-process can end matters outside.</summary>
    public void Check()
    {
        var levels = definition.Elements.Values.ToLookup(e => e.ParentId);
        var inside = definition.Elements.Values.OfType<SubProcess>().OrderByDescending(sub => Depth(sub)).ThenBy(sub => sub.Id, StringComparer.Ordinal);
        foreach (var sub in inside)
            if (!CheckLevel(sub, [.. levels[sub.Id].OrderBy(e => e.Id, StringComparer.Ordinal)], sub.Body))
                endless.Add(sub.Id);
        CheckLevel(null, [.. levels[null].OrderBy(e => e.Id, StringComparer.Ordinal)], definition.Body);
        if (unseen.Count > 0)
            findings.Warn(definition.Id, $"{string.Concat(unseen.Take(MostNamed).Select(name => $"“{name}”"))}{(unseen.Count > MostNamed ? $"等 {unseen.Count} 层" : "")}的分支太多，走法没有全部看完，没看到的走法可能停住或重复办理。请把一部分环节移到另一个流程，用调用活动连接。");
    }

    /// <returns>Whether the level can end by itself.</returns>
    private bool CheckLevel(SubProcess? owner, ImmutableArray<Element> elements, Body body)
    {
        var starts = elements.OfType<StartEvent>().Where(s => owner is null || s == body.Start || s.Id == body.Start?.Id).ToList<Element>();
        if (starts.Count == 0)
            starts.AddRange(body.Implicit.Select(e => definition[e.Id]));
        if (starts.Count == 0)
            return true;
        var net = new FlowNet(elements, starts, endless);
        var isCutShort = CanBeCutShort(owner, elements);
        new Circles(net, findings).Check(isCutShort);
        if (elements.Any(e => e.CountsTokens || e is JoiningGateway { Incoming.Length: > JoiningGateway.MaxIncoming }))
            return true;

        var walk = new FlowWalk(net, effort);
        if (!walk.IsComplete)
        {
            unseen.Add(owner?.Label ?? definition.Name);
            CheckSplits(net, walk);
        }
        Tell(net, walk);
        CheckHandlers(elements, walk);
        return walk.CanEnd || !walk.IsComplete || body.EventSubProcesses.Any(sub => sub.Body.Start!.IsInterrupting);
    }

    private void Tell(FlowNet net, FlowWalk walk)
    {
        foreach (var (element, story) in walk.Stuck)
            if (!walk.IsVisited(element) && walk.IsComplete)
                findings.Add(element, $"“{element.Label}”永远等不齐：进入它的几条流向不会都走到{Told(story)}。请改用排他网关汇合，或让它们从同一个并行网关分出。");
            else
                findings.Warn(element, $"“{element.Label}”有可能等不齐而停住{Told(story)}。请检查它之前的分支，必要时改用包容网关汇合。");
        foreach (var (element, story) in walk.Doubled)
            findings.Warn(element, $"“{element.Label}”有可能同时办理两次：几条并行的流向在这里没有先汇合{Told(story)}。请在它之前加并行或包容网关汇合。");
        if (!walk.IsComplete || walk.Stuck.Count > 0)
            return;
        foreach (var element in net.Elements)
            if (net.RankOf(net.PlaceOf(element)) != int.MaxValue && !walk.IsVisited(element) && element is not BoundaryEvent
                && !(element.Incoming.IsEmpty && !net.Starts.Contains(element)))
                findings.Warn(element, $"“{element.Label}”连了线，但没有一种走法会到这里。请检查它之前的条件和子流程的结束方式。");
    }

    // What leaves a compensation handler half-way belongs to the compensation: it meets only its own at joins, nothing of the drawn way.
    private void CheckHandlers(ImmutableArray<Element> elements, FlowWalk drawn)
    {
        var exits = elements.OfType<BoundaryEvent>().Where(exit => exit.IsWayOut && definition[exit.HostId] is Activity { IsForCompensation: true }).ToList();
        if (exits.Count == 0)
            return;
        var walk = new FlowWalk(new FlowNet(elements, exits, endless), effort);
        foreach (var join in walk.Stuck.Keys.OfType<JoiningGateway>().Where(join => !drawn.Stuck.ContainsKey(join)))
            if (exits.Find(exit => join.Reach.ContainsKey(exit.Id)) is { } exit)
                findings.Warn(join, $"“{join.Label}”有可能等不齐而停住：补偿处理“{definition[exit.HostId].Label}”办到一半发生“{exit.Label}”时会走到这里，而补偿里的流向不与主流程的汇合。请让“{exit.Label}”之后的环节单独走到结束事件，或改用包容网关汇合。");
    }

    // Too large to walk through: a join needs something before it that splits towards each flow into it.
    private void CheckSplits(FlowNet net, FlowWalk walk)
    {
        foreach (var join in net.Elements.OfType<ParallelGateway>().Where(join => join.IsJoin && !walk.IsVisited(join)).Take(MostJoins))
        {
            var all = join.Incoming.Length == JoiningGateway.MaxIncoming ? ulong.MaxValue : (1UL << join.Incoming.Length) - 1;
            if (!net.Elements.Any(e => Splits(e) && (join.Reach.GetValueOrDefault(e.Id) & all) == all))
                findings.Add(join, $"“{join.Label}”永远等不齐：它之前没有哪个网关同时分出通到它每条进入流向的分支。请改用排他网关汇合，或补画并行网关。");
        }
    }

    private static bool Splits(Element element) => element.Outgoing.Length > 1 && element is not (ExclusiveGateway or EventGateway)
        || element is Activity activity && activity.Boundaries.Any(b => !b.IsInterrupting) || element is StartEvent;

    // Something ends the level from outside, or from another branch of it.
    private bool CanBeCutShort(SubProcess? owner, ImmutableArray<Element> elements)
    {
        if (elements.Any(e => e is EndEvent { Trigger: TerminateTrigger or ErrorTrigger or CancelTrigger }
            or SubProcess { IsEventSubProcess: true, Body.Start.IsInterrupting: true }))
            return true;
        for (var sub = owner; sub is not null; sub = sub.ParentId is { } outer ? definition[outer] as SubProcess : null)
            if (sub.Boundaries.Any(b => b.IsInterrupting))
                return true;
        return false;
    }

    private string Told(IReadOnlyList<string> story)
    {
        if (story.Count == 0)
            return "";
        var names = story.SelectMany(choice => choice.Split('+')).ToList();
        var told = names.TakeLast(LastChoices).Select(id => $"“{NameOf(id)}”");
        return $"（例如走到{string.Concat(told)}时）";
    }

    private string NameOf(string id)
    {
        if (definition.Elements.TryGetValue(id, out var @event))
            return @event.Label;
        var flow = flows.Value.GetValueOrDefault(id);
        return flow is null ? id : flow.Name.Length > 0 ? flow.Name : definition[flow.TargetId].Label;
    }

    // Another level may use the same id for a flow; its name then tells as much.
    private static Dictionary<string, Flow> FlowsOf(Definition definition)
    {
        var byId = new Dictionary<string, Flow>();
        foreach (var flow in definition.Elements.Values.SelectMany(e => e.Outgoing))
            byId.TryAdd(flow.Id, flow);
        return byId;
    }

    private int Depth(Element element)
    {
        var depth = 0;
        for (var outer = element.ParentId; outer is not null; outer = definition[outer].ParentId)
            depth++;
        return depth;
    }
}
