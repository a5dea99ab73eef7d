using Rectification.Engine.Reading;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Reading;

public sealed class BpmnReaderTests
{
    private static List<BpmnProblem> Problems(string inside, string beside = "") =>
        [.. BpmnReader.Read(Process(inside, beside)).Problems];

    [Fact]
    public void Every_problem_is_told_at_once_with_element_and_line()
    {
        var xml = Process($"""
            {Start()} {End()}
            <bpmn:choreographyTask id="odd"/>
            <bpmn:exclusiveGateway id="x"/>
            <bpmn:serviceTask id="job"/>
            {Catch("wait", OnMessage("nobody"))}
            start -> x ->(level = ) end
            x ->(default) job -> wait -> odd -> end
            """);
        var reading = BpmnReader.Read(xml);
        Assert.Empty(reading.Processes);
        var found = reading.Problems.Where(p => !p.IsWarning).ToList();
        Assert.Equal(["job", "odd", "wait", "x-end"], found.Select(p => p.ElementId).Distinct().Order());
        foreach (var problem in found)
        {
            var line = xml.Split('\n')[problem.Line - 1];
            Assert.Contains($"\"{problem.ElementId}\"", line, StringComparison.Ordinal);
            Assert.EndsWith("。", problem.Text.TrimEnd(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_pattern_that_is_none_is_told_at_deployment_with_its_place()
    {
        var problem = Problems($"""
            {Start()} <bpmn:exclusiveGateway id="x"/> {End()} {End("other")}
            start -> x ->(matches(level, "[o")) end
            x ->(default) other
            """).Single(p => !p.IsWarning);
        Assert.Equal("x-end", problem.ElementId);
        Assert.Contains("永远得不出值（第 1 行第 16 列）：“[o”不是有效的正则表达式", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<a><b></a>")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>")]
    public void What_is_no_drawing_is_a_problem_not_a_fault(string text)
    {
        var reading = BpmnReader.Read(text);
        Assert.Empty(reading.Processes);
        Assert.NotEmpty(reading.Problems);
    }

    [Fact]
    public void Too_deep_and_too_large_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 200_000)) + string.Concat(Enumerable.Repeat("</a>", 200_000));
        Assert.Contains("层", Assert.Single(BpmnReader.Read(deep).Problems).Text, StringComparison.Ordinal);
        Assert.Contains("字符", Assert.Single(BpmnReader.Read(new string(' ', BpmnReader.MaxCharacters + 1)).Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_that_nobody_can_overlook_is_refused_quickly()
    {
        var tasks = string.Join('\n', Enumerable.Range(0, BpmnReader.MaxElements).Select(n => UserTask($"t{n}")));
        Assert.Contains("元素", Assert.Single(BpmnReader.Read(Process(tasks)).Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_lanes_texts_and_data_are_passed_over()
    {
        var xml = Process($"""
            {Start()} {UserTask("a")} {End()}
            <bpmn:documentation>words</bpmn:documentation>
            <bpmn:laneSet id="l"><bpmn:lane id="lane"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
            <bpmn:textAnnotation id="t"><bpmn:text>note</bpmn:text></bpmn:textAnnotation>
            <bpmn:association id="as" sourceRef="a" targetRef="t"/>
            <bpmn:group id="g"/> <bpmn:dataObject id="do"/> <bpmn:dataObjectReference id="dor" dataObjectRef="do"/>
            start -> a -> end
            """).Replace("</bpmn:definitions>", """<x:BPMNDiagram xmlns:x="http://www.omg.org/spec/BPMN/20100524/DI" id="di"/></bpmn:definitions>""", StringComparison.Ordinal);
        Assert.Empty(BpmnReader.Read(xml).Problems);
    }

    [Fact]
    public void The_definition_lists_what_the_shell_must_have()
    {
        var definition = Walk.Through($"""
            {Start()} {End()}
            {UserTask("a", Extension("""<zeebe:formDefinition formId="accept"/>"""))}
            {Sub("sub", $"""
                {Start("s")} {End("e")}
                <bpmn:serviceTask id="job">{Extension("""<zeebe:taskDefinition type="strike-off"/>""")}</bpmn:serviceTask>
                <bpmn:callActivity id="call">{Extension("""<zeebe:calledElement processId="enforcement"/>""")}</bpmn:callActivity>
                <bpmn:businessRuleTask id="rule">{Extension("""<zeebe:calledDecision decisionId="measure" resultVariable="m"/>""")}</bpmn:businessRuleTask>
                s -> job -> call -> rule -> e
                """)}
            start -> a -> sub -> end
            """).Definition;
        Assert.Equal(["accept"], definition.FormIds);
        Assert.Equal(["strike-off"], definition.JobTypes);
        Assert.Equal(["enforcement"], definition.CalledProcesses);
        Assert.Equal(["measure"], definition.CalledDecisions);
        Assert.Equal("sub", definition.Elements["job"].ParentId);
    }

    [Fact]
    public void Doubtful_drawings_are_warned_of_but_read()
    {
        var reading = BpmnReader.Read(Process($"""
            {Start()} {UserTask("a")} {UserTask("island")} {UserTask("bridge")} {End()}
            <bpmn:exclusiveGateway id="x"/>
            start -> a -> x ->(y = 1) end
            x ->(y = 2) a
            island -> bridge -> island
            """));
        Assert.Single(reading.Processes);
        Assert.All(reading.Problems, p => Assert.True(p.IsWarning));
        Assert.Equal(["bridge", "island", "x"], reading.Problems.Select(p => p.ElementId).Order());
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "a flow to nowhere", $"{Start()} {UserTask("a")}\nstart -> a -> nobody", "a-nobody" },
        { "an id used twice", $"{Start()} {UserTask("a")}\n{UserTask("a")}\nstart -> a", "a" },
        { "a flow id used twice", $"{Start()} {UserTask("a")} {End()}\nstart -> a -> end\nstart -> a", "start-a" },
        { "two plain starts", $"{Start()} {Start("start2")} {UserTask("a")}\nstart -> a\nstart2 -> a", "p" },
        { "no start", UserTask("a"), "p" },
        { "a boundary at nothing", $"{Start()} {End()} {Boundary("b", "none", Timer("P1D"))}\nstart -> end\nb -> end", "b" },
        { "an error that does not interrupt", $"{Start()} {UserTask("a")} {Boundary("b", "a", OnError(), false)}\nstart -> a", "b" },
        { "an event gateway before a task", $"{Start()} {UserTask("a")} {UserTask("b")} <bpmn:eventBasedGateway id=\"g\"/>\nstart -> g -> a\ng -> b", "g" },
        { "a duration that is none", $"{Start()} {Catch("w", Timer("3 days"))}\nstart -> w", "w" },
        { "a timer without time", $"{Start()} {Catch("w", "<bpmn:timerEventDefinition/>")}\nstart -> w", "w" },
        { "a catch without trigger", $"{Start()} {Catch("w", "")}\nstart -> w", "w" },
        { "an error without code", $"{Start()} {EndWith("w", OnError())}\nstart -> w", "w" },
        { "a trigger inside a sub-process start", $"{Start()} {Sub("sub", $"<bpmn:startEvent id=\"s\">{Timer("P1D")}</bpmn:startEvent> {End("e")}\ns -> e")}\nstart -> sub", "s" },
        { "a multi-instance without extent", $"{Start()} {UserTask("a", "<bpmn:multiInstanceLoopCharacteristics/>")}\nstart -> a", "a" },
        { "a bad assignee", $"{Start()} {UserTask("a", Extension("<zeebe:assignmentDefinition assignee=\"=1 +\"/>"))}\nstart -> a", "a" },
        { "an unknown extension", $"{Start()} {UserTask("a", Extension("<zeebe:taskListeners/>"))}\nstart -> a", "a" },
        { "a default that is not there", $"{Start()} <bpmn:exclusiveGateway id=\"g\" default=\"x\"/> {End()}\nstart -> g -> end", "g" },
        { "a flow out of an end", $"{Start()} {End()} {UserTask("a")}\nstart -> a -> end -> a", "end" },
        { "a foreign element", $"{Start()} <x:y xmlns:x=\"urn:x\" id=\"foreign\"/> {End()}\nstart -> end", "p" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_are_told_where_they_are(string what, string inside, string elementId)
    {
        var found = Problems(inside).Where(p => !p.IsWarning).ToList();
        Assert.True(found.Exists(p => p.ElementId == elementId), $"{what}: {string.Join("; ", found)}");
        Assert.All(found, p => Assert.True(p.Line > 0));
    }

    [Fact]
    public void A_process_that_is_not_executable_is_left_out()
    {
        var xml = Process($"{Start()} {End()}\nstart -> end").Replace("isExecutable=\"true\"", "isExecutable=\"false\"", StringComparison.Ordinal);
        Assert.Contains("可执行", Assert.Single(BpmnReader.Read(xml).Problems).Text, StringComparison.Ordinal);
    }
}
