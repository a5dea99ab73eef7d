using System.Collections.Immutable;
using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Rectification;

/// <summary>Reads the first sheet of a small .xlsx file as text, row by row.</summary>
public static class SpreadsheetReader
{
    private const int MaxRows = 1000;
    private const long MaxUnpackedBytes = 20L * 1024 * 1024;

    public static Result<ImmutableArray<ImmutableArray<string>>> Read(byte[] file)
    {
        try
        {
            using (var archive = new ZipArchive(new MemoryStream(file)))
                if (archive.Entries.Sum(entry => entry.Length) > MaxUnpackedBytes)
                    return new Problem(ProblemKind.TooLarge, "import.too-large", "文件展开后太大");
            using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
            var book = document.WorkbookPart;
            if (book?.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart sheet)
                return Problem.Field("file", "文件里没有工作表");
            var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
            return sheet.Worksheet.Descendants<Row>().Take(MaxRows).Select(row => Cells(row, shared)).ToImmutableArray();
        }
        // A broken or foreign file shows itself in whichever of these the packaging layers happen to throw.
        catch (Exception exception) when (exception is InvalidDataException or FileFormatException or OpenXmlPackageException or System.Xml.XmlException
            or FormatException or ArgumentException or NotSupportedException or InvalidOperationException or IOException)
        {
            return Problem.Field("file", "这不是能读的 .xlsx 文件，请用 Excel 或 WPS 另存为 .xlsx 后再试");
        }
    }

    private static ImmutableArray<string> Cells(Row row, string[] shared)
    {
        var cells = new SortedDictionary<int, string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } reference ? Column(reference) : cells.Count;
            if (column is < 0 or > 100)
                continue;
            cells[column] = cell.DataType?.Value switch
            {
                var kind when kind == CellValues.SharedString => int.TryParse(cell.InnerText, out var at) && at >= 0 && at < shared.Length ? shared[at] : "",
                var kind when kind == CellValues.InlineString => cell.InlineString?.InnerText ?? "",
                _ => cell.CellValue?.Text ?? "",
            };
        }
        return cells.Count == 0 ? [] : [.. Enumerable.Range(0, cells.Keys.Last() + 1).Select(column => cells.GetValueOrDefault(column, ""))];
    }

    private static int Column(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Take(3).Aggregate(0, (index, letter) => index * 26 + (char.ToUpperInvariant(letter) - 'A' + 1)) - 1;
}
