using Rectification.Web.Layout;

namespace Rectification.Web.Shared;

/// <summary>A list as an .xlsx file: every page of it, read as for the screen, so that narrowing and scope are the list's own.</summary>
internal static class SheetFile
{
    private const int MostRows = 10_000;

    /// <summary>Every cell is text or a number, so nothing that somebody typed is computed by the program that opens it. A list that is cut says so in its last line.</summary>
    /// <param name="read">A page of the list; null for the first.</param>
    public static async Task<IResult> Of<T>(string sheet, string fileName, IReadOnlyList<string> heads, Func<string?, Task<Page<T>>> read, Func<T, object?[]> cells)
    {
        var rows = new List<object?[]>();
        string? after = null;
        do
        {
            var page = await read(after);
            rows.AddRange(page.Items.Select(cells));
            after = page.Next;
        }
        while (after is not null && rows.Count < MostRows);
        if (after is not null)
            rows.Add([$"记录很多，这里只有前 {rows.Count} 条，请缩小范围后再导出"]);
        return Results.File(Spreadsheet.Write(sheet, heads, rows), Spreadsheet.ContentType, $"{fileName}.xlsx");
    }

    /// <summary>2026-03-05 14:30; empty for nothing.</summary>
    public static string Moment(Frame frame, DateTimeOffset? at) => at is { } instant ? frame.Times.Local(instant).ToString("yyyy-MM-dd HH:mm", null) : "";

    /// <summary>2026-03-05 24:00: what ends at midnight belongs to the day before.</summary>
    public static string Deadline(Frame frame, DateTimeOffset? at) => at is not { } instant ? ""
        : frame.Times.Local(instant).TimeOfDay == TimeSpan.Zero ? $"{frame.Times.Calendar.DeadlineDay(instant):yyyy-MM-dd} 24:00" : Moment(frame, instant);
}
