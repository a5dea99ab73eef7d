using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Rules of the BPMN standard that can be told from the drawing alone, about elements and the flows between them.</summary>
internal sealed partial class Constraints(XElement root, ElementIndex byId, Problems problems)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    private static readonly HashSet<string> RootElements =
    [
        "import", "extension", "relationship", "documentation", "extensionElements", "category", "collaboration", "choreography", "globalChoreographyTask", "conversation",
        "globalConversation", "correlationProperty", "dataStore", "endPoint", "error", "escalation", "globalBusinessRuleTask", "globalManualTask", "globalScriptTask",
        "globalTask", "globalUserTask", "interface", "itemDefinition", "message", "partnerEntity", "partnerRole", "process", "resource", "signal",
    ];

    private readonly ILookup<string, XElement> bySource = ByEnd(root, "sourceRef");
    private readonly ILookup<string, XElement> byTarget = ByEnd(root, "targetRef");

    public void Check()
    {
        foreach (var child in root.Elements())
            if (child.Name.Namespace == Bpmn && !RootElements.Contains(child.Name.LocalName) && !child.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
                problems.Add(child, $"“{child.Name.LocalName}”不能直接放在流程图文件的最外层。请移到流程里，或删去。");
        foreach (var element in root.Descendants())
            if (element.Name.Namespace == Bpmn)
                Check(element);
    }

    private void Check(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "process" when Text(element, "processType") == "Public" && Text(element, "isExecutable") == "true":
                problems.Add(element, "公开流程（processType Public）不能设为可执行。请改为私有流程。");
                break;
            case "documentation" when Text(element, "textFormat") is { } format && !MimeType().IsMatch(format):
                problems.Add(element, $"说明文字的格式“{format}”不是 text/plain 这样的类型。请更正。");
                break;
            case "incoming" or "outgoing":
                CheckListed(element);
                break;
            case "messageFlow":
                CheckMessageFlow(element);
                break;
            case "sequenceFlow" when Has(element, "conditionExpression") && Referred(element, "sourceRef") is { } source
                && !source.Name.LocalName.EndsWith("Gateway", StringComparison.Ordinal) && Flows(source, "sourceRef").Count() == 1:
                problems.Add(element, "从环节出去的唯一一条连线不能有条件，否则条件不成立时无路可走。请删去条件，或补画另一条连线。");
                break;
            case "participantMultiplicity" when Number(element, "minimum", 0) is var least && Number(element, "maximum", 1) is var most && (least < 0 || most < 1 || most < least):
                problems.Add(element, "参与者的数量不对：最少不能小于 0，最多不能小于 1，也不能小于最少。请更正。");
                break;
            case "conditionExpression" or "formalExpression" or "script" when Text(element, "language") is { } language && !Uri.IsWellFormedUriString(language, UriKind.RelativeOrAbsolute):
                problems.Add(element, $"表达式语言“{language}”不是网址。请更正或删去。");
                break;
            case "scriptTask" when Text(element, "scriptFormat") is { } format && !MimeType().IsMatch(format) && format.Length > 0:
                problems.Add(element, $"脚本的格式“{format}”不是 text/plain 这样的类型。请更正或删去。");
                break;
            case "transaction" when Text(element, "method") is { } method && !method.StartsWith("##", StringComparison.Ordinal) && !Uri.IsWellFormedUriString(method, UriKind.RelativeOrAbsolute):
                problems.Add(element, $"事务的处理方式“{method}”不是网址。请更正或删去。");
                break;
            case "adHocSubProcess" when Has(element, "startEvent", "endEvent"):
                problems.Add(element, "自由子流程里不能有开始事件或结束事件。请删去。");
                break;
            case "subProcess" or "transaction" when Has(element, "endEvent") && !Has(element, "startEvent"):
                problems.Add(element, "子流程有结束事件却没有开始事件。请补画开始事件，或删去结束事件。");
                break;
            case "cancelEventDefinition":
                CheckCancel(element.Parent!);
                break;
            case "linkEventDefinition":
                CheckLink(element.Parent!);
                break;
            case "eventBasedGateway" when Text(element, "instantiate") == "true" && Flows(element, "targetRef").Any():
                problems.Add(element, "启动流程的事件网关不能有进入的连线。请删去连线，或取消“启动流程”。");
                break;
            case "performer" or "humanPerformer" or "potentialOwner" or "resourceRole" when Has(element, "resourceRef") && Has(element, "resourceAssignmentExpression"):
                problems.Add(element, "办理人只能用资源或表达式中的一种写明。请删去一种。");
                break;
        }
        if (Has(element, "standardLoopCharacteristics") && Has(element, "multiInstanceLoopCharacteristics"))
            problems.Add(element, "一个环节不能既是循环又是多实例。请只留一种。");
        if (element.Name.LocalName.EndsWith("Gateway", StringComparison.Ordinal))
            CheckDirection(element);
        if (element.Name.LocalName == "startEvent" && Text(element, "isInterrupting") == "false" && Has(element, "errorEventDefinition"))
            problems.Add(element, "由差错启动的事件子流程只能是中断的。请改为中断。");
    }

    // Listing the flows is optional, but what is listed must be there and lead here.
    private void CheckListed(XElement listed)
    {
        var id = ElementIndex.Local(listed.Value);
        var end = listed.Name.LocalName == "incoming" ? "targetRef" : "sourceRef";
        var node = Text(listed.Parent!, "id");
        if (!byId[id].Any(flow => flow.Name == Bpmn + "sequenceFlow" && Text(flow, end) == node))
            problems.Add(listed, $"列出的连线“{id}”不存在，或不是从这里{(end == "targetRef" ? "进入" : "出去")}的。请重新连接。");
    }

    private void CheckDirection(XElement gateway)
    {
        var (comes, goes) = (Flows(gateway, "targetRef").Count(), Flows(gateway, "sourceRef").Count());
        var isWrong = Text(gateway, "gatewayDirection") switch
        {
            "Converging" => goes > 1,
            "Diverging" => comes > 1 || goes == 1,
            "Mixed" => comes < 2 || goes < 2,
            _ => false,
        };
        if (isWrong)
            problems.Add(gateway, $"网关的方向（gatewayDirection）与进入的 {comes} 条、出去的 {goes} 条连线不符。请更正方向或连线。");
    }

    private void CheckMessageFlow(XElement flow)
    {
        var (source, target) = (Referred(flow, "sourceRef"), Referred(flow, "targetRef"));
        if (source is null || target is null)
            return;
        if (Pool(source) is { } pool && pool == Pool(target))
            problems.Add(flow, "消息流只能连接不同的泳池。请改用顺序流。");
        if (source.Name.LocalName is "startEvent" or "intermediateCatchEvent" or "boundaryEvent" || !CanSend(source))
            problems.Add(flow, "消息流不能从开始事件、捕获事件、网关或图注出发。请重新连接。");
        if (target.Name.LocalName is "endEvent" or "intermediateThrowEvent" || !CanSend(target))
            problems.Add(flow, "消息流不能指向结束事件、抛出事件、网关或图注。请重新连接。");
        if (target.Name == Bpmn + "startEvent" && !Has(target, "messageEventDefinition", "eventDefinitionRef"))
            problems.Add(flow, "消息流指向的开始事件不是消息开始事件。请更正事件的类型。");
        if (source.Name == Bpmn + "endEvent" && !Has(source, "messageEventDefinition", "eventDefinitionRef"))
            problems.Add(flow, "消息流来自的结束事件不是消息结束事件。请更正事件的类型。");
    }

    private void CheckCancel(XElement @event)
    {
        if (@event.Name == Bpmn + "endEvent" && !@event.Ancestors(Bpmn + "transaction").Any())
            problems.Add(@event, "取消结束事件只能放在事务里。请改用别的结束事件。");
        if (@event.Name != Bpmn + "boundaryEvent")
            return;
        if (Text(@event, "cancelActivity") == "false")
            problems.Add(@event, "取消边界事件只能是中断的。请改为中断。");
        if (byId[Text(@event, "attachedToRef") ?? ""].FirstOrDefault() is { } host && host.Name != Bpmn + "transaction")
            problems.Add(@event, "取消边界事件只能放在事务上。请移到事务上，或改用别的事件。");
    }

    private void CheckLink(XElement @event)
    {
        var isCatch = @event.Name == Bpmn + "intermediateCatchEvent";
        if (Flows(@event, isCatch ? "targetRef" : "sourceRef").Any())
            problems.Add(@event, isCatch ? "链接捕获事件不能有进入的连线。请删去。" : "链接抛出事件不能有出去的连线。请删去。");
        if (isCatch && !@event.Parent!.Elements(Bpmn + "intermediateThrowEvent").Any(t => Scope.LinkName(t) == Scope.LinkName(@event)))
            problems.Add(@event, $"没有指向链接“{Scope.LinkName(@event)}”的抛出事件。请补画，或删去。");
    }

    private static bool CanSend(XElement end) =>
        !end.Name.LocalName.EndsWith("Gateway", StringComparison.Ordinal)
        && end.Name.LocalName is not ("association" or "group" or "textAnnotation" or "dataObject" or "dataObjectReference" or "dataStoreReference" or "sequenceFlow");

    private static int Number(XElement element, string attribute, int otherwise) => int.TryParse(Text(element, attribute), out var number) ? number : otherwise;

    private string? Pool(XElement element)
    {
        if (element.Name == Bpmn + "participant")
            return Text(element, "id");
        var process = Text(element.AncestorsAndSelf(Bpmn + "process").FirstOrDefault(), "id");
        return process is null ? null
            : Text(root.Descendants(Bpmn + "participant").FirstOrDefault(p => ElementIndex.Local(Text(p, "processRef") ?? "") == process), "id");
    }

    private XElement? Referred(XElement element, string attribute) =>
        Text(element, attribute) is { } id ? byId[ElementIndex.Local(id)].FirstOrDefault() : null;

    private IEnumerable<XElement> Flows(XElement node, string end) => Text(node, "id") is { } id
        ? (end == "sourceRef" ? bySource : byTarget)[id].Where(flow => flow.Parent == node.Parent)
        : [];

    private static ILookup<string, XElement> ByEnd(XElement root, string end) =>
        root.Descendants(Bpmn + "sequenceFlow").Where(flow => Text(flow, end) is not null).ToLookup(flow => Text(flow, end)!);

    private static bool Has(XElement element, params ReadOnlySpan<string> children)
    {
        foreach (var child in element.Elements())
            if (child.Name.Namespace == Bpmn && children.Contains(child.Name.LocalName))
                return true;
        return false;
    }

    private static string? Text(XElement? element, string attribute) => (string?)element?.Attribute(attribute);

    [GeneratedRegex(@"^[\w.+-]+/[\w.+-]+$")]
    private static partial Regex MimeType();
}
