using System.Collections.Immutable;
using System.Xml.Linq;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Reading;

/// <summary>What an element carries in <c>zeebe:</c> extension elements. Other vendors' extensions are passed over; unknown zeebe ones are refused.</summary>
internal sealed class Extensions
{
    private static readonly XNamespace Zeebe = BpmnReader.Zeebe;

    private readonly Dictionary<string, XElement> found = [];
    private readonly XElement owner;
    private readonly Problems problems;

    public Extensions(XElement owner, Problems problems)
    {
        (this.owner, this.problems) = (owner, problems);
        foreach (var extension in owner.Elements(BpmnReader.Bpmn + "extensionElements").Elements())
        {
            if (extension.Name.Namespace != Zeebe)
                continue;
            switch (extension.Name.LocalName)
            {
                case "assignmentDefinition" or "calledDecision" or "calledElement" or "formDefinition" or "ioMapping" or "loopCharacteristics"
                    or "properties" or "script" or "subscription" or "taskDefinition" or "taskHeaders" or "taskSchedule":
                    found[extension.Name.LocalName] = extension;
                    break;
                case "userTask" or "versionTag" or "userTaskForm" or "publicationMetadata":
                    break;
                default:
                    problems.Add(extension, $"不支持扩展“zeebe:{extension.Name.LocalName}”。请在属性面板删去它。");
                    break;
            }
        }
    }

    public bool Has(string name) => found.ContainsKey(name);

    public string? Text(string name, string attribute) =>
        ((string?)found.GetValueOrDefault(name)?.Attribute(attribute))?.Trim() is { Length: > 0 } text ? text : null;

    public Expression? Expression(string name, string attribute, string what) =>
        problems.Expression(found.GetValueOrDefault(name) ?? owner, Text(name, attribute), what);

    public bool Flag(string name, string attribute, bool otherwise) => Text(name, attribute) switch
    {
        "true" => true,
        "false" => false,
        _ => otherwise,
    };

    public ImmutableDictionary<string, string> Properties => Pairs("properties", "property", "name");

