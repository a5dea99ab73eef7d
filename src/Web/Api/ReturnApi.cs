using System.Collections.Immutable;
using System.Text.Json;
using MediatR;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>Setting cases back, and an operator's repair of single tokens: what is possible is told first.</summary>
internal static class ReturnApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/cases/{caseNumber}/returns", OfCase).WithSummary("案件能退回到哪些步骤、会撤回什么；不能退回的说明原因。限安办主任和执法人员")
            .Produces<ImmutableArray<ReturnOption>>().ProducesProblem(404);
        api.MapPost("/cases/{caseNumber}/return", Return).WithSummary("将案件退回到某一步，写明理由").Produces<ReturnedCase>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapGet("/tasks/{id:guid}/returns", OfTask).WithSummary("这项待办能退回到哪些步骤（流程图允许的）").Produces<ImmutableArray<ReturnOption>>().ProducesProblem(404);
        api.MapPost("/tasks/{id:guid}/return", ReturnTask).WithSummary("退回：不办理，退到前面的步骤，写明理由").Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapGet("/instances/{id:guid}/tokens", Tokens).WithSummary("流程停在哪些环节，各能移到哪里、能否取消、能增加什么。限安办主任和系统管理员")
            .Produces<TokenBoard>().ProducesProblem(404);
        api.MapPost("/instances/{id:guid}/tokens/move", Move).WithSummary("将一个环节移到别处，其余不动；系统管理员只能移停滞的").Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapPost("/instances/{id:guid}/tokens/add", Add).WithSummary("增加一个环节，或给正在并行办理的环节增加一份。限安办主任").Produces(204).ProducesProblem(404).ProducesProblem(422);
        api.MapPost("/instances/{id:guid}/tokens/cancel", Cancel).WithSummary("取消一个环节，其余不动；系统管理员只能取消停滞的").Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> OfCase(string caseNumber, ReturnQueries returns, CurrentActor current, CancellationToken ct) =>
        (await returns.Of(caseNumber, current.Required, ct)).ToOk(options => options);

    private static async Task<IResult> Return(string caseNumber, Body<ReturnOrder> body, IMediator mediator, CaseQueries cases, CancellationToken ct)
    {
        var order = body.Value;
        if (order.InstanceId is not { } instance || string.IsNullOrEmpty(order.TargetId))
            return Problem.Field(order.InstanceId is null ? "instanceId" : "targetId", "请写明退回到哪一步").ToHttp();
        var returned = await mediator.Send(new ReturnCase(caseNumber, instance, order.Scope ?? 0, order.TargetId, order.Reason ?? ""), ct);
        return returned.Problem is { } problem
            ? problem.ToHttp()
            : TypedResults.Ok(new ReturnedCase(caseNumber, [.. (await cases.OpenTasks(caseNumber, ct)).Select(CaseTaskAnswer.Of)]));
    }

    private static async Task<IResult> OfTask(Guid id, ReturnQueries returns, CurrentActor current, CancellationToken ct) =>
        (await returns.FromTask(id, current.Required, ct)).ToOk(options => options);

    private static async Task<IResult> ReturnTask(Guid id, Body<TaskReturnOrder> body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReturnTask(id, body.Value.TargetId ?? "", body.Value.Reason ?? ""), ct)).ToNoContent();

    private static async Task<IResult> Tokens(Guid id, ReturnQueries returns, CurrentActor current, CancellationToken ct) =>
        (await returns.Tokens(id, current.Required, ct)).ToOk(board => board);

    private static async Task<IResult> Move(Guid id, Body<TokenOrder> body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new MoveToken(id, body.Value.Key ?? -1, body.Value.Scope ?? 0, body.Value.TargetId ?? "", body.Value.Reason ?? ""), ct)).ToNoContent();

    private static async Task<IResult> Add(Guid id, Body<TokenOrder> body, IMediator mediator, CancellationToken ct)
    {
        var variables = JsonVariables.Read(body.Value.Variables);
        return variables.Problem is { } problem
            ? problem.ToHttp()
            : (await mediator.Send(new AddToken(id, body.Value.Scope ?? 0, body.Value.TargetId ?? "", variables.Value, body.Value.Reason ?? ""), ct)).ToNoContent();
    }

    private static async Task<IResult> Cancel(Guid id, Body<TokenOrder> body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CancelToken(id, body.Value.Key ?? -1, body.Value.Reason ?? ""), ct)).ToNoContent();
}

/// <summary>Body of <c>POST /cases/{caseNumber}/return</c>; the first three as <c>GET …/returns</c> tells them.</summary>
internal sealed record ReturnOrder(Guid? InstanceId, long? Scope, string? TargetId, string? Reason);

internal sealed record TaskReturnOrder(string? TargetId, string? Reason);

/// <param name="Key">Of the token; not needed to add one.</param>
/// <param name="Variables">Of an added instance: its item.</param>
internal sealed record TokenOrder(long? Key, long? Scope, string? TargetId, string? Reason, JsonElement? Variables);

internal sealed record ReturnedCase(string CaseNumber, ImmutableArray<CaseTaskAnswer> OpenTasks);
