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

    /// <summary>Settings that expressions name, each with the place to tell when it isn't there.</summary>
    public List<(string Key, DecisionProblem At)> Settings { get; } = [];

    /// <summary>Expressions whose value can never be of the type declared for it.</summary>
    public List<DecisionProblem> Misfits { get; } = [];

    public void AddMisfit(XElement element, string place, string message) => Misfits.Add(At(element, place, message, null, null));

    public void Add(XElement? element, string place, string message, int? row = null, int? column = null, bool isWarning = false) =>
        problems.Add(At(element, place, message, row, column) with { IsWarning = isWarning });

    /// <summary>Reads an expression, or the tests of a cell; a faulty one is told and counts as null.</summary>
    /// <param name="isTests">Tests of <c>?</c> instead of an expression.</param>
    /// <param name="added">How many characters at its beginning do not stand in the file.</param>
    public Node Read(XElement element, string place, string text, Binder binder, bool isTests = false, int? row = null, int? column = null, int added = 0)
    {
        var outer = binder.Scope;
        try
        {
            var parser = new Parser(text, binder);
            var node = isTests ? parser.WholeTests() : parser.Whole();
            foreach (var doubt in parser.Doubts)
                Add(element, place, Told(text[added..], doubt, added), row, column);
            foreach (var setting in parser.Settings)
                Settings.Add((setting.Key, At(element, place, Told(text[added..], new(setting.Position, ""), added), row, column)));
            return node;
        }
        catch (FeelFault fault)
        {
            Add(element, place, Told(text[added..], fault, added), row, column);
            return new Constant(null);
        }
        finally
        {
            // A fault leaves the scope as deep as it was met.
            binder.Scope = outer;
        }
    }

    private static DecisionProblem At(XElement? element, string place, string message, int? row, int? column) =>
        new(element is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : 1, place, message)
        {
            DecisionId = element?.AncestorsAndSelf().FirstOrDefault(each => each.Is("decision"))?.Id(),
            Row = row,
            Column = column,
        };

    private static string Told(string text, FeelFault fault, int added)
    {
        var problem = FeelProblem.At(text, new(Math.Max(0, fault.Position - added), fault.Message));
        return $"{(text.Contains('\n') ? $"其中第 {problem.Line} 行" : "")}第 {problem.Column} 个字符处，{problem.Message}";
    }
}
