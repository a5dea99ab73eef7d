using Rectification.Ledgers;
using Rectification.People;
using Rectification.Requests;
using Rectification.Web.Identity;
using Rectification.Web.Layout;
using Rectification.Web.Shared;

namespace Rectification.Web.Ledgers;

/// <summary>The lists as spreadsheets: one month in the official columns, and the overview as it is filtered on the page.</summary>
internal static class LedgerFiles
{
    private static readonly string[] Heads = ["编号", "社区", "月份", "进度", "是否按时", "项数", "开启", "报送截止", "首次确认", "确认人", "备案", "退回次数"];

    private static readonly Role[] Readers =
    [
        Role.CommunitySafetyOfficer, Role.CommunityLeader, Role.LinkedLeader, Role.SafetyOfficer, Role.SafetyOfficeDirector, Role.DepartmentOfficer, Role.StreetLeader, Role.Auditor,
    ];

    public static void MapLedgerFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/ledgers/list.xlsx", Overview).For(Readers);
        app.MapGet("/ledgers/{caseNumber}/list.xlsx", One).For(Readers);
    }

    private static async Task<IResult> One(string caseNumber, int? edition, string? search, string? only, LedgerQueries ledgers, CurrentActor current, CancellationToken ct)
    {
        var found = await ledgers.Find(caseNumber, edition, current.Required, ct);
        if (found.Problem is not null)
            return Results.NotFound();
        var lines = LedgerLines.Narrow(found.Value.Lines, search, only);
        return File(LedgerSheet.Write(only == "leftOut" ? lines : lines.Where(line => line.LeftOut is null)), LedgerSheet.FileName(found.Value.Month));
    }

    private static async Task<IResult> Overview(HttpContext http, LedgerQueries ledgers, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        var filter = LedgerSearch.From(http.Request.Query).Filter;
        return await SheetFile.Of("每月清单", "每月清单报送情况", Heads, after => ledgers.List(filter, current.Required, after, PageKey.MostRows, ct), item => Row(item, frame));
    }

    private static object?[] Row(LedgerHead item, Frame frame) =>
    [
        item.Month.CaseNumber, item.Month.CommunityName, item.Month.Month, item.Month.State.ChineseName, LedgerStandings.Name(item.Standing), item.Month.Rows,
        SheetFile.Moment(frame, item.Month.OpenedAt), LedgerWords.Day(frame.Times.Calendar.DeadlineDay(item.Month.DueAt)) + " 24:00", SheetFile.Moment(frame, item.Month.FirstConfirmedAt),
        item.Month.ConfirmedByName, SheetFile.Moment(frame, item.Month.ReceivedAt), item.Month.Returns,
    ];

    private static IResult File(byte[] bytes, string name) => Results.File(bytes, Spreadsheet.ContentType, name);
}
