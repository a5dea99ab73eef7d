using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Rectification.Requests;
using Rectification.Signatures;
using Rectification.Workflow;

namespace Rectification.Web.Api;

internal static class TaskApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/tasks", List).WithSummary("待办：mine 本人的，claimable 可签收的，done 已办的").Produces<Page<InboxItem>>().ProducesProblem(422);
        api.MapGet("/tasks/{id:guid}", Find).WithSummary("一项待办：表单、已有内容、谁能办、可选结果").Produces<TaskAnswer>().ProducesProblem(404);
        api.MapPost("/tasks/{id:guid}/claim", Claim).WithSummary("签收").Produces(204).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/tasks/{id:guid}/unclaim", Unclaim).WithSummary("退回签收").Produces(204).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/tasks/{id:guid}/complete", Complete).WithSummary("办理；无人签收的视为由办理人签收")
            .Produces<CompletedTask>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapGet("/tasks/{id:guid}/substitutes", Substitutes).WithSummary("街道领导：可以指定为代办人的人员").Produces<ImmutableArray<SubstituteChoice>>().ProducesProblem(404);
        api.MapPost("/tasks/{id:guid}/substitute", Substitute).WithSummary("街道领导指定代办人；同一份填报表中已办理过其他环节的人不能代办")
            .Produces(204).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> List([AsParameters] TaskQuery query, TaskQueries tasks, CurrentActor current, CancellationToken ct)
    {
        var page = PageQuery.Read(query.After, query.Take);
        if (page.Problem is { } problem)
            return problem.ToHttp();
        if (!Enum.TryParse<TaskBox>(query.Box ?? nameof(TaskBox.Mine), ignoreCase: true, out var box) || !Enum.IsDefined(box))
            return Problem.Field("box", "应为 mine、claimable 或 done").ToHttp();
        if (!TaskQueries.IsPageKey(page.Value.After))
            return PageKey.Broken.ToHttp();
        var filter = new InboxFilter(query.Search, query.Level, query.ElementId, query.Overdue == "true");
        return TypedResults.Ok(await tasks.Inbox(current.Required, box, filter, page.Value.After, page.Value.Take, ct));
    }

    private static async Task<IResult> Find(Guid id, TaskQueries tasks, CurrentActor current, CancellationToken ct) =>
        (await tasks.Find(id, current.Required, ct)).ToOk(TaskAnswer.Of);

    private static async Task<IResult> Claim(Guid id, IMediator mediator, CancellationToken ct) => (await mediator.Send(new ClaimTask(id), ct)).ToNoContent();

    private static async Task<IResult> Unclaim(Guid id, IMediator mediator, CancellationToken ct) => (await mediator.Send(new UnclaimTask(id), ct)).ToNoContent();

    private static async Task<IResult> Substitutes(Guid id, SubstituteQueries substitutes, CurrentActor current, CancellationToken ct) =>
        (await substitutes.Choices(id, current.Required, ct)).ToOk(choices => choices);

    private static async Task<IResult> Substitute(Guid id, Body<Substitution> body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new NameSubstitute(id, body.Value.UserName ?? "", body.Value.Reason ?? ""), ct)).ToNoContent();

    private static async Task<IResult> Complete(Guid id, Body<Completion> body, IMediator mediator, CancellationToken ct)
    {
        var variables = JsonVariables.Read(body.Value.Variables);
        return variables.Problem is { } problem
            ? problem.ToHttp()
            : (await mediator.Send(new CompleteTask(id, variables.Value, body.Value.Comment, body.Value.Signature), ct)).ToHttp(TypedResults.Ok);
    }
}

/// <summary>What the task list is asked for.</summary>
/// <param name="Box"><c>mine | claimable | done</c>.</param>
internal sealed record TaskQuery(string? Box, string? After, string? Take, string? Search, string? Level, string? ElementId, string? Overdue);

/// <summary>Body of <c>POST /tasks/{id}/complete</c>.</summary>
/// <param name="Comment">Counts as the reason.</param>
/// <param name="Signature">Where the task is signed: the password again, and a PNG as data URL.</param>
internal sealed record Completion(JsonElement? Variables, string? Comment, SignatureInput? Signature);

/// <summary>Body of <c>POST /tasks/{id}/substitute</c>.</summary>
internal sealed record Substitution(string? UserName, string? Reason);

/// <summary><c>GET /tasks/{id}</c>.</summary>
/// <param name="Outcomes">What <c>variables.outcome</c> may be; <paramref name="OutcomeLabels"/> tells each as its consequence.</param>
internal sealed record TaskAnswer(
    Guid Id, string Name, string ElementId, string Process, string CaseNumber, string Title, string Premises, string Level,
    JsonElement? Form, JsonNode Values, ImmutableArray<CandidateAnswer> Candidates,
    ImmutableArray<string> Outcomes, ImmutableDictionary<string, OutcomeAnswer> OutcomeLabels,
    bool NeedsSignature, string? Clause, DateTimeOffset? DueAt, bool Overdue, string? Assignee, string? AssigneeName, DateTimeOffset CreatedAt,
    TaskState State, DateTimeOffset? DoneAt, string? DoneBy, string? Outcome, bool MayAct, string? WhyNot)
{
    public static TaskAnswer Of(TaskView task) => new(
        task.Id, task.Name, task.ElementId, task.ProcessKey, task.CaseNumber, task.Title, task.Premises, task.Level,
        task.FormJson is { } form ? JsonSerializer.Deserialize<JsonElement>(form) : null, JsonVariables.Write(task.Values),
        [.. task.Candidates.Select(person => new CandidateAnswer(person.UserName, person.Name, person.Role, person.Scope))],
        [.. task.Outcomes.Select(outcome => outcome.Value)],
        task.Outcomes.ToImmutableDictionary(outcome => outcome.Value, outcome => new OutcomeAnswer(outcome.Label, outcome.Consequence)),
        task.NeedsSignature, task.Clause, task.DueAt, task.Overdue, task.Assignee, task.AssigneeName, task.CreatedAt,
        task.State, task.DoneAt, task.DoneByName, task.Outcome, task.MayAct, task.WhyNot);
}

internal sealed record OutcomeAnswer(string Label, string? Consequence);
