using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Rectification.Engine.Elements;

namespace Rectification.Engine.Returning;

/// <summary>What goes on directly in one scope (the process, or the inside of one running sub-process), seen against its drawing.</summary>
internal sealed class ScopeView
{
    private static readonly ConditionalWeakTable<Definition, Dictionary<string, Markings>> Explored = [];

    private readonly Definition definition;
    private readonly ProcessState state;
    private readonly string? levelId;
    private readonly Markings markings;

    public ScopeView(Definition definition, ProcessState state, Token token)
    {
        (this.definition, this.state, Token) = (definition, state, token);
        levelId = token.Key == 0 ? null : token.ElementId;
        markings = MarkingsOf(levelId);
        var direct = ImmutableArray.CreateBuilder<(long, string, int?)>();
        var beside = ImmutableArray.CreateBuilder<long>();
        foreach (var each in state.Tokens.Where(each => each.Scope == token.Key))
            if (!definition.GoesOn(each))
                beside.Add(each.Key);
            else if (definition[each.ElementId] is not SubProcess { IsEventSubProcess: true } sub)
                direct.Add((each.Key, each.ElementId, each.ByFlowId is { } by ? markings.RegionOn(each.ElementId, by) ?? markings.RegionAt(each.ElementId) : markings.RegionAt(each.ElementId)));
            else if (sub.Body.Start!.IsInterrupting)
                Interruption = each.Key;
            else
                beside.Add(each.Key);
        foreach (var flow in state.Parked.Where(flow => flow.Scope == token.Key))
            direct.Add((flow.Key, flow.ElementId, markings.RegionOn(flow.ElementId, flow.FlowId)));
        (Direct, Beside) = (direct.ToImmutable(), beside.ToImmutable());
    }

    public Token Token { get; }

    /// <summary>Tokens on the drawn way and flows that wait at joins. The region is null where the drawing can't be told by places.</summary>
    public ImmutableArray<(long Key, string ElementId, int? Region)> Direct { get; }

    /// <summary>What runs beside the drawn way: event sub-processes, and handlers at work that nobody waits for.</summary>
    public ImmutableArray<long> Beside { get; }

    /// <summary>The event sub-process that ended what stood on the drawn way.</summary>
    public long? Interruption { get; }

    /// <summary>Nothing further waits for the end of this scope: an event sub-process beside the others.</summary>
    public bool MayEnd => Token.Key != 0 && definition[Token.ElementId] is SubProcess { IsEventSubProcess: true } sub && !sub.Body.Start!.IsInterrupting;

    public bool HasDirectly(long key) => Interruption == key || Beside.Contains(key) || Direct.Any(item => item.Key == key);

    public bool IsBeside(long key) => Beside.Contains(key);

    /// <summary>Whether the token is somewhere within this scope.</summary>
    public bool Holds(long key) => Around(key) is not null;

    /// <summary>The token directly in this scope that is, or has inside, the one with this key.</summary>
    public long DirectlyAround(long key) => Around(key)!.Value;

    /// <summary>Where a token may be put from here: steps at this level, and inside sub-processes that are not at work.</summary>
    public IEnumerable<string> Steps()
    {
        foreach (var element in definition.Elements.Values.OrderBy(e => e.Id, StringComparer.Ordinal))
            if (IsStep(element) && PathTo(element.Id) is { } path && path.SkipLast(1).All(id => !IsAtWork(id)))
                yield return element.Id;
    }

