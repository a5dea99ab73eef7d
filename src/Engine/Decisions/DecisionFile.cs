using System.Xml;
using System.Xml.Linq;
using Rectification.Engine.Decisions.Sheets;
using Rectification.Engine.Reading;

namespace Rectification.Engine.Decisions;

/// <summary>The text of a DMN file, looked through and parsed once for all that is read of it. Immutable.</summary>
public sealed class DecisionFile
{
    private const int LongestFile = 20_000_000;
    private const int DeepestNesting = 200;

    private readonly XElement? root;
    private readonly string fault;

    private DecisionFile(string xml, XElement? root, string fault = "")
    {
        (Xml, this.root, this.fault) = (xml, root, fault);
        Outline = root is null ? null : ModelOutline.Of(root);
    }

    public string Xml { get; }

    /// <summary>Null when the text is no DMN file; <see cref="Model"/> tells why.</summary>
    public ModelOutline? Outline { get; }

    /// <summary>Never throws on what the text holds.</summary>
    public static DecisionFile Open(string xml)
    {
        try
        {
            if ((xml.Length > LongestFile ? $"文件有 {xml.Length} 个字符，最多 {LongestFile} 个" : XmlBounds.Excess(xml, ModelXml.Safe, DeepestNesting)?.Text) is { } excess)
                return new(xml, null, excess);
            using var reader = XmlReader.Create(new StringReader(xml), ModelXml.Safe);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root is { } root && root.Is("definitions")
                ? new(xml, root)
                : new(xml, null, "根元素应当是 definitions，这不是 DMN 文件");
        }
        catch (XmlException fault)
        {
            return new(xml, null, $"第 {fault.LineNumber} 行不是有效的 XML");
        }
    }

    /// <summary>What the file means; without any part of it, and the problem told, when the text is no DMN file.</summary>
    /// <param name="others">Models that this one may import.</param>
    public DecisionModel Model(params IReadOnlyCollection<DecisionModel> others)
    {
        var problems = new ModelProblems();
        if (root is not null)
            return DmnReader.Read(root, others, problems);
        problems.Add(null, "文件", fault);
        return DecisionModel.Broken(problems);
    }

    /// <summary>The file as it is written; null when the text is no DMN file.</summary>
    public ModelSheet? Sheet() => root is null ? null : SheetReader.Read(root);
}
