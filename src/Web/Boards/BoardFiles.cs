using Rectification.Boards;
using Rectification.People;
using Rectification.Requests;
using Rectification.Web.Identity;
using Rectification.Web.Layout;

namespace Rectification.Web.Boards;

/// <summary>The table of all communities as a spreadsheet, narrowed and sorted as on the page.</summary>
internal static class BoardFiles
{
    private static readonly string[] Heads =
    [
        "社区", "在办隐患", "其中重大", "逾期隐患", "逾期任务", "到期隐患", "到期销号", "整改率", "应检查场所", "未检查场所", "安排的检查", "漏查", "未报清单", "待决定", "在办措施", "追究阶梯",
    ];

    public static void MapBoardFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/boards/street.xlsx", Write).For(Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.StreetLeader, Role.Auditor);

    private static async Task<IResult> Write(HttpContext http, StreetBoardQueries boards, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        var search = StreetSearch.From(http.Request.Query, frame.Times.Today);
        var found = await boards.List(search.Filter, search.Month, current.Required, ct);
        return found.IsOk
            ? Results.File(Spreadsheet.Write("各社区情况", Heads, found.Value.Select(Row)), Spreadsheet.ContentType, $"各社区情况{search.Month}.xlsx")
            : Results.NotFound();
    }

    private static object?[] Row(CommunityFigures row) =>
    [
        row.Name, row.Open, row.Major, row.Overdue, row.LateTasks, row.Rate.Passed, row.Rate.StruckOff, BoardWords.Percent(row.Rate), row.Inspections.Due, row.Inspections.Missing,
        row.Planned.Due, row.Planned.Missed, row.LedgersMissing, row.Undecided, row.Measures, BoardWords.Ladder(row),
    ];
}
