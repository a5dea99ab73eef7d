using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Rectification.Premises;

/// <summary>The Excel table of premises: first sheet, column names in the first row, one premises a row.</summary>
public static class SiteSheet
{
    public const int MaxBytes = 10 * 1024 * 1024;
    public const int MaxRows = 20_000;

    /// <summary>A packed file of 10 MB may hold a thousand times that; this much is unpacked and no more.</summary>
    private const long MaxUnpackedBytes = 200L * 1024 * 1024;

    private const int MaxCellLength = 2000;

    public static readonly ImmutableArray<string> Columns = ["名称", "地址", "种类", "类别", "行业", "人数", "三色", "标签", "主要负责人", "电话", "重点", "社区", "网格"];

    private static readonly ImmutableArray<string> Required = ["名称", "地址", "种类", "类别", "网格"];

    private static readonly FrozenDictionary<string, string> FieldColumns = new Dictionary<string, string>
    {
        ["name"] = "名称", ["address"] = "地址", ["kind"] = "种类", ["category"] = "类别", ["industry"] = "行业",
        ["headcount"] = "人数", ["tags"] = "标签", ["principal"] = "主要负责人", ["phone"] = "电话",
    }.ToFrozenDictionary();

    public static string ColumnOf(string field) => FieldColumns[field];

    public static Result<ImmutableArray<SheetRow>> Read(byte[] file)
    {
        if (file.Length == 0)
            return Problem.Field("file", "请选择要导入的 Excel 文件");
        if (file.Length > MaxBytes)
            return new Problem(ProblemKind.TooLarge, "import.too-large", "文件超过 10 MB，请分几次导入");
        try
        {
            using (var archive = new ZipArchive(new MemoryStream(file)))
                if (archive.Entries.Sum(entry => entry.Length) > MaxUnpackedBytes)
                    return new Problem(ProblemKind.TooLarge, "import.too-large", "文件展开后太大，请分几次导入");
            using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
            return Read(document);
        }
        // A broken or foreign file shows itself in whichever of these the packaging layers happen to throw.
        catch (Exception exception) when (exception is InvalidDataException or FileFormatException or OpenXmlPackageException or System.Xml.XmlException
            or FormatException or ArgumentException or NotSupportedException or InvalidOperationException or IOException)
        {
            return Problem.Field("file", "这不是能读的 .xlsx 文件，请用 Excel 或 WPS 另存为 .xlsx 后再试");
        }
    }

    /// <summary>An empty table with the column names and one row as an example.</summary>
    public static byte[] Template() => Spreadsheet.Write("场所", Columns,
        [["某某制衣工坊", "某某路 18 号一层", "生产经营单位", "服装加工", "纺织服装、服饰业", 26, "黄", "九小、三合一", "张某", "13800000000", "是", "某某社区", "某某一"]]);

    private static Result<ImmutableArray<SheetRow>> Read(SpreadsheetDocument document)
    {
        var book = document.WorkbookPart;
        if (book?.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart sheet)
            return Problem.Field("file", "文件里没有工作表");
        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        var names = new Dictionary<int, string>();
        var rows = ImmutableArray.CreateBuilder<SheetRow>();
        using var reader = OpenXmlReader.Create(sheet);
        var number = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            var row = (Row)reader.LoadCurrentElement()!;
            number = (int)(row.RowIndex?.Value ?? (uint)number + 1);
            var cells = Cells(row, shared);
            if (names.Count == 0)
            {
                names = cells.Where(cell => Columns.Contains(cell.Value)).ToDictionary(cell => cell.Key, cell => cell.Value);
                if (Required.Where(name => !names.ContainsValue(name)).ToList() is { Count: > 0 } missing)
                    return Problem.Field("file", $"第一行缺少这些列名：{string.Join('、', missing)}。请按模板填写");
                continue;
            }
            if (cells.Values.All(value => value.Length == 0))
                continue;
            if (rows.Count == MaxRows)
                return Problem.Field("file", $"一次最多导入 {MaxRows} 行，请分几次导入");
            rows.Add(new(number, names.Where(name => cells.ContainsKey(name.Key)).ToFrozenDictionary(name => name.Value, name => cells[name.Key])));
        }
        return rows.Count > 0 ? rows.ToImmutable() : Problem.Field("file", "文件里没有要导入的行");
    }

    private static Dictionary<int, string> Cells(Row row, string[] shared)
    {
        var cells = new Dictionary<int, string>();
        var next = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            var index = cell.CellReference?.Value is { } reference ? ColumnIndex(reference) : next;
            next = index + 1;
            var raw = cell.DataType?.Value switch
            {
                CellValues.SharedString => int.TryParse(cell.InnerText, out var at) && at >= 0 && at < shared.Length ? shared[at] : "",
                CellValues.InlineString => cell.InlineString?.InnerText ?? "",
                _ => cell.CellValue?.Text ?? "",
            };
            cells[index] = raw.Length > MaxCellLength ? raw[..MaxCellLength].Trim() : raw.Trim();
        }
        return cells;
    }

    private static int ColumnIndex(string reference)
    {
        var index = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter).Take(3))
            index = index * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
        return index - 1;
    }
}

/// <summary>One row as written; a column that is missing reads as empty.</summary>
public sealed record SheetRow(int Number, FrozenDictionary<string, string> Values)
{
    public string this[string column] => Values.GetValueOrDefault(column, "");
}
