using Rectification.Engine.Reading;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

/// <summary>An expression that would not end is an incident that names it, wherever it stands; what had come in is kept until it is mended.</summary>
public sealed class TooMuchWorkTests
{
    private const string Endless = "count(for x in 1..100000000 return x)";

    // Ends at once or never, as the variable "size" has it.
    private const string Sized = "=count(for x in 1..size return x)";

    [Theory]
    [InlineData("""<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=SIZED" target="n"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask>""")]
    [InlineData("""<bpmn:serviceTask id="a"><bpmn:extensionElements><zeebe:taskDefinition type="=SIZED"/></bpmn:extensionElements></bpmn:serviceTask>""")]
    [InlineData("""<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="=SIZED"/></bpmn:extensionElements></bpmn:userTask>""")]
    [InlineData("""<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="=SIZED"/></bpmn:extensionElements></bpmn:userTask>""")]
    [InlineData("""<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:taskSchedule dueDate="=SIZED"/></bpmn:extensionElements></bpmn:userTask>""")]
    [InlineData("""<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:properties><zeebe:property name="advice" value="=SIZED"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>""")]
    [InlineData("""<bpmn:scriptTask id="a"><bpmn:extensionElements><zeebe:script expression="=SIZED" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask>""")]
    [InlineData("""<bpmn:businessRuleTask id="a"><bpmn:extensionElements><zeebe:calledDecision decisionId="=SIZED" resultVariable="n"/></bpmn:extensionElements></bpmn:businessRuleTask>""")]
    [InlineData("""<bpmn:callActivity id="a"><bpmn:extensionElements><zeebe:calledElement processId="=SIZED"/></bpmn:extensionElements></bpmn:callActivity>""")]
    [InlineData("<bpmn:intermediateThrowEvent id=\"a\"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source=\"=SIZED\" target=\"n\"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:intermediateThrowEvent>\na -> end\n<bpmn:endEvent id=\"end\"/>")]
    [InlineData("""<bpmn:endEvent id="a"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=SIZED" target="n"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:endEvent>""")]
    public void Entering_is_an_incident_that_names_the_expression(string element)
    {
        var walk = Walk.Through($"""
            {Start()}
            {element.Replace("SIZED", Endless, StringComparison.Ordinal)}
            start -> a
            """).Start();
        var incident = Assert.Single(walk.Incidents);
        Assert.Equal("a", incident.ElementId);
        Assert.Contains(Endless, incident.Message, StringComparison.Ordinal);
        Assert.Contains("计算量超过上限", incident.Message, StringComparison.Ordinal);
        Assert.Equal("", walk.Open);
        Assert.Empty(walk.Jobs);
        walk.Resolve();
        Assert.Single(walk.Incidents);
    }

    [Fact]
    public void What_a_person_handed_in_is_kept_until_the_output_mapping_can_write_it()
    {
        var walk = Walk.Through($"""
            {Start()}
            {UserTask("a", Output(Sized))}
            {UserTask("b")}
            start -> a -> b
            """).Start().Complete("a", ("size", 100_000_000m), ("words", "清理完毕"));
        var incident = Assert.Single(walk.Incidents);
        Assert.Contains("“a”的输出映射：变量“n”没有写入：表达式“=count(", incident.Message, StringComparison.Ordinal);
        Assert.Equal("", walk.Open);
        Assert.False(walk.Variables.Has("n"));
        Assert.Equal("清理完毕", walk.State.Find(incident.Key)!.Locals["words"]);

        walk.Do(new Command.SetVariables(Variables.Of(("size", 3m)), incident.Key)).Resolve();
        Assert.Empty(walk.Incidents);
        Assert.Equal("b", walk.Open);
        Assert.Equal(3m, walk.Variables["n"]);
        Assert.Equal("start a", walk.Trail);
    }

    [Fact]
    public void A_mended_drawing_writes_what_a_person_had_handed_in()
    {
        static string Drawn(string source) => $"""
            {Start()}
            {UserTask("a", Output(source))}
            {UserTask("b")}
            {End()}
            start -> a -> b -> end
            """;
        var walk = Walk.Through(Drawn($"={Endless}")).Start().Complete("a", ("words", "清理完毕"));
        Assert.Single(walk.Incidents);

        var answer = walk.Migrate(BpmnReader.Read(Process(Drawn("=words"))).Processes[0]);

        Assert.Empty(answer.Problems);
        walk.Resolve();
        Assert.Equal("b", walk.Open);
        Assert.Equal("清理完毕", walk.Variables["n"]);
    }

