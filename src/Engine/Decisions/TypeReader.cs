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
        foreach (var name in written.Keys)
            Find(name);
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
        if (written.GetValueOrDefault(reference) is { } element)
            return Define(read[reference] = new() { Name = reference }, element);
        var own = reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (own != reference)
            return Find(own);
        var name = Spellings.GetValueOrDefault(reference, reference);
        if (name == "Any")
            return ItemType.Any;
        if (FeelType.Find(name) is { } simple)
            return new() { Simple = simple, IsDateAndTime = name == "date and time" };
        var point = reference.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && imported.GetValueOrDefault(reference[..point]) is { } other ? other.Find(reference[(point + 1)..]) : null;
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
}
