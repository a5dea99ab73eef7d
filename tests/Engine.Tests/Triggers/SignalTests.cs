namespace Rectification.Engine.Tests.Triggers;

public sealed class SignalTests
{
    private const string Beside = """<bpmn:signal id="s" name="stop"/>""";

    [Fact]
    public void A_catching_event_waits_for_the_signal_and_goes_on_with_what_it_brings()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
            <bpmn:intermediateCatchEvent id="wait"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="after"/><bpmn:userTask id="after"/>
            """, Beside).Start();
        Assert.Equal("stop", Assert.Single(walk.Signals).SignalName);

        walk.Signal("stop", ("why", "rain"));

        Assert.Equal("after", walk.Open);
        Assert.Equal("rain", walk.Variables["why"]);
        Assert.Empty(walk.Signals);
    }

    [Fact]
    public void A_thrown_signal_reaches_who_waits_in_the_same_process_and_leaves_for_the_others()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork"/>
            <bpmn:parallelGateway id="fork"/>
            <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="work"/><bpmn:userTask id="work"/>
            <bpmn:boundaryEvent id="edge" attachedToRef="work"><bpmn:signalEventDefinition signalRef="s"/></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f3" sourceRef="edge" targetRef="stopped"/><bpmn:userTask id="stopped"/>
            <bpmn:sequenceFlow id="f4" sourceRef="fork" targetRef="before"/><bpmn:userTask id="before"/>
            <bpmn:sequenceFlow id="f5" sourceRef="before" targetRef="throw"/>
            <bpmn:intermediateThrowEvent id="throw"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateThrowEvent>
            <bpmn:sequenceFlow id="f6" sourceRef="throw" targetRef="end"/><bpmn:endEvent id="end"/>
            """, Beside).Start();

        walk.Complete("before");

        Assert.Equal("stopped", walk.Open);
        Assert.Equal("stop", Assert.Single(walk.Signalled).SignalName);
    }

    [Fact]
    public void Who_ends_its_own_sub_process_by_a_signal_goes_nowhere()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="sub"/>
            <bpmn:subProcess id="sub"><bpmn:startEvent id="in"/><bpmn:sequenceFlow id="g1" sourceRef="in" targetRef="throw"/>
              <bpmn:intermediateThrowEvent id="throw"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateThrowEvent>
              <bpmn:sequenceFlow id="g2" sourceRef="throw" targetRef="never"/><bpmn:userTask id="never"/></bpmn:subProcess>
            <bpmn:boundaryEvent id="edge" attachedToRef="sub"><bpmn:signalEventDefinition signalRef="s"/></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="edge" targetRef="stopped"/><bpmn:userTask id="stopped"/>
            """, Beside).Start();

        Assert.Equal("stopped", walk.Open);
    }

    [Fact]
    public void A_signal_can_begin_a_process()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"><bpmn:signalEventDefinition signalRef="s"/></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work"/><bpmn:userTask id="work"/>
            """, Beside);
        Assert.Equal(new SignalStart("start", "stop"), Assert.Single(walk.Definition.SignalStarts));

        Assert.Equal("work", walk.StartAt("start").Open);
    }
}
