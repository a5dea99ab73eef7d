using System.Collections.Immutable;
using Rectification.Ledgers;
using Rectification.Requests;
using Rectification.Web.Ledgers;

namespace Rectification.Web.Api;

internal static class LedgerApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/ledgers", List).WithSummary("每月隐患排查治理问题清单，新的在前；month 写作 2026-11，state 可为 missing（未按时报送）").Produces<Page<LedgerItem>>().ProducesProblem(422);
        api.MapGet("/ledgers/{caseNumber}", Find).WithSummary("一份清单：报送情况和各项；edition 为以前的版本").Produces<LedgerAnswer>().ProducesProblem(404);
    }

    private static async Task<IResult> List(HttpRequest request, string? month, string? state, string? after, string? take, LedgerQueries ledgers, CurrentActor current, CancellationToken ct)
    {
        var page = PageQuery.Read(after, take);
        if (page.Problem is { } problem)
            return problem.ToHttp();
        if (page.Value.After is { } number && !CaseNumbers.IsOne(number))
            return PageKey.Broken.ToHttp();
        if (!string.IsNullOrEmpty(month) && !DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", out _))
            return Problem.Field("month", "月份请写成 2026-11").ToHttp();
        var search = LedgerSearch.From(request.Query);
        if (!string.IsNullOrEmpty(state) && search is { State: null, Missing: false })
            return Problem.Field("state", "state 可为 filling、confirming、receiving、received 或 missing").ToHttp();
        var lines = await ledgers.List(search.Filter, current.Required, page.Value.After, page.Value.Take, ct);
        return TypedResults.Ok(new Page<LedgerItem>([.. lines.Items.Select(LedgerItem.Of)], lines.Next));
    }

    private static async Task<IResult> Find(string caseNumber, int? edition, LedgerQueries ledgers, CurrentActor current, CancellationToken ct) =>
        (await ledgers.Find(caseNumber, edition, current.Required, ct)).ToOk(LedgerAnswer.Of);
}

/// <param name="FirstConfirmedAt">When it counts as reported; null while no leader has confirmed it.</param>
/// <param name="Standing"><c>open | onTime | late | missing</c>.</param>
internal sealed record LedgerItem(
    string CaseNumber, Guid CommunityId, string Community, string Month, LedgerState State, LedgerStanding Standing, int Edition, int Rows,
    DateTimeOffset OpenedAt, DateTimeOffset DueAt, DateTimeOffset? FirstConfirmedAt, string? ConfirmedBy, DateTimeOffset? ReceivedAt, int Returns)
{
    public static LedgerItem Of(LedgerHead head) => new(
        head.Month.CaseNumber, head.Month.CommunityId, head.Month.CommunityName, head.Month.Month, head.Month.State, head.Standing, head.Month.Edition, head.Month.Rows,
        head.Month.OpenedAt, head.Month.DueAt, head.Month.FirstConfirmedAt, head.Month.ConfirmedByName, head.Month.ReceivedAt, head.Month.Returns);
}

internal sealed record LedgerAnswer(LedgerItem Ledger, bool IsDraft, int Edition, DateTimeOffset AsOf, ImmutableArray<LedgerLineAnswer> Lines)
{
    public static LedgerAnswer Of(LedgerView view) => new(LedgerItem.Of(view.Head), view.IsDraft, view.Edition, view.AsOf, [.. view.Lines.Select(line => new LedgerLineAnswer(
        line.HazardNumber, line.IsCarriedOver, line.LeftOut,
        line[LedgerColumn.Unit].Value, line[LedgerColumn.Address].Value, line[LedgerColumn.Content].Value, line[LedgerColumn.CategoryLevel].Value, line[LedgerColumn.InspectedOn].Value,
        line[LedgerColumn.Inspector].Value, line[LedgerColumn.Measures].Value, line[LedgerColumn.TimeLimit].Value, line[LedgerColumn.GridOwner].Value, line[LedgerColumn.Acceptor].Value,
        line[LedgerColumn.Progress].Value, line[LedgerColumn.StruckOffOn].Value,
        [.. Enum.GetValues<LedgerColumn>().Where(column => line[column].Was is not null).Select(column => new CorrectedCell(column, line[column].Was!, line[column].Reason ?? ""))]))]);
}

/// <summary>One row; dates as 2026-11-05, empty while there is none.</summary>
internal sealed record LedgerLineAnswer(
    string HazardNumber, bool IsCarriedOver, string? LeftOut, string Unit, string Address, string Content, string CategoryLevel, string InspectedOn, string Inspector,
    string Measures, string TimeLimit, string GridOwner, string Acceptor, string Progress, string StruckOffOn, ImmutableArray<CorrectedCell> Corrected);

internal sealed record CorrectedCell(LedgerColumn Column, string Was, string Reason);
