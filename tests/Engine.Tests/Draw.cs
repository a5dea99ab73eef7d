using System.Text;

namespace Rectification.Engine.Tests;

/// <summary>Short ways to write BPMN in tests. Flows are written as <c>a -> b -> c</c>, with <c>a ->(condition) b</c> and <c>a ->(default) b</c>.</summary>
public static class Draw
{
    /// <summary>A file with one process: <paramref name="inside"/> is lines of XML and of flows, mixed as they come.</summary>
    public static string Process(string inside, string beside = "", string id = "p") => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d">
        {beside}
        <bpmn:process id="{id}" name="Process" isExecutable="true">
        {Level(inside)}
        </bpmn:process>
        </bpmn:definitions>
        """;

    public static string Message(string id, string name, string key = "=caseNumber") =>
        $"""<bpmn:message id="{id}" name="{name}"><bpmn:extensionElements><zeebe:subscription correlationKey="{key}"/></bpmn:extensionElements></bpmn:message>""";

    public static string Extension(string zeebe) => $"<bpmn:extensionElements>{zeebe}</bpmn:extensionElements>";

    public static string UserTask(string id, string inside = "") => $"""<bpmn:userTask id="{id}">{inside}</bpmn:userTask>""";

    public static string Start(string id = "start") => $"""<bpmn:startEvent id="{id}"/>""";

    public static string End(string id = "end") => $"""<bpmn:endEvent id="{id}"/>""";

    public static string Timer(string duration) => $"<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">{duration}</bpmn:timeDuration></bpmn:timerEventDefinition>";

    public static string Cycle(string cycle) => $"<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type=\"bpmn:tFormalExpression\">{cycle}</bpmn:timeCycle></bpmn:timerEventDefinition>";

    public static string Boundary(string id, string host, string trigger, bool interrupting = true) =>
        $"""<bpmn:boundaryEvent id="{id}" attachedToRef="{host}" cancelActivity="{(interrupting ? "true" : "false")}">{trigger}</bpmn:boundaryEvent>""";

    public static string Catch(string id, string trigger) => $"""<bpmn:intermediateCatchEvent id="{id}">{trigger}</bpmn:intermediateCatchEvent>""";

    public static string Throw(string id, string trigger) => $"""<bpmn:intermediateThrowEvent id="{id}">{trigger}</bpmn:intermediateThrowEvent>""";

    public static string EndWith(string id, string trigger) => $"""<bpmn:endEvent id="{id}">{trigger}</bpmn:endEvent>""";

    public static string OnMessage(string id) => $"""<bpmn:messageEventDefinition messageRef="{id}"/>""";

    public static string OnError(string? id = null) => $"<bpmn:errorEventDefinition{(id is null ? "" : $" errorRef=\"{id}\"")}/>";

    public static string OnEscalation(string? id = null) => $"<bpmn:escalationEventDefinition{(id is null ? "" : $" escalationRef=\"{id}\"")}/>";

    public static string Terminate => "<bpmn:terminateEventDefinition/>";

    public static string Error(string code) => $"""<bpmn:error id="{code}" errorCode="{code}"/>""";

    public static string Escalation(string code) => $"""<bpmn:escalation id="{code}" escalationCode="{code}"/>""";

    public static string Sub(string id, string inside, string extra = "") => $"<bpmn:subProcess id=\"{id}\">{extra}\n{Level(inside)}\n</bpmn:subProcess>";

    public static string EventSub(string id, string trigger, string inside, bool interrupting = true) => $"""
        <bpmn:subProcess id="{id}" triggeredByEvent="true">
        <bpmn:startEvent id="{id}-start" isInterrupting="{(interrupting ? "true" : "false")}">{trigger}</bpmn:startEvent>
        {Level(inside)}
        </bpmn:subProcess>
        """;

    /// <summary>Turns lines of flows into sequence flows and leaves XML as it is; the source of a default flow gets the attribute.</summary>
    public static string Level(string inside)
    {
        var flows = new StringBuilder();
        var xml = new StringBuilder();
        var defaults = new List<string>();
        foreach (var line in inside.Split('\n'))
        {
            var text = line.Trim();
            if (text.Contains("->", StringComparison.Ordinal) && !text.StartsWith('<'))
                Flows(flows, defaults, text);
            else
                xml.AppendLine(text);
        }
        foreach (var source in defaults)
            xml.Replace($"id=\"{source}\"", $"id=\"{source}\" default=\"{source}-default\"");
        return xml.Append(flows).ToString();
    }

    private static void Flows(StringBuilder xml, List<string> defaults, string line)
    {
        var parts = line.Split("->");
        var source = parts[0].Trim();
        foreach (var part in parts.Skip(1))
        {
            var target = part.Trim();
            var (id, condition) = ($"{source}-{target}", "");
            if (target.StartsWith("(default)", StringComparison.Ordinal))
            {
                (id, target) = ($"{source}-default", target["(default)".Length..].Trim());
                defaults.Add(source);
            }
            else if (target.StartsWith('('))
            {
                var end = target.LastIndexOf(')');
                condition = $"<bpmn:conditionExpression>={target[1..end].Replace("<", "&lt;", StringComparison.Ordinal)}</bpmn:conditionExpression>";
                target = target[(end + 1)..].Trim();
                id = $"{source}-{target}";
            }
            xml.Append("<bpmn:sequenceFlow id=\"").Append(id).Append("\" sourceRef=\"").Append(source).Append("\" targetRef=\"").Append(target).Append("\">")
                .Append(condition).AppendLine("</bpmn:sequenceFlow>");
            source = target;
        }
    }
}
