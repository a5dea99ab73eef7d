using Rectification.Enforcement;
using Rectification.Requests;
using Rectification.Web.Identity;
using Rectification.Web.Layout;
using Rectification.Web.Shared;

namespace Rectification.Web.Enforcement;

/// <summary>The hand-overs to the police as a spreadsheet.</summary>
internal static class HandoverFiles
{
    private static readonly string[] Heads =
        ["编号", "隐患编号", "场所", "涉嫌犯罪情况", "移交函", "状态", "移送人", "移送时间", "公安机关答复时间", "公安机关回执号", "未接收理由", "处理结果", "结果文书", "结果时间"];

    public static void MapHandoverFiles(this IEndpointRouteBuilder app) => app.MapGet("/handovers/list.xlsx", List).ForReadersOf<HandoverListPage>();

    private static async Task<IResult> List(HttpContext http, HandoverQueries handovers, CurrentActor current, Frame frame, CancellationToken ct)
    {
        await frame.Load(http);
        return await SheetFile.Of("涉嫌犯罪移送", $"涉嫌犯罪移送{frame.Times.Today:yyyy-MM-dd}", Heads, after => handovers.List(current.Required, after, PageKey.MostRows, ct), handover =>
        [
            handover.Number, handover.HazardNumber, handover.PremisesName, handover.Crime, handover.LetterNumber, handover.State, handover.HandedBy,
            SheetFile.Moment(frame, handover.HandedAt), SheetFile.Moment(frame, handover.AnsweredAt), handover.ReceiptNumber, handover.DeclinedReason,
            handover.Result, handover.ResultDocument, SheetFile.Moment(frame, handover.ResultAt),
        ]);
    }
}
