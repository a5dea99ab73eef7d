using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>What a reference may point at (BPMN 2.0, the class diagrams of chapters 8 to 11). What it points at has to be there, and to be of that kind.</summary>
internal sealed class References(XElement root, ElementIndex byId, Problems problems)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    private static readonly string[] Data = ["dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "dataInput", "dataOutput", "property"];

    private static readonly string[] FlowNodes =
    [
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "exclusiveGateway", "parallelGateway", "inclusiveGateway",
        "complexGateway", "eventBasedGateway", "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask",
        "callActivity", "subProcess", "transaction", "adHocSubProcess", "callChoreography", "choreographyTask", "subChoreography",
    ];

    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["categoryValueRef"] = ["categoryValue"],
        ["choreographyRef"] = ["choreography"],
        ["correlationKeyRef"] = ["correlationKey"],
        ["correlationPropertyRef"] = ["correlationProperty"],
        ["dataInputRefs"] = ["dataInput"],
        ["dataObjectRef"] = ["dataObject"],
        ["dataOutputRefs"] = ["dataOutput"],
        ["dataStoreRef"] = ["dataStore"],
        ["definitionalCollaborationRef"] = ["collaboration", "choreography", "globalChoreographyTask", "globalConversation"],
        ["endPointRef"] = ["endPoint"],
        ["errorRef"] = ["error"],
        ["escalationRef"] = ["escalation"],
        ["evaluatesToTypeRef"] = ["itemDefinition"],
        ["flowNodeRef"] = FlowNodes,
        ["inMessageRef"] = ["message"],
        ["inputDataRef"] = ["inputSet", "dataInput"],
        ["innerParticipantRef"] = ["participant"],
        ["inputSetRefs"] = ["inputSet"],
        ["interfaceRef"] = ["interface"],
        ["itemRef"] = ["itemDefinition"],
        ["itemSubjectRef"] = ["itemDefinition"],
        ["loopDataInputRef"] = Data,
        ["loopDataOutputRef"] = Data,
        ["messageRef"] = ["message"],
        ["operationRef"] = ["operation"],
        ["optionalInputRefs"] = ["dataInput"],
        ["optionalOutputRefs"] = ["dataOutput"],
        ["outMessageRef"] = ["message"],
        ["outputDataRef"] = ["outputSet", "dataOutput"],
        ["outerParticipantRef"] = ["participant"],
        ["outputSetRefs"] = ["outputSet"],
        ["parameterRef"] = ["resourceParameter"],
        ["participantRef"] = ["participant"],
        ["processRef"] = ["process"],
        ["resourceRef"] = ["resource"],
        ["signalRef"] = ["signal"],
        ["supportedInterfaceRef"] = ["interface"],
        ["supportedInterfaceRefs"] = ["interface"],
        ["supports"] = ["process"],
        ["whileExecutingInputRefs"] = ["dataInput"],
        ["whileExecutingOutputRefs"] = ["dataOutput"],
    };

    // Where the reader goes by the name and warns, so that drawings of other tools still run.
    private static readonly HashSet<string> MayBeMissing = ["errorRef", "escalationRef", "signalRef"];

    public void Check()
    {
        foreach (var twice in byId.Where(same => same.Skip(1).Any()))
            problems.Add(twice.Last(), $"编号“{twice.Key}”用了不止一次。请给每个元素不同的编号。");
        foreach (var element in root.Descendants())
        {
            if (element.Name.Namespace != Bpmn)
                continue;
            var name = element.Name.LocalName;
            if (name == "eventDefinitionRef")
                CheckDefinition(element, element.Value);
            else if (Kinds.TryGetValue(name, out var kinds))
                CheckKind(element, name, element.Value, kinds);
            foreach (var attribute in element.Attributes())
                Check(element, attribute);
        }
    }

    private void Check(XElement element, XAttribute attribute)
    {
        var name = attribute.Name.LocalName;
        if (attribute.Name.Namespace != XNamespace.None)
            return;
        if (name is "oneBehaviorEventRef" or "noneBehaviorEventRef")
            CheckDefinition(element, attribute.Value);
        else if (name == "structureRef" && element.Name.LocalName is "error" or "escalation" or "signal")
            CheckKind(element, name, attribute.Value, ["itemDefinition"]);
        else if (Kinds.TryGetValue(name, out var kinds))
            CheckKind(element, name, attribute.Value, kinds);
    }

    private void CheckKind(XElement at, string name, string reference, string[] kinds)
    {
        if (!IsHere(at, reference))
            return;
        var target = byId[ElementIndex.Local(reference)].FirstOrDefault();
        if (target is null && !(MayBeMissing.Contains(name) && at.Name.LocalName != name))
            problems.Add(at, $"引用的“{ElementIndex.Local(reference)}”（{name}）不存在。请重新选择，或删去引用。");
        else if (target is not null && !kinds.Contains(target.Name.LocalName))
            problems.Add(at, $"引用“{ElementIndex.Local(reference)}”指向的是“{target.Name.LocalName}”，应当是“{string.Join("、", kinds)}”。请重新选择。");
    }

    // One that stands inside an event belongs to that event alone.
    private void CheckDefinition(XElement at, string reference)
    {
        if (!IsHere(at, reference))
            return;
        var target = byId[ElementIndex.Local(reference)].FirstOrDefault();
        if (target is null || !target.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
            problems.Add(at, $"引用的事件定义“{ElementIndex.Local(reference)}”不存在，或不是事件定义。请重新选择。");
        else if (target.Parent != root)
            problems.Add(at, $"事件定义“{ElementIndex.Local(reference)}”属于另一个事件，不能共用。请在这里另写一份，或把它移到流程之外。");
    }

    // A name of another namespace is defined in another file.
    private bool IsHere(XElement at, string reference)
    {
        reference = reference.Trim();
        if (reference.Length == 0 || byId.HasImports)
            return false;
        var colon = reference.IndexOf(':');
        return colon < 0 || at.GetNamespaceOfPrefix(reference[..colon]) is not { } space || space.NamespaceName == (string?)root.Attribute("targetNamespace");
    }
}
