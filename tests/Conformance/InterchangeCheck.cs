using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Rectification.Conformance;

/// <summary>A drawing of another tool is read and written again without losing anything.</summary>
internal static class InterchangeCheck
{
    private const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private const string Picture = "http://www.omg.org/spec/BPMN/20100524/DI";

    public static string? Failure(Case @case)
    {
        foreach (var file in @case.Files)
        {
            var read = XDocument.Load(file, LoadOptions.PreserveWhitespace);
            var written = XDocument.Parse(read.ToString(SaveOptions.DisableFormatting), LoadOptions.PreserveWhitespace);
            if (Compare(@case, written) is { } failure)
                return failure;
            if (!XNode.DeepEquals(read.Root, written.Root))
                return "changed by reading and writing";
        }
        return null;
    }

    private static string? Compare(Case @case, XDocument document)
    {
        var expected = @case.Json.GetProperty("expect");
        var counts = document.Descendants().GroupBy(NameOf).ToDictionary(same => same.Key, same => same.Count());
        foreach (var count in expected.GetProperty("elementCounts").EnumerateObject())
            if (counts.GetValueOrDefault(count.Name) != count.Value.GetInt32())
                return $"{counts.GetValueOrDefault(count.Name)} × {count.Name} instead of {count.Value}";
        var ids = document.Descendants().Where(e => e.Name.NamespaceName == Model).Select(e => (string?)e.Attribute("id")).OfType<string>()
            .Order(StringComparer.Ordinal).ToList();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids))));
        return digest == expected.GetProperty("idsSha256").GetString() ? null : $"other ids ({ids.Count} instead of {expected.GetProperty("idCount")})";
    }

    private static string NameOf(XElement element) => element.Name.NamespaceName switch
    {
        Model => element.Name.LocalName,
        Picture => $"DI:{element.Name.LocalName}",
        _ => $"DI:{element.Name.LocalName}",
    };
}
