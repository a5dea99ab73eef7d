using System.Xml.Linq;
using Rectification.Engine.Reading;

namespace Rectification.Engine.Tests.Reading;

public sealed class BpmnDocumentTests
{
    private const string Drawing = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- drawn by hand -->
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:v="http://vendor.example/x"
                     xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="d" targetNamespace="t" v:mark="1">
          <collaboration id="c"><participant id="pool" name="街道 &amp; 社区" processRef="p"/></collaboration>
          <process id="p" isExecutable="false">
            <extensionElements><v:style><v:line width="2">a  b</v:line></v:style></extensionElements>
            <laneSet id="lanes"><lane id="lane"><flowNodeRef>a</flowNodeRef></lane></laneSet>
            <dataObject id="paper"/><dataObjectReference id="paper-here" dataObjectRef="paper"/>
            <task id="a" name="A&#10;two lines"></task>
            <sequenceFlow id="f" sourceRef="a" targetRef="a"><conditionExpression xsi:type="tFormalExpression"><![CDATA[x < 1]]></conditionExpression></sequenceFlow>
            <choreographyTask id="odd"/>
          </process>
          <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane bpmnElement="c"/></bpmndi:BPMNDiagram>
        </definitions>
        """;

    [Fact]
    public void What_was_read_is_written_with_everything_in_it()
    {
        var document = BpmnDocument.Read(Drawing, out var problem);
        Assert.Null(problem);
        var written = BpmnWriter.Write(document!);

        Assert.True(XNode.DeepEquals(XDocument.Parse(Drawing, LoadOptions.PreserveWhitespace).Root, XDocument.Parse(written, LoadOptions.PreserveWhitespace).Root));
        Assert.Contains("<!-- drawn by hand -->", written, StringComparison.Ordinal);
        Assert.Contains("<![CDATA[x < 1]]>", written, StringComparison.Ordinal);
        Assert.Equal(written, BpmnWriter.Write(BpmnDocument.Read(written, out _)!));
    }

    [Fact]
    public void One_element_can_be_changed_and_nothing_else_changes()
    {
        var document = BpmnDocument.Read(Drawing, out _)!.Change("a", part => part.With("name", "B").With("startQuantity", "2"));
        var written = BpmnWriter.Write(document);

        Assert.Equal(("B", "2"), (document.Find("a")!["name"], document.Find("a")!["startQuantity"]));
        Assert.Equal(BpmnWriter.Write(BpmnDocument.Read(Drawing, out _)!), written.Replace("name=\"B\" startQuantity=\"2\"", "name=\"A&#xA;two lines\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a/>")]
    [InlineData("<a><b></a>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>")]
    public void What_is_no_drawing_is_a_problem_not_a_fault(string text)
    {
        Assert.Null(BpmnDocument.Read(text, out var problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void Too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000));
        Assert.Null(BpmnDocument.Read(deep, out var problem));
        Assert.Contains("层", problem!.Text, StringComparison.Ordinal);
    }
}
