using System.Collections.Immutable;
using System.Xml.Linq;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Reading;

/// <summary>Makes an element of one node. The switch on the XML name is the list of what the engine can do.</summary>
internal sealed class NodeReader(Globals globals, Problems problems, Scope scope, ProcessReader process)
{
    private readonly TriggerReader triggers = new(globals, problems);

    public Element? Read(XElement node)
    {
        if (GlobalTasks.CalledBy(node) is { } global)
            return Read(GlobalTasks.Inlined(node, global));
        var id = Scope.IdOf(node);
        var name = ((string?)node.Attribute("name"))?.Trim() ?? "";
        var extensions = new Extensions(node, problems);
        Element? element = node.Name.LocalName switch
        {
            _ when scope.Starters.Contains(id) => Starter(node, id, name),
            "startEvent" => Start(node, id, name),
            "endEvent" => triggers.ReadThrown(node, isEnd: true, extensions) is { } trigger ? new EndEvent(id, name, trigger) : null,
            "intermediateThrowEvent" => triggers.ReadThrown(node, isEnd: false, extensions) is { } trigger ? new ThrowEvent(id, name, trigger) : null,
            "intermediateCatchEvent" when Scope.LinkName(node) is not null => new ThrowEvent(id, name, NoneTrigger.Instance),
            "intermediateCatchEvent" => triggers.ReadCaught(node, CatchPosition.Intermediate) is { } trigger ? new CatchEvent(id, name, trigger) : null,
            "boundaryEvent" => Boundary(node, id, name),
            "exclusiveGateway" => new ExclusiveGateway(id, name),
            "parallelGateway" => new ParallelGateway(id, name) { FoundReach = scope.ReachTowards(id) },
            "inclusiveGateway" => new InclusiveGateway(id, name) { FoundReach = scope.ReachTowards(id) },
            "complexGateway" => new ComplexGateway(id, name)
            {
                FoundReach = scope.ReachTowards(id),
                Activation = Condition(node, "activationCondition", "激活条件"),
            },
            "eventBasedGateway" => new EventGateway(id, name),
            "userTask" => UserTask(node, id, name, extensions),
            "serviceTask" => Service(node, id, name, extensions, "自动任务"),
            "sendTask" when extensions.Has("taskDefinition") => Service(node, id, name, extensions, "发送任务"),
            "sendTask" => globals.MessageToSend(node, problems) is { } message ? new SendTask(id, name, message) : null,
            "receiveTask" => globals.Message(node, needsKey: true, problems) is { } message ? new ReceiveTask(id, name, message) : null,
            "businessRuleTask" when extensions.Has("taskDefinition") => Service(node, id, name, extensions, "业务规则任务"),
            "businessRuleTask" => Decision(node, id, name, extensions),
            "scriptTask" when extensions.Has("taskDefinition") => Service(node, id, name, extensions, "脚本任务"),
            "scriptTask" => Script(node, id, name, extensions),
            "task" or "manualTask" => new PlainTask(id, name),
            "subProcess" or "transaction" or "adHocSubProcess" => Sub(node, id, name),
            "callActivity" => Call(node, id, name, extensions),
            _ => Unknown(node),
        };
        return element is null ? null : Common(element, node, extensions);
    }

    private Element Common(Element element, XElement node, Extensions extensions)
    {
        element = element with
        {
            ParentId = scope.ParentId,
            Properties = extensions.Properties,
            Incoming = scope.Incoming(element.Id),
            Outgoing = scope.Outgoing(element.Id),
            DefaultFlowId = (string?)node.Attribute("default") is { Length: > 0 } flow ? flow : null,
            Inputs = extensions.Mappings("input"),
            Outputs = extensions.Mappings("output"),
        };
        if (element is not Activity activity)
            return element;
        ImmutableArray<BoundaryEvent> boundaries = [.. scope.BoundariesOf(element.Id).Select(b => Read(b, quietly: true)).OfType<BoundaryEvent>()];
        return activity with
        {
            Loop = new LoopReader(globals, problems).Read(node, boundaries),
            IsForCompensation = (string?)node.Attribute("isForCompensation") == "true" && activity is not SubProcess { IsEventSubProcess: true },
            CompensatedBy = scope.BoundariesOf(element.Id).Select(Compensations.HandlerOf).FirstOrDefault(h => h is not null),
            StartQuantity = Quantity(node, "startQuantity"),
            CompletionQuantity = Quantity(node, "completionQuantity"),
            Boundaries = boundaries,
        };
    }

