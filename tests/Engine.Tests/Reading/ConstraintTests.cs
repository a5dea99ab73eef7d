using Rectification.Engine.Reading;

namespace Rectification.Engine.Tests.Reading;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData("""<bpmn:endEvent id="odd"><bpmn:cancelEventDefinition/></bpmn:endEvent>""")]
    [InlineData("""<bpmn:userTask id="odd"><bpmn:incoming>nowhere</bpmn:incoming></bpmn:userTask>""")]
    [InlineData("""<bpmn:exclusiveGateway id="odd" gatewayDirection="Mixed"/>""")]
    [InlineData("""<bpmn:userTask id="odd"><bpmn:standardLoopCharacteristics loopMaximum="2"/><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>""")]
    [InlineData("""<bpmn:intermediateCatchEvent id="odd"><bpmn:linkEventDefinition name="from nowhere"/></bpmn:intermediateCatchEvent>""")]
    [InlineData("""<bpmn:userTask id="odd"/><bpmn:boundaryEvent id="odd-edge" attachedToRef="odd"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>""")]
    [InlineData("""<bpmn:userTask id="odd"><bpmn:documentation textFormat="bold">text</bpmn:documentation></bpmn:userTask>""")]
    public void What_the_standard_forbids_is_refused_with_the_element(string drawn)
    {
        var problems = BpmnReader.Read(Draw.Process($"""
            {Draw.Start()}
            {drawn}
            start -> odd
            """)).Problems;

        Assert.Contains(problems, p => !p.IsWarning && p.ElementId!.StartsWith("odd", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reference_to_the_wrong_kind_of_thing_is_refused() =>
        Assert.Contains(BpmnReader.Read(Draw.Process($"""
            {Draw.Start()}
            <bpmn:intermediateCatchEvent id="wait"><bpmn:signalEventDefinition signalRef="m"/></bpmn:intermediateCatchEvent>
            start -> wait
            """, Draw.Message("m", "arrived"))).Problems, p => p is { ElementId: "wait", IsWarning: false });

    [Fact]
    public void The_only_way_out_of_a_task_has_no_condition() =>
        Assert.Contains(BpmnReader.Read(Draw.Process($"""
            {Draw.Start()}
            {Draw.UserTask("a")}
            {Draw.UserTask("b")}
            start -> a ->(x > 1) b
            """)).Problems, p => !p.IsWarning);
}