    /// <summary>Why no token can be put there from outside, whatever the others do; null when one can.</summary>
    public string? CanEnter(string targetId)
    {
        var path = PathTo(targetId)!;
        for (var at = 0; at < path.Length - 1; at++)
        {
            var around = (SubProcess)definition[path[at]];
            if (around.IsEventSubProcess)
                return $"“{around.Label}”由事件触发，没有触发时不能进到里面。";
            if (around.Loop is not null)
                return $"“{around.Label}”要办多份，不能直接进到其中一份里面。请退回到“{around.Label}”重新开始。";
            if (!Alone(MarkingsOf(around.Id), path[at + 1]))
                return $"不能直接进到“{around.Label}”里的“{Label(path[at + 1])}”：与它并行的分支不会开始，汇合不了。请退回到“{around.Label}”重新开始，或退到分支之前。";
        }
        if (definition[path[0]] is SubProcess { IsEventSubProcess: true } sub)
            return $"“{sub.Label}”由事件触发，不能直接进到里面。";
        if (definition[targetId] is { Incoming: [var only] } && definition[only.SourceId] is EventGateway gateway)
            return $"“{Label(targetId)}”与别的事件一起等待，哪个先来走哪个。请退回到“{gateway.Label}”。";
        return null;
    }

    /// <summary>A task or event stands there now: nothing to go back to. A sub-process or a call can be begun anew.</summary>
    public bool HasLeafAt(string targetId) =>
        Direct.Any(item => item.ElementId == targetId && state.Find(item.Key) is { Phase: not (Phase.Inside or Phase.AtCall) });

    /// <summary>The element of this level that is the target or has it inside.</summary>
    public string HeadOf(string targetId) => PathTo(targetId)![0];

    public bool IsReachable(ImmutableArray<string> targets) => Alone(markings, HeadOf(targets[0]));

    /// <summary>The tokens and flows that can stay when one is put at the head: as many as can be. Null when it can't be.</summary>
    public ImmutableArray<long>? BestStays(string head, long? mustGo)
    {
        if (markings.RegionAt(head) is not { } region)
            return null;
        if (!markings.IsKnown)
            return markings.IsOnFirstWay(region) ? [] : null;
        var present = Direct.Where(item => item.Region is not null && item.Key != mustGo).ToList();
        var (best, bestWorth) = ((ImmutableArray<long>?)null, int.MinValue);
        foreach (var stays in markings.Stays(region, markings.Counted(present.Select(item => item.Region!.Value))))
        {
            var left = (int[])stays.Clone();
            ImmutableArray<long> kept = [.. present.Where(item => left[item.Region!.Value]-- > 0).Select(item => item.Key)];
            // As many as can be stay; of equal choices what comes after the step goes first.
            var worth = kept.Length * 1000 - kept.Count(key => Leads(head, key));
            if (worth > bestWorth)
                (best, bestWorth) = (kept, worth);
        }
        return best;
    }

    /// <summary>Whether the drawing can bring about this scope without one token and with another.</summary>
    public bool WouldStand(long? without, string? with)
    {
        var tokens = Direct.Where(item => item.Key != without).Select(item => item.Region).ToList();
        if (with is not null)
            tokens.Add(markings.RegionAt(with));
        if (tokens.Contains(null))
            return false;
        return markings.IsKnown
            ? markings.Has(tokens.OfType<int>())
            : tokens is [{ } only] && markings.IsOnFirstWay(only);
    }

