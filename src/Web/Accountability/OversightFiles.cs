using System.Globalization;
using Rectification.Oversight;
using Rectification.Requests;
using Rectification.Web.Api;
using Rectification.Web.Identity;
using Rectification.Web.Layout;
using Rectification.Web.Shared;

namespace Rectification.Web.Accountability;

/// <summary>The registers of 检查和督查 as spreadsheets, for who reads their pages.</summary>
internal static class OversightFiles
{
    private static readonly string[] DutyHeads = ["场所", "检查人", "截止日期", "情况"];

    private static readonly string[] FindingHeads = ["编号", "场所", "发现", "情况", "隐患编号", "发现时间", "登记人"];

    private static readonly string[] AccidentHeads = ["编号", "类别", "等级", "场所", "经过", "死亡人数", "受伤人数", "发生时间", "登记人", "登记时间"];

    private static readonly string[] ResumptionHeads = ["隐患编号", "场所", "理由", "同意人", "同意时间"];

    private static readonly string[] MonthlyHeads = ["场所", "网格", "地址", "本月最近检查"];

    private static readonly string[] LedgerHeads = ["时间", "场所", "检查人", "结果", "隐患编号"];

    public static void MapOversightFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/oversight/duties.xlsx", Duties).ForReadersOf<OversightPage>();
        app.MapGet("/oversight/findings.xlsx", Findings).ForReadersOf<OversightPage>();
        app.MapGet("/oversight/accidents.xlsx", Accidents).ForReadersOf<OversightPage>();
        app.MapGet("/oversight/resumptions.xlsx", Resumptions).ForReadersOf<OversightPage>();
        app.MapGet("/oversight/inspections.xlsx", Monthly).ForReadersOf<InspectionsPage>();
        app.MapGet("/oversight/planned.xlsx", Planned).ForReadersOf<PlannedInspectionsPage>();
        app.MapGet("/oversight/days.xlsx", Days).ForReadersOf<DayLedgerPage>();
    }

    private static async Task<IResult> Duties(HttpContext http, OversightQueries oversight, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        return await SheetFile.Of("应检查", "应检查", DutyHeads, after => oversight.Duties(current.Required, after, PageKey.MostRows, ct), duty =>
            [duty.PremisesName, duty.Assignee, $"{duty.DueOn:yyyy-MM-dd}", AccountabilityWords.Duty(duty, frame.Times.Today)]);
    }

    private static async Task<IResult> Findings(HttpContext http, OversightQueries oversight, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        return await SheetFile.Of("督查发现", "督查发现", FindingHeads, after => oversight.Findings(current.Required, after, PageKey.MostRows, ct), found =>
            [found.Number, found.PremisesName, OversightWords.Name(found.Kind), found.Facts, found.HazardNumber, SheetFile.Moment(frame, found.FoundAt), found.FoundBy]);
    }

    private static async Task<IResult> Accidents(HttpContext http, OversightQueries oversight, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        return await SheetFile.Of("事故和火灾", "事故和火灾", AccidentHeads, after => oversight.Accidents(current.Required, after, PageKey.MostRows, ct), accident =>
        [
            accident.Number, OversightWords.Name(accident.Kind), OversightWords.Name(accident.Grade), accident.PremisesName, accident.Facts, accident.Deaths, accident.Injured,
            SheetFile.Moment(frame, accident.HappenedAt), accident.RecordedBy, SheetFile.Moment(frame, accident.RecordedAt),
        ]);
    }

    private static async Task<IResult> Resumptions(HttpContext http, OversightQueries oversight, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        return await SheetFile.Of("同意恢复生产经营", "同意恢复生产经营", ResumptionHeads, after => oversight.Resumptions(current.Required, after, PageKey.MostRows, ct), agreed =>
            [agreed.HazardNumber, agreed.PremisesName, agreed.Reason, agreed.AgreedBy, SheetFile.Moment(frame, agreed.AgreedAt)]);
    }

    private static async Task<IResult> Monthly(HttpContext http, MonthlyInspections inspections, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        var search = InspectionSearch.From(http.Request.Query, frame.Times.Today);
        // Whose community it is not is told before a file begins.
        if ((await inspections.List(search.Filter, current.Required, null, 1, ct)).Problem is { } problem)
            return Results.StatusCode(problem.Status);
        return await SheetFile.Of("每月检查", $"{search.Month.ChineseName}检查", MonthlyHeads, async after => (await inspections.List(search.Filter, current.Required, after, PageKey.MostRows, ct)).Value, site =>
            [site.Name, site.Grid, site.Address, site.LastVisit is { } day ? $"{day:yyyy-MM-dd}" : "未检查"]);
    }

    private static async Task<IResult> Planned(HttpContext http, PlannedInspections planned, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        var search = PlannedSearch.From(http.Request.Query, frame.Times.Today);
        return await SheetFile.Of("安排的检查", $"{search.Month.ChineseName}安排的检查", DutyHeads, after => planned.List(search.Filter, current.Required, after, PageKey.MostRows, ct), duty =>
            [duty.PremisesName, duty.Assignee, $"{duty.DueOn:yyyy-MM-dd}", AccountabilityWords.Planned(duty.State)]);
    }

    private static async Task<IResult> Days(HttpContext http, OversightQueries oversight, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        var day = DayLedgerPage.DayOf(http.Request.Query["day"].FirstOrDefault(), frame.Times.Today);
        return await SheetFile.Of("检查记录", $"检查台账{day:yyyy-MM-dd}", LedgerHeads, after => oversight.Lines(current.Required, day, after, PageKey.MostRows, ct), line =>
            [frame.Times.Local(line.At).ToString("HH:mm", CultureInfo.InvariantCulture), line.PremisesName, line.InspectorName, line.Result, line.CaseNumber ?? "未发现"]);
    }
}
