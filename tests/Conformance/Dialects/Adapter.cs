using System.Xml.Linq;

namespace Rectification.Conformance.Dialects;

/// <summary>Says in the engine's own vocabulary what a drawing says in its vendor's.</summary>
internal static class Adapter
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";
    // One vocabulary under the names of three vendors, who took it from each other.
    private static readonly XNamespace[] Vendors = ["http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn", "http://flowable.org/bpmn"];
    private static readonly XName[] Conditions =
        [Bpmn + "conditionExpression", Bpmn + "condition", Bpmn + "completionCondition", Bpmn + "loopCondition", Bpmn + "activationCondition"];

    public static string TriggerOf(string elementId) => $"trigger:{elementId}";

    public static string Translate(string xml, Case @case)
    {
        var document = XDocument.Parse(xml);
        var dialect = Dialect.Of(@case.Dialect);
        var root = document.Root!;
        foreach (var process in root.Elements(Bpmn + "process"))
            process.SetAttributeValue("isExecutable", "true");
        foreach (var element in root.Descendants().ToList())
            Translate(element, root, dialect, @case);
        return document.ToString();
    }

    private static void Translate(XElement element, XElement root, Dialect dialect, Case @case)
    {
        // The schema leaves the id open; the engine wants one for whatever a token can stand at.
        if (element.Name == Bpmn + "subProcess" && element.Attribute("id") is null)
            element.SetAttributeValue("id", $"subProcess~{element.ElementsBeforeSelf().Count()}");
        if (Conditions.Contains(element.Name))
            element.Value = "=" + dialect.Feel(element.Value);
        else if (element.Name.Namespace == Bpmn)
            switch (element.Name.LocalName)
            {
                case "signal" when (string?)element.Attribute("name") is { } name:
                    element.SetAttributeValue("name", dialect.Text(name));
                    break;
                case "timeDuration" or "timeDate" or "timeCycle" or "loopCardinality":
                    element.Value = dialect.Text(element.Value.Trim());
                    // These vendors take every expression as a formal one, whether or not it says so.
                    element.SetAttributeValue(Schema + "type", "tFormalExpression");
                    break;
                case "scriptTask" or "globalScriptTask":
                    Job(element, element.Element(Bpmn + "script")?.Value.Trim() ?? "");
                    break;
                case "serviceTask":
                    Job(element, "");
                    break;
                case "sendTask" when element.Attribute("messageRef") is null:
                    Job(element, "");
                    break;
                case "receiveTask" when element.Attribute("messageRef") is null:
                    AddTrigger(element, root);
                    break;
                case "task" or "manualTask" when @case.Flag("taskAsUserTask"):
                    element.Name = Bpmn + "userTask";
                    break;
                case "userTask" or "globalUserTask":
                    UserTask(element, dialect);
                    break;
                // A call of a global task says so by itself.
                case "callActivity" when !root.Elements().Any(e => e.Name.LocalName.StartsWith("global", StringComparison.Ordinal)
                    && (string?)e.Attribute("id") == ((string?)element.Attribute("calledElement"))?.Split(':')[^1]):
                    Call(element, dialect);
                    break;
                case "multiInstanceLoopCharacteristics":
                    Loop(element, dialect);
                    break;
                case "message":
                    if ((string?)element.Attribute("name") is { } told)
                        element.SetAttributeValue("name", dialect.Text(told));
                    if (UsesKeys(@case))
                        Extension(element, new XElement(Zeebe + "subscription", new XAttribute("correlationKey", "=businessKey")));
                    break;
            }
    }

    private static void Job(XElement task, string text) =>
        Extension(task,
            new XElement(Zeebe + "taskDefinition", new XAttribute("type", Script.JobType)),
            new XElement(Zeebe + "taskHeaders", new XElement(Zeebe + "header", new XAttribute("key", "text"), new XAttribute("value", text))));

    private static void AddTrigger(XElement task, XElement root)
    {
        var name = TriggerOf((string)task.Attribute("id")!);
        var id = name.Replace(':', '_');
        root.AddFirst(new XElement(Bpmn + "message", new XAttribute("id", id), new XAttribute("name", name)));
        task.SetAttributeValue("messageRef", id);
    }

    private static void UserTask(XElement task, Dialect dialect)
    {
        if (Vendor(task, "assignee") is { } assignee)
            Extension(task, new XElement(Zeebe + "assignmentDefinition", new XAttribute("assignee", dialect.Text(assignee))));
        if ((string?)task.Attribute("name") is { } name && dialect.Text(name) is var text && text != name)
            Extension(task, new XElement(Zeebe + "properties",
                new XElement(Zeebe + "property", new XAttribute("name", "label"), new XAttribute("value", text))));
    }

    private static void Call(XElement call, Dialect dialect)
    {
        var called = ((string?)call.Attribute("calledElement") ?? "").Split(':')[^1];
        var mapped = call.Elements(Bpmn + "extensionElements").Elements().Where(e => Vendors.Contains(e.Name.Namespace) && e.Name.LocalName is "in" or "out").ToList();
        Extension(call, new XElement(Zeebe + "calledElement", new XAttribute("processId", called),
            new XAttribute("propagateAllParentVariables", PassesAll("in")), new XAttribute("propagateAllChildVariables", PassesAll("out"))));
        var single = mapped.Where(m => m.Attribute("target") is not null).ToList();
        if (single.Count > 0)
            Extension(call, new XElement(Zeebe + "ioMapping", single.Select(m => new XElement(Zeebe + (m.Name.LocalName == "in" ? "input" : "output"),
                new XAttribute("source", "=" + ((string?)m.Attribute("source") ?? dialect.Feel((string?)m.Attribute("sourceExpression") ?? "null"))),
                new XAttribute("target", (string)m.Attribute("target")!)))));

        bool PassesAll(string way) => mapped.Count == 0 || mapped.Exists(m => m.Name.LocalName == way && (string?)m.Attribute("variables") == "all");
    }

    private static string? Vendor(XElement element, string attribute) =>
        Vendors.Select(vendor => (string?)element.Attribute(vendor + attribute)).FirstOrDefault(value => value is not null);

    private static void Loop(XElement loop, Dialect dialect)
    {
        if (Vendor(loop, "collection") is not { } collection)
            return;
        Extension(loop, new XElement(Zeebe + "loopCharacteristics",
            new XAttribute("inputCollection", "=" + (collection[0] is '$' or '#' ? dialect.Feel(collection) : collection)),
            new XAttribute("inputElement", Vendor(loop, "elementVariable") ?? "item")));
    }

    private static bool UsesKeys(Case @case) =>
        @case.Json.GetProperty("steps").EnumerateArray().Any(s =>
            s.TryGetProperty("message", out var message) && message.TryGetProperty("key", out var key) && key.GetString() is { Length: > 0 });

    private static void Extension(XElement owner, params XElement[] extensions)
    {
        var holder = owner.Element(Bpmn + "extensionElements");
        if (holder is null)
            owner.AddFirst(holder = new XElement(Bpmn + "extensionElements"));
        holder.Add(extensions);
    }
}
