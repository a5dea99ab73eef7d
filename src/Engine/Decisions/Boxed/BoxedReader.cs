using System.Xml.Linq;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions.Boxed;

/// <summary>Reads one boxed expression (DMN 1.5, 10.2) with the names that are in scope where it stands.</summary>
internal sealed class BoxedReader(string place, Binder binder, TypeReader types, ModelProblems problems)
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "literalExpression", "decisionTable", "context", "functionDefinition", "invocation", "relation", "list",
        "conditional", "for", "every", "some", "filter",
    };

    private readonly TableReader tables = new(place, binder, types, problems);

    /// <summary>The expression directly inside an element; null when there is none.</summary>
    public Node? Inside(XElement? holder) => Boxed(holder) is { } boxed ? Read(boxed) : null;

    /// <summary>The element of that expression.</summary>
    public static XElement? Boxed(XElement? holder) => holder?.Elements().FirstOrDefault(each => Kinds.Contains(each.Name.LocalName));

    public BoxedFunction Function(XElement element)
    {
        var outer = binder.Scope;
        var parameters = element.All("formalParameter").ToList();
        Node? body;
        if ((string?)element.Attribute("kind") is "Java" or "PMML")
            body = Foreign(element, parameters.Count);
        else
        {
            foreach (var parameter in parameters)
                binder.Bind(parameter.Named());
            body = Inside(element);
        }
        binder.Scope = outer;
        return new([.. parameters.Select(parameter => parameter.Named())], [.. parameters.Select(types.Of)], body ?? new Constant(null));
    }

    // A boxed context of class and method signature, as the literal has it under "java".
    private External? Foreign(XElement element, int parameters)
    {
        if ((string?)element.Attribute("kind") == "Java" && Inside(element) is { } origin)
            return new(parameters, new ContextNode(["java"], [origin]));
        problems.Add(element, place, "不支持这种外部函数（PMML）");
        return null;
    }

    private Node Read(XElement element)
    {
        var node = element.Name.LocalName switch
        {
            "literalExpression" => Literal(element),
            "decisionTable" => tables.Read(element),
            "context" => Context(element),
            "functionDefinition" => Function(element),
            "invocation" => Invocation(element),
            "relation" => Relation(element),
            "list" => new ListNode([.. Items(element)]),
            "conditional" => new If(Child(element, "if"), Child(element, "then"), Child(element, "else")),
            "filter" => Filter(element),
            _ => Iteration(element),
        };
        return element.Attribute("typeRef") is null || element.Is("functionDefinition") ? node
            : Fitted(node, element, element, $"“{place}”的表达式", TypeWords.Short(element.Text()));
    }

    private Typed Fitted(Node node, XElement at, XElement declaring, string kind, string name)
    {
        var type = types.Of(declaring);
        FitCheck.Run(at, place, node, type, static _ => null, problems);
        return new(node, type, kind, name);
    }

    private Node Literal(XElement element)
    {
        var text = element.Text();
        return string.IsNullOrWhiteSpace(text) ? new Constant(null) : problems.Read(element, place, text, binder);
    }

    private Node Child(XElement element, string name)
    {
        if (Inside(element.One(name)) is { } node)
            return node;
        problems.Add(element, place, $"“{element.Name.LocalName}”缺少“{name}”部分");
        return new Constant(null);
    }

    private IEnumerable<Node> Items(XElement element) =>
        element.Elements().Where(each => Kinds.Contains(each.Name.LocalName)).Select(Read);

    private BoxedContext Context(XElement element)
    {
        var outer = binder.Scope;
        var (names, values) = (new List<string>(), new List<Node>());
        Node? result = null;
        foreach (var entry in element.All("contextEntry"))
        {
            var value = Inside(entry) ?? new Constant(null);
            if (entry.One("variable") is not { } variable)
            {
                result = value;
                continue;
            }
            names.Add(variable.Named());
            values.Add(variable.Attribute("typeRef") is null ? value : Fitted(value, Boxed(entry) ?? entry, variable, $"“{place}”的条目", variable.Named()));
            binder.Bind(variable.Named());
            binder.KnowEntry(variable.Named());
        }
        binder.Scope = outer;
        return new([.. names], [.. values], result);
    }

    private ValueCall Invocation(XElement element)
    {
        var callee = Inside(element) ?? new Constant(null);
        var (names, arguments) = (new List<string>(), new List<Node>());
        foreach (var binding in element.All("binding"))
        {
            names.Add(binding.One("parameter")?.Named() ?? "");
            arguments.Add(Inside(binding) ?? new Constant(null));
        }
        return new ValueCall(callee, [.. arguments], [.. names]);
    }

    private Relation Relation(XElement element)
    {
        var columns = element.All("column").Select(column => column.Named()).ToArray();
        foreach (var column in columns)
            binder.KnowEntry(column);
        return new(columns, [.. element.All("row").Select(row => Items(row).ToArray())]);
    }

    private BoxedFilter Filter(XElement element)
    {
        var target = Child(element, "in");
        var outer = binder.Scope;
        binder.BindItem();
        var condition = Child(element, "match");
        binder.Scope = outer;
        return new(target, condition);
    }

    private Node Iteration(XElement element)
    {
        var domain = Child(element, "in");
        var outer = binder.Scope;
        binder.Bind((string?)element.Attribute("iteratorVariable") ?? "");
        Node node;
        if (element.Is("for"))
        {
            binder.BindPartial();
            node = new For([(string?)element.Attribute("iteratorVariable") ?? ""], [domain], Child(element, "return"), usesPartial: true);
        }
        else
            node = new Quantified(element.Is("every"), [(string?)element.Attribute("iteratorVariable") ?? ""], [domain], Child(element, "satisfies"));
        binder.Scope = outer;
        return node;
    }
}
