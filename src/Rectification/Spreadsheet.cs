using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Rectification;

/// <summary>Writes a list as an .xlsx file, row by row, so that a long one needs no memory of its size.</summary>
public static class Spreadsheet
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(string sheetName, IEnumerable<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var part = book.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(part))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                Write(writer, [.. columns]);
                foreach (var row in rows)
                    Write(writer, row);
                writer.WriteEndElement();
                writer.WriteEndElement();
            }
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = sheetName }));
        }
        return stream.ToArray();
    }

    private static void Write(OpenXmlWriter writer, IReadOnlyList<object?> row)
    {
        writer.WriteStartElement(new Row());
        foreach (var value in row)
            writer.WriteElement(value switch
            {
                int or long or decimal => new Cell { DataType = CellValues.Number, CellValue = new CellValue(FormattableString.Invariant($"{value}")) },
                _ => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(Clean($"{value}")) { Space = SpaceProcessingModeValues.Preserve }) },
            });
        writer.WriteEndElement();
    }

    // XML has no place for control characters; somebody may have pasted one.
    private static string Clean(string text) => text.Any(IsForbidden) ? string.Concat(text.Where(sign => !IsForbidden(sign))) : text;

    private static bool IsForbidden(char sign) => char.IsControl(sign) && sign is not ('\n' or '\t');
}
