using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace Rectification.Engine.Decisions.Sheets;

/// <summary>Reads a file into sheets. Faults are <see cref="DmnReader"/>'s to tell: here what is missing is empty.</summary>
internal sealed class SheetReader
{
    private static readonly HashSet<string> Logics = new(StringComparer.Ordinal)
    {
        "literalExpression", "decisionTable", "context", "functionDefinition", "invocation", "relation", "list", "conditional", "for", "every", "some", "filter",
    };

    private readonly XElement root;
    private readonly Dictionary<string, XElement> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XElement> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> imports = new(StringComparer.Ordinal);

    private SheetReader(XElement root)
    {
        this.root = root;
        foreach (var type in root.All("itemDefinition"))
            types.TryAdd(type.Named(), type);
        foreach (var element in root.Elements().Where(each => each.Attribute("id") is not null))
            byId.TryAdd(element.Id(), element);
        foreach (var import in root.All("import"))
            imports[(string?)import.Attribute("namespace") ?? ""] = import.Named();
    }

    public static ModelSheet Read(XElement definitions) => new SheetReader(definitions).Model();

    private ModelSheet Model() => new(
        (string?)root.Attribute("id") ?? root.Named(),
        root.Named(),
        Described(root),
        [.. root.All("inputData").Select(input => new InputSheet(input.Id(), Variable(input), input.Named(), Described(input), TypeOf(input.One("variable"))))],
        [.. root.All("decision").Select(Decision)]);

    private DecisionSheet Decision(XElement element)
    {
        var logic = element.Elements().FirstOrDefault(each => Logics.Contains(each.Name.LocalName));
        var required = Required(element, "informationRequirement", "requiredInput", "requiredDecision").ToList();
        var knowledge = Required(element, "knowledgeRequirement", "requiredKnowledge");
        return new(
            element.Id(),
            element.Named(),
            Variable(element),
            element.One("question")?.Value.Trim() ?? "",
            LineOf(element),
            [.. required.Where(each => each.Space.Length == 0).Select(each => each.Id)],
            [.. required.Concat(knowledge).Select(NameOf).OfType<string>().Distinct()],
            [.. Required(element, "authorityRequirement", "requiredAuthority").Select(each => byId.GetValueOrDefault(each.Id)?.Named()).OfType<string>()],
            logic is not null,
            logic?.Is("decisionTable") is true ? Table(logic) : null,
            logic?.Is("literalExpression") is true ? Cell(logic) : null);
    }

    private IEnumerable<(string Space, string Id)> Required(XElement element, string kind, params string[] children) =>
        element.All(kind).SelectMany(requirement => children.SelectMany(requirement.References))
            .Select(reference => (reference.Namespace == (string?)root.Attribute("namespace") ? "" : reference.Namespace, reference.Id));

    private string? NameOf((string Space, string Id) required) => required.Space.Length > 0
        ? imports.GetValueOrDefault(required.Space)
        : byId.GetValueOrDefault(required.Id) is { } element ? Variable(element) : null;

    private TableSheet Table(XElement element) => new(
        LineOf(element),
        (string?)element.Attribute("hitPolicy") is { Length: > 0 } policy ? policy.ToUpperInvariant() : "UNIQUE",
        (string?)element.Attribute("aggregation") ?? "",
        [.. element.All("input").Select(Input)],
        [.. element.All("output").Select((output, at) => Output(element, output, at + 1))],
        [.. element.All("annotation").Select(annotation => annotation.Named())],
        [.. element.All("rule").Select((rule, at) => new RuleSheet(at + 1, LineOf(rule),
            [.. rule.All("inputEntry").Select(Cell)], [.. rule.All("outputEntry").Select(Cell)], Annotations(rule)))]);

    private ColumnSheet Input(XElement element)
    {
        var expression = element.One("inputExpression");
        var own = element.One("inputValues").Text().Trim();
        var type = TypeOf(expression);
        var cell = expression is null ? new("", LineOf(element)) : Cell(expression);
        return new((string?)element.Attribute("label") is { Length: > 0 } label ? label : cell.Text, cell, own.Length > 0 ? type with { Allowed = own } : type, own.Length > 0, false);
    }

    private ColumnSheet Output(XElement table, XElement element, int column)
    {
        var own = element.One("outputValues").Text().Trim();
        var type = TypeOf(element);
        var name = element.Named();
        var label = (string?)element.Attribute("label") ?? (string?)table.Attribute("outputLabel") ?? name;
        return new(label.Length > 0 ? label : $"结果 {column}", new(name, LineOf(element)), own.Length > 0 ? type with { Allowed = own } : type, own.Length > 0,
            element.One("defaultOutputEntry").Text().Trim().Length > 0);
    }

    private static ImmutableArray<string> Annotations(XElement rule)
    {
        ImmutableArray<string> entries = [.. rule.All("annotationEntry").Select(entry => entry.Text().Trim())];
        return entries.IsEmpty && Described(rule) is { Length: > 0 } description ? [description] : entries;
    }

    private TypeSheet TypeOf(XElement? element) => TypeOf(element?.Attribute("typeRef")?.Value ?? element?.One("typeRef")?.Value, 0);

    private TypeSheet TypeOf(string? reference, int depth)
    {
        if (string.IsNullOrWhiteSpace(reference) || depth > TypeReader.LongestChain)
            return TypeSheet.Any;
        var name = reference.Trim();
        if (types.GetValueOrDefault(name) is not { } element)
            return name is "Any" or "feel:Any" ? TypeSheet.Any : new(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..], "", false);
        var underlying = TypeOf(element.One("typeRef")?.Value, depth + 1);
        var allowed = (element.One("allowedValues") ?? element.One("typeConstraint")).Text().Trim();
        return new(underlying.Feel, allowed.Length > 0 ? allowed : underlying.Allowed, underlying.IsCollection || (string?)element.Attribute("isCollection") == "true");
    }

    private static CellSheet Cell(XElement element) => new(element.Text().Trim(), LineOf(element.One("text") ?? element));

    private static string Variable(XElement element) => element.One("variable")?.Named() is { Length: > 0 } name ? name : element.Named();

    private static string Described(XElement element) => element.One("description")?.Value.Trim() ?? "";

    private static int LineOf(XElement element) => element is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : 1;
}
