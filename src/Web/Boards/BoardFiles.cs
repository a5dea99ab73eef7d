using Rectification.Boards;
using Rectification.Requests;
using Rectification.Web.Identity;
using Rectification.Web.Layout;
using Rectification.Web.Shared;
using Rectification.Workflow;

namespace Rectification.Web.Boards;

/// <summary>The table of all communities and the open tasks as spreadsheets, narrowed and sorted as on the page.</summary>
internal static class BoardFiles
{
    private static readonly string[] Heads =
    [
        "社区", "在办隐患", "其中重大", "逾期隐患", "逾期任务", "到期隐患", "到期销号", "整改率", "应检查场所", "未检查场所", "安排的检查", "漏查", "未报清单", "待决定", "在办措施", "追究阶梯",
    ];

    private static readonly string[] TaskHeads = ["任务", "案件", "场所", "案件编号", "等级", "办理人", "产生时间", "期限", "是否逾期"];

    public static void MapBoardFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/boards/street.xlsx", Write).ForReadersOf<StreetBoardPage>();
        app.MapGet("/boards/tasks.xlsx", Tasks).ForReadersOf<OpenTasksPage>();
    }

    private static async Task<IResult> Write(HttpContext http, StreetBoardQueries boards, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        var search = StreetSearch.From(http.Request.Query, frame.Times.Today);
        var found = await boards.List(search.Filter, search.Month, current.Required, ct);
        return found.IsOk
            ? Results.File(Spreadsheet.Write("各社区情况", Heads, found.Value.Select(Row)), Spreadsheet.ContentType, $"各社区情况{search.Month}.xlsx")
            : Results.NotFound();
    }

    private static async Task<IResult> Tasks(HttpContext http, OpenTaskQueries tasks, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        var filter = OpenTaskSearch.From(http.Request.Query);
        return await SheetFile.Of("未办任务", $"未办任务{frame.Times.Today:yyyy-MM-dd}", TaskHeads, after => tasks.List(filter, current.Required, after, PageKey.MostRows, ct), task =>
        [
            task.Name, task.Title, task.PremisesName, task.CaseNumber, Levels.Word(task.Level), BoardWords.Holder(task), SheetFile.Moment(frame, task.CreatedAt),
            SheetFile.Deadline(frame, task.DueAt), task.DueAt < frame.Times.Now ? "逾期" : "",
        ]);
    }

    private static object?[] Row(CommunityFigures row) =>
    [
        row.Name, row.Open, row.Major, row.Overdue, row.LateTasks, row.Rate.Passed, row.Rate.StruckOff, BoardWords.Percent(row.Rate), row.Inspections.Due, row.Inspections.Missing,
        row.Planned.Due, row.Planned.Missed, row.LedgersMissing, row.Undecided, row.Measures, BoardWords.Ladder(row),
    ];
}
