using System.Collections.Immutable;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Rectification.Hazards;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Api;

internal static class HazardApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/hazards", Register).WithSummary("登记隐患；带 Idempotency-Key 时重复提交只登记一次")
            .Produces<RegisteredHazard>(201).ProducesProblem(409).ProducesProblem(422);
        api.MapGet("/hazards", List).WithSummary("隐患列表，新的在前，限本人范围").Produces<Page<HazardItem>>().ProducesProblem(422);
        api.MapGet("/hazards/{caseNumber}", Find).WithSummary("一件隐患：状态、待办、期限、责任人").Produces<HazardAnswer>().ProducesProblem(404);
    }

    private static async Task<IResult> Register(
        Body<NewHazard> body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, IMediator mediator, CancellationToken ct)
    {
        var command = body.Value.ToCommand(idempotencyKey);
        return command.Problem is { } problem
            ? problem.ToHttp()
            : (await mediator.Send(command.Value, ct)).ToHttp(hazard => TypedResults.Created($"{ApiServices.Root}/hazards/{hazard.CaseNumber}", hazard));
    }

    private static async Task<IResult> List(
        [AsParameters] HazardQuery query, string? after, string? take, HazardQueries hazards, CurrentActor current, CancellationToken ct)
    {
        var page = PageQuery.Read(after, take);
        var filter = query.ToFilter();
        if ((page.Problem ?? filter.Problem) is { } problem)
            return problem.ToHttp();
        if (page.Value.After is { } number && !CaseNumbers.IsOne(number))
            return PageKey.Broken.ToHttp();
        var lines = await hazards.List(filter.Value, current.Required, page.Value.After, page.Value.Take, ct);
        return TypedResults.Ok(new Page<HazardItem>([.. lines.Items.Select(HazardItem.Of)], lines.Next));
    }

    private static async Task<IResult> Find(string caseNumber, HazardQueries hazards, CaseQueries cases, CurrentActor current, CancellationToken ct)
    {
        var found = await hazards.Find(caseNumber, current.Required, ct);
        if (found.Problem is { } problem)
            return problem.ToHttp();
        return TypedResults.Ok(HazardAnswer.Of(found.Value, await cases.OpenTasks(caseNumber, ct)));
    }
}

/// <summary>Body of <c>POST /hazards</c>.</summary>
/// <param name="Level"><c>onTheSpot | general | major | undetermined</c>.</param>
/// <param name="Category">Code or Chinese name.</param>
/// <param name="Deadline">A date; it ends at 24:00 in Shanghai.</param>
/// <param name="Photos">Ids from <c>POST /files</c>.</param>
/// <param name="Criteria">What is seen there, of the values that the decision <c>hazard-level-advice</c> allows; its advice on the level is kept with the case.</param>
/// <param name="Source">Code of how it came to notice; without it, what the role suggests.</param>
internal sealed record NewHazard(
    Guid? PremisesId, string? Level, string? Category, string? Description,
    string? Kind, string? Measures, string? Deadline, string? InterimMeasures, ImmutableArray<Guid>? Photos, string? Location,
    string? Source, ImmutableArray<string>? Criteria)
{
    public Result<RegisterHazard> ToCommand(string? idempotencyKey)
    {
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Require("premisesId", PremisesId is null, "请选择场所");
        Require("level", string.IsNullOrWhiteSpace(Level), "请选择隐患等级");
        Require("category", string.IsNullOrWhiteSpace(Category), "请选择隐患类别");
        Require("description", string.IsNullOrWhiteSpace(Description), "请填写隐患情况（2–2000 字）");
        Require("deadline", !string.IsNullOrEmpty(Deadline) && Days.Read(Deadline) is null, "整改期限应为日期，如 2026-12-05");
        if (errors.Count > 0)
            return Problem.Fields(errors.ToImmutable());
        return new RegisterHazard(
            PremisesId!.Value, Level!, Category!, Description!, Kind, Measures, Days.Read(Deadline), InterimMeasures, Photos ?? [], Location, idempotencyKey, Source ?? "") { Criteria = Criteria ?? [] };

        void Require(string field, bool fails, string message)
        {
            if (fails)
                errors[field] = message;
        }
    }
}

/// <summary>What the hazards list is filtered by.</summary>
internal sealed record HazardQuery(
    string? State, string? Level, string? Category, string? Community, string? Grid, string? Premises, string? Open, string? Overdue, string? Mine, string? Search)
{
    public Result<HazardFilter> ToFilter()
    {
        var errors = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var filter = new HazardFilter(
            Read("state", State, HazardWords.State), Read("level", Level, HazardWords.Level), Category is null ? null : HazardCategories.Find(Category)?.Code ?? Unknown("category"),
            Id("community", Community), Id("grid", Grid), Id("premises", Premises), Yes("open", Open), Yes("overdue", Overdue), Yes("mine", Mine),
            Search is { Length: > 100 } ? Search[..100] : Search);
        return errors.Count == 0 ? filter : Problem.Fields(errors.ToImmutable());

        T? Read<T>(string field, string? text, Func<string?, T?> read) where T : struct
        {
            if (string.IsNullOrEmpty(text))
                return null;
            if (read(text) is not { } value)
            {
                Unknown(field);
                return null;
            }
            return value;
        }

        Guid? Id(string field, string? text) => Read(field, text, static word => Guid.TryParse(word, out var id) ? id : (Guid?)null);

        bool Yes(string field, string? text) => Read(field, text, static word => bool.TryParse(word, out var yes) ? yes : (bool?)null) ?? false;

        string? Unknown(string field)
        {
            errors[field] = "没有这个选项，请按接口说明填写";
            return null;
        }
    }
}
