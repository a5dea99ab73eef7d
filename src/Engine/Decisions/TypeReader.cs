using System.Xml.Linq;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>Reads the item definitions of a model and finds types by name.</summary>
internal sealed class TypeReader
{
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["dateTime"] = "date and time",
        ["dayTimeDuration"] = "days and time duration",
        ["yearMonthDuration"] = "years and months duration",
    };

    /// <summary>How many definitions may each be made of the next.</summary>
    public const int LongestChain = 20;

    private readonly Dictionary<string, XElement> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ItemType> read = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, TypeReader> imported;
    private readonly ModelProblems problems;

    /// <param name="imported">The types of imported models by the name of the import.</param>
    public TypeReader(XElement definitions, IReadOnlyDictionary<string, TypeReader> imported, ModelProblems problems)
    {
        (this.imported, this.problems) = (imported, problems);
        foreach (var item in definitions.All("itemDefinition"))
            written.TryAdd(item.Named(), item);
        EntryNames = [.. definitions.Descendants().Where(part => part.Is("itemComponent")).Select(part => part.Named())];
        // Types may name each other in any order, and themselves in their components.
        foreach (var name in written.Keys)
            read[name] = new() { Name = name };
        foreach (var (name, item) in written)
            Define(read[name], item);
        CutChains();
    }

    /// <summary>The names that entries of contexts have by their types.</summary>
    public IReadOnlyCollection<string> EntryNames { get; }

    /// <summary>For <c>instance of</c>.</summary>
    public DefinedTypes ForFeel => field ??= new(Named()
        .Concat(imported.SelectMany(import => import.Value.Named().Select(type => ($"{import.Key}.{type.Name}", type.Type))))
        .DistinctBy(type => type.Item1).ToDictionary(type => type.Item1, type => type.Item2, StringComparer.Ordinal));

    private IEnumerable<(string Name, FeelType Type)> Named() => read.Select(type => (type.Key, type.Value.Feel ?? FeelType.Find("Any")!));

    /// <summary>The type that an element's <c>typeRef</c> names; any when it names none.</summary>
    public ItemType Of(XElement? element) => Of(element?.Attribute("typeRef")?.Value ?? element?.One("typeRef")?.Value, element);

    private ItemType Of(string? reference, XElement? element)
    {
        if (string.IsNullOrWhiteSpace(reference))
            return ItemType.Any;
        if (Find(reference.Trim()) is { } type)
            return type;
        problems.Add(element, "类型", $"没有名为“{reference.Trim()}”的类型");
        return ItemType.Any;
    }

    private ItemType? Find(string reference)
    {
        if (read.GetValueOrDefault(reference) is { } known)
            return known;
        var own = reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (read.GetValueOrDefault(own) is { } withoutPrefix)
            return withoutPrefix;
        var name = Spellings.GetValueOrDefault(own, own);
        if (name == "Any")
            return ItemType.Any;
        if (FeelType.Find(name) is { } simple)
            return new() { Simple = simple, IsDateAndTime = name == "date and time" };
        var point = own.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && imported.GetValueOrDefault(own[..point]) is { } other ? other.Find(own[(point + 1)..]) : null;
    }

    private ItemType Define(ItemType type, XElement element)
    {
        type.IsCollection = (string?)element.Attribute("isCollection") == "true";
        if (element.One("typeRef") is { } reference)
            type.Underlying = Of(reference.Value, reference);
        else if (element.One("functionItem") is { } function)
        {
            type.Underlying = new() { Simple = FeelType.Find("function") };
            type.Returns = Of((string?)function.Attribute("outputTypeRef"), function);
        }
        var parts = element.All("itemComponent").ToList();
        if (parts.Count > 0)
        {
            type.Components = new(StringComparer.Ordinal);
            foreach (var part in parts)
                type.Components[part.Named()] = Define(new(), part);
        }
        if ((element.One("allowedValues") ?? element.One("typeConstraint"))?.One("text")?.Value is { } allowed && !string.IsNullOrWhiteSpace(allowed))
        {
            type.AllowedText = allowed;
            type.Allowed = problems.Read(element, element.Named(), allowed, new Binder([]), isTests: true);
        }
        return type;
    }

    // Whatever asks a type asks what it is made of, so that must come to an end, and soon. Components need no end: each goes one level down into a value.
    private void CutChains()
    {
        var lengths = new Dictionary<ItemType, int>();
        foreach (var type in read.Values)
        {
            var (path, met) = (new List<ItemType>(), new HashSet<ItemType>());
            for (var each = type; each is not null && !lengths.ContainsKey(each); each = each.Underlying)
            {
                if (!met.Add(each))
                {
                    List<string> circle = [path[^1].Name, .. path[path.IndexOf(each)..].Select(one => one.Name)];
                    Cut(path[^1], $"转了一圈又回到自己（{string.Join(" → ", circle.Count > 10 ? [.. circle[..9], "…", circle[0]] : circle)}），说不出到底是什么类型");
                    break;
                }
                path.Add(each);
            }
            for (var i = path.Count - 1; i >= 0; i--)
            {
                lengths[path[i]] = path[i].Underlying is { } underlying ? lengths[underlying] + 1 : 0;
                if (lengths[path[i]] > LongestChain)
                {
                    Cut(path[i], $"一个接一个超过 {LongestChain} 层");
                    lengths[path[i]] = 0;
                }
            }
        }
    }

    private void Cut(ItemType type, string fault)
    {
        type.Underlying = null;
        problems.Add(written[type.Name].One("typeRef"), "类型", $"类型“{type.Name}”的 typeRef {fault}。请让它引用 string、number 等基本类型，或另一个不再引用它的类型");
    }
}
