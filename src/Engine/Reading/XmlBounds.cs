using System.Xml;

namespace Rectification.Engine.Reading;

/// <summary>Looks through XML once without keeping anything, so that what is too deep or too much is never built in memory.</summary>
internal static class XmlBounds
{
    public const int MaxNodes = 300_000;

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
}
