using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace Rectification.Engine.Decisions;

/// <summary>What a decision file holds and needs, told without reading its logic: enough to put files into order and find decisions.</summary>
/// <param name="Id">The id of its definitions; the file is known by it.</param>
/// <param name="Imports">Namespaces of the models that it imports.</param>
/// <param name="Decisions">Decisions and decision services in the order of the file.</param>
public sealed record ModelOutline(string Id, string Name, string Namespace, ImmutableArray<string> Imports, ImmutableArray<DecisionOutline> Decisions)
{
    public DecisionOutline? Find(string decisionId) => Decisions.FirstOrDefault(decision => decision.Id == decisionId);

    /// <summary>Null when the text is no DMN file; reading it as a model tells why.</summary>
    public static ModelOutline? Read(string xml) => DecisionFile.Open(xml).Outline;

    internal static ModelOutline Of(XElement root) => new(
        (string?)root.Attribute("id") ?? root.Named(),
        root.Named(),
        (string?)root.Attribute("namespace") ?? "",
        [.. root.All("import").Where(IsModel).Select(import => (string?)import.Attribute("namespace") ?? "").Distinct()],
        [.. root.Elements().Where(each => each.Is("decision") || each.Is("decisionService")).Select(Decision)]);

    /// <summary>Whether the text is meant as DMN, well-formed or not: by the name and namespace of its first element.</summary>
    public static bool IsDecisionFile(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), ModelXml.Safe);
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "definitions" && IsDmn(reader.NamespaceURI);
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static DecisionOutline Decision(XElement element) => new(
        element.Id(),
        element.Named(),
        (string?)element.One("extensionElements")?.One("versionTag")?.Attribute("value") is { Length: > 0 } tag ? tag : null);

    private static bool IsModel(XElement import) => (string?)import.Attribute("importType") is not { } type || IsDmn(type);

    private static bool IsDmn(string space) => space.Contains("DMN", StringComparison.OrdinalIgnoreCase);
}

/// <param name="VersionTag"><c>zeebe:versionTag</c>; null when it has none.</param>
public sealed record DecisionOutline(string Id, string Name, string? VersionTag);