    /// <summary>Of a process: the variables that callers, handlers and messages from outside bring.</summary>
    public ImmutableArray<string> DeclaredVariables =>
        [.. (Properties.GetValueOrDefault("variables") ?? "").Split([',', '，', '、', ' ', '\n', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public ImmutableDictionary<string, string> Headers => Pairs("taskHeaders", "header", "key").SetItems(Properties);

    /// <summary>The properties written as FEEL.</summary>
    public ImmutableArray<(string, Expression)> ComputedProperties()
    {
        var computed = ImmutableArray.CreateBuilder<(string, Expression)>();
        foreach (var (name, value) in Properties.Where(p => p.Value.StartsWith('=')).OrderBy(p => p.Key, StringComparer.Ordinal))
            if (problems.Expression(owner, value, $"属性“{name}”的表达式") is { Feel: not null } expression)
                computed.Add((name, expression));
        return computed.ToImmutable();
    }

    public ImmutableArray<Mapping> Mappings(string direction)
    {
        if (found.GetValueOrDefault("ioMapping") is not { } io)
            return [];
        var mappings = ImmutableArray.CreateBuilder<Mapping>();
        foreach (var line in io.Elements(Zeebe + direction))
        {
            var target = ((string?)line.Attribute("target") ?? "").Split('.', StringSplitOptions.TrimEntries);
            if (target.Any(name => name.Length == 0))
                problems.Add(line, "变量映射没有写明目标变量。请在属性面板填写。");
            else if (problems.Expression(line, (string?)line.Attribute("source"), "变量映射的表达式") is { } source)
                mappings.Add(new(source, [.. target]));
            else if (string.IsNullOrWhiteSpace((string?)line.Attribute("source")))
                problems.Add(line, $"变量映射“{string.Join('.', target)}”没有写明来源。请在属性面板填写。");
        }
        return mappings.ToImmutable();
    }

    /// <summary>The loop of an activity; null when it has none or it can't be used.</summary>
    public Loop? Loop()
    {
        if (owner.Element(BpmnReader.Bpmn + "standardLoopCharacteristics") is { } standard)
            return Standard(standard);
        if (owner.Element(BpmnReader.Bpmn + "multiInstanceLoopCharacteristics") is not { } drawn)
            return null;

        var inner = new Extensions(drawn, problems);
        var output = inner.Expression("loopCharacteristics", "outputElement", "多实例的输出表达式");
        var loop = new MultiInstance((string?)drawn.Attribute("isSequential") == "true")
        {
            Cardinality = problems.Expression(drawn, (string?)drawn.Element(BpmnReader.Bpmn + "loopCardinality"), "多实例的次数"),
            InputCollection = inner.Expression("loopCharacteristics", "inputCollection", "多实例的集合"),
            InputElement = inner.Text("loopCharacteristics", "inputElement"),
            OutputCollection = inner.Text("loopCharacteristics", "outputCollection"),
            OutputElement = output,
            OutputVariable = FirstName(output),
            Tellings = [.. Tellings(drawn)],
            CompletionCondition = problems.Expression(drawn, (string?)drawn.Element(BpmnReader.Bpmn + "completionCondition"), "多实例的完成条件"),
        };
        if (loop.InputCollection is null && loop.Cardinality is null)
        {
            problems.Add(drawn, "多实例没有写明集合（inputCollection）或次数（loopCardinality）。请在属性面板填写其中一项。");
            return null;
        }
        if (loop.CompletionCondition is { Feel: null })
            problems.Add(drawn, $"多实例的完成条件“{loop.CompletionCondition}”不是表达式。请在前面加等号。");
        if (loop.OutputCollection is null != loop.OutputElement is null)
            problems.Add(drawn, "多实例的输出集合和输出表达式要么都填，要么都不填。");
        return loop;
    }

    private IEnumerable<LoopTelling> Tellings(XElement drawn)
    {
        switch ((string?)drawn.Attribute("behavior"))
        {
            case "None" when Told(Beside(drawn, (string?)drawn.Attribute("noneBehaviorEventRef"))) is { } told:
                yield return new(told, IsForEach: true);
                break;
            case "One" when Told(Beside(drawn, (string?)drawn.Attribute("oneBehaviorEventRef"))) is { } told:
                yield return new(told, IsForEach: false);
                break;
            case "Complex":
                foreach (var complex in drawn.Elements(BpmnReader.Bpmn + "complexBehaviorDefinition"))
                    if (Complex(complex) is { } telling)
                        yield return telling;
                break;
        }
    }

    private LoopTelling? Complex(XElement complex)
    {
        var text = ((string?)complex.Element(BpmnReader.Bpmn + "condition"))?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (problems.AskNewRules)
                problems.Add(complex, "多实例按条件触发的事件没有写明条件（condition）。请填写。");
            return null;
        }
        var condition = new Expression(text, problems.Feel(complex, text, "多实例的事件条件"));
        var @event = complex.Element(BpmnReader.Bpmn + "event");
        var definition = @event?.Element(BpmnReader.Bpmn + "signalEventDefinition") ?? Beside(complex, (string?)@event?.Element(BpmnReader.Bpmn + "eventDefinitionRef"));
        return Told(definition) is { } told ? new(told, IsForEach: true, condition) : null;
    }

    private static SignalTrigger? Told(XElement? definition)
    {
        var signal = definition?.Name == BpmnReader.Bpmn + "signalEventDefinition" ? Beside(definition, (string?)definition.Attribute("signalRef")) : null;
        return (string?)signal?.Attribute("name") is { Length: > 0 } name ? new(new Expression(name)) : null;
    }

    private static XElement? Beside(XElement at, string? reference) =>
        reference is null ? null : at.Document?.Root?.Elements().FirstOrDefault(e => (string?)e.Attribute("id") == reference[(reference.LastIndexOf(':') + 1)..]);

    private StandardLoop? Standard(XElement drawn)
    {
        var maximum = (string?)drawn.Attribute("loopMaximum");
        if (maximum is not null && (!int.TryParse(maximum, out var most) || most < 0))
        {
            problems.Add(drawn, $"循环的最多次数“{maximum}”不是整数。请在属性面板更正。");
            return null;
        }
        var text = drawn.Element(BpmnReader.Bpmn + "loopCondition")?.Value.Trim();
        var feel = string.IsNullOrEmpty(text) ? null : problems.Feel(drawn, text, "循环条件");
        if (feel is null && maximum is null)
        {
            problems.Add(drawn, "循环没有写明条件（loopCondition）或最多次数（loopMaximum）。请在属性面板填写其中一项。");
            return null;
        }
        return new(feel is null ? null : new Expression(text!, feel), maximum is null ? null : int.Parse(maximum, System.Globalization.CultureInfo.InvariantCulture),
            (string?)drawn.Attribute("testBefore") == "true");
    }

    // A result that is a plain name (or begins with one) would otherwise be shared by all instances.
    private static string? FirstName(Expression? output)
    {
        if (output is not { Feel: not null })
            return null;
        var text = output.Text.AsSpan(1).Trim();
        var end = 0;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '_' || (end > 0 && char.IsDigit(text[end]))))
            end++;
        return end > 0 && (end == text.Length || text[end] == '.') ? text[..end].ToString() : null;
    }

    private ImmutableDictionary<string, string> Pairs(string name, string item, string key)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var pair in found.GetValueOrDefault(name)?.Elements(Zeebe + item) ?? [])
            if ((string?)pair.Attribute(key) is { Length: > 0 } text)
                pairs[text] = (string?)pair.Attribute("value") ?? "";
        return pairs.ToImmutable();
    }
}
