using System.Globalization;
using System.Text;
using Rectification.Engine;
using Rectification.Engine.Reading;

namespace Rectification.Benchmarks;

/// <summary>Drawings that the engine is measured with.</summary>
internal static class FlowDrawing
{
    private const string Head = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d">
        <bpmn:process id="p" name="P" isExecutable="true">
        """;

    private const string By = """<bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="GridWorker@grid"/></bpmn:extensionElements>""";

    /// <summary>start → task A → task B with a timer at its boundary → end.</summary>
    public static Definition TwoTasks { get; } = Read($"""
        {Head}
        <bpmn:startEvent id="start"/><bpmn:userTask id="a" name="A">{By}</bpmn:userTask><bpmn:userTask id="b" name="B">{By}</bpmn:userTask><bpmn:endEvent id="end"/>
        <bpmn:boundaryEvent id="late" attachedToRef="b"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="a"/><bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
        <bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="end"/><bpmn:sequenceFlow id="f4" sourceRef="late" targetRef="end"/>
        </bpmn:process></bpmn:definitions>
        """);

    /// <summary>One task for each of a list of people, in parallel, gathering what each said.</summary>
    public static Definition ManyPerformers { get; } = Read($"""
        {Head}
        <bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>
        <bpmn:userTask id="sign" name="签名"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="=person"/></bpmn:extensionElements>
        <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=people" inputElement="person" outputCollection="said" outputElement="=outcome"/></bpmn:extensionElements>
        <bpmn:completionCondition>=outcome = "refused"</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="sign"/><bpmn:sequenceFlow id="f2" sourceRef="sign" targetRef="end"/>
        </bpmn:process></bpmn:definitions>
        """);

    /// <summary>A drawing of about so many elements of all kinds: blocks of a choice, a split with its join, tasks with boundary timers, and flows with conditions.</summary>
    public static string OfElements(int count)
    {
        var xml = new StringBuilder(Head).Append("<bpmn:startEvent id=\"start\"/><bpmn:endEvent id=\"end\"/>");
        var last = "start";
        const int each = 10;
        for (var block = 0; block < (count - 2) / each; block++)
        {
            var b = block;
            xml.Append(CultureInfo.InvariantCulture, $"""
                <bpmn:userTask id="a{b}" name="办理 {b}"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="GridWorker@grid"/><zeebe:taskSchedule dueDate="=workdays(3)"/>
                <zeebe:properties><zeebe:property name="clause" value="003-2.1.{b}"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
                <bpmn:boundaryEvent id="late{b}" attachedToRef="a{b}"><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=workdays(5)</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                <bpmn:exclusiveGateway id="x{b}" default="x{b}m"/><bpmn:parallelGateway id="s{b}"/><bpmn:parallelGateway id="j{b}"/><bpmn:exclusiveGateway id="m{b}"/>
                <bpmn:userTask id="l{b}">{By}</bpmn:userTask><bpmn:userTask id="r{b}">{By}</bpmn:userTask><bpmn:scriptTask id="c{b}"><bpmn:extensionElements><zeebe:script expression="=if outcome = &quot;major&quot; then {b} else {b} + 1" resultVariable="level"/></bpmn:extensionElements></bpmn:scriptTask>
                <bpmn:serviceTask id="w{b}"><bpmn:extensionElements><zeebe:taskDefinition type="tell"/></bpmn:extensionElements></bpmn:serviceTask>
                {Flow(last, $"a{b}")}{Flow($"a{b}", $"x{b}")}{Flow($"late{b}", $"m{b}")}
                <bpmn:sequenceFlow id="x{b}s" sourceRef="x{b}" targetRef="s{b}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=outcome = "passed" and level &gt; {b}</bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="x{b}m" sourceRef="x{b}" targetRef="m{b}"/>
                {Flow($"s{b}", $"l{b}")}{Flow($"s{b}", $"r{b}")}{Flow($"l{b}", $"j{b}")}{Flow($"r{b}", $"c{b}")}{Flow($"c{b}", $"j{b}")}{Flow($"j{b}", $"w{b}")}{Flow($"w{b}", $"m{b}")}
                """);
            last = $"m{b}";
        }
        return xml.Append(Flow(last, "end")).Append("</bpmn:process></bpmn:definitions>").ToString();
    }

    public static Definition Read(string xml)
    {
        var reading = BpmnReader.Read(xml);
        return reading.Processes.Length == 1 ? reading.Processes[0] : throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }

    private static string Flow(string from, string to) => $"<bpmn:sequenceFlow id=\"{from}-{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>";
}