    // A boundary event is read with its host and once more for itself; its problems count once.
    private Element? Read(XElement node, bool quietly) =>
        quietly ? new NodeReader(globals, new Problems(), scope, process).Read(node) : Read(node);

    private StartEvent? Start(XElement node, string id, string name)
    {
        var position = scope.Container.Name.LocalName == "process" ? CatchPosition.ProcessStart
            : (string?)scope.Container.Attribute("triggeredByEvent") == "true" ? CatchPosition.EventSubProcessStart
            : CatchPosition.SubProcessStart;
        return triggers.ReadCaught(node, position) is { } trigger
            ? new(id, name, trigger) { IsInterrupting = (string?)node.Attribute("isInterrupting") != "false" }
            : null;
    }

    // The wait is over when the process is there, so what could happen meanwhile has no place here.
    private StartEvent? Starter(XElement node, string id, string name)
    {
        if (node.Name.LocalName is not ("receiveTask" or "intermediateCatchEvent"))
        {
            problems.Add(node, "启动流程的事件网关之后只能是中间捕获事件或接收任务。请改画。");
            return null;
        }
        if (scope.BoundariesOf(id).Count > 0 || node.Elements().Any(e => e.Name.LocalName.EndsWith("LoopCharacteristics", StringComparison.Ordinal)))
            problems.Add(node, "启动流程的接收任务不能带边界事件，也不能循环。请删去。");
        var trigger = node.Name.LocalName == "receiveTask" ? globals.Message(node, needsKey: false, problems) : triggers.ReadCaught(node, CatchPosition.InstantiatingCatch);
        return trigger is null ? null : new(id, name, trigger);
    }

    private BoundaryEvent? Boundary(XElement node, string id, string name)
    {
        var host = (string?)node.Attribute("attachedToRef") ?? "";
        if (!scope.Nodes.Exists(n => Scope.IdOf(n) == host && IsActivity(n)))
            problems.Add(node, $"边界事件所在的环节“{host}”不存在或不是任务、子流程。请把它重新放到环节边上。");
        if (triggers.ReadCaught(node, CatchPosition.Boundary) is not { } trigger)
            return null;
        var isInterrupting = (string?)node.Attribute("cancelActivity") != "false";
        if (trigger is ErrorTrigger && !isInterrupting)
            problems.Add(node, "差错边界事件只能是中断的。请改为中断，或改用升级事件。");
        return new(id, name, trigger, host) { IsInterrupting = isInterrupting };
    }

    private UserTask UserTask(XElement node, string id, string name, Extensions extensions)
    {
        if (extensions.Text("assignmentDefinition", "candidateUsers") is not null)
            problems.Add(node, "不支持候选人（candidateUsers）。请改用办理人或候选组。");
        var properties = extensions.Properties;
        return new(id, name)
        {
            Assignee = extensions.Expression("assignmentDefinition", "assignee", "办理人"),
            CandidateGroups = extensions.Expression("assignmentDefinition", "candidateGroups", "候选组"),
            DueDate = extensions.Expression("taskSchedule", "dueDate", "办理期限"),
            FormId = extensions.Text("formDefinition", "formId"),
            FormBinding = BindingOf(node, extensions, "formDefinition"),
            FormVersionTag = extensions.Text("formDefinition", "versionTag"),
            ComputedProperties = extensions.ComputedProperties(),
            DrawnProperties = properties.ToImmutableDictionary(p => p.Key, p => (object?)p.Value),
        };
    }

    private ServiceTask? Service(XElement node, string id, string name, Extensions extensions, string kind)
    {
        if (extensions.Expression("taskDefinition", "type", "任务类型") is { } type)
            return new(id, name, type) { Headers = extensions.Headers };
        problems.Add(node, $"{kind}没有任务类型（taskDefinition type）。请在属性面板填写。");
        return null;
    }

