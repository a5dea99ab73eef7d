using MediatR;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>Processes that stand still: seen, mended, tried again.</summary>
internal static class IncidentApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/incidents", List).WithSummary("停滞的流程，新的在前；all=true 含已处理的。限安办主任和系统管理员").Produces<Page<IncidentView>>();
        api.MapGet("/incidents/{id:guid}", Find).WithSummary("一条停滞：原因，以及停下的环节看得到的变量").Produces<IncidentDetail>().ProducesProblem(404);
        api.MapPost("/incidents/{id:guid}/retry", Retry).WithSummary("重试停下的环节").Produces(204).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/instances/{id:guid}/variables", Mend).WithSummary("更正停滞流程的一个变量，值用 FEEL 或 JSON 书写，写明理由").Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> List(string? all, string? after, string? take, IncidentQueries incidents, CurrentActor current, CancellationToken ct)
    {
        var page = PageQuery.Read(after, take);
        return page.Problem is { } problem ? problem.ToHttp() : TypedResults.Ok(await incidents.List(current.Required, all != "true", page.Value.After, page.Value.Take, ct));
    }

    private static async Task<IResult> Find(Guid id, IncidentQueries incidents, CurrentActor current, CancellationToken ct) =>
        (await incidents.Find(id, current.Required, ct)).ToOk(detail => detail);

    private static async Task<IResult> Retry(Guid id, IMediator mediator, CancellationToken ct) => (await mediator.Send(new RetryIncident(id), ct)).ToNoContent();

    private static async Task<IResult> Mend(Guid id, Body<VariableOrder> body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new MendVariable(id, body.Value.Scope ?? 0, body.Value.Name ?? "", body.Value.Value ?? "", body.Value.Reason ?? ""), ct)).ToNoContent();
}

/// <param name="Scope">The token whose own variable it is; 0, or none, for the process.</param>
/// <param name="Value">Text in FEEL: <c>"一般"</c>, <c>3</c>, <c>date("2026-09-20")</c>, <c>[1, 2]</c>.</param>
internal sealed record VariableOrder(long? Scope, string? Name, string? Value, string? Reason);
