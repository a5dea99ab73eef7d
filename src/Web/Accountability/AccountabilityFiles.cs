using Rectification.Accountability;
using Rectification.Requests;
using Rectification.Web.Identity;
using Rectification.Web.Layout;
using Rectification.Web.Shared;

namespace Rectification.Web.Accountability;

/// <summary>责任追究 as a spreadsheet, for who reads its page.</summary>
internal static class AccountabilityFiles
{
    private static readonly string[] CaseHeads =
        ["编号", "情形", "依据", "对象", "对象类别", "事实", "来源", "状态", "建议措施", "决定措施", "决定人", "决定时间", "督办期限", "提出人", "提出时间", "办结时间"];

    public static void MapAccountabilityFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/accountability/list.xlsx", Cases).ForReadersOf<AccountabilityListPage>();
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
}