    [Fact]
    public void What_came_with_a_boundary_event_waits_there()
    {
        var walk = Walk.Through($"""
            {Start()}
            {UserTask("a")}
            {Boundary("note", "a", Output(Sized) + OnMessage("m"))}
            {UserTask("b")}
            start -> a
            note -> b
            """, Message("m", "note")).Start(("caseNumber", "YH-1")).Deliver("note", ("size", 100_000_000m));
        var incident = Assert.Single(walk.Incidents);
        Assert.Equal("note", incident.ElementId);
        Assert.Equal("", walk.Open);
        walk.Do(new Command.SetVariables(Variables.Of(("size", 2m)), incident.Key)).Resolve();
        Assert.Equal("b", walk.Open);
        Assert.Equal(2m, walk.Variables["n"]);
    }

    [Fact]
    public void What_came_with_an_event_sub_process_waits_there()
    {
        var walk = Walk.Through($"""
            {Start()}
            {UserTask("a")}
            {EventSub("beside", Output(Sized) + OnMessage("m"), $"{UserTask("b")}\nbeside-start -> b", interrupting: false)}
            start -> a
            """, Message("m", "note")).Start(("caseNumber", "YH-1")).Deliver("note", ("size", 100_000_000m));
        var incident = Assert.Single(walk.Incidents);
        Assert.Equal("beside-start", incident.ElementId);
        Assert.Equal("a", walk.Open);
        walk.Do(new Command.SetVariables(Variables.Of(("size", 2m)), incident.Key)).Resolve();
        Assert.Equal("a b", walk.Open);
        Assert.Equal(2m, walk.Variables["n"]);
        walk.Complete("a").Complete("b");
        Assert.True(walk.Ended);
    }

    [Fact]
    public void A_process_begins_only_once_its_start_could_be_written()
    {
        var walk = Walk.Through($"""
            <bpmn:startEvent id="start">{Output(Sized)}</bpmn:startEvent>
            {UserTask("a")}
            start -> a
            """).Start(("size", 100_000_000m));
        var incident = Assert.Single(walk.Incidents);
        Assert.Equal("start", incident.ElementId);
        walk.Do(new Command.SetVariables(Variables.Of(("size", 2m)), incident.Key)).Resolve();
        Assert.Equal("a", walk.Open);
        Assert.Equal(2m, walk.Variables["n"]);
    }

    [Fact]
    public void A_condition_that_is_waited_for_is_told_once_and_asked_again()
    {
        var walk = Walk.Through($"""
            {Start()}
            {UserTask("a")}
            {Boundary("many", "a", $"<bpmn:conditionalEventDefinition><bpmn:condition>{Sized} = 3</bpmn:condition></bpmn:conditionalEventDefinition>")}
            {UserTask("b")}
            start -> a
            many -> b
            """).Start(("size", 100_000_000m));
        Assert.Contains("“many”等待的条件", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal("a", walk.Open);
        walk.Set(("other", 1m));
        Assert.Single(walk.Incidents);
        walk.Set(("size", 3m));
        Assert.Equal("b", walk.Open);
        Assert.Empty(walk.Incidents);
    }

    [Fact]
    public void A_complex_gateway_tells_that_it_can_not_decide()
    {
        var walk = Walk.Through($"""
            {Start()}
            <bpmn:parallelGateway id="fork"/>
            {UserTask("a")}
            {UserTask("b")}
            <bpmn:complexGateway id="enough"><bpmn:activationCondition>{Sized} = 3</bpmn:activationCondition></bpmn:complexGateway>
            {UserTask("c")}
            start -> fork -> a -> enough -> c
            fork -> b -> enough
            """).Start(("size", 100_000_000m)).Complete("a");
        Assert.Contains("“enough”的激活条件", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        walk.Set(("size", 3m)).Resolve();
        Assert.Equal("b c", walk.Open);
    }

    private static string Output(string source) => Extension($"""<zeebe:ioMapping><zeebe:output source="{source}" target="n"/></zeebe:ioMapping>""");
}
