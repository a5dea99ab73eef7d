using System.Xml.Linq;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Reading;

/// <summary>Reads how activities are undone: the handler hangs at a compensation boundary event by an association, not by a flow.</summary>
internal static class Compensations
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    /// <summary>The id of the activity at a compensation boundary event; null for any other event.</summary>
    public static string? HandlerOf(XElement boundary)
    {
        if (boundary.Element(Bpmn + "compensateEventDefinition") is null)
            return null;
        foreach (var end in Associated(boundary))
            if (boundary.Parent!.Elements().Any(e => (string?)e.Attribute("id") == end && (string?)e.Attribute("isForCompensation") == "true"))
                return end;
        return null;
    }

    /// <summary>What associations lead to from an event, whichever way they are drawn.</summary>
    public static IEnumerable<string> Associated(XElement boundary)
    {
        var id = (string?)boundary.Attribute("id");
        foreach (var association in boundary.Parent!.Elements(Bpmn + "association"))
            if (Local(association, "sourceRef") == id)
                yield return Local(association, "targetRef");
            else if (Local(association, "targetRef") == id)
                yield return Local(association, "sourceRef");
    }

    public static CompensationTrigger Thrown(XElement definition) =>
        new((string?)definition.Attribute("activityRef") is { Length: > 0 } activity ? activity[(activity.LastIndexOf(':') + 1)..].Trim() : null,
            (string?)definition.Attribute("waitForCompletion") != "false");

    private static string Local(XElement element, string attribute) => ElementIndex.Local((string?)element.Attribute(attribute) ?? "");
}
