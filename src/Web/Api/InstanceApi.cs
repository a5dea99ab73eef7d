using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>Processes without a case of the domain.</summary>
internal static class InstanceApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/instances", Start).WithSummary("启动不属于业务案件的流程").Produces<StartedInstance>(201).ProducesProblem(404).ProducesProblem(422);
        api.MapGet("/instances/{id:guid}", Find).WithSummary("流程实例：停在哪里、有哪些变量").Produces<InstanceAnswer>().ProducesProblem(404);
    }

    private static async Task<IResult> Start(Body<NewInstance> body, IMediator mediator, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Value.Definition))
            return Problem.Field("definition", "请写明要启动的流程").ToHttp();
        var variables = JsonVariables.Read(body.Value.Variables);
        return variables.Problem is { } problem
            ? problem.ToHttp()
            : (await mediator.Send(new StartInstance(body.Value.Definition, variables.Value), ct)).ToHttp(started =>
                TypedResults.Created($"{ApiServices.Root}/instances/{started.Id}", started));
    }

    private static async Task<IResult> Find(Guid id, InstanceQueries instances, CurrentActor current, CancellationToken ct) =>
        (await instances.Find(id, current.Required, ct)).ToOk(InstanceAnswer.Of);
}

internal sealed record NewInstance(string? Definition, JsonElement? Variables);

/// <param name="State"><c>running | ended</c>.</param>
/// <param name="Active">Element ids where it stands.</param>
internal sealed record InstanceAnswer(
    Guid Id, string Definition, int Version, string CaseNumber, string State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    ImmutableArray<string> Active, ImmutableArray<CaseTaskAnswer> OpenTasks, JsonNode Variables)
{
    public static InstanceAnswer Of(InstanceView view) => new(
        view.Id, view.Definition, view.Version, view.CaseNumber, view.HasEnded ? "ended" : "running", view.StartedAt, view.EndedAt,
        view.Active, [.. view.OpenTasks.Select(CaseTaskAnswer.Of)], JsonVariables.Write(view.Variables));
}
