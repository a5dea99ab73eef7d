using System.Collections.Immutable;
using Rectification.Engine.Elements;

namespace Rectification.Engine.Migrating;

/// <summary>Whether every place at which a process stands has a fitting successor.</summary>
internal sealed class MigrationCheck(Definition from, Definition to, MigrationMap map, ProcessState state)
{
    private readonly List<MigrationProblem> problems = [];

    public ImmutableArray<MigrationProblem> Run()
    {
        foreach (var token in state.Tokens)
        {
            CheckElement(token.ElementId);
            if (token.ByFlowId is { } by)
                CheckFlow(token.ElementId, by);
            if (token.Phase == Phase.Compensating)
                Add(token.ElementId, "正在补偿，补偿办完前不能迁移");
            if (token.Phase == Phase.AtEvent && from.Elements[token.ElementId] is ComplexGateway)
                Add(token.ElementId, "复杂网关这一轮还没有结束，结束前不能迁移");
            foreach (var done in token.Done)
                CheckDone(done);
        }
        foreach (var done in state.Process.Done)
            CheckDone(done);
        foreach (var flow in state.Parked)
        {
            CheckElement(flow.ElementId);
            CheckFlow(flow.ElementId, flow.FlowId);
        }
        return [.. problems.Distinct()];
    }

    private void CheckElement(string elementId)
    {
        var old = from.Elements[elementId];
        if (map.Of(elementId) is not { } id || !to.Elements.TryGetValue(id, out var successor))
        {
            Add(elementId, "在新版本里没有对应的环节。请在对应表里指定，或先把案件办过这一步");
            return;
        }
        if (MigrationMap.KindsDiffer(old, successor) is { } difference)
            Add(elementId, $"对应到“{successor.Label}”，但{difference}");
        var parent = old.ParentId is null ? null : map.Of(old.ParentId);
        if (old.ParentId is null ? successor.ParentId is not null : parent is null || parent != successor.ParentId)
            Add(elementId, $"对应到“{successor.Label}”，但它们不在同一层子流程里");
    }

    private void CheckFlow(string elementId, string flowId)
    {
        if (map.Of(elementId) is { } id && to.Elements.ContainsKey(id) && map.Flow(from, to, elementId, flowId) is null)
            Add(elementId, "已经汇合进来的一条分支，在新版本里找不到对应的连线");
    }

    private void CheckDone(Compensable done)
    {
        if (map.Of(done.ElementId) is not { } id || !to.Elements.TryGetValue(id, out var successor))
            Add(done.ElementId, "已经办完、以后可能要补偿，但在新版本里没有对应的环节");
        else if (from.Elements[done.ElementId] is Activity { CompensatedBy: not null } && successor is not Activity { CompensatedBy: not null })
            Add(done.ElementId, "已经办完、以后可能要补偿，但新版本没有给它画补偿");
        foreach (var inside in done.Inside)
            CheckDone(inside);
    }

    private void Add(string elementId, string fact) => problems.Add(new(elementId, $"“{from.Elements[elementId].Label}”{fact}。"));
}
