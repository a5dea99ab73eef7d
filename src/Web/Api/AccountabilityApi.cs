using System.Collections.Immutable;
using Rectification.Accountability;
using Rectification.Requests;

namespace Rectification.Web.Api;

internal static class AccountabilityApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/accountability", List).WithSummary("责任追究，新的在前；source 为隐患等来源案号").Produces<Page<AccountabilityItem>>().ProducesProblem(422);

    private static async Task<IResult> List(
        string? source, string? after, string? take, AccountabilityQueries accountability, CurrentActor current, CancellationToken ct)
    {
        var page = PageQuery.Read(after, take);
        if (page.Problem is { } problem)
            return problem.ToHttp();
        if (page.Value.After is { } number && !CaseNumbers.IsOne(number))
            return PageKey.Broken.ToHttp();
        // Numbers have one width, so nothing else can be a case's number; nothing came from it.
        if (!string.IsNullOrEmpty(source) && !CaseNumbers.IsOne(source))
            return TypedResults.Ok(Page<AccountabilityItem>.Empty);
        var lines = await accountability.List(string.IsNullOrEmpty(source) ? null : source, current.Required, page.Value.After, page.Value.Take, ct);
        return TypedResults.Ok(new Page<AccountabilityItem>([.. lines.Items.Select(AccountabilityItem.Of)], lines.Next));
    }
}

/// <param name="Trigger">As in the policies: <c>I4</c>.</param>
internal sealed record AccountabilityItem(
    string CaseNumber, string Trigger, SubjectAnswer Subject, string Period, ImmutableArray<string> Sources, string Facts,
    string? Measure, AccountabilityState State, string? Reason, string? Answer, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt)
{
    public static AccountabilityItem Of(AccountabilityLine line) => new(
        line.CaseNumber, line.Trigger, new(line.SubjectKind, line.SubjectId, line.SubjectName), line.Period, line.Sources, line.Facts,
        line.Measure, line.State, line.Reason, line.Answer, line.OpenedAt, line.ClosedAt);
}

internal sealed record SubjectAnswer(SubjectKind Kind, string Id, string Name);
