using System.Xml.Linq;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Reading;

/// <summary>What stands beside the processes of a file and is referred to from events: messages, errors, escalations.</summary>
internal sealed class Globals
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;
    private static readonly XNamespace Zeebe = BpmnReader.Zeebe;

    private readonly Dictionary<string, MessageTrigger> messages = [];
    private readonly Dictionary<string, SignalTrigger> signals = [];
    private readonly Dictionary<string, string?> errors = [];
    private readonly Dictionary<string, string?> escalations = [];
    private readonly Dictionary<string, XElement> definitions = [];

    public static Globals Read(XElement definitions, Problems problems)
    {
        var globals = new Globals();
        foreach (var element in definitions.Elements())
        {
            if ((string?)element.Attribute("id") is not { } id)
                continue;
            if (element.Name == Bpmn + "message")
                globals.ReadMessage(element, id, problems);
            else if (element.Name == Bpmn + "signal" && problems.Expression(element, (string?)element.Attribute("name"), "信号名") is { } name)
                globals.signals[id] = new(name);
            else if (element.Name == Bpmn + "error")
                globals.errors[id] = Code(element, "errorCode");
            else if (element.Name == Bpmn + "escalation")
                globals.escalations[id] = Code(element, "escalationCode");
            else if (element.Name.Namespace == Bpmn && element.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
                globals.definitions[id] = element;
        }
        return globals;
    }

    /// <summary>An event definition that stands beside the processes; null when there is none of that id.</summary>
    public XElement? Definition(string reference) => definitions.GetValueOrDefault(ElementIndex.Local(reference.Trim()));

    /// <param name="needsKey">Who waits within a process says for which key; start events take any.</param>
    public MessageTrigger? Message(XElement at, bool needsKey, Problems problems)
    {
        var reference = Reference(at, "messageRef");
        if (reference is null || !messages.TryGetValue(reference, out var message))
        {
            problems.Add(at, reference is null
                ? "消息事件没有选定消息。请在属性面板选择或新建一条消息。"
                : $"引用的消息“{reference}”不存在或没有名称。请在属性面板重新选择消息。");
            return null;
        }
        if (!needsKey)
            return message with { CorrelationKey = null };
        if (message.CorrelationKey is null)
            problems.Warn(at, $"消息“{message.Name}”没有关联键（subscription correlationKey），会收到所有同名消息。请在消息的属性中填写。");
        return message;
    }

    /// <summary>A message to send; its key may be missing.</summary>
    public MessageTrigger? MessageToSend(XElement at, Problems problems)
    {
        var reference = Reference(at, "messageRef");
        if (reference is not null && messages.TryGetValue(reference, out var message))
            return message;
        problems.Add(at, "要发送的消息没有选定或不存在。请在属性面板选择消息。");
        return null;
    }

    public SignalTrigger? Signal(XElement at, Problems problems)
    {
        var reference = Reference(at, "signalRef");
        if (reference is not null && signals.TryGetValue(reference, out var signal))
            return signal;
        if (reference is not null)
        {
            problems.Warn(at, $"引用的信号“{reference}”没有定义，按名称“{reference}”处理。请在属性面板重新选择。");
            return new(new Expression(reference));
        }
        problems.Add(at, "信号事件没有选定信号。请在属性面板选择或新建一个信号。");
        return null;
    }

    public string? ErrorCode(XElement at, bool isThrown, Problems problems) =>
        CodeOf(at, errors, "errorRef", "差错", isThrown, problems);

    public string? EscalationCode(XElement at, bool isThrown, Problems problems) =>
        CodeOf(at, escalations, "escalationRef", "升级", isThrown, problems);

    private static string? CodeOf(XElement at, Dictionary<string, string?> known, string attribute, string kind, bool isThrown, Problems problems)
    {
        var reference = Reference(at, attribute);
        if (reference is not null && !known.ContainsKey(reference))
        {
            problems.Warn(at, $"引用的{kind}“{reference}”没有定义，按代码“{reference}”处理。请在属性面板重新选择。");
            return reference;
        }
        var code = reference is null ? null : known[reference];
        if (isThrown && code is null)
            problems.Add(at, $"抛出的{kind}没有代码。请在属性面板选择{kind}并填写代码。");
        return code;
    }

    private void ReadMessage(XElement element, string id, Problems problems)
    {
        var subscription = element.Element(Bpmn + "extensionElements")?.Element(Zeebe + "subscription");
        var key = problems.Expression(element, (string?)subscription?.Attribute("correlationKey"), "关联键");
        if (problems.Expression(element, (string?)element.Attribute("name"), "消息名") is { } name)
            messages[id] = new(name, key);
    }

    private static string? Code(XElement element, string attribute) =>
        (string?)element.Attribute(attribute) is { Length: > 0 } code ? code : null;

    // References are QNames; the prefix says nothing within one file.
    private static string? Reference(XElement at, string attribute)
    {
        var text = ((string?)at.Attribute(attribute))?.Trim();
        return string.IsNullOrEmpty(text) ? null : text[(text.LastIndexOf(':') + 1)..];
    }
}