    /// <summary>Whether a way is drawn from one element of this level to where a token stands.</summary>
    public bool Leads(string from, long key)
    {
        var goal = Direct.FirstOrDefault(item => item.Key == key).ElementId;
        if (goal is null)
            return false;
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id))
                continue;
            if (id == goal)
                return true;
            foreach (var flow in definition[id].Outgoing)
                open.Push(flow.TargetId);
            foreach (var boundary in (definition[id] as Activity)?.Boundaries ?? [])
                open.Push(boundary.Id);
        }
        return false;
    }

    public Shift Allow(string targetId, ImmutableArray<long> taken) => new(Token.Key, targetId, null)
    {
        Taken = taken,
        Withdrawn = Everything(state, taken),
        Enters = targetId.Length == 0 ? [] : [.. PathTo(targetId)!.SkipLast(1)],
    };

    public Shift Refuse(string targetId, string reason) => new(Token.Key, targetId, reason);

    public string Label(string elementId) => definition[elementId].Label;

    public string LabelOf(long key) =>
        state.Find(key)?.ElementId is { } id ? Label(id) : Direct.FirstOrDefault(item => item.Key == key).ElementId is { } joined ? Label(joined) : definition.Name;

    public string WhyUnreachable(string targetId) => (markings.IsKnown, markings.RegionAt(HeadOf(targetId))) switch
    {
        (_, null) => $"按流程图走不到“{Label(targetId)}”。",
        (false, _) => "这一层流程图的并行分支太多，或有复杂网关，系统判断不了退回后能否走完。只能退回到分支之前的环节。",
        _ => $"退回到“{Label(targetId)}”后，与它并行的分支已经没有环节，后面的汇合网关会一直等下去。请退回到分支之前。",
    };

    public string WhyNotBeside(string targetId, long? without)
    {
        if (!markings.IsKnown || markings.RegionAt(HeadOf(targetId)) is null)
            return WhyUnreachable(targetId);
        var others = Direct.Where(item => item.Key != without).Select(item => Label(item.ElementId)).Distinct().ToList();
        return others.Count == 0
            ? $"单独停在“{Label(targetId)}”时，与它并行的分支没有环节，后面的汇合网关会一直等下去。"
            : $"“{Label(targetId)}”不能与正在进行的“{string.Join("”“", others.Take(3))}”同时进行：按流程图不会这样，汇合网关会等不到或重复汇合。请改用退回，由系统一并撤回。";
    }

    /// <summary>Everything that goes on in these tokens and flows.</summary>
    public static ImmutableArray<ActiveElement> Everything(ProcessState state, ImmutableArray<long> taken)
    {
        var gone = taken.ToHashSet();
        foreach (var token in state.Tokens)
            if (gone.Contains(token.Scope))
                gone.Add(token.Key);
        foreach (var flow in state.Parked)
            if (gone.Contains(flow.Scope))
                gone.Add(flow.Key);
        foreach (var token in state.Tokens)
            if (gone.Contains(token.Key))
                gone.UnionWith(token.Waits.Select(wait => wait.Key));
        return [.. state.ActiveElements.Where(each => gone.Contains(each.Key))];
    }

    private static bool IsStep(Element element) => element switch
    {
        Activity { IsForCompensation: true } => false,
        SubProcess sub => !sub.IsEventSubProcess,
        Activity or EventGateway => true,
        CatchEvent caught => caught.Trigger is not Triggers.NoneTrigger,
        _ => false,
    };

    private static bool Alone(Markings level, string elementId) =>
        level.RegionAt(elementId) is { } region && (level.IsKnown ? level.Has([region]) : level.IsOnFirstWay(region));

    private Markings MarkingsOf(string? level)
    {
        var known = Explored.GetOrCreateValue(definition);
        lock (known)
        {
            if (!known.TryGetValue(level ?? "", out var found))
                known[level ?? ""] = found = Markings.Of(definition, level);
            return found;
        }
    }

    private bool IsAtWork(string subId) => state.Tokens.Any(token => token.Scope == Token.Key && token.ElementId == subId);

    /// <summary>From the element of this level inwards to the target; null when it is elsewhere.</summary>
    private string[]? PathTo(string targetId)
    {
        var path = new List<string>();
        for (var id = targetId; id is not null; id = definition[id].ParentId)
        {
            if (id == levelId)
                break;
            path.Insert(0, id);
            if (definition[id].ParentId is null && levelId is not null)
                return null;
        }
        return path.Count == 0 ? null : [.. path];
    }

    private long? Around(long key)
    {
        if (state.Find(key) is null && state.Parked.FirstOrDefault(flow => flow.Key == key) is { } parked)
        {
            if (parked.Scope == Token.Key)
                return key;
            key = parked.Scope;
        }
        while (state.Find(key) is { } token)
        {
            if (token.Scope == Token.Key)
                return token.Key;
            key = token.Scope;
        }
        return null;
    }
}
