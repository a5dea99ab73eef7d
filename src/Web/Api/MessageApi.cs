using System.Collections.Immutable;
using System.Text.Json;
using MediatR;
using Rectification.Workflow;

namespace Rectification.Web.Api;

internal static class MessageApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/messages", Send).WithSummary("给等待中的流程发消息；答复时由它打开的事项已在")
            .Produces(202).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    private static async Task<IResult> Send(Body<NewMessage> body, IMediator mediator, CancellationToken ct)
    {
        var message = body.Value;
        var errors = ImmutableSortedDictionary<string, string>.Empty;
        if (string.IsNullOrWhiteSpace(message.Name))
            errors = errors.Add("name", "请写明消息名称");
        if (string.IsNullOrWhiteSpace(message.CorrelationKey))
            errors = errors.Add("correlationKey", "请写明案号");
        if (errors.Count > 0)
            return Problem.Fields(errors).ToHttp();
        var variables = JsonVariables.Read(message.Variables);
        return variables.Problem is { } problem
            ? problem.ToHttp()
            : (await mediator.Send(new SendMessage(message.Name!, message.CorrelationKey!, variables.Value), ct)).ToHttp(_ => TypedResults.Accepted((string?)null));
    }
}

internal sealed record NewMessage(string? Name, string? CorrelationKey, JsonElement? Variables);
