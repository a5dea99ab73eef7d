using System.Collections;
using System.Xml.Linq;

namespace Rectification.Engine.Reading;

/// <summary>The BPMN elements of a file by their ids. Several of one id are a fault of the drawing, so that each id leads to all of them.</summary>
internal sealed class ElementIndex(XElement root) : IEnumerable<IGrouping<string, XElement>>
{
    private readonly ILookup<string, XElement> byId = root.Descendants().Where(e => e.Name.Namespace == BpmnReader.Bpmn && e.Attribute("id") is not null)
        .ToLookup(e => (string)e.Attribute("id")!);

    /// <summary>Whether the file takes something from another one: then what it names need not stand in it.</summary>
    public bool HasImports { get; } = root.Elements(BpmnReader.Bpmn + "import").Any();

    public IEnumerable<XElement> this[string id] => byId[id];

    /// <summary>A reference without the prefix of its namespace.</summary>
    public static string Local(string reference) => reference.Trim()[(reference.Trim().LastIndexOf(':') + 1)..];

    public IEnumerator<IGrouping<string, XElement>> GetEnumerator() => byId.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
