using System.Collections.Immutable;
using System.Xml;

namespace Rectification.Engine.Reading;

/// <summary>
/// A BPMN file with everything that is in it: pictures, lanes, data, collaborations, extensions of any vendor, what the engine can't execute too.
/// For exchanging drawings with other tools and for changing them without losing anything; what is to run goes through <see cref="BpmnReader"/>.
/// </summary>
public sealed record BpmnDocument(BpmnPart Definitions)
{
    /// <summary>Comments and the like before the definitions.</summary>
    public ImmutableArray<BpmnContent> Before { get; init; } = [];

    /// <summary>Every element of the file, in its order.</summary>
    public IEnumerable<BpmnPart> All => Definitions.WithAllInside();

    /// <summary>The first element of the standard's own model with this id; null when there is none.</summary>
    public BpmnPart? Find(string id) => All.FirstOrDefault(part => part.IsModel && part.Id == id);

    /// <summary>Null with a problem in words when the text is no well-formed XML, too large or too deep, or no BPMN file.</summary>
    public static BpmnDocument? Read(string xml, out BpmnProblem? problem)
    {
        problem = null;
        if (xml.Length > BpmnReader.MaxCharacters)
        {
            problem = new(null, 0, $"文件有 {xml.Length} 个字符，最多 {BpmnReader.MaxCharacters} 个。请删去不需要的内容后再上传。");
            return null;
        }
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = BpmnReader.MaxCharacters };
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        try
        {
            var before = ImmutableArray.CreateBuilder<BpmnContent>();
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Comment)
                    before.Add(new BpmnContent.Comment(reader.Value));
                else if (reader.NodeType == XmlNodeType.Element)
                    return Whole(ReadPart(reader), before.ToImmutable(), out problem);
            problem = new(null, 0, "文件里没有内容。请从流程设计工具重新导出。");
        }
        catch (XmlException fault)
        {
            problem = new(null, fault.LineNumber, $"文件不是完整的 XML，或带有不允许的 DTD 声明（第 {fault.LineNumber} 行第 {fault.LinePosition} 列）。请从流程设计工具重新导出。");
        }
        catch (TooDeepException)
        {
            problem = new(null, ((IXmlLineInfo)reader).LineNumber, $"文件嵌套超过 {BpmnReader.MaxDepth} 层。请减少子流程的层数。");
        }
        return null;
    }

    /// <summary>The file with one element of the model changed; itself when there is none with this id.</summary>
    public BpmnDocument Change(string id, Func<BpmnPart, BpmnPart> change) =>
        Find(id) is { } part ? this with { Definitions = Definitions.Replace(part, change(part)) } : this;

    private static BpmnDocument? Whole(BpmnPart root, ImmutableArray<BpmnContent> before, out BpmnProblem? problem)
    {
        problem = root is { IsModel: true, Name: "definitions" } ? null
            : new(null, 1, "文件不是 BPMN 2.0 流程图（根元素应为 bpmn:definitions）。请从流程设计工具导出 BPMN 2.0 XML。");
        return problem is null ? new(root) { Before = before } : null;
    }

    private static BpmnPart ReadPart(XmlReader reader)
    {
        if (reader.Depth > BpmnReader.MaxDepth)
            throw new TooDeepException();
        var part = new BpmnPart(reader.Prefix, reader.NamespaceURI, reader.LocalName);
        var isEmpty = reader.IsEmptyElement;
        var attributes = ImmutableArray.CreateBuilder<BpmnAttribute>(reader.AttributeCount);
        while (reader.MoveToNextAttribute())
            attributes.Add(new(reader.Prefix, reader.NamespaceURI, reader.LocalName, reader.Value));
        part = part with { Attributes = attributes.DrainToImmutable(), IsShort = isEmpty };
        if (isEmpty)
            return part;
        var content = ImmutableArray.CreateBuilder<BpmnContent>();
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    content.Add(new BpmnContent.Inner(ReadPart(reader)));
                    break;
                case XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    content.Add(new BpmnContent.Text(reader.Value));
                    break;
                case XmlNodeType.CDATA:
                    content.Add(new BpmnContent.Text(reader.Value, IsVerbatim: true));
                    break;
                case XmlNodeType.Comment:
                    content.Add(new BpmnContent.Comment(reader.Value));
                    break;
                case XmlNodeType.ProcessingInstruction:
                    content.Add(new BpmnContent.Instruction(reader.Name, reader.Value));
                    break;
            }
        return part with { Content = content.DrainToImmutable() };
    }

    private sealed class TooDeepException : Exception;
}
