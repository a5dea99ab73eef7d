using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Rules of the BPMN standard about data and expressions. The engine passes data over, but a drawing that contradicts itself is refused.</summary>
internal sealed class DataConstraints(XElement root, ElementIndex byId, Problems problems)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    private static readonly HashSet<string> Expressions =
    [
        "activationCondition", "completionCondition", "condition", "conditionExpression", "from", "loopCardinality", "loopCondition",
        "timeCycle", "timeDate", "timeDuration", "to",
    ];

    public void Check()
    {
        foreach (var element in root.Descendants())
            if (element.Name.Namespace == Bpmn)
                Check(element);
    }

    private void Check(XElement element)
    {
        if (Expressions.Contains(element.Name.LocalName))
            CheckFormal(element);
        switch (element.Name.LocalName)
        {
            case "dataInput" or "dataOutput" or "dataObject" when Item(element, "itemSubjectRef") is { } item
                && IsCollection(element) != IsCollection(item):
                problems.Add(element, "数据是否为集合与它引用的数据类型不一致。请更正其中一处。");
                break;
            case "dataInputAssociation" or "dataOutputAssociation" when element.Element(Bpmn + "transformation") is null && element.Elements(Bpmn + "sourceRef").Skip(1).Any():
                problems.Add(element, "数据连线有不止一个来源时要写明转换（transformation）。请补上，或分成几条。");
                break;
            case "inputSet":
                CheckSet(element, "dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs");
                CheckPairs(element, "outputSetRefs", "inputSetRefs");
                break;
            case "outputSet":
                CheckSet(element, "dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs");
                CheckPairs(element, "inputSetRefs", "outputSetRefs");
                break;
            case "ioSpecification":
                CheckMembership(element, "dataInput", "inputSet", "dataInputRefs");
                CheckMembership(element, "dataOutput", "outputSet", "dataOutputRefs");
                break;
            case "multiInstanceLoopCharacteristics":
                CheckLoopItem(element, "loopDataInputRef", "inputDataItem");
                CheckLoopItem(element, "loopDataOutputRef", "outputDataItem");
                CheckBehavior(element);
                break;
            case "subProcess" or "transaction" or "adHocSubProcess" when element.Element(Bpmn + "ioSpecification") is not null:
                problems.Add(element, "子流程不能有输入输出说明（ioSpecification）。请删去。");
                break;
            case "sourceRef" or "targetRef" when element.Parent!.Name.LocalName is "dataInputAssociation" or "dataOutputAssociation"
                && byId[ElementIndex.Local(element.Value)].FirstOrDefault() is { } data
                && data.Name.LocalName is not ("dataObject" or "dataObjectReference" or "dataStoreReference" or "dataInput" or "dataOutput" or "property"):
                problems.Add(element, $"数据连线的一端“{ElementIndex.Local(element.Value)}”不是数据。请重新连接。");
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

    // An expression without a type is prose; one with a leading = is FEEL by our own convention.
    private void CheckFormal(XElement expression)
    {
        var type = (string?)expression.Attribute(XName.Get("type", "http://www.w3.org/2001/XMLSchema-instance"));
        if (type?.EndsWith("tFormalExpression", StringComparison.Ordinal) != true && !expression.Value.TrimStart().StartsWith('=')
            && expression.Ancestors(Bpmn + "process").Any(p => (string?)p.Attribute("isExecutable") != "false"))
            problems.Add(expression, $"可执行的流程里“{expression.Name.LocalName}”要写成正式的表达式（xsi:type 为 tFormalExpression，或以等号开头）。请在属性面板重新填写。");
    }

    // What a set leaves open or takes while the work goes on is still one of its own.
    private void CheckSet(XElement set, string all, params ReadOnlySpan<string> some)
    {
        foreach (var part in some)
            foreach (var reference in set.Elements(Bpmn + part))
                if (set.Elements(Bpmn + all).All(e => e.Value.Trim() != reference.Value.Trim()))
                    problems.Add(reference, $"“{reference.Value.Trim()}”没有列在同一组的数据（{all}）里。请补上，或删去。");
    }

    private void CheckPairs(XElement set, string attribute, string back)
    {
        foreach (var reference in set.Elements(Bpmn + attribute))
            if (byId[ElementIndex.Local(reference.Value)].FirstOrDefault() is { } other && other.Elements(Bpmn + back).All(e => ElementIndex.Local(e.Value) != (string?)set.Attribute("id")))
                problems.Add(reference, $"输入组与输出组要互相引用，“{ElementIndex.Local(reference.Value)}”没有引用回来。请更正。");
    }

    private void CheckMembership(XElement io, string data, string set, string references)
    {
        foreach (var item in io.Elements(Bpmn + data))
            if (!io.Elements(Bpmn + set).Elements(Bpmn + references).Any(r => ElementIndex.Local(r.Value) == (string?)item.Attribute("id")))
                problems.Add(item, "输入输出数据没有列在任何一组（inputSet、outputSet）里。请补上，或删去。");
    }

    // An instance takes or gives one item of the list.
    private void CheckLoopItem(XElement loop, string list, string item)
    {
        if (loop.Element(Bpmn + list) is not { } reference || byId[ElementIndex.Local(reference.Value)].FirstOrDefault() is not { } all)
            return;
        var whole = Item(all, "itemSubjectRef");
        if (!IsCollection(all) && !(whole is not null && IsCollection(whole)) && all.Name.LocalName is "dataInput" or "dataOutput" or "dataObject")
            problems.Add(loop, $"多实例引用的“{ElementIndex.Local(reference.Value)}”不是集合。请选用集合，或把它设为集合。");
        if (loop.Element(Bpmn + item) is { } one && Item(one, "itemSubjectRef") is { } single
            && (IsCollection(single) || (whole is not null && (string?)single.Attribute("structureRef") != (string?)whole.Attribute("structureRef"))))
            problems.Add(loop, "多实例每一项的数据类型与集合里的类型不一致，或自己也是集合。请更正。");
    }

    private void CheckBehavior(XElement loop)
    {
        var behavior = (string?)loop.Attribute("behavior") ?? "All";
        if (loop.Element(Bpmn + "complexBehaviorDefinition") is { } complex)
        {
            if (behavior != "Complex")
                problems.Add(loop, "多实例写了按条件触发的事件（complexBehaviorDefinition），它的方式（behavior）就应当是 Complex。请更正。");
            if (complex.Element(Bpmn + "condition") is { } condition && (decimal.TryParse(condition.Value, out _) || condition.Value.Trim().StartsWith('"')))
                problems.Add(loop, $"多实例事件的条件“{condition.Value.Trim()}”得不出是或否。请更正。");
        }
        else if (behavior == "Complex")
            problems.Add(loop, "多实例的方式是 Complex，却没有写明在什么条件下触发什么事件（complexBehaviorDefinition）。请补上，或改为 All。");
        if (behavior is "None" or "One" && loop.Attribute(behavior == "None" ? "noneBehaviorEventRef" : "oneBehaviorEventRef") is null)
            problems.Add(loop, $"多实例的方式是 {behavior}，却没有写明触发哪个事件。请选择事件，或改为 All。");
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

    private static bool IsCollection(XElement element) => (string?)element.Attribute("isCollection") == "true";

    private XElement? Item(XElement? element, string attribute) =>
        element is not null && Referred(element, attribute) is { } item && item.Name == Bpmn + "itemDefinition" ? item : null;

    private XElement? Referred(XElement element, string attribute) =>
        (string?)element.Attribute(attribute) is { } id ? byId[ElementIndex.Local(id)].FirstOrDefault() : null;
}
