using Rectification.Accountability;
using Rectification.Oversight;
using Rectification.Requests;
using Rectification.Web.Identity;
using Rectification.Web.Layout;
using Rectification.Web.Shared;

namespace Rectification.Web.Accountability;

/// <summary>责任追究 and the registers of 检查和督查 as spreadsheets, for who reads their pages.</summary>
internal static class AccountabilityFiles
{
    private static readonly string[] CaseHeads =
        ["编号", "情形", "依据", "对象", "对象类别", "事实", "来源", "状态", "建议措施", "决定措施", "决定人", "决定时间", "督办期限", "提出人", "提出时间", "办结时间"];

    private static readonly string[] DutyHeads = ["场所", "检查人", "截止日期", "情况"];

    private static readonly string[] FindingHeads = ["编号", "场所", "发现", "情况", "隐患编号", "发现时间", "登记人"];

    private static readonly string[] AccidentHeads = ["编号", "类别", "等级", "场所", "经过", "死亡人数", "受伤人数", "发生时间", "登记人", "登记时间"];

    private static readonly string[] ResumptionHeads = ["隐患编号", "场所", "理由", "同意人", "同意时间"];

    public static void MapAccountabilityFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/accountability/list.xlsx", Cases).ForReadersOf<AccountabilityListPage>();
        app.MapGet("/oversight/duties.xlsx", Duties).ForReadersOf<OversightPage>();
        app.MapGet("/oversight/findings.xlsx", Findings).ForReadersOf<OversightPage>();
        app.MapGet("/oversight/accidents.xlsx", Accidents).ForReadersOf<OversightPage>();
        app.MapGet("/oversight/resumptions.xlsx", Resumptions).ForReadersOf<OversightPage>();
    }

    private static async Task<IResult> Cases(HttpContext http, AccountabilityQueries accountability, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        var filter = AccountabilitySearch.From(http.Request.Query).Filter;
        return await SheetFile.Of("责任追究", $"责任追究{frame.Times.Today:yyyy-MM-dd}", CaseHeads, after => accountability.Search(filter, current.Required, after, PageKey.MostRows, ct), line =>
        [
            line.CaseNumber, $"{line.Trigger} {TriggerRule.Of(line.Trigger).Words}", TriggerRule.Of(line.Trigger).Clause, line.SubjectName, AccountabilityWords.Subject(line.SubjectKind),
            line.Facts, string.Join('、', line.Sources), AccountabilityWords.State(line.State), AccountabilityWords.Measure(line.Proposed),
            line.Measure is { } measure ? AccountabilityWords.Measure(measure) : "", line.DecidedBy, SheetFile.Moment(frame, line.DecidedAt),
            SheetFile.Deadline(frame, line.ListedUntil), line.OpenedBy ?? "系统", SheetFile.Moment(frame, line.OpenedAt), SheetFile.Moment(frame, line.ClosedAt),
        ]);
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
}
