using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Rectification.Engine.Reading;

namespace Rectification.Conformance;

/// <summary>A drawing of another tool is read and written by the engine without losing anything.</summary>
internal static class InterchangeCheck
{
    public static string? Failure(Case @case)
    {
        foreach (var file in @case.Files)
        {
            var text = File.ReadAllText(file);
            if (BpmnDocument.Read(text, out var problem) is not { } read)
                return $"not read: {problem!.Text}";
            if (Compare(@case, read) is { } lost)
                return $"read {lost}";
            var written = BpmnWriter.Write(read);
            if (BpmnDocument.Read(written, out problem) is not { } again)
                return $"not read again: {problem!.Text}";
            if (Compare(@case, again) is { } lostAgain)
                return $"written {lostAgain}";
            // The platform's own XML, which the engine had no part in, says whether the two files are the same.
            var (before, after) = (Lines(XDocument.Parse(text).Root!), Lines(XDocument.Parse(written).Root!));
            foreach (var (one, other) in before.Zip(after))
                if (one != other)
                    return $"'{one}' became '{other}'";
            if (before.Count != after.Count)
                return $"{before.Count} lines of content became {after.Count}";
            if (!XNode.DeepEquals(XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root, XDocument.Parse(written, LoadOptions.PreserveWhitespace).Root))
                return "changed in spacing, comments or prefixes";
        }
        return null;
    }

    private static string? Compare(Case @case, BpmnDocument document)
    {
        var expected = @case.Json.GetProperty("expect");
        var counts = document.All.GroupBy(part => part.IsModel ? part.Name : $"DI:{part.Name}").ToDictionary(same => same.Key, same => same.Count());
        foreach (var count in expected.GetProperty("elementCounts").EnumerateObject())
            if (counts.GetValueOrDefault(count.Name) != count.Value.GetInt32())
                return $"{counts.GetValueOrDefault(count.Name)} × {count.Name} instead of {count.Value}";
        var ids = document.All.Where(part => part.IsModel).Select(part => part.Id).OfType<string>().Order(StringComparer.Ordinal).ToList();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids))));
        if (digest != expected.GetProperty("idsSha256").GetString())
            return $"other ids ({ids.Count} instead of {expected.GetProperty("idCount")})";
        // The list has an element without a namespace by its name.
        var spaces = document.All.Select(part => part.Space.Length == 0 ? part.Name : part.Space).Concat(document.All.SelectMany(part => part.Attributes).Select(attribute => attribute.Space)).ToHashSet();
        foreach (var space in expected.GetProperty("foreignNamespaces").EnumerateArray())
            if (!spaces.Contains(space.GetString()!))
                return $"nothing of {space}";
        return null;
    }

    /// <summary>Element by element: its name, every attribute in alphabetical order, and its own text.</summary>
    private static List<string> Lines(XElement root) =>
    [
        .. root.DescendantsAndSelf().Select(element =>
            $"{element.Name} {string.Join(' ', element.Attributes().Where(a => !a.IsNamespaceDeclaration).OrderBy(a => a.Name.ToString(), StringComparer.Ordinal).Select(a => $"{a.Name}={a.Value}"))} "
            + string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value)).Trim()),
    ];
}
