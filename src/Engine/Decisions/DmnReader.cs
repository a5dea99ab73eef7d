using System.Xml;
using System.Xml.Linq;
using Rectification.Engine.Decisions.Boxed;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>Reads DMN XML of any version from 1.1 to 1.5.</summary>
internal sealed class DmnReader
{
    private readonly ModelProblems problems;
    private readonly TypeReader types;
    private readonly Dictionary<string, (string Name, DecisionModel Model)> imports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DrgElement> byId = new(StringComparer.Ordinal);
    private readonly List<(XElement Xml, DrgElement Element)> elements = [];
    private readonly string ownNamespace;

    private DmnReader(XElement definitions, IReadOnlyCollection<DecisionModel> others, ModelProblems problems)
    {
        this.problems = problems;
        ownNamespace = (string?)definitions.Attribute("namespace") ?? "";
        foreach (var import in definitions.All("import"))
        {
            var space = (string?)import.Attribute("namespace") ?? "";
            if (others.FirstOrDefault(other => other.Namespace == space) is { } model)
                imports[space] = (import.Named(), model);
            else if (((string?)import.Attribute("importType"))?.Contains("DMN", StringComparison.OrdinalIgnoreCase) ?? true)
                problems.Add(import, "导入", $"没有找到要导入的模型“{space}”");
        }
        types = new(definitions, imports.Values.ToDictionary(import => import.Name, import => import.Model.Types, StringComparer.Ordinal), problems);
    }

    public static DecisionModel Read(XElement definitions, IReadOnlyCollection<DecisionModel> others, ModelProblems problems) =>
        new DmnReader(definitions, others, problems).Read(definitions);

    private DecisionModel Read(XElement definitions)
    {
        foreach (var element in definitions.Elements())
            if (Declared(element) is { } declared)
            {
                elements.Add((element, declared));
                byId.TryAdd(declared.Id, declared);
            }
        UsedTwice(definitions);
        foreach (var (xml, element) in elements)
            switch (element)
            {
                case DecisionElement decision: Fill(decision, xml); break;
                case KnowledgeElement knowledge: Fill(knowledge, xml); break;
                case ServiceElement service: Fill(service, xml); break;
            }
        return new(ownNamespace, definitions.Named(), [.. elements.Select(each => each.Element)], types, problems);
    }

    // Ids are unique in a file whatever they name (XML Schema's ID): design tools drop the second one with everything in it.
    // What is asked by its id can't share it; elsewhere the file works as it is.
    private void UsedTwice(XElement definitions)
    {
        var first = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in definitions.DescendantsAndSelf())
            if ((string?)element.Attribute("id") is { } id && !first.TryAdd(id, element))
                problems.Add(element, element.Named() is { Length: > 0 } name ? name : element.Name.LocalName,
                    $"编号“{id}”已在第 {((IXmlLineInfo)first[id]).LineNumber} 行用过，设计工具打开时会丢掉这一处。请另取编号",
                    isWarning: !(byId.ContainsKey(id) && IsNode(element) && IsNode(first[id])));
    }

    private static bool IsNode(XElement element) => element.Name.LocalName is "inputData" or "decision" or "businessKnowledgeModel" or "decisionService";

    private DrgElement? Declared(XElement element)
    {
        var name = element.One("variable")?.Named() is { Length: > 0 } variable ? variable : element.Named();
        return element.Name.LocalName switch
        {
            "inputData" => new InputData(element.Id(), name, types.Of(element.One("variable"))),
            "decision" => new DecisionElement(element.Id(), name, types.Of(element.One("variable"))),
            "businessKnowledgeModel" => new KnowledgeElement(element.Id(), name, types.Of(element.One("variable"))),
            "decisionService" => new ServiceElement(element.Id(), name, types.Of(element.One("variable"))),
            _ => null,
        };
    }

    private void Fill(DecisionElement decision, XElement xml)
    {
        decision.Requires = Required(xml, "informationRequirement", "knowledgeRequirement");
        decision.Logic = Boxed(xml, decision.Requires).Inside(xml);
        if (decision.Logic is { } logic)
            FitCheck.Run(BoxedReader.Boxed(xml)!, Title(xml), logic, decision.Type, name => KindOf(decision.Requires, name), problems);
    }

    private void Fill(KnowledgeElement knowledge, XElement xml)
    {
        knowledge.Requires = Required(xml, "knowledgeRequirement");
        if (xml.One("encapsulatedLogic") is not { } logic)
            return;
        // It may call itself.
        knowledge.Function = Boxed(xml, knowledge.Requires, knowledge.Name).Function(logic);
    }

    private void Fill(ServiceElement service, XElement xml)
    {
        service.Outputs = [.. Elements(xml, "outputDecision").OfType<DecisionElement>()];
        service.Parameters = [.. Elements(xml, "inputData"), .. Elements(xml, "inputDecision")];
    }

    private BoxedReader Boxed(XElement element, Requirements requires, params ReadOnlySpan<string> more)
    {
        var binder = new Binder([]) { Types = types.ForFeel };
        foreach (var name in types.EntryNames.Concat(imports.Values.SelectMany(import => import.Model.EntryNames)))
            binder.KnowEntry(name);
        foreach (var name in requires.Names)
            binder.Bind(name);
        foreach (var name in more)
            binder.Bind(name);
        return new(Title(element), binder, types, problems);
    }

    private static string Title(XElement element) => element.Named() is { Length: > 0 } title ? title : element.Id();

    // Of what is required, its declared type: it has that or is null.
    private static string? KindOf(Requirements requires, string name) =>
        requires.Names.LastIndexOf(name) is >= 0 and var at && requires.Groups[at] is { IsImport: false, Elements: [InputData or DecisionElement] and [var element] } ? element.Type.Kind : null;

    private Requirements Required(XElement xml, params string[] kinds)
    {
        var (names, groups) = (new List<string>(), new List<RequiredGroup>());
        foreach (var requirement in kinds.SelectMany(xml.All))
            foreach (var child in (string[])["requiredInput", "requiredDecision", "requiredKnowledge"])
                foreach (var (space, id) in requirement.References(child))
                {
                    if (Find(space, id, requirement) is not { } required)
                        continue;
                    if (space.Length == 0 || space == ownNamespace || imports[space].Name.Length == 0)
                    {
                        names.Add(required.Name);
                        groups.Add(new(false, [required]));
                        continue;
                    }
                    var known = names.IndexOf(imports[space].Name);
                    if (known >= 0)
                        groups[known] = new(true, groups[known].Elements.Add(required));
                    else
                    {
                        names.Add(imports[space].Name);
                        groups.Add(new(true, [required]));
                    }
                }
        return new([.. names], [.. groups]);
    }

    private IEnumerable<DrgElement> Elements(XElement xml, string child) =>
        xml.References(child).Select(reference => Find(reference.Namespace, reference.Id, xml)).OfType<DrgElement>();

    private DrgElement? Find(string space, string id, XElement from)
    {
        var found = space.Length == 0 || space == ownNamespace ? byId.GetValueOrDefault(id)
            : imports.TryGetValue(space, out var import) ? import.Model.Find(id)
            : null;
        if (found is null)
            problems.Add(from, from.Named(), $"所引用的“{id}”不存在");
        return found;
    }
}
