namespace Rectification.Engine.Tests.Triggers;

public sealed class ConditionTests
{
    private const string Catching = """
        <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
        <bpmn:intermediateCatchEvent id="wait"><bpmn:conditionalEventDefinition><bpmn:condition>=dose &gt; 3</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="after"/><bpmn:userTask id="after"/>
        """;

    [Fact]
    public void A_condition_that_holds_already_does_not_wait() =>
        Assert.Equal("after", Walk.Through(Catching).Start(("dose", 4)).Open);

    [Fact]
    public void A_variable_that_comes_later_makes_the_condition_hold()
    {
        var walk = Walk.Through(Catching).Start();
        Assert.Equal("", walk.Open);

        Assert.Equal("", walk.Set(("dose", 3)).Open);
        Assert.Equal("after", walk.Set(("dose", 4)).Open);
    }

    [Fact]
    public void A_boundary_condition_that_does_not_interrupt_happens_each_time_it_begins_to_hold()
    {
        var walk = Walk.Through("""
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work"/><bpmn:userTask id="work"/>
            <bpmn:boundaryEvent id="edge" attachedToRef="work" cancelActivity="false"><bpmn:conditionalEventDefinition><bpmn:condition>=hot</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="edge" targetRef="cool"/><bpmn:userTask id="cool"/>
            """).Start(("hot", false));

        walk.Set(("hot", true));
        walk.Set(("hot", true));
        Assert.Equal("cool work", walk.Open);

        walk.Set(("hot", false));
        walk.Set(("hot", true));
        Assert.Equal("cool cool work", walk.Open);
    }
}
