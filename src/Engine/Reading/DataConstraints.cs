using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Rules of the BPMN standard about data and about what a reference may point at. The engine passes data over, but a drawing that contradicts itself is refused.</summary>
internal sealed class DataConstraints(XElement root, Problems problems)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    private static readonly Dictionary<string, string> Targets = new()
    {
        ["errorRef"] = "error",
        ["escalationRef"] = "escalation",
        ["inMessageRef"] = "message",
        ["interfaceRef"] = "interface",
        ["messageRef"] = "message",
        ["operationRef"] = "operation",
        ["outMessageRef"] = "message",
        ["participantRef"] = "participant",
        ["processRef"] = "process",
        ["resourceRef"] = "resource",
        ["signalRef"] = "signal",
    };

    private readonly ILookup<string, XElement> byId = root.Descendants().Where(e => e.Name.Namespace == Bpmn && e.Attribute("id") is not null)
        .ToLookup(e => (string)e.Attribute("id")!);

    public void Check()
    {
        foreach (var element in root.Descendants())
            if (element.Name.Namespace == Bpmn)
                Check(element);
    }

    private void Check(XElement element)
    {
        if (Targets.TryGetValue(element.Name.LocalName, out var wanted))
            CheckTarget(element, element.Value, wanted);
        foreach (var attribute in element.Attributes())
            if (Targets.TryGetValue(attribute.Name.LocalName, out wanted))
                CheckTarget(element, attribute.Value, wanted);
        switch (element.Name.LocalName)
        {
            case "dataInput" or "dataOutput" or "dataObject" when element.Attribute("isCollection") is { } collection && Item(element, "itemSubjectRef") is { } item
                && (collection.Value == "true") != ((string?)item.Attribute("isCollection") == "true"):
                problems.Add(element, "数据是否为集合与它引用的数据类型不一致。请更正其中一处。");
                break;
            case "subProcess" or "transaction" or "adHocSubProcess" when element.Element(Bpmn + "ioSpecification") is not null:
                problems.Add(element, "子流程不能有输入输出说明（ioSpecification）。请删去。");
                break;
            case "sourceRef" or "targetRef" when element.Parent!.Name.LocalName is "dataInputAssociation" or "dataOutputAssociation"
                && byId[Local(element.Value)].FirstOrDefault() is { } data
                && data.Name.LocalName is not ("dataObject" or "dataObjectReference" or "dataStoreReference" or "dataInput" or "dataOutput" or "property"):
                problems.Add(element, $"数据连线的一端“{Local(element.Value)}”不是数据。请重新连接。");
                break;
            case "sendTask":
                CheckSingle(element, "dataInput", "inputSet");
                CheckItem(element, element.Element(Bpmn + "ioSpecification"), "dataInput", Item(Referred(element, "messageRef"), "itemRef"));
                break;
            case "receiveTask":
                CheckSingle(element, "dataOutput", "outputSet");
                CheckItem(element, element.Element(Bpmn + "ioSpecification"), "dataOutput", Item(Referred(element, "messageRef"), "itemRef"));
                break;
            case "startEvent" or "intermediateCatchEvent" or "boundaryEvent":
                CheckItem(element, element, "dataOutput", ItemOfEvent(element));
                break;
            case "endEvent" or "intermediateThrowEvent":
                CheckItem(element, element, "dataInput", ItemOfEvent(element));
                break;
        }
    }

    private void CheckTarget(XElement at, string reference, string wanted)
    {
        if (byId[Local(reference)].FirstOrDefault() is { } target && target.Name.LocalName != wanted)
            problems.Add(at, $"引用“{Local(reference)}”指向的是“{target.Name.LocalName}”，应当是“{wanted}”。请重新选择。");
    }

    private void CheckSingle(XElement task, string data, string set)
    {
        if (task.Element(Bpmn + "ioSpecification") is { } io && (io.Elements(Bpmn + data).Skip(1).Any() || io.Elements(Bpmn + set).Skip(1).Any()))
            problems.Add(task, "收发消息的任务只能有一项数据。请删去多余的。");
    }

    private void CheckItem(XElement owner, XElement? holder, string data, XElement? wanted)
    {
        if (holder is null || wanted is null || holder.Elements(Bpmn + data).ToList() is not [var only])
            return;
        var item = Item(only, "itemSubjectRef");
        if (item != wanted && (item is null || (string?)item.Attribute("structureRef") != (string?)wanted.Attribute("structureRef")))
            problems.Add(owner, "数据的类型与所收发的消息、信号、差错或升级的类型不一致。请选用同一种数据类型。");
    }

    private XElement? ItemOfEvent(XElement @event)
    {
        var definitions = @event.Elements().Where(e => e.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal)).ToList();
        if (definitions is not [var only])
            return null;
        return only.Name.LocalName switch
        {
            "messageEventDefinition" => Item(Referred(only, "messageRef"), "itemRef"),
            "signalEventDefinition" => Item(Referred(only, "signalRef"), "structureRef"),
            "errorEventDefinition" => Item(Referred(only, "errorRef"), "structureRef"),
            "escalationEventDefinition" => Item(Referred(only, "escalationRef"), "structureRef"),
            _ => null,
        };
    }

    private XElement? Item(XElement? element, string attribute) =>
        element is not null && Referred(element, attribute) is { } item && item.Name == Bpmn + "itemDefinition" ? item : null;

    private XElement? Referred(XElement element, string attribute) =>
        (string?)element.Attribute(attribute) is { } id ? byId[Local(id)].FirstOrDefault() : null;

    private static string Local(string reference) => reference.Trim()[(reference.Trim().LastIndexOf(':') + 1)..];
}
