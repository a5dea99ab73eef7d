using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Rules of the BPMN standard about which attributes go together, and about what a file takes from elsewhere (BPMN 2.0, chapters 8 to 10).</summary>
internal sealed class UsageConstraints(XElement root, ElementIndex byId, Problems problems)
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
            case "import":
                CheckImport(element);
                break;
            case "extension" when Text(element, "mustUnderstand") == "true" && Space(element, Text(element, "definition")) != BpmnReader.Zeebe:
                problems.Add(element, $"这个文件要求必须懂得扩展“{Text(element, "definition")}”（mustUnderstand），而这里不懂。请去掉这个要求，或改用支持的写法。");
                break;
            case "sequenceFlow" when Text(element, "isImmediate") == "false" && IsExecuted(element):
                problems.Add(element, "可执行的流程里，连线之间不能再有没有画出的环节（isImmediate 为 false）。请删去这个属性。");
                break;
            case "choreography" or "globalConversation" when element.Element(Bpmn + "choreographyRef") is not null:
                problems.Add(element, "编排和全局会话不能再引用编排（choreographyRef）。请删去引用。");
                break;
            case "resourceParameterBinding" when element.Parent!.Element(Bpmn + "resourceRef") is null:
                problems.Add(element, "资源的参数（resourceParameterBinding）只能与资源（resourceRef）一起写。请选择资源，或删去参数。");
                break;
            case "eventBasedGateway" when Text(element, "eventGatewayType") == "Parallel" && Text(element, "instantiate") != "true":
                problems.Add(element, "并行的事件网关（eventGatewayType Parallel）只能用来启动流程。请改为 Exclusive，或改用并行网关。");
                break;
            case "eventBasedGateway" when Text(element, "eventGatewayType") == "Parallel" && IsExecuted(element):
                problems.Add(element, "不支持由几个事件共同启动流程（并行的启动事件网关）。请由其中一个消息启动，其余的在流程里用并行网关分别等待。");
                break;
            case "eventBasedGateway" when Text(element, "instantiate") == "true" && element.Parent!.Name == Bpmn + "process"
                && element.Parent.Elements(Bpmn + "sequenceFlow").Count(flow => Text(flow, "sourceRef") == Text(element, "id")) < 2:
                problems.Add(element, "事件网关至少要有两条出去的连线。请补画，或改为一个消息开始事件。");
                break;
            case "receiveTask" when Text(element, "instantiate") == "true"
                && element.Parent!.Elements(Bpmn + "sequenceFlow").Any(flow => Text(flow, "targetRef") == Text(element, "id")):
                problems.Add(element, "启动流程的接收任务不能有进入的连线。请删去连线，或取消“启动流程”（instantiate）。");
                break;
            case "timerEventDefinition" when element.Elements().Count(e => e.Name.LocalName is "timeDate" or "timeCycle" or "timeDuration") > 1:
                problems.Add(element, "定时只能写时间、周期、时长中的一种。请只留一种。");
                break;
            case "linkEventDefinition":
                CheckLink(element);
                break;
            case "messageFlow" or "association":
                CheckEnds(element);
                break;
        }
        if (Text(element, "operationRef") is { } operation)
            CheckOperation(element, operation);
        else if (element.Element(Bpmn + "operationRef") is { } named && element.Name == Bpmn + "messageEventDefinition")
            CheckOperation(element, named.Value);
    }

    private void CheckImport(XElement import)
    {
        if (Text(import, "namespace") is null || Text(import, "location") is null || Text(import, "importType") is not { } type)
            problems.Add(import, "引入（import）要写明命名空间、位置和类型（namespace、location、importType）。请补上，或删去。");
        else if (type == Bpmn.NamespaceName)
            problems.Warn(import, $"引入的流程图“{Text(import, "location")}”不会随这个文件读取。请把用到的内容写进这个文件。");
    }

    // The ends of a pair go by their names; where they also say so themselves, both must say the same.
    private void CheckLink(XElement link)
    {
        if (link.Elements(Bpmn + "target").Skip(1).Any())
            problems.Add(link, "链接抛出事件只能有一个目标。请只留一个。");
        foreach (var (end, back) in (ReadOnlySpan<(string, string)>)[("target", "source"), ("source", "target")])
            foreach (var named in link.Elements(Bpmn + end))
                if (byId[ElementIndex.Local(named.Value)].FirstOrDefault() is not { } other || other.Name != Bpmn + "linkEventDefinition")
                    problems.Add(link, $"链接写明的另一端“{named.Value.Trim()}”不是链接事件。请更正，或删去，按名称连接。");
                else if (other.Element(Bpmn + back) is not null && !other.Elements(Bpmn + back).Any(e => ElementIndex.Local(e.Value) == Text(link, "id")))
                    problems.Add(link, $"链接的另一端“{named.Value.Trim()}”写明的却不是这里。请更正其中一处。");
    }

    private void CheckEnds(XElement line)
    {
        if (byId.HasImports)
            return;
        foreach (var end in (string[])["sourceRef", "targetRef"])
            if (Text(line, end) is not { } id || byId[ElementIndex.Local(id)].FirstOrDefault() is null)
                problems.Add(line, $"连线的一端“{Text(line, end)}”（{end}）不存在。请重新连接，或删去。");
    }

    private void CheckOperation(XElement user, string reference)
    {
        if (Text(user, "messageRef") is not { } message || byId[ElementIndex.Local(reference)].FirstOrDefault() is not { } operation || operation.Name != Bpmn + "operation")
            return;
        if (operation.Elements().Where(e => e.Name.LocalName is "inMessageRef" or "outMessageRef").All(e => ElementIndex.Local(e.Value) != ElementIndex.Local(message)))
            problems.Add(user, $"消息“{ElementIndex.Local(message)}”不是操作“{ElementIndex.Local(reference)}”收发的消息。请更正其中一处。");
    }

    private static bool IsExecuted(XElement element) =>
        element.Ancestors(Bpmn + "process").FirstOrDefault() is { } process && Text(process, "isExecutable") != "false";

    private static XNamespace? Space(XElement at, string? name) =>
        name is not null && name.IndexOf(':') is > 0 and var colon ? at.GetNamespaceOfPrefix(name[..colon]) : null;

    private static string? Text(XElement element, string attribute) => (string?)element.Attribute(attribute);
}
