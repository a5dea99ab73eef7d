using Rectification.Hazards;
using Rectification.Requests;
using Rectification.Web.Layout;
using Rectification.Web.Shared;

namespace Rectification.Web.Hazards;

/// <summary>The list of hazards as a table for a spreadsheet, with the same filters as the page.</summary>
public static class HazardExport
{
    private static readonly string[] Heads =
        ["编号", "状态", "等级", "类别", "场所", "描述", "整改期限", "是否逾期", "登记时间", "登记人", "网格责任人", "正在等待"];

    public static void MapHazardExport(this IEndpointRouteBuilder app) => app.MapGet("/hazards/export", Write).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Write(HttpContext http, HazardQueries hazards, CurrentActor current, Frame frame, CancellationToken ct)
    {
        if (current.Actor is not { } actor)
            return Results.Unauthorized();
        await frame.Load(http);
        var filter = HazardSearch.From(http.Request.Query).Filter;
        return await SheetFile.Of("隐患", $"隐患清单{frame.Times.Today:yyyy-MM-dd}", Heads, after => hazards.List(filter, actor, after, PageKey.MostRows, ct), line => Cells(line, frame));
    }

    private static object?[] Cells(HazardLine line, Frame frame) =>
    [
        line.CaseNumber, line.State.ChineseName, line.Level.ChineseName, line.CategoryName, line.PremisesName, line.Description,
        line.DeadlineAt is { } at ? frame.Times.Calendar.DeadlineDay(at).ToString("yyyy-MM-dd", null) : "",
        line.IsOverdue ? "逾期" : "", SheetFile.Moment(frame, line.RegisteredAt),
        line.RegisteredByName, line.GridOwnerName ?? "", string.Join("、", line.WaitingFor),
    ];
}
