using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Rules of the BPMN standard about which flows an element must and must not have, and about compensation (BPMN 2.0, chapters 10.3 to 10.6).</summary>
internal sealed class FlowConstraints(XElement root, Problems problems)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    public void Check()
    {
        foreach (var level in root.Descendants().Where(e => e.Name.Namespace == Bpmn && e.Name.LocalName is "process" or "subProcess" or "transaction" or "adHocSubProcess"))
        {
            if ((string?)level.Attribute("isExecutable") == "false")
                continue;
            var comes = level.Elements(Bpmn + "sequenceFlow").ToLookup(f => (string?)f.Attribute("targetRef") ?? "");
            var goes = level.Elements(Bpmn + "sequenceFlow").ToLookup(f => (string?)f.Attribute("sourceRef") ?? "");
            var hasStart = level.Element(Bpmn + "startEvent") is not null;
            if (hasStart && level.Element(Bpmn + "endEvent") is null)
                problems.Warn(level, "有开始事件却没有结束事件，看不出怎样算办完。请补画结束事件。");
            foreach (var node in level.Elements().Where(e => e.Name.Namespace == Bpmn))
                Check(node, comes[Id(node)].Count(), [.. goes[Id(node)]], hasStart);
        }
        foreach (var thrown in root.Descendants(Bpmn + "compensateEventDefinition"))
            CheckThrown(thrown);
    }

    private void Check(XElement node, int comes, List<XElement> goes, bool hasStart)
    {
        var kind = node.Name.LocalName;
        switch (kind)
        {
            case "startEvent" when goes.Count == 0 && node.Parent!.Name.LocalName != "adHocSubProcess":
                problems.Add(node, "开始事件没有出去的连线。请连接到第一个环节。");
                break;
            case "endEvent" when comes == 0 && node.Parent!.Name.LocalName != "adHocSubProcess":
                problems.Add(node, "结束事件没有进入的连线。请连接，或删去。");
                break;
            case "boundaryEvent":
                CheckBoundary(node, goes.Count);
                break;
            case "intermediateCatchEvent" or "intermediateThrowEvent":
                CheckIntermediate(node, comes, goes.Count);
                break;
            case "eventBasedGateway":
                CheckEventGateway(node, goes);
                break;
            case "adHocSubProcess" when !node.Elements().Any(IsActivity):
                problems.Add(node, "自由子流程里至少要有一个环节。请补画。");
                break;
        }
        // Against the standard's word, but a token only passes: nothing goes wrong for anybody.
        if (kind.EndsWith("Gateway", StringComparison.Ordinal) && comes < 2 && goes.Count < 2 && kind != "eventBasedGateway")
            problems.Warn(node, "网关只有一条进入和一条出去的连线，不起作用。请补画连线，或删去网关。");
        if (!IsActivity(node) && !kind.EndsWith("Gateway", StringComparison.Ordinal))
            return;
        if ((string?)node.Attribute("isForCompensation") == "true" && (string?)node.Attribute("triggeredByEvent") != "true")
        {
            if (comes + goes.Count > 0)
                problems.Add(node, "补偿处理不在正常流程里，不能有连线。请删去连线，用关联接到补偿边界事件上。");
        }
        else if (hasStart && comes == 0 && (string?)node.Attribute("triggeredByEvent") != "true" && (string?)node.Attribute("instantiate") != "true")
        {
            problems.Add(node, $"从开始事件走不到“{(string?)node.Attribute("name") ?? Id(node)}”：它没有进入的连线。请连接它，或删去。");
        }
    }

    private void CheckBoundary(XElement boundary, int goes)
    {
        if (boundary.Element(Bpmn + "compensateEventDefinition") is null)
        {
            if (goes == 0)
                problems.Add(boundary, "边界事件没有出去的连线，发生之后无路可走。请连接到下一步。");
            return;
        }
        if (goes > 0)
            problems.Add(boundary, "补偿边界事件不能有出去的连线。请改用关联接到补偿处理上。");
        if ((string?)boundary.Attribute("cancelActivity") == "false")
            problems.Add(boundary, "补偿边界事件发生时环节已经办完，没有“不中断”之分。请去掉不中断。");
        var handlers = Compensations.Associated(boundary).ToList();
        if (handlers.Count != 1)
            problems.Add(boundary, $"补偿边界事件要用关联接到一个补偿处理上，现在有 {handlers.Count} 个。请更正。");
        else if (Compensations.HandlerOf(boundary) is null)
            problems.Add(boundary, $"“{handlers[0]}”不是同一层流程里的补偿处理（isForCompensation）。请把它设为补偿处理。");
    }

    private void CheckIntermediate(XElement @event, int comes, int goes)
    {
        var isLink = @event.Element(Bpmn + "linkEventDefinition") is not null;
        var isCatch = @event.Name.LocalName == "intermediateCatchEvent";
        if (comes == 0 && !(isLink && isCatch))
            problems.Add(@event, "中间事件没有进入的连线。请连接它，或删去。");
        if (goes == 0 && !(isLink && !isCatch))
            problems.Add(@event, "中间事件没有出去的连线。请连接到下一步，或改为结束事件。");
    }

    private void CheckEventGateway(XElement gateway, List<XElement> goes)
    {
        var targets = goes.Select(f => gateway.Parent!.Elements().FirstOrDefault(e => Id(e) == (string?)f.Attribute("targetRef"))).OfType<XElement>().ToList();
        foreach (var flow in goes)
            if (flow.Element(Bpmn + "conditionExpression") is not null)
                problems.Add(flow, "事件网关出去的连线不能有条件：走哪条由先发生的事件决定。请删去条件。");
        if (targets.Exists(t => t.Name == Bpmn + "receiveTask") && targets.Exists(t => t.Element(Bpmn + "messageEventDefinition") is not null))
            problems.Add(gateway, "事件网关之后不能同时有接收任务和消息事件。请改用其中一种。");
        foreach (var target in targets)
        {
            if (target.Name == Bpmn + "receiveTask" && gateway.Parent!.Elements(Bpmn + "boundaryEvent").Any(b => (string?)b.Attribute("attachedToRef") == Id(target)))
                problems.Add(target, "事件网关之后的接收任务不能带边界事件。请删去。");
            if (gateway.Parent!.Elements(Bpmn + "sequenceFlow").Count(f => (string?)f.Attribute("targetRef") == Id(target)) > 1)
                problems.Add(target, "事件网关之后的事件不能再有别的进入连线。请分开画。");
        }
    }

    // What is named has to be done in the same level, or around the event sub-process.
    private void CheckThrown(XElement definition)
    {
        if (definition.Parent is not { } thrower || thrower.Name.LocalName is not ("intermediateThrowEvent" or "endEvent")
            || Compensations.Thrown(definition).ActivityId is not { } activity)
            return;
        for (var level = thrower.Parent; level is not null; level = level.Parent)
        {
            if (level.Elements().Any(e => IsActivity(e) && Id(e) == activity))
                return;
            if ((string?)level.Attribute("triggeredByEvent") != "true")
                break;
        }
        problems.Add(thrower, $"要补偿的“{activity}”不是这一层流程里的环节。请重新选择，或留空以补偿这一层里办完的全部环节。");
    }

    private static bool IsActivity(XElement node) =>
        node.Name.Namespace == Bpmn && (node.Name.LocalName is "task" or "callActivity" or "subProcess" or "transaction" or "adHocSubProcess"
            || node.Name.LocalName.EndsWith("Task", StringComparison.Ordinal));

    private static string Id(XElement element) => (string?)element.Attribute("id") ?? "";
}
