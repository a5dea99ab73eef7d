using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

/// <summary>Short ways to write what tests of elements inside, beside and around one another need.</summary>
internal static class Combined
{
    public const string Alarm = """<bpmn:signalEventDefinition signalRef="s"/>""";
    public const string Loop2 = """<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>""";
    public const string Undo = "<bpmn:compensateEventDefinition/>";

    private static readonly string Beside = Message("m", "note") + """<bpmn:signal id="s" name="alarm"/>""" + Error("E") + Error("F") + Escalation("X");

    public static Walk Through(string inside) => Walk.Through(inside, Beside);

    public static string Hot(string name = "hot") => $"<bpmn:conditionalEventDefinition><bpmn:condition>={name}</bpmn:condition></bpmn:conditionalEventDefinition>";

    public static string Call(string id, string loop = "") => $"<bpmn:callActivity id=\"{id}\">{Extension("<zeebe:calledElement processId=\"inner\"/>")}{loop}</bpmn:callActivity>";

    public static string Handler(string id) => $"<bpmn:userTask id=\"{id}\" isForCompensation=\"true\"/>";

    public static string Undone(string boundary, string host, string handler) =>
        $"{Boundary(boundary, host, Undo)}<bpmn:association id=\"{boundary}-{handler}\" sourceRef=\"{boundary}\" targetRef=\"{handler}\"/>";
}
