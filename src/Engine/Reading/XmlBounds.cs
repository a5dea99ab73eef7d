using System.Xml;

namespace Rectification.Engine.Reading;

/// <summary>Looks through XML once without keeping anything, so that what is too deep or too much is never built in memory.</summary>
internal static class XmlBounds
{
    public const int MaxNodes = 300_000;
    public const int MaxAttributes = 1_000;

    /// <summary>Neither document types nor anything from outside the text.</summary>
    public static XmlReaderSettings Settings(int maxCharacters) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = maxCharacters,
    };

    /// <summary>What is too much, in Chinese, and where; null when it is within bounds.</summary>
    /// <exception cref="XmlException">It is not XML.</exception>
    public static (int Line, string Text)? Excess(string xml, XmlReaderSettings settings, int maxDepth)
    {
        if (HasCrowdedTag(xml))
            return (0, $"文件里有一个元素带着超过 {MaxAttributes} 个属性。请从流程设计工具重新导出。");
        using var counting = XmlReader.Create(new StringReader(xml), settings);
        var nodes = 0;
        while (counting.Read())
        {
            if (counting.Depth > maxDepth)
                return (((IXmlLineInfo)counting).LineNumber, $"文件嵌套超过 {maxDepth} 层。请减少层数。");
            if ((nodes += 1 + counting.AttributeCount) > MaxNodes)
                return (((IXmlLineInfo)counting).LineNumber, $"文件里的元素和属性超过 {MaxNodes} 个。请拆成几个文件。");
        }
        return null;
    }

    // The reader takes seconds over a tag with a hundred thousand attributes, so such a tag never reaches it.
    private static bool HasCrowdedTag(string xml)
    {
        var at = 0;
        while ((at = xml.IndexOf('<', at)) >= 0)
        {
            var rest = xml.AsSpan(at);
            if (rest.StartsWith("<!--") || rest.StartsWith("<![CDATA[") || rest.StartsWith("<?"))
            {
                // Nothing in there is an attribute, nor a quote.
                var over = xml.IndexOf(rest[1] == '?' ? "?>" : rest[2] == '-' ? "-->" : "]]>", at, StringComparison.Ordinal);
                if (over < 0)
                    return false;
                at = over + 1;
                continue;
            }
            var (signs, quote) = (0, '\0');
            for (at++; at < xml.Length && (quote != '\0' || xml[at] != '>'); at++)
                if (quote != '\0')
                    quote = xml[at] == quote ? '\0' : quote;
                else if (xml[at] is '"' or '\'')
                    quote = xml[at];
                else if (xml[at] == '=' && ++signs > MaxAttributes)
                    return true;
        }
        return false;
    }
}
