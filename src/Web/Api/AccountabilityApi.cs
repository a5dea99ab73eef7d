using System.Collections.Immutable;
using MediatR;
using Rectification.Accountability;
using Rectification.Documents;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Api;

internal static class AccountabilityApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/accountability", List).WithSummary("责任追究，新的在前；source 为隐患等来源案号").Produces<Page<AccountabilityItem>>().ProducesProblem(422);
        api.MapPost("/accountability", Open).WithSummary("人工提出追责情形；情形、对象、时段相同的并入原案").Produces<OpenedCase>(201).ProducesProblem(422);
        api.MapGet("/accountability/{caseNumber}", Find).WithSummary("一件责任追究：事实、证据、待办、文书").Produces<AccountabilityAnswer>().ProducesProblem(404);
    }

    private static async Task<IResult> Open(Body<NewAccountability> body, IMediator mediator, CancellationToken ct)
    {
        var command = body.Value.ToCommand();
        return command.Problem is { } problem
            ? problem.ToHttp()
            : (await mediator.Send(command.Value, ct)).ToHttp(number => TypedResults.Created($"{ApiServices.Root}/accountability/{number}", new OpenedCase(number)));
    }

    private static async Task<IResult> Find(
        string caseNumber, AccountabilityQueries accountability, CaseQueries cases, DocumentQueries documents, CurrentActor current, CancellationToken ct) =>
        await accountability.Find(caseNumber, current.Required, ct) is { } line
            ? TypedResults.Ok(new AccountabilityAnswer(AccountabilityItem.Of(line), await accountability.Facts(caseNumber, ct),
                [.. (await cases.OpenTasks(caseNumber, ct)).Select(CaseTaskAnswer.Of)], await documents.Of(caseNumber, ct)))
            : Problem.NotFound("accountability.unknown", "没有这件责任追究，或不在您的范围内").ToHttp();

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
    string? Measure, AccountabilityState State, string? Reason, string? Answer, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string Clause, string Proposed, string? ProposedWhy, string? Follows, bool DuringOutage)
{
    public static AccountabilityItem Of(AccountabilityLine line) => new(
        line.CaseNumber, line.Trigger, new(line.SubjectKind, line.SubjectId, line.SubjectName), line.Period, line.Sources, line.Facts,
        line.Measure, line.State, line.Reason, line.Answer, line.OpenedAt, line.ClosedAt,
        TriggerRule.Find(line.Trigger)?.Clause ?? "", line.Proposed, line.ProposedWhy, line.Follows, line.OutageId is not null);
}

/// <summary>Body of <c>POST /accountability</c>.</summary>
/// <param name="Trigger">One that people put forward: N8, I5–I7, L1, L2, L4, L5, A1–A3, T1, X1–X4.</param>
/// <param name="Period">YYYY-MM or a case's number; without it what the trigger takes.</param>
/// <param name="Document">The superior's paper, for L1 and X4.</param>
internal sealed record NewAccountability(string? Trigger, NewSubject? Subject, string? Facts, ImmutableArray<string>? Sources, string? Period, string? Document)
{
    public Result<PutForward> ToCommand() =>
        !Enum.TryParse<SubjectKind>(Subject?.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || string.IsNullOrWhiteSpace(Subject?.Id)
            ? Problem.Field("subject", "请给出对象：kind 为 community、person、department 或 hazard，id 为其编号")
            : new PutForward(Trigger ?? "", kind, Subject.Id, Facts ?? "", Sources ?? [], Period, Document);
}

internal sealed record NewSubject(string? Kind, string? Id);

internal sealed record OpenedCase(string CaseNumber);

internal sealed record AccountabilityAnswer(
    AccountabilityItem Case, ImmutableArray<FactLine> Facts, ImmutableArray<CaseTaskAnswer> OpenTasks, ImmutableArray<DocumentLine> Documents);

internal sealed record SubjectAnswer(SubjectKind Kind, string Id, string Name);
