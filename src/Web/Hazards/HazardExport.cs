using System.Text;
using Rectification.Hazards;
using Rectification.Requests;
using Rectification.Web.Layout;

namespace Rectification.Web.Hazards;

/// <summary>The list of hazards as a table for a spreadsheet, with the same filters as the page.</summary>
public static class HazardExport
{
    private const int MostRows = 10_000;

    private static readonly string[] Heads =
        ["编号", "状态", "等级", "类别", "场所", "描述", "整改期限", "是否逾期", "登记时间", "登记人", "网格责任人", "正在等待"];

    public static void MapHazardExport(this IEndpointRouteBuilder app) => app.MapGet("/hazards/export", Write).RequireAuthorization().ExcludeFromDescription();

    private static async Task Write(HttpContext http, HazardQueries hazards, CurrentActor current, Frame frame, CancellationToken ct)
    {
        if (current.Actor is not { } actor)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        await frame.Load(http);
        var filter = HazardSearch.From(http.Request.Query).Filter;
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString($"隐患清单{frame.Times.Today:yyyy-MM-dd}.csv")}";
        // Excel takes UTF-8 only with the mark in front.
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(Row(Heads));
        string? after = null;
        for (var written = 0; written < MostRows;)
        {
            var page = await hazards.List(filter, actor, after, PageKey.MostRows, ct);
            foreach (var line in page.Items)
                await writer.WriteAsync(Row(Cells(line, frame)));
            written += page.Items.Length;
            if ((after = page.Next) is null)
                break;
        }
    }

    private static string[] Cells(HazardLine line, Frame frame) =>
    [
        line.CaseNumber, line.State.ChineseName, line.Level.ChineseName, line.CategoryName, line.PremisesName, line.Description,
        line.DeadlineAt is { } at ? frame.Times.Calendar.DeadlineDay(at).ToString("yyyy-MM-dd", null) : "",
        line.IsOverdue ? "逾期" : "", frame.Times.Local(line.RegisteredAt).ToString("yyyy-MM-dd HH:mm", null),
        line.RegisteredByName, line.GridOwnerName ?? "", string.Join("、", line.WaitingFor),
    ];

    private static string Row(string[] cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    // A cell that begins like a formula would be computed by the spreadsheet that opens it.
    private static string Cell(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
