using MediatR;
using Rectification.Oversight;

namespace Rectification.Web.Api;

/// <summary>Facts that other systems bring: accidents, findings of supervision, resumptions, inspections.</summary>
internal static class OversightApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/accidents", Accident).WithSummary("登记事故、火灾").Produces<RecordedFacts>(201).ProducesProblem(422);
        api.MapPost("/supervision-findings", Finding).WithSummary("登记督查发现").Produces<RecordedFacts>(201).ProducesProblem(422);
        api.MapPost("/resumptions", Resume).WithSummary("登记同意恢复生产经营").Produces<RecordedFacts>(201).ProducesProblem(422);
        api.MapPost("/inspection-duties", Plan).WithSummary("安排检查").Produces<PlannedInspection>(201).ProducesProblem(422);
        api.MapPost("/inspections", Inspect).WithSummary("登记检查（未发现隐患）").Produces(204).ProducesProblem(422);
    }

    private static async Task<IResult> Accident(Body<NewAccident> body, IMediator mediator, CancellationToken ct)
    {
        var given = body.Value;
        if (given.PremisesId is not { } premises)
            return Problem.Field("premisesId", "请选择场所").ToHttp();
        if (given.HappenedAt is not { } at)
            return Problem.Field("happenedAt", "请填写发生时间").ToHttp();
        if (given.Kind is not { } kind || given.Grade is not { } grade)
            return Problem.Field(given.Kind is null ? "kind" : "grade", "kind 为 fire 或 work，grade 为 ordinary、ordinaryWithImpact、larger 或 major").ToHttp();
        return Created(await mediator.Send(new RecordAccident(premises, kind, grade, at, given.Facts ?? "", given.Deaths ?? 0, given.Injured ?? 0), ct));
    }

    private static async Task<IResult> Finding(Body<NewSupervision> body, IMediator mediator, CancellationToken ct) => body.Value.Kind is { } kind
        ? Created(await mediator.Send(new RecordSupervision(kind, body.Value.Facts ?? "", body.Value.HazardNumber, body.Value.PremisesId), ct))
        : Problem.Field("kind", "kind 为 falseRectification、notInspected、notRectified 或 formality").ToHttp();

    private static async Task<IResult> Resume(Body<NewResumption> body, IMediator mediator, CancellationToken ct) =>
        Created(await mediator.Send(new AgreeResumption(body.Value.HazardNumber ?? "", body.Value.Reason ?? ""), ct));

    private static async Task<IResult> Plan(Body<NewInspectionDuty> body, IMediator mediator, CancellationToken ct) =>
        body.Value.PremisesId is not { } premises || Days.Read(body.Value.DueOn) is not { } day
            ? Problem.Field(body.Value.PremisesId is null ? "premisesId" : "dueOn", "请给出场所和日期，如 2026-12-05").ToHttp()
            : (await mediator.Send(new PlanInspection(premises, day, body.Value.UserName), ct)).ToHttp(id => TypedResults.Created((string?)null, new PlannedInspection(id)));

    private static async Task<IResult> Inspect(Body<NewInspection> body, IMediator mediator, CancellationToken ct) => body.Value.PremisesId is { } premises
        ? (await mediator.Send(new RecordInspection(premises, body.Value.Result ?? ""), ct)).ToHttp(_ => TypedResults.NoContent())
        : Problem.Field("premisesId", "请选择场所").ToHttp();

    private static IResult Created(Result<RecordedFacts> recorded) => recorded.ToHttp(facts => TypedResults.Created((string?)null, facts));
}

internal sealed record NewAccident(Guid? PremisesId, AccidentKind? Kind, AccidentGrade? Grade, DateTimeOffset? HappenedAt, string? Facts, int? Deaths, int? Injured);

internal sealed record NewSupervision(FindingKind? Kind, string? Facts, string? HazardNumber, Guid? PremisesId);

internal sealed record NewResumption(string? HazardNumber, string? Reason);

internal sealed record NewInspectionDuty(Guid? PremisesId, string? DueOn, string? UserName);

internal sealed record PlannedInspection(Guid Id);

internal sealed record NewInspection(Guid? PremisesId, string? Result);
