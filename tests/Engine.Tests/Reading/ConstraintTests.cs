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

    [Theory]
    // Flows, gateways and events.
    [InlineData("""<bpmn:eventBasedGateway id="odd" eventGatewayType="Parallel"/><bpmn:intermediateCatchEvent id="c1"><bpmn:timerEventDefinition><bpmn:timeDuration>=duration("PT1H")</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="c2"><bpmn:timerEventDefinition><bpmn:timeDuration>=duration("PT2H")</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f1" sourceRef="odd" targetRef="c1"/><bpmn:sequenceFlow id="f2" sourceRef="odd" targetRef="c2"/><bpmn:sequenceFlow id="f3" sourceRef="c1" targetRef="end"/><bpmn:sequenceFlow id="f4" sourceRef="c2" targetRef="end"/>""")]
    [InlineData("""<bpmn:receiveTask id="odd" messageRef="m" instantiate="true"/>""")]
    [InlineData("""<bpmn:intermediateCatchEvent id="odd"><bpmn:timerEventDefinition><bpmn:timeDuration>=duration("PT1H")</bpmn:timeDuration><bpmn:timeCycle>="R/PT1H"</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>""")]
    [InlineData("""<bpmn:task id="odd"/><bpmn:sequenceFlow id="odd-flow" sourceRef="odd" targetRef="end" isImmediate="false"/>""")]
    [InlineData("""<bpmn:task id="odd"/><bpmn:association id="odd-line" sourceRef="odd" targetRef="nowhere"/>""")]
    [InlineData("""<bpmn:task id="odd"/><bpmn:laneSet id="odd-lanes"><bpmn:lane id="odd-lane"><bpmn:flowNodeRef>m</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>""")]
    // Links that say whom they mean, and contradict each other.
    [InlineData("""<bpmn:intermediateThrowEvent id="odd"><bpmn:linkEventDefinition id="l1" name="on"><bpmn:target>m</bpmn:target></bpmn:linkEventDefinition></bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="on"><bpmn:linkEventDefinition id="l2" name="on"/></bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f1" sourceRef="on" targetRef="end"/>""")]
    [InlineData("""<bpmn:intermediateThrowEvent id="odd"><bpmn:linkEventDefinition id="l1" name="on"><bpmn:target>l2</bpmn:target></bpmn:linkEventDefinition></bpmn:intermediateThrowEvent><bpmn:intermediateThrowEvent id="other"><bpmn:linkEventDefinition id="l3" name="on"/></bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="on"><bpmn:linkEventDefinition id="l2" name="on"><bpmn:source>l3</bpmn:source></bpmn:linkEventDefinition></bpmn:intermediateCatchEvent><bpmn:sequenceFlow id="f1" sourceRef="on" targetRef="end"/><bpmn:sequenceFlow id="f2" sourceRef="start" targetRef="other"/>""")]
    // Who does it, and with what.
    [InlineData("""<bpmn:task id="odd"><bpmn:performer id="odd-who"><bpmn:resourceParameterBinding parameterRef="rp"><bpmn:formalExpression>=1</bpmn:formalExpression></bpmn:resourceParameterBinding></bpmn:performer></bpmn:task>""")]
    [InlineData("""<bpmn:receiveTask id="odd" messageRef="m" operationRef="op"/>""")]
    [InlineData("""<bpmn:intermediateCatchEvent id="odd"><bpmn:messageEventDefinition messageRef="m"><bpmn:operationRef>op</bpmn:operationRef></bpmn:messageEventDefinition></bpmn:intermediateCatchEvent>""")]
    // Data.
    [InlineData("""<bpmn:task id="odd"><bpmn:ioSpecification id="odd-io"><bpmn:inputSet/></bpmn:ioSpecification></bpmn:task>""")]
    [InlineData("""<bpmn:task id="odd"/><bpmn:dataObject id="odd-data"><bpmn:dataState id="odd-state" name="new"/></bpmn:dataObject>""")]
    [InlineData("""<bpmn:task id="odd"/><bpmn:dataObject id="data"/><bpmn:dataObjectReference id="odd-data" dataObjectRef="data" itemSubjectRef="item"/>""")]
    [InlineData("""<bpmn:task id="odd"><bpmn:property id="odd-p"/><bpmn:dataInputAssociation id="odd-in"><bpmn:targetRef>odd-p</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:task>""")]
    [InlineData("""<bpmn:task id="odd"><bpmn:property id="odd-p"/><bpmn:dataInputAssociation id="odd-in"><bpmn:sourceRef>nowhere</bpmn:sourceRef><bpmn:targetRef>odd-p</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:task>""")]
    [InlineData("""<bpmn:task id="odd"><bpmn:multiInstanceLoopCharacteristics id="odd-loop" behavior="Complex"><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>""")]
    [InlineData("""<bpmn:callActivity id="odd" calledElement="look"><bpmn:ioSpecification><bpmn:dataInput id="in"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification></bpmn:callActivity>""")]
    [InlineData("""<bpmn:task id="odd"><bpmn:multiInstanceLoopCharacteristics id="odd-loop"><bpmn:loopCardinality>=2</bpmn:loopCardinality><bpmn:loopDataInputRef>list</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics></bpmn:task><bpmn:dataObject id="list" isCollection="true"/>""")]
    public void What_contradicts_the_standard_is_refused_though_it_could_be_run(string drawn)
    {
        const string Beside = """
            <bpmn:message id="m" name="told"/><bpmn:message id="n" name="other"/><bpmn:itemDefinition id="item"/>
            <bpmn:interface id="i" name="i"><bpmn:operation id="op" name="op"><bpmn:inMessageRef>n</bpmn:inMessageRef></bpmn:operation></bpmn:interface>
            <bpmn:resource id="r" name="r"><bpmn:resourceParameter id="rp" name="rp"/></bpmn:resource>
            <bpmn:globalTask id="look"><bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification></bpmn:globalTask>
            """;
        var problems = Read(drawn, drawn.Contains("targetRef=\"end\"", StringComparison.Ordinal) ? "" : "odd -> end").Where(p => !p.IsWarning).ToList();

        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.StartsWith("odd", p.ElementId, StringComparison.Ordinal));

        IEnumerable<BpmnProblem> Read(string inside, string flow) => BpmnReader.Read(Draw.Process($"""
            {Draw.Start()} {Draw.End()}
            {inside}
            start -> odd
            {flow}
            """, Beside)).Problems;
    }

    [Theory]
    [InlineData("""<bpmn:import namespace="urn:x" location="x.xsd"/>""")]
    [InlineData("""<bpmn:extension mustUnderstand="true" definition="v:thing" xmlns:v="urn:vendor"/>""")]
    [InlineData("""<bpmn:choreography id="c"><bpmn:choreographyRef>c</bpmn:choreographyRef></bpmn:choreography>""")]
    [InlineData("""<bpmn:collaboration id="c"><bpmn:participant id="p1" name="P"/><bpmn:messageFlow id="mf" sourceRef="p1" targetRef="nowhere"/></bpmn:collaboration>""")]
    [InlineData("""<bpmn:interface id="i" name="i"><bpmn:operation id="op" name="op"><bpmn:inMessageRef>m</bpmn:inMessageRef><bpmn:errorRef>nowhere</bpmn:errorRef></bpmn:operation></bpmn:interface><bpmn:message id="m"/>""")]
    public void What_stands_beside_the_process_has_to_be_right_as_well(string beside) =>
        Assert.Contains(BpmnReader.Read(Draw.Process($"""
            {Draw.Start()} {Draw.End()}
            start -> end
            """, beside)).Problems, p => !p.IsWarning);

    [Theory]
    [InlineData("""<bpmn:import namespace="urn:x" location="x.xsd" importType="http://www.w3.org/2001/XMLSchema"/>""")]
    [InlineData("""<bpmn:import namespace="urn:x" location="x.bpmn" importType="http://www.omg.org/spec/BPMN/20100524/MODEL"/>""")]
    [InlineData("""<bpmn:extension definition="v:thing" xmlns:v="urn:vendor"/>""")]
    [InlineData("""<bpmn:extension mustUnderstand="true" definition="zeebe:thing"/>""")]
    [InlineData("""<bpmn:message id="m" name="told"/><bpmn:interface id="i" name="i"><bpmn:operation id="op" name="op"><bpmn:inMessageRef>m</bpmn:inMessageRef></bpmn:operation></bpmn:interface>""")]
    public void What_the_standard_allows_beside_it_is_accepted(string beside) =>
        Assert.DoesNotContain(BpmnReader.Read(Draw.Process($"""
            {Draw.Start()} {Draw.End()}
            start -> end
            """, beside)).Problems, p => !p.IsWarning);

    [Theory]
    [InlineData("""<bpmn:task id="odd"><bpmn:ioSpecification><bpmn:dataInput id="in"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification><bpmn:dataInputAssociation id="a"><bpmn:sourceRef>ref</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:task><bpmn:dataObject id="data"/><bpmn:dataObjectReference id="ref" dataObjectRef="data" name="Data"/>""")]
    [InlineData("""<bpmn:task id="odd"><bpmn:property id="own"/><bpmn:dataInputAssociation id="a"><bpmn:targetRef>own</bpmn:targetRef><bpmn:assignment><bpmn:from>=1</bpmn:from><bpmn:to>=own</bpmn:to></bpmn:assignment></bpmn:dataInputAssociation></bpmn:task>""")]
    [InlineData("""<bpmn:task id="odd"/><bpmn:textAnnotation id="note"><bpmn:text>note</bpmn:text></bpmn:textAnnotation><bpmn:association id="a" sourceRef="odd" targetRef="note"/><bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>odd</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>""")]
    [InlineData("""<bpmn:callActivity id="odd" calledElement="look"><bpmn:ioSpecification><bpmn:dataInput id="in" itemSubjectRef="text"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification></bpmn:callActivity>""")]
    [InlineData("""<bpmn:callActivity id="odd" calledElement="look"/>""")]
    [InlineData("""<bpmn:receiveTask id="odd" messageRef="m" operationRef="op"/>""")]
    public void What_the_standard_allows_is_accepted(string drawn) =>
        Assert.DoesNotContain(BpmnReader.Read(Draw.Process($"""
            {Draw.Start()} {Draw.End()}
            {drawn}
            start -> odd -> end
            """, """<bpmn:message id="m" name="told"/><bpmn:interface id="i" name="i"><bpmn:operation id="op" name="op"><bpmn:inMessageRef>m</bpmn:inMessageRef></bpmn:operation></bpmn:interface><bpmn:itemDefinition id="text"/><bpmn:globalTask id="look"><bpmn:ioSpecification><bpmn:dataInput id="look-in" itemSubjectRef="text"/><bpmn:inputSet><bpmn:dataInputRefs>look-in</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification></bpmn:globalTask>""")).Problems, p => !p.IsWarning);

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
