using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Rules of the BPMN standard about where data comes from and goes to (BPMN 2.0, 10.4).</summary>
internal sealed class DataFlowConstraints(XElement root, ElementIndex byId, Problems problems)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    public void Check()
    {
        foreach (var element in root.Descendants())
            if (element.Name.Namespace == Bpmn)
                Check(element);
    }

    private void Check(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "dataInputAssociation" or "dataOutputAssociation":
                CheckAssociation(element);
                break;
            case "ioSpecification" when element.Element(Bpmn + "inputSet") is null || element.Element(Bpmn + "outputSet") is null:
                problems.Add(element, "输入输出说明（ioSpecification）里至少要各有一个输入组（inputSet）和输出组（outputSet），可以是空的。请补上。");
                break;
            case "dataObjectReference" or "dataStoreReference" when element.Attribute("itemSubjectRef") is not null:
                problems.Add(element, "数据的引用不能另写数据类型（itemSubjectRef），类型写在被引用的数据上。请移过去。");
                break;
            case "dataObject" when element.Element(Bpmn + "dataState") is not null:
                problems.Add(element, "数据对象不能写状态（dataState），状态写在引用它的地方（dataObjectReference）。请移过去。");
                break;
            case "multiInstanceLoopCharacteristics":
                CheckLoop(element);
                break;
            case "callActivity":
                CheckCall(element);
                break;
        }
    }

    private void CheckAssociation(XElement association)
    {
        var sources = association.Elements(Bpmn + "sourceRef").ToList();
        if (association.Element(Bpmn + "targetRef") is not { } target)
        {
            problems.Add(association, "数据连线没有写明去处（targetRef）。请重新连接。");
            return;
        }
        if (sources.Count == 0 && association.Element(Bpmn + "transformation") is null && association.Element(Bpmn + "assignment") is null)
            problems.Add(association, "数据连线没有写明来源（sourceRef），也没有转换或赋值，什么也带不过去。请重新连接，或删去。");
        foreach (var end in sources.Append(target))
            if (!byId.HasImports && Referred(end) is null)
                problems.Add(association, $"数据连线的一端“{ElementIndex.Local(end.Value)}”不存在。请重新连接。");
        // What the process itself is given, or gives, is filled and taken by whoever calls it; yet drawings of other tools do it, and nothing here goes by it.
        if (Referred(target) is { } into && into.Name == Bpmn + "dataInput" && IsOfProcess(into))
            problems.Warn(association, $"“{ElementIndex.Local(target.Value)}”是整个流程的输入，流程里不能往它里面写。请改连到数据对象。");
        foreach (var source in sources)
            if (Referred(source) is { } from && from.Name == Bpmn + "dataOutput" && IsOfProcess(from))
                problems.Warn(association, $"“{ElementIndex.Local(source.Value)}”是整个流程的输出，流程里不能从它读取。请改连自数据对象。");
    }

    // Where both say what goes in and out they must say the same (BPMN 2.0, 10.3.6).
    private void CheckCall(XElement call)
    {
        if (byId[ElementIndex.Local((string?)call.Attribute("calledElement") ?? "")].FirstOrDefault() is not { } called || (called.Name != Bpmn + "process" && !GlobalTasks.IsGlobal(called))
            || call.Element(Bpmn + "ioSpecification") is not { } here || called.Element(Bpmn + "ioSpecification") is not { } there)
            return;
        foreach (var (data, what) in (ReadOnlySpan<(string, string)>)[("dataInput", "输入"), ("dataOutput", "输出")])
            if (!here.Elements(Bpmn + data).Select(Type).Order(StringComparer.Ordinal).SequenceEqual(there.Elements(Bpmn + data).Select(Type).Order(StringComparer.Ordinal)))
                problems.Add(call, $"调用活动的{what}数据与“{called.Attribute("id")?.Value}”的不一致（个数或数据类型）。请更正其中一处。");
    }

    private string Type(XElement data)
    {
        var item = ElementIndex.Local((string?)data.Attribute("itemSubjectRef") ?? "");
        return (string?)byId[item].FirstOrDefault()?.Attribute("structureRef") ?? item;
    }

    private void CheckLoop(XElement loop)
    {
        if (loop.Element(Bpmn + "loopCardinality") is not null && loop.Element(Bpmn + "loopDataInputRef") is not null)
            problems.Add(loop, "多实例的次数（loopCardinality）和集合（loopDataInputRef）只能写一种。请删去一种。");
        CheckOwn(loop, "loopDataInputRef", "dataInput");
        CheckOwn(loop, "loopDataOutputRef", "dataOutput");
    }

    // A task loops over data of its own; a sub-process over what it can see.
    private void CheckOwn(XElement loop, string reference, string data)
    {
        var owner = loop.Parent!;
        if (owner.Name.LocalName.EndsWith("ask", StringComparison.Ordinal) && loop.Element(Bpmn + reference) is { } drawn
            && !owner.Elements(Bpmn + "ioSpecification").Elements(Bpmn + data).Any(e => (string?)e.Attribute("id") == ElementIndex.Local(drawn.Value)))
            problems.Add(loop, $"任务的多实例引用的“{ElementIndex.Local(drawn.Value)}”不是这个任务自己的输入输出（ioSpecification 里的 {data}）。请更正。");
    }

    private static bool IsOfProcess(XElement data) => data.Parent?.Parent?.Name == Bpmn + "process";

    private XElement? Referred(XElement end) => byId[ElementIndex.Local(end.Value)].FirstOrDefault();
}
