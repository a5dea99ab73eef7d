using System.Diagnostics;
using System.Text;
using System.Xml;

namespace Rectification.Engine.Reading;

/// <summary>Writes a BPMN file with everything that was read: the same elements, attributes, prefixes and spacing.</summary>
public static class BpmnWriter
{
    private const string Declarations = "http://www.w3.org/2000/xmlns/";

    /// <summary>The document as XML; read again it is the same.</summary>
    public static string Write(BpmnDocument document)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment, NewLineHandling = NewLineHandling.Entitize };
        using (var xml = XmlWriter.Create(text, settings))
        {
            foreach (var content in document.Before)
            {
                Write(xml, content);
                xml.WriteWhitespace("\n");
            }
            Write(xml, document.Definitions);
        }
        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter xml, BpmnPart part)
    {
        xml.WriteStartElement(part.Prefix, part.Name, part.Space);
        foreach (var attribute in part.Attributes)
            if (attribute.Space == Declarations)
                xml.WriteAttributeString(attribute.Prefix.Length == 0 ? null : attribute.Prefix, attribute.Name, Declarations, attribute.Value);
            else
                xml.WriteAttributeString(attribute.Prefix, attribute.Name, attribute.Space, attribute.Value);
        foreach (var content in part.Content)
            Write(xml, content);
        if (part.IsShort && part.Content.IsEmpty)
            xml.WriteEndElement();
        else
            xml.WriteFullEndElement();
    }

    private static void Write(XmlWriter xml, BpmnContent content)
    {
        switch (content)
        {
            case BpmnContent.Inner inner:
                Write(xml, inner.Part);
                break;
            case BpmnContent.Text { IsVerbatim: true } text:
                xml.WriteCData(text.Value);
                break;
            case BpmnContent.Text text:
                xml.WriteString(text.Value);
                break;
            case BpmnContent.Comment comment:
                xml.WriteComment(comment.Value);
                break;
            case BpmnContent.Instruction instruction:
                xml.WriteProcessingInstruction(instruction.Name, instruction.Value);
                break;
            default:
                throw new UnreachableException(content.GetType().Name);
        }
    }
}
