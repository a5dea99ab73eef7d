using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rectification.Settings;

/// <summary>
/// A year's notice from a file: .csv or .xlsx with the columns 节日、放假开始、放假结束、调休上班, or .json, either
/// <c>[{"name","from","to","makeUpDays":[]}]</c> or the day list <c>{"year","days":[{"name","date","isOffDay"}]}</c> that public calendars offer.
/// </summary>
public static class HolidayFile
{
    public const int MaxBytes = 1024 * 1024;

    public static readonly ImmutableArray<string> Columns = ["节日", "放假开始", "放假结束", "调休上班"];

    public static Result<ImmutableArray<HolidayRow>> Read(string name, byte[] bytes) => bytes.Length switch
    {
        0 => Problem.Field("file", "请选择文件"),
        > MaxBytes => new Problem(ProblemKind.TooLarge, "calendar.too-large", "文件超过 1 MB，不像一年的放假安排"),
        _ => Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".xlsx" => Table(SpreadsheetReader.Read(bytes)),
            ".csv" => Table(Csv(bytes)),
            ".json" => Json(bytes),
            _ => Problem.Field("file", "请选择 .csv、.xlsx 或 .json 文件"),
        },
    };

    public static byte[] Template(int year) => Spreadsheet.Write("放假安排", Columns,
        [["元旦", $"{year}-01-01", $"{year}-01-03", $"{year}-01-04"]]);

    private static Result<ImmutableArray<HolidayRow>> Table(Result<ImmutableArray<ImmutableArray<string>>> table)
    {
        if (table.Problem is { } problem)
            return problem;
        var head = table.Value.FirstOrDefault();
        if (head.IsDefault || Columns.Take(2).Any(column => !head.Contains(column)))
            return Problem.Field("file", $"第一行应是列名：{string.Join('、', Columns)}");
        return table.Value.Select((cells, index) => new HolidayRow(index + 1, Cell(cells, 0), Cell(cells, 1), Cell(cells, 2), Cell(cells, 3)))
            .Skip(1).Where(row => !row.IsEmpty).ToImmutableArray();

        string Cell(ImmutableArray<string> cells, int column) => head.IndexOf(Columns[column]) is >= 0 and var at && at < cells.Length ? AsDay(cells[at].Trim(), column) : "";
    }

    // A spreadsheet keeps dates as the number of days since 1900.
    private static string AsDay(string text, int column) =>
        column > 0 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 36_000 and < 80_000
            ? DateOnly.FromDateTime(DateTime.FromOADate(serial)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : text;

    private static Result<ImmutableArray<ImmutableArray<string>>> Csv(byte[] bytes)
    {
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Problem.Field("file", "文件不是 UTF-8 编码，请另存为“CSV UTF-8”后再试");
        }
        return text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r').Split(',').Select(cell => cell.Trim().Trim('"')).ToImmutableArray()).ToImmutableArray();
    }

    private static Result<ImmutableArray<HolidayRow>> Json(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
                return root.EnumerateArray().Select((each, index) => new HolidayRow(index + 1, Text(each, "name"), Text(each, "from"), Text(each, "to"),
                    each.TryGetProperty("makeUpDays", out var days) ? string.Join('、', days.EnumerateArray().Select(day => day.GetString())) : "")).ToImmutableArray();
            if (root.TryGetProperty("days", out var list))
                return Days(list);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Told below, like a file of another shape.
        }
        return Problem.Field("file", "这份 .json 不是放假安排：应是节日的列表，或带 days 的日期列表");
    }

    // Days off of one holiday follow each other; a make-up day goes with the holiday of its name.
    private static Result<ImmutableArray<HolidayRow>> Days(JsonElement list)
    {
        var days = list.EnumerateArray().Select(each => (Name: Text(each, "name"), Date: HolidayRows.Day(Text(each, "date")), IsOff: each.TryGetProperty("isOffDay", out var off) && off.GetBoolean())).ToList();
        if (days.FindIndex(day => day.Date is null || day.Name.Length == 0) is >= 0 and var at)
            return Problem.Field("file", $"第 {at + 1} 个日期读不出来");
        return days.GroupBy(day => day.Name).Select((holiday, index) =>
        {
            var off = holiday.Where(day => day.IsOff).Select(day => day.Date!.Value).Order().ToList();
            var on = holiday.Where(day => !day.IsOff).Select(day => day.Date!.Value).Order();
            return new HolidayRow(index + 1, holiday.Key, off.Count > 0 ? Day(off[0]) : "", off.Count > 0 ? Day(off[^1]) : "", string.Join('、', on.Select(Day)));
        }).ToImmutableArray();

        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Text(JsonElement each, string name) => each.ValueKind == JsonValueKind.Object && each.TryGetProperty(name, out var value) ? value.GetString()?.Trim() ?? "" : "";
}
