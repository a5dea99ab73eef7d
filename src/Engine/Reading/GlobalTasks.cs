using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>Tasks that stand beside the processes of a file, to be called from any of them (BPMN 2.0, 10.3.7). A call of one is that task, done in the place of the call.</summary>
internal static class GlobalTasks
{
    private static readonly XNamespace Bpmn = BpmnReader.Bpmn;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["globalTask"] = "task",
        ["globalManualTask"] = "manualTask",
        ["globalUserTask"] = "userTask",
        ["globalScriptTask"] = "scriptTask",
        ["globalBusinessRuleTask"] = "businessRuleTask",
    };

    /// <summary>The global task that a call activity calls; null when it calls a process.</summary>
    public static XElement? CalledBy(XElement call)
    {
        // Who says it in the way of the modeler means a deployed process.
        if (call.Name != Bpmn + "callActivity" || (string?)call.Attribute("calledElement") is not { } called
            || call.Elements(Bpmn + "extensionElements").Elements(BpmnReader.Zeebe + "calledElement").Any())
            return null;
        var id = ElementIndex.Local(called);
        return call.Document?.Root?.Elements().FirstOrDefault(e => IsGlobal(e) && (string?)e.Attribute("id") == id);
    }

    public static bool IsGlobal(XElement element) => element.Name.Namespace == Bpmn && Kinds.ContainsKey(element.Name.LocalName);

    /// <summary>The task as it would be drawn in the place of the call: with the call's id, name, loop and mappings, and the work of the global task.</summary>
    public static XElement Inlined(XElement call, XElement global)
    {
        var task = new XElement(Bpmn + Kinds[global.Name.LocalName], call.Attributes().Where(a => a.Name != "calledElement"));
        foreach (var attribute in global.Attributes())
            if (task.Attribute(attribute.Name) is null)
                task.Add(new XAttribute(attribute));
        task.Add(new XElement(Bpmn + "extensionElements", new[] { call, global }.Elements(Bpmn + "extensionElements").Elements()));
        foreach (var child in call.Elements().Concat(global.Elements()))
            if (child.Name != Bpmn + "extensionElements" && child.Name != Bpmn + "ioSpecification")
                task.Add(new XElement(child));
        return task;
    }
}
