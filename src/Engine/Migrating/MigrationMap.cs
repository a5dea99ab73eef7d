using System.Collections.Immutable;
using Rectification.Engine.Elements;

namespace Rectification.Engine.Migrating;

/// <summary>Which element of a new version carries on for which of the old one. What is not named has no successor.</summary>
/// <param name="Elements">Ids of the old version to ids of the new one.</param>
public sealed record MigrationMap(ImmutableDictionary<string, string> Elements)
{
    public static readonly MigrationMap Empty = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>
    /// The same id and kind first; of the rest, the same kind and name within the same sub-process, when there is just one of each.
    /// </summary>
    public static MigrationMap Propose(Definition from, Definition to)
    {
        var map = ImmutableDictionary.CreateBuilder<string, string>();
        // Outer ones first: what is inside belongs to where its sub-process went.
        foreach (var old in from.Elements.Values.OrderBy(e => Depth(from, e)).ThenBy(e => e.Id, StringComparer.Ordinal))
            if (to.Elements.TryGetValue(old.Id, out var same) && KindsDiffer(old, same) is null && IsInPlace(old, same, map))
                map[old.Id] = same.Id;
        var taken = map.Values.ToHashSet();
        foreach (var old in from.Elements.Values.Where(e => e.Name.Length > 0).OrderBy(e => Depth(from, e)).ThenBy(e => e.Id, StringComparer.Ordinal))
        {
            if (map.ContainsKey(old.Id))
                continue;
            var named = to.Elements.Values.Where(e => e.Name == old.Name && !taken.Contains(e.Id) && KindsDiffer(old, e) is null && IsInPlace(old, e, map)).ToList();
            var rivals = from.Elements.Values.Count(e => e.Name == old.Name && !map.ContainsKey(e.Id) && e.ParentId == old.ParentId && KindsDiffer(old, e) is null);
            if (named is [var one] && rivals == 1)
            {
                map[old.Id] = one.Id;
                taken.Add(one.Id);
            }
        }
        return new(map.ToImmutable());
    }

    public string? Of(string elementId) => Elements.GetValueOrDefault(elementId);

    /// <summary>The flow that carries on: of the same id, or the only one between the successors of its ends.</summary>
    public Flow? Flow(Definition from, Definition to, string elementId, string flowId)
    {
        if (Of(elementId) is not { } target || from.Elements[elementId].Incoming.FirstOrDefault(f => f.Id == flowId) is not { } old)
            return null;
        var incoming = to.Elements[target].Incoming;
        if (incoming.FirstOrDefault(f => f.Id == flowId) is { } same)
            return same;
        var source = Of(old.SourceId);
        return incoming.Where(f => f.SourceId == source).ToList() is [var only] ? only : null;
    }

    /// <summary>Why one element can't carry on for the other; null when it can.</summary>
    public static string? KindsDiffer(Element old, Element successor)
    {
        if (old.GetType() != successor.GetType())
            return "类型不同";
        if (old.Awaited?.GetType() != successor.Awaited?.GetType())
            return "等待的事件类型不同";
        if (LoopKind(old) != LoopKind(successor))
            return "办一次、同时办多份、逐份办理或循环办理的方式不同";
        if ((old as SubProcess)?.IsEventSubProcess != (successor as SubProcess)?.IsEventSubProcess)
            return "一个由事件触发，一个不是";
        return (old as SubProcess)?.Body.Start?.IsInterrupting != (successor as SubProcess)?.Body.Start?.IsInterrupting ? "是否中断主流程不同" : null;
    }

    private static (Type?, bool) LoopKind(Element element) =>
        ((element as Activity)?.Loop?.GetType(), (element as Activity)?.Loop is MultiInstance { IsSequential: true });

    private static bool IsInPlace(Element old, Element successor, ImmutableDictionary<string, string>.Builder map) =>
        old.ParentId is null ? successor.ParentId is null : map.GetValueOrDefault(old.ParentId) is { } parent && parent == successor.ParentId;

    private static int Depth(Definition definition, Element element)
    {
        var depth = 0;
        for (var id = element.ParentId; id is not null; id = definition.Elements[id].ParentId)
            depth++;
        return depth;
    }
}
