using System.Collections.Immutable;
using System.Xml.Linq;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Reading;

/// <summary>What can be told of one level of a drawing without running it.</summary>
internal static class Soundness
{
    /// <summary>Reports what can't work and warns of what is doubtful.</summary>
    public static Body Check(Scope scope, ImmutableArray<Element> elements, Problems problems)
    {
        foreach (var element in elements)
            CheckElement(element, scope, problems);

        var isEventSub = (string?)scope.Container.Attribute("triggeredByEvent") == "true";
        var starts = elements.OfType<StartEvent>().ToList();
        var plain = starts.Where(s => isEventSub || s.Trigger is NoneTrigger).ToList();
        if (plain.Count > 1)
            problems.Add(scope.Container, isEventSub ? "事件子流程只能有一个开始事件。" : "有不止一个空白开始事件。请只留一个。");
        if (isEventSub && starts.Count == 0 && !scope.Nodes.Exists(n => n.Name.LocalName == "startEvent"))
            problems.Add(scope.Container, "事件子流程没有开始事件。请画一个定时、消息、差错或升级开始事件。");

        var heads = elements.Where(e => e.Incoming.IsEmpty && IsReachedByFlow(e)).ToImmutableArray();
        var start = plain.FirstOrDefault();
        var implicitly = starts.Count == 0 && scope.ParentId is not null ? heads : [];
        CheckReachable(scope, elements, start is null && implicitly.Length > 0 ? implicitly : [], problems);
        return new(start, starts.Count == 0 ? heads : [],
            [.. elements.OfType<SubProcess>().Where(s => s is { IsEventSubProcess: true, Body.Start: not null })]);
    }

    private static void CheckElement(Element element, Scope scope, Problems problems)
    {
        var drawn = scope.Drawn(element.Id);
        if (element.DefaultFlowId is { } wanted && element.Outgoing.All(f => f.Id != wanted))
            problems.Add(drawn, $"默认流向“{wanted}”不是从这里出去的连线。请重新设置默认流向。");
        foreach (var flow in element.Outgoing)
            if (flow.Id == element.DefaultFlowId && flow.Condition is not null)
                problems.Warn(drawn, $"默认流向“{flow.Id}”写了条件，条件不起作用。请删去条件。");
        switch (element)
        {
            case StartEvent or BoundaryEvent or SubProcess { IsEventSubProcess: true } when !element.Incoming.IsEmpty:
                problems.Add(drawn, "这个元素不能有进入的连线。请改接到别的元素。");
                break;
            case EndEvent or SubProcess { IsEventSubProcess: true } when !element.Outgoing.IsEmpty:
                problems.Add(drawn, "这个元素不能有出去的连线。请删去。");
                break;
            case JoiningGateway { Incoming.Length: > JoiningGateway.MaxIncoming }:
                problems.Add(drawn, $"网关最多 {JoiningGateway.MaxIncoming} 条进入的连线。请分成几个网关。");
                break;
            case EventGateway:
                CheckEventGateway(element, scope, drawn, problems);
                break;
            case ExclusiveGateway or InclusiveGateway when element.Outgoing.Length > 1:
                CheckChoice(element, drawn, problems);
                break;
        }
    }

    private static void CheckEventGateway(Element gateway, Scope scope, XElement drawn, Problems problems)
    {
        if (gateway.Outgoing.Length < 2)
            problems.Add(drawn, "事件网关至少要有两条出去的连线。请补画，或删去网关。");
        foreach (var flow in gateway.Outgoing)
            if (scope.Drawn(flow.TargetId).Name.LocalName is not ("intermediateCatchEvent" or "receiveTask"))
                problems.Add(drawn, $"事件网关之后只能是中间捕获事件或接收任务，“{flow.TargetId}”不是。请改画。");
    }

    private static void CheckChoice(Element gateway, XElement drawn, Problems problems)
    {
        if (gateway.DefaultFlowId is null && gateway.Outgoing.All(f => f.Condition is not null))
            problems.Warn(drawn, "所有出去的连线都有条件而没有默认流向，条件都不成立时流程会停下等人处理。请设置默认流向。");
        foreach (var flow in gateway.Outgoing)
            if (gateway is ExclusiveGateway && flow.Condition is null && flow.Id != gateway.DefaultFlowId)
                problems.Warn(drawn, $"连线“{flow.Id}”没有条件，也不是默认流向，总会走它。请填写条件或设为默认流向。");
    }

    private static void CheckReachable(Scope scope, ImmutableArray<Element> elements, ImmutableArray<Element> heads, Problems problems)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(elements.Where(e => !IsReachedByFlow(e) && e is not BoundaryEvent).Concat(heads).Select(e => e.Id));
        while (open.TryPop(out var id))
            if (seen.Add(id))
                foreach (var next in scope.After(id))
                    open.Push(next);
        foreach (var element in elements)
            if (!seen.Contains(element.Id) && (element is not BoundaryEvent boundary || seen.Contains(boundary.HostId)))
                problems.Warn(scope.Drawn(element.Id), $"从开始事件走不到“{element.Label}”。请连接它，或删去。");
    }

    private static bool IsReachedByFlow(Element element) =>
        element is not (StartEvent or BoundaryEvent or SubProcess { IsEventSubProcess: true } or Activity { IsForCompensation: true });
}
