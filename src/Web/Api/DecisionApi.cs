using System.Text.Json;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Api;

internal static class DecisionApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/decisions", List).WithSummary("可以查询的决策，各由哪个文件的哪一版作出").Produces<Page<DecisionItem>>();
        api.MapPost("/decisions/{id}/evaluate", Evaluate).WithSummary("试算一个决策：结果和依据（哪张表第几行）；不留记录")
            .Produces<DecisionRecord>().ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<IResult> List(DecisionQueries decisions, CancellationToken ct) =>
        TypedResults.Ok(new Page<DecisionItem>([.. (await decisions.List(ct)).SelectMany(file =>
            file.Sheet.Decisions.Select(decision => new DecisionItem(decision.Id, decision.Title, file.Key + DeployedDecisionFile.Suffix, file.Shown.Version)))], null));

    private static async Task<IResult> Evaluate(string id, Body<DecisionQuestion> body, Decisions decisions, CurrentActor current, CancellationToken ct)
    {
        var inputs = JsonVariables.Read(body.Value.Inputs);
        if (inputs.Problem is { } problem)
            return problem.ToHttp();
        var answer = await decisions.Evaluate(current.Required.StreetId, id, inputs.Value, ct);
        if (answer.Source is null)
            return Problem.NotFound("decision.not-found", "没有部署这个决策").ToHttp();
        return answer.Problem is { } fault
            ? Problem.Invalid("decision.no-answer", fault).ToHttp()
            : TypedResults.Ok(DecisionRecord.Of(id, answer));
    }
}

/// <param name="File">Key of the file among the definitions.</param>
internal sealed record DecisionItem(string Id, string Name, string File, int Version);

/// <param name="Inputs">By the names of the decision's input data; what is not named counts as unknown.</param>
internal sealed record DecisionQuestion(JsonElement? Inputs);
