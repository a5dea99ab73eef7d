using System.Xml.Linq;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Reading;

/// <summary>Reads what an event waits for or brings about.</summary>
internal sealed class TriggerReader(Globals globals, Problems problems)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    /// <summary>Null when the event can't be used; a problem says why.</summary>
    public Trigger? ReadCaught(XElement node, CatchPosition position)
    {
        if (Definition(node) is not { } definition)
            return position is CatchPosition.ProcessStart or CatchPosition.SubProcessStart && !IsSeveral(node) ? NoneTrigger.Instance : Missing(node);

        var isStart = position is CatchPosition.ProcessStart or CatchPosition.InstantiatingCatch;
        var isInside = position is CatchPosition.Boundary or CatchPosition.EventSubProcessStart;
        return definition.Name.LocalName switch
        {
            _ when position == CatchPosition.SubProcessStart => Refuse(node, "子流程的开始事件不能带触发条件。请改为空白开始事件，或改用事件子流程。"),
            "timerEventDefinition" => Timer(definition),
            "messageEventDefinition" => globals.Message(definition, needsKey: !isStart, problems),
            "signalEventDefinition" => globals.Signal(definition, problems),
            "conditionalEventDefinition" when !isStart => Condition(definition),
            "conditionalEventDefinition" => Refuse(node, "流程不能由条件启动：还没有流程时，没有变量可以看，也没有谁来看。请改用消息、信号或定时开始，或把条件放在事件子流程里。"),
            "cancelEventDefinition" when position == CatchPosition.Boundary => CancelTrigger.Instance,
            "compensateEventDefinition" when isInside => Compensation(node, position),
            "errorEventDefinition" when isInside => new ErrorTrigger(globals.ErrorCode(definition, isThrown: false, problems)),
            "escalationEventDefinition" when isInside => new EscalationTrigger(globals.EscalationCode(definition, isThrown: false, problems)),
            var kind => Refuse(node, $"这里不支持“{kind}”。请改用定时、消息、信号、条件{(isInside ? "、差错或升级" : "")}事件。"),
        };
    }

    public Trigger? ReadThrown(XElement node, bool isEnd, Extensions extensions)
    {
        if (Definition(node) is not { } definition)
            return IsSeveral(node) ? Missing(node) : NoneTrigger.Instance;
        return definition.Name.LocalName switch
        {
            "messageEventDefinition" when extensions.Has("taskDefinition") => Job(node, extensions),
            "messageEventDefinition" => globals.MessageToSend(definition, problems),
            "signalEventDefinition" => globals.Signal(definition, problems),
            // The flow to its other end is drawn when the scope is read.
            "linkEventDefinition" when !isEnd => NoneTrigger.Instance,
            "cancelEventDefinition" when isEnd => CancelTrigger.Instance,
            "escalationEventDefinition" => new EscalationTrigger(globals.EscalationCode(definition, isThrown: true, problems)),
            "errorEventDefinition" when isEnd => new ErrorTrigger(globals.ErrorCode(definition, isThrown: true, problems)),
            "compensateEventDefinition" => Compensations.Thrown(definition),
            "terminateEventDefinition" when isEnd => TerminateTrigger.Instance,
            var kind => Refuse(node, $"这里不支持“{kind}”。请改用空白、消息、信号、升级{(isEnd ? "、差错或终止" : "")}事件。"),
        };
    }

    private JobTrigger? Job(XElement node, Extensions extensions)
    {
        if (extensions.Expression("taskDefinition", "type", "任务类型") is { } type)
            return new(type, extensions.Headers);
        problems.Add(node, "发送事件没有任务类型（taskDefinition type）。请在属性面板填写，或删去任务定义。");
        return null;
    }

    // Nobody could compensate a whole process, so there it would wait for nothing.
    private Trigger? Compensation(XElement node, CatchPosition position)
    {
        if (position == CatchPosition.EventSubProcessStart && node.Parent!.Parent!.Name == Bpmn + "process")
            return Refuse(node, "补偿事件子流程只能放在子流程里，整个流程没有人能补偿。请移到子流程里，或改用补偿边界事件。");
        if (position == CatchPosition.EventSubProcessStart && (string?)node.Attribute("isInterrupting") == "false")
            return Refuse(node, "由补偿启动的事件子流程没有“不中断”之分。请去掉不中断。");
        return new CompensationTrigger();
    }

    private ConditionTrigger? Condition(XElement definition)
    {
        var drawn = definition.Element(Bpmn + "condition");
        if (!string.IsNullOrWhiteSpace(drawn?.Value))
            return new(new Expression(drawn.Value.Trim(), problems.Feel(drawn, drawn.Value, "条件")));
        problems.Add(definition, "条件事件没有写明条件。请在属性面板填写。");
        return null;
    }

    private TimerTrigger? Timer(XElement definition)
    {
        foreach (var (name, kind) in new[] { ("timeDuration", TimerKind.Duration), ("timeDate", TimerKind.Date), ("timeCycle", TimerKind.Cycle) })
        {
            if (definition.Element(Bpmn + name) is not { } drawn)
                continue;
            if (problems.Expression(drawn, drawn.Value, "定时") is { } when)
                return Checked(new(kind, when), drawn);
            break;
        }
        problems.Add(definition, "定时事件没有写明时间。请在属性面板填写时长、时间或周期。");
        return null;
    }

    // What is literal can be tried now instead of when a case gets there.
    private TimerTrigger? Checked(TimerTrigger timer, XElement drawn)
    {
        if (timer.When.Feel is not null)
            return timer;
        var anywhere = new Surroundings(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);
        if (timer.Plan(Variables.Empty, anywhere, out _) is not null)
            return timer;
        problems.Add(drawn, timer.Kind == TimerKind.Cycle
            ? $"重复周期“{timer.When}”无法识别。请按 R3/PT24H 的样子填写，或写以等号开头的表达式。"
            : $"时间“{timer.When}”无法识别。请按 P3D、PT24H 或 2026-03-05T09:00:00+08:00 的样子填写，或写以等号开头的表达式。");
        return null;
    }

    private static XElement? Definition(XElement node) =>
        Definitions(node).ToList() is [var only] ? only : null;

    private static bool IsSeveral(XElement node) => Definitions(node).Skip(1).Any();

    private static IEnumerable<XElement> Definitions(XElement node) =>
        node.Elements().Select(Referred).OfType<XElement>()
            .Where(e => e.Name.Namespace == Bpmn && e.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal));

    // An event can point at a definition that stands beside the processes.
    private static XElement? Referred(XElement element)
    {
        if (element.Name != Bpmn + "eventDefinitionRef")
            return element;
        var id = element.Value.Trim();
        id = id[(id.LastIndexOf(':') + 1)..];
        return element.Document?.Root?.Elements().FirstOrDefault(e => (string?)e.Attribute("id") == id);
    }

    private Trigger? Missing(XElement node) => Refuse(node, IsSeveral(node)
        ? "一个事件只能有一种触发条件。请拆成几个事件。"
        : "事件没有触发条件。请改为定时、消息、差错或升级事件。");

    private Trigger? Refuse(XElement node, string text)
    {
        problems.Add(node, text);
        return null;
    }
}

/// <summary>Where an event that catches can stand.</summary>
internal enum CatchPosition
{
    ProcessStart,

    /// <summary>In the flow, but behind an event-based gateway that begins the process.</summary>
    InstantiatingCatch,

    SubProcessStart,
    EventSubProcessStart,
    Intermediate,
    Boundary,
}
