using Rectification.Engine.Reading;

namespace Rectification.Engine.Tests.Elements;

public sealed class RareElementTests
{
    [Fact]
    public void A_link_goes_on_at_its_other_end()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="out"/>
            <bpmn:intermediateThrowEvent id="out"><bpmn:linkEventDefinition name="page 2"/></bpmn:intermediateThrowEvent>
            <bpmn:intermediateCatchEvent id="in"><bpmn:linkEventDefinition name="page 2"/></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="in" targetRef="work"/><bpmn:userTask id="work"/>
            """).Start();

        Assert.Equal("work", walk.Open);
        Assert.Equal("start out in", walk.Trail);
    }

    [Fact]
    public void A_link_without_its_other_end_is_refused() =>
        Assert.Contains(BpmnReader.Read(Draw.Process("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="out"/>
            <bpmn:intermediateThrowEvent id="out"><bpmn:linkEventDefinition name="page 2"/></bpmn:intermediateThrowEvent>
            """)).Problems, p => p is { ElementId: "out", IsWarning: false });

    [Theory]
    [InlineData("true", "done")]
    [InlineData("false", "work")]
    public void A_loop_tested_before_may_never_begin(string testBefore, string open)
    {
        var walk = Walk.Through($"""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
            <bpmn:userTask id="work"><bpmn:standardLoopCharacteristics testBefore="{testBefore}"><bpmn:loopCondition>=left &gt; 0</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="done"/><bpmn:userTask id="done"/>
            """).Start(("left", 0));

        Assert.Equal(open, walk.Open);
    }

    [Fact]
    public void A_loop_goes_on_while_its_condition_holds_and_no_more_than_its_maximum()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
            <bpmn:userTask id="work"><bpmn:standardLoopCharacteristics loopMaximum="2"><bpmn:loopCondition>=true</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="done"/><bpmn:userTask id="done"/>
            """).Start();

        Assert.Equal("work", walk.Complete("work").Open);
        Assert.Equal("done", walk.Complete("work").Open);
    }

    [Fact]
    public void A_cancelled_transaction_leaves_by_its_cancel_boundary()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="deal"/>
            <bpmn:transaction id="deal"><bpmn:startEvent id="in"/><bpmn:sequenceFlow id="g1" sourceRef="in" targetRef="fork"/><bpmn:parallelGateway id="fork"/>
              <bpmn:sequenceFlow id="g2" sourceRef="fork" targetRef="beside"/><bpmn:userTask id="beside"/>
              <bpmn:sequenceFlow id="g3" sourceRef="fork" targetRef="decide"/><bpmn:userTask id="decide"/>
              <bpmn:sequenceFlow id="g4" sourceRef="decide" targetRef="off"/><bpmn:endEvent id="off"><bpmn:cancelEventDefinition/></bpmn:endEvent></bpmn:transaction>
            <bpmn:boundaryEvent id="edge" attachedToRef="deal"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="edge" targetRef="cancelled"/><bpmn:userTask id="cancelled"/>
            <bpmn:sequenceFlow id="f3" sourceRef="deal" targetRef="closed"/><bpmn:userTask id="closed"/>
            """).Start();
        Assert.Equal("beside decide", walk.Open);

        Assert.Equal("cancelled", walk.Complete("decide").Open);
    }

    [Fact]
    public void A_complex_gateway_goes_on_once_when_enough_have_come()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork"/><bpmn:parallelGateway id="fork"/>
            <bpmn:sequenceFlow id="a1" sourceRef="fork" targetRef="a"/><bpmn:userTask id="a"/><bpmn:sequenceFlow id="a2" sourceRef="a" targetRef="enough"/>
            <bpmn:sequenceFlow id="b1" sourceRef="fork" targetRef="b"/><bpmn:userTask id="b"/><bpmn:sequenceFlow id="b2" sourceRef="b" targetRef="enough"/>
            <bpmn:sequenceFlow id="c1" sourceRef="fork" targetRef="c"/><bpmn:userTask id="c"/><bpmn:sequenceFlow id="c2" sourceRef="c" targetRef="enough"/>
            <bpmn:complexGateway id="enough"><bpmn:activationCondition>=activationCount &gt;= 2</bpmn:activationCondition></bpmn:complexGateway>
            <bpmn:sequenceFlow id="f2" sourceRef="enough" targetRef="after"/><bpmn:userTask id="after"/>
            """).Start();

        Assert.Equal("b c", walk.Complete("a").Open);
        Assert.Equal("after c", walk.Complete("b").Open);
        Assert.Equal("after", walk.Complete("c").Open);
        Assert.True(walk.Complete("after").Ended);
    }

    [Fact]
    public void As_many_tokens_leave_as_the_activity_says_and_as_many_are_waited_for()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="make"/>
            <bpmn:userTask id="make" completionQuantity="4"/><bpmn:sequenceFlow id="f2" sourceRef="make" targetRef="pack"/>
            <bpmn:userTask id="pack" startQuantity="2"/><bpmn:sequenceFlow id="f3" sourceRef="pack" targetRef="end"/><bpmn:endEvent id="end"/>
            """).Start();

        walk.Complete("make");

        Assert.Equal("pack pack", walk.Open);
        Assert.True(walk.Complete("pack").Complete("pack").Ended);
    }

    [Theory]
    [InlineData("None", "noneBehaviorEventRef", "told told work")]
    [InlineData("One", "oneBehaviorEventRef", "told work")]
    public void A_loop_can_tell_of_its_instances_as_they_are_done(string behavior, string attribute, string open)
    {
        var walk = Walk.Through($"""
            {Draw.Start()}
            <bpmn:userTask id="work"><bpmn:multiInstanceLoopCharacteristics behavior="{behavior}" {attribute}="done"><bpmn:loopCardinality>=3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
            <bpmn:boundaryEvent id="edge" attachedToRef="work"><bpmn:signalEventDefinition signalRef="s"/></bpmn:boundaryEvent>
            {Draw.UserTask("told")}
            start -> work
            edge -> told
            """, """<bpmn:signal id="s" name="one is done"/><bpmn:signalEventDefinition id="done" signalRef="s"/>""").Start();

        Assert.Equal(open, walk.Complete("work").Complete("work").Open);
    }

    [Theory]
    [InlineData("numberOfCompletedInstances = 2", "told work")]
    [InlineData("loopCounter >= 2", "told work")]
    [InlineData("numberOfActiveInstances &lt; 3", "told told work")]
    public void A_loop_can_tell_of_an_instance_when_a_condition_holds(string condition, string open)
    {
        var walk = Walk.Through($"""
            {Draw.Start()}
            <bpmn:userTask id="work"><bpmn:multiInstanceLoopCharacteristics behavior="Complex"><bpmn:loopCardinality>=3</bpmn:loopCardinality><bpmn:complexBehaviorDefinition id="c"><bpmn:condition>={condition}</bpmn:condition><bpmn:event id="e"><bpmn:signalEventDefinition signalRef="s"/></bpmn:event></bpmn:complexBehaviorDefinition></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
            <bpmn:boundaryEvent id="edge" attachedToRef="work"><bpmn:signalEventDefinition signalRef="s"/></bpmn:boundaryEvent>
            {Draw.UserTask("told")}
            start -> work
            edge -> told
            """, """<bpmn:signal id="s" name="one is done"/>""").Start();

        Assert.Equal(open, walk.Complete("work").Complete("work").Open);
    }

    private const string Signal = "<bpmn:signalEventDefinition id=\"done\" signalRef=\"s\"/>";
    private const string Message = "<bpmn:messageEventDefinition id=\"done\" messageRef=\"m\"/>";
    private const string Escalation = "<bpmn:escalationEventDefinition id=\"done\" escalationRef=\"X\"/>";

    private static string Telling(string behavior, string boundary) => $"""
        {Draw.Start()} {Draw.UserTask("told")} {Draw.UserTask("after")}
        <bpmn:userTask id="work"><bpmn:multiInstanceLoopCharacteristics id="loop" {behavior}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
        {boundary}
        start -> work -> after
        edge -> told
        """;

    private static string Beside(string definition) =>
        $"""<bpmn:signal id="s" name="one is done"/>{Draw.Message("m", "one is done", "=caseNumber")}{Draw.Escalation("X")}{Draw.Escalation("Y")}{Draw.Error("E")}{definition}""";

    [Theory]
    [InlineData(Signal, Signal)]
    [InlineData(Message, Message)]
    [InlineData(Escalation, Escalation)]
    [InlineData(Escalation, "<bpmn:escalationEventDefinition/>")]
    public void A_loop_tells_by_signals_messages_and_escalations_with_what_the_instance_and_the_loop_know(string told, string heard)
    {
        const string Loop = """<bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list" inputElement="item"/></bpmn:extensionElements>""";
        heard = heard.Replace(" id=\"done\"", "", StringComparison.Ordinal);
        foreach (var behavior in new[]
        {
            $"behavior=\"None\" noneBehaviorEventRef=\"done\">{Loop}",
            $"behavior=\"Complex\">{Loop}<bpmn:complexBehaviorDefinition id=\"c\"><bpmn:condition>=true</bpmn:condition><bpmn:event id=\"e\">{told.Replace("done", "own", StringComparison.Ordinal)}</bpmn:event></bpmn:complexBehaviorDefinition>",
            $"behavior=\"Complex\">{Loop}<bpmn:complexBehaviorDefinition id=\"c\"><bpmn:condition>=true</bpmn:condition><bpmn:event id=\"e\"><bpmn:eventDefinitionRef>done</bpmn:eventDefinitionRef></bpmn:event></bpmn:complexBehaviorDefinition>",
        })
        {
            var edge = Draw.Boundary("edge", "work", Draw.Extension("<zeebe:ioMapping><zeebe:output source=\"=string(numberOfCompletedInstances) + item\" target=\"seen\"/></zeebe:ioMapping>") + heard, interrupting: false);
            var walk = Walk.Through(Telling(behavior, edge), Beside(told)).Start(("caseNumber", "YH-1"), ("list", new[] { "a", "b" }));
            Assert.Equal("told work", walk.Complete("work").Open);
            Assert.Equal("1a", walk.Variables["seen"]);
            Assert.Equal("after told told", walk.Complete("work").Open);
            Assert.Equal("2b", walk.Variables["seen"]);
            Assert.Equal(["caseNumber", "list", "seen"], walk.Variables.Names.Order());
        }
    }

    [Theory]
    [InlineData("<bpmn:errorEventDefinition id=\"done\" errorRef=\"E\"/>", "<bpmn:errorEventDefinition errorRef=\"E\"/>", "true", false, "errorEventDefinition")]
    [InlineData("<bpmn:timerEventDefinition id=\"done\"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>", Signal, "false", false, "timerEventDefinition")]
    [InlineData("", Signal, "false", false, "没有写明或不存在")]
    [InlineData("<bpmn:escalationEventDefinition id=\"done\"/>", Signal, "false", false, "没有选定")]
    [InlineData(Escalation, "<bpmn:escalationEventDefinition escalationRef=\"Y\"/>", "false", true, "没有边界事件接收")]
    [InlineData(Signal, Message, "false", true, "没有边界事件接收")]
    [InlineData(Signal, Signal, "true", true, "画成中断的")]
    public void What_a_loop_cannot_tell_and_what_nobody_would_hear_is_said_of_the_drawing(string told, string heard, string cancels, bool isWarning, string text)
    {
        heard = heard.Replace(" id=\"done\"", "", StringComparison.Ordinal);
        var xml = Draw.Process(Telling("behavior=\"One\" oneBehaviorEventRef=\"done\"><bpmn:loopCardinality>=2</bpmn:loopCardinality>",
            $"<bpmn:boundaryEvent id=\"edge\" attachedToRef=\"work\" cancelActivity=\"{cancels}\">{heard}</bpmn:boundaryEvent>"), Beside(told));
        Assert.Contains(BpmnReader.Read(xml).Problems, problem => problem.ElementId == "work" && problem.IsWarning == isWarning && problem.Text.Contains(text, StringComparison.Ordinal));
        Assert.DoesNotContain(BpmnReader.Read(xml, isDeployed: true).Problems, problem => problem.ElementId == "work");
    }

    [Theory]
    [InlineData("Parallel", "a b")]
    [InlineData("Sequential", "a")]
    public void An_ad_hoc_sub_process_offers_its_activities_at_once_or_one_after_the_other(string ordering, string open)
    {
        var walk = Walk.Through($"""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="free"/>
            <bpmn:adHocSubProcess id="free" ordering="{ordering}"><bpmn:userTask id="a"/><bpmn:userTask id="b"/></bpmn:adHocSubProcess>
            <bpmn:sequenceFlow id="f2" sourceRef="free" targetRef="done"/><bpmn:userTask id="done"/>
            """).Start();
        Assert.Equal(open, walk.Open);

        Assert.Equal("done", walk.Complete("a").Complete("b").Open);
    }

    [Theory]
    [InlineData("Parallel", "true", "done")]
    [InlineData("Parallel", "false", "b c")]
    [InlineData("Sequential", "true", "done")]
    [InlineData("Sequential", "false", "done")]
    public void An_ad_hoc_sub_process_is_over_when_its_completion_condition_holds(string ordering, string cancelRemaining, string open)
    {
        var walk = Walk.Through($"""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="free"/>
            <bpmn:adHocSubProcess id="free" ordering="{ordering}" cancelRemainingInstances="{cancelRemaining}"><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/><bpmn:completionCondition>=enough</bpmn:completionCondition></bpmn:adHocSubProcess>
            <bpmn:sequenceFlow id="f2" sourceRef="free" targetRef="done"/><bpmn:userTask id="done"/>
            """).Start();
        Assert.Equal(open, walk.Complete("a", ("enough", true)).Open);
        foreach (var left in open.Split(' '))
            walk.Complete(left);
        Assert.Equal(open == "done" ? "" : "done", walk.Open);

        var all = Walk.Of(walk.Definition).Start().Complete("a").Complete("b", ("enough", false));
        Assert.Equal("c", all.Open);
        Assert.Equal("done", all.Complete("c").Open);
    }

    [Fact]
    public void A_looped_activity_in_an_ad_hoc_sub_process_counts_when_the_loop_is_done()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="free"/>
            <bpmn:adHocSubProcess id="free"><bpmn:userTask id="a"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask><bpmn:userTask id="b"/><bpmn:completionCondition>=enough</bpmn:completionCondition></bpmn:adHocSubProcess>
            <bpmn:sequenceFlow id="f2" sourceRef="free" targetRef="done"/><bpmn:userTask id="done"/>
            """).Start(("enough", true));
        Assert.Equal("a b", walk.Complete("a").Open);
        Assert.Equal("done", walk.Complete("a").Open);
    }
}