    private BusinessRuleTask? Decision(XElement node, string id, string name, Extensions extensions)
    {
        if (extensions.Expression("calledDecision", "decisionId", "决策编号") is { } decision
            && extensions.Text("calledDecision", "resultVariable") is { } result)
            return new(id, name, decision, result)
            {
                Binding = BindingOf(node, extensions, "calledDecision"),
                VersionTag = extensions.Expression("calledDecision", "versionTag", "版本标签"),
            };
        problems.Add(node, "业务规则任务没有写明决策编号（decisionId）和结果变量（resultVariable）。请在属性面板填写。");
        return null;
    }

    private Binding BindingOf(XElement node, Extensions extensions, string kind)
    {
        switch (extensions.Text(kind, "bindingType"))
        {
            case null or "latest":
                return Binding.Latest;
            case "deployment":
                return Binding.Deployment;
            case "versionTag" when extensions.Text(kind, "versionTag") is null:
                problems.Add(node, "按版本标签绑定，却没有写版本标签（versionTag）。请在属性面板填写。");
                return Binding.VersionTag;
            case "versionTag":
                return Binding.VersionTag;
            case var unknown:
                problems.Add(node, $"不认识绑定方式“{unknown}”。请改用 latest、deployment 或 versionTag。");
                return Binding.Latest;
        }
    }

    private ScriptTask? Script(XElement node, string id, string name, Extensions extensions)
    {
        if (extensions.Expression("script", "expression", "脚本") is { Feel: not null } script
            && extensions.Text("script", "resultVariable") is { } result)
            return new(id, name, script, result);
        problems.Add(node, "脚本任务没有写明 FEEL 表达式（以等号开头）和结果变量。请在属性面板填写。");
        return null;
    }

    private SubProcess Sub(XElement node, string id, string name) =>
        new(id, name, process.ReadBody(node, id))
        {
            IsEventSubProcess = (string?)node.Attribute("triggeredByEvent") == "true",
            IsTransaction = node.Name.LocalName == "transaction",
            CompletionCondition = node.Name.LocalName == "adHocSubProcess" ? Condition(node, "completionCondition", "完成条件") : null,
            CancelsRemaining = (string?)node.Attribute("cancelRemainingInstances") != "false",
        };

    private Expression? Condition(XElement node, string name, string what) =>
        node.Element(BpmnReader.Bpmn + name) is { } drawn && !string.IsNullOrWhiteSpace(drawn.Value)
            ? new(drawn.Value.Trim(), problems.Feel(drawn, drawn.Value, what))
            : null;

    private int Quantity(XElement node, string attribute)
    {
        if ((string?)node.Attribute(attribute) is not { } text)
            return 1;
        if (int.TryParse(text, out var quantity) && quantity is >= 1 and <= 100)
            return quantity;
        problems.Add(node, $"令牌数量“{attribute}”应是 1 到 100 的整数。请在属性面板更正。");
        return 1;
    }

    private CallActivity? Call(XElement node, string id, string name, Extensions extensions)
    {
        if (extensions.Expression("calledElement", "processId", "被调用流程") is { } called)
            return new(id, name, called)
            {
                PassesAll = extensions.Flag("calledElement", "propagateAllParentVariables", true),
                ReturnsAll = extensions.Flag("calledElement", "propagateAllChildVariables", true),
                Binding = BindingOf(node, extensions, "calledElement"),
                VersionTag = extensions.Expression("calledElement", "versionTag", "版本标签"),
            };
        problems.Add(node, "调用活动没有写明被调用的流程（calledElement processId）。请在属性面板填写。");
        return null;
    }

    private Element? Unknown(XElement node)
    {
        problems.Add(node, $"不支持元素“{node.Name.LocalName}”。请改用支持的任务、网关、事件或子流程。");
        return null;
    }

    private static bool IsActivity(XElement node) =>
        node.Name.LocalName.EndsWith("ask", StringComparison.Ordinal) || node.Name.LocalName is "subProcess" or "transaction" or "adHocSubProcess" or "callActivity";
}
