using System.Xml;
using System.Xml.Linq;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>DMN's elements by local name: every version of the standard has its own namespace, and all are read alike.</summary>
internal static class ModelXml
{
    /// <summary>No document type, nothing from outside, 20 million characters at most.</summary>
    public static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 20_000_000 };

    public static bool Is(this XElement element, string name) => element.Name.LocalName == name;

    public static IEnumerable<XElement> All(this XElement element, string name) => element.Elements().Where(each => each.Is(name));

    public static XElement? One(this XElement element, string name) => element.All(name).FirstOrDefault();

    public static string Named(this XElement element) => ((string?)element.Attribute("name") ?? "").Trim();

    public static string Id(this XElement element) => (string?)element.Attribute("id") ?? element.Named();

    public static string Text(this XElement? element) => element?.One("text")?.Value ?? "";

    /// <summary>What an element's <paramref name="child"/> points to, as namespace (empty for this model) and id.</summary>
    public static IEnumerable<(string Namespace, string Id)> References(this XElement element, string child)
    {
        foreach (var each in element.All(child))
            if ((string?)each.Attribute("href") is { } href && href.LastIndexOf('#') is >= 0 and var at)
                yield return (href[..at], href[(at + 1)..]);
    }
}

/// <summary>All faults of a model; a faulty part counts as null, so that the others can still be read.</summary>
internal sealed class ModelProblems
{
    private readonly List<DecisionProblem> problems = [];

    public IReadOnlyList<DecisionProblem> All => problems;

    public void Add(XElement? element, string place, string message, int? row = null, int? column = null) =>
        problems.Add(new(element is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : 1, place, message)
        {
            DecisionId = element?.AncestorsAndSelf().FirstOrDefault(each => each.Is("decision"))?.Id(),
            Row = row,
            Column = column,
        });

    public Node Try(XElement element, string place, Func<Node> read, int? row = null, int? column = null)
    {
        try
        {
            return read();
        }
        catch (FeelFault fault)
        {
            Add(element, place, fault.Message, row, column);
            return new Constant(null);
        }
    }
}
