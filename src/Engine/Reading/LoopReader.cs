using System.Collections.Immutable;
using System.Xml.Linq;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Reading;

/// <summary>Reads how an activity is done several times, and what its loop tells its boundary events.</summary>
internal sealed class LoopReader(Globals globals, Problems problems)
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    /// <summary>The loop of an activity; null when it has none or it can't be used.</summary>
    /// <param name="boundaries">The boundary events of the activity.</param>
    public Loop? Read(XElement owner, ImmutableArray<BoundaryEvent> boundaries)
    {
        if (owner.Element(Bpmn + "standardLoopCharacteristics") is { } standard)
            return Standard(standard);
        if (owner.Element(Bpmn + "multiInstanceLoopCharacteristics") is not { } drawn)
            return null;

        var inner = new Extensions(drawn, problems);
        var output = inner.Expression("loopCharacteristics", "outputElement", "多实例的输出表达式");
        var loop = new MultiInstance((string?)drawn.Attribute("isSequential") == "true")
        {
            Cardinality = problems.Expression(drawn, (string?)drawn.Element(Bpmn + "loopCardinality"), "多实例的次数"),
            InputCollection = inner.Expression("loopCharacteristics", "inputCollection", "多实例的集合"),
            InputElement = inner.Text("loopCharacteristics", "inputElement"),
            OutputCollection = inner.Text("loopCharacteristics", "outputCollection"),
            OutputElement = output,
            OutputVariable = FirstName(output),
            Tellings = [.. Tellings(drawn, boundaries)],
            CompletionCondition = problems.Expression(drawn, (string?)drawn.Element(Bpmn + "completionCondition"), "多实例的完成条件"),
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

    private IEnumerable<LoopTelling> Tellings(XElement drawn, ImmutableArray<BoundaryEvent> boundaries)
    {
        switch ((string?)drawn.Attribute("behavior"))
        {
            case "None" when (string?)drawn.Attribute("noneBehaviorEventRef") is { } reference:
                yield return new(Hearers(drawn, globals.Definition(reference), boundaries), IsForEach: true);
                break;
            case "One" when (string?)drawn.Attribute("oneBehaviorEventRef") is { } reference:
                yield return new(Hearers(drawn, globals.Definition(reference), boundaries), IsForEach: false);
                break;
            case "Complex":
                foreach (var complex in drawn.Elements(Bpmn + "complexBehaviorDefinition"))
                    if (Complex(complex, boundaries) is { } telling)
                        yield return telling;
                break;
        }
    }

    private LoopTelling? Complex(XElement complex, ImmutableArray<BoundaryEvent> boundaries)
    {
        var text = ((string?)complex.Element(Bpmn + "condition"))?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (problems.AskNewRules)
                problems.Add(complex, "多实例按条件触发的事件没有写明条件（condition）。请填写。");
            return null;
        }
        var condition = new Expression(text, problems.Feel(complex, text, "多实例的事件条件"));
        var @event = complex.Element(Bpmn + "event");
        var definition = @event?.Elements().FirstOrDefault(each => each.Name.Namespace == Bpmn && each.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
            ?? ((string?)@event?.Element(Bpmn + "eventDefinitionRef") is { } reference ? globals.Definition(reference) : null);
        return new(Hearers(complex, definition, boundaries), IsForEach: true, condition);
    }

    /// <summary>The boundary events of the activity that take what its loop tells. What cannot be told, and what nobody would hear, is said of the drawing.</summary>
    private ImmutableArray<string> Hearers(XElement at, XElement? definition, ImmutableArray<BoundaryEvent> boundaries)
    {
        // What is wrong with the reference is said at the loop: the definition may stand beside the processes.
        var elsewhere = new Problems();
        BoundaryEvent[]? hearers = definition?.Name.LocalName switch
        {
            "signalEventDefinition" when globals.Signal(definition, elsewhere) is { } signal => [.. boundaries.Where(b => b.Trigger is SignalTrigger t && t.Name.Text == signal.Name.Text)],
            "messageEventDefinition" when globals.MessageToSend(definition, elsewhere) is { } message => [.. boundaries.Where(b => b.Trigger is MessageTrigger t && t.Name.Text == message.Name.Text)],
            "escalationEventDefinition" when globals.EscalationCode(definition, isThrown: true, elsewhere) is { } code => [.. Escalated(boundaries, code)],
            _ => null,
        };
        if (problems.AskNewRules)
            Say(at, definition, hearers);
        return [.. (hearers ?? []).Select(hearer => hearer.Id)];
    }

    private void Say(XElement at, XElement? definition, BoundaryEvent[]? hearers)
    {
        if (hearers is null)
            problems.Add(at, definition?.Name.LocalName switch
            {
                null => "多实例办完一个时触发的事件没有写明或不存在。请选择信号、消息或升级事件，或把方式（behavior）改为 All。",
                "signalEventDefinition" or "messageEventDefinition" or "escalationEventDefinition" => "多实例办完一个时触发的事件没有选定信号、消息或有代码的升级。请在属性面板选择。",
                var kind => $"多实例办完一个时触发的事件只能是信号、消息或升级，不能是“{kind}”。请改用其中一种；要在办完一个后撤销其余各个，请改用完成条件（completionCondition）。",
            });
        else if (hearers is [])
            problems.Warn(at, "多实例办完一个时触发的事件没有边界事件接收，触发了也没有作用。请在这个环节边上放一个同名的边界事件，或把方式（behavior）改为 All。");
        else if (hearers.FirstOrDefault(hearer => hearer.IsInterrupting) is { } interrupting)
            problems.Warn(at, $"边界事件“{interrupting.Label}”画成中断的，但多实例办完一个时触发它不会撤销其余各个。请改为不中断；要撤销其余各个，请改用完成条件（completionCondition）。");
    }

    private static IEnumerable<BoundaryEvent> Escalated(ImmutableArray<BoundaryEvent> boundaries, string code) =>
        Catching.Best(boundaries, new(false, code)) is BoundaryEvent hearer ? [hearer] : [];

    private StandardLoop? Standard(XElement drawn)
    {
        var maximum = (string?)drawn.Attribute("loopMaximum");
        if (maximum is not null && (!int.TryParse(maximum, out var most) || most < 0))
        {
            problems.Add(drawn, $"循环的最多次数“{maximum}”不是整数。请在属性面板更正。");
            return null;
        }
        var text = drawn.Element(Bpmn + "loopCondition")?.Value.Trim();
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
}
