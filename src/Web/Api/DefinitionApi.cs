using System.Collections.Immutable;
using System.Text;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Rectification.Engine.Decisions;
using Rectification.Engine.Reading;
using Rectification.Workflow;

namespace Rectification.Web.Api;

internal static class DefinitionApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/definitions", List).WithSummary("已部署的流程图和决策文件及其各版本").Produces<Page<DefinitionLine>>();
        api.MapGet("/definitions/{key}/{version:int}", Xml).WithSummary("流程图（BPMN 2.0）或决策文件（DMN）原文").Produces<string>(200, "application/xml").ProducesProblem(404);
        api.MapPost("/definitions", Deploy).WithSummary("部署流程图或决策文件，限流程设计员；有问题时逐条列出")
            .Accepts<string>("application/xml", "text/xml").Produces<DeployedAnswer>(201).ProducesProblem(413).ProducesProblem(422);
    }

    private static async Task<IResult> List(DefinitionQueries definitions, CancellationToken ct) =>
        TypedResults.Ok(new Page<DefinitionLine>(await definitions.List(ct), null));

    private static async Task<IResult> Xml(string key, int version, DefinitionQueries definitions, CancellationToken ct) =>
        (await definitions.Xml(key, version, ct)).ToHttp(xml => TypedResults.Text(xml, "application/xml", Encoding.UTF8));

    private static async Task<IResult> Deploy(HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var text = await DrawingText.Read(request, ct);
        if (text.Problem is { } unreadable)
            return unreadable.ToHttp();
        var xml = text.Value;
        if (ModelOutline.IsDecisionFile(xml))
            return (await mediator.Send(new DeployDecisionFile(xml), ct)).ToHttp(deployed => deployed.IsRefused
                ? Refused("决策文件", [.. deployed.Problems.Select(DrawingProblem.Of)])
                : Accepted(deployed.Key + DeployedDecisionFile.Suffix, deployed.Version, [.. deployed.Problems.Select(DrawingProblem.Of)]));
        return (await mediator.Send(new DeployDefinition(xml), ct)).ToHttp(deployed => deployed.IsRefused
            ? Refused("流程图", [.. deployed.Problems.Select(DrawingProblem.Of)])
            : Accepted(deployed.Key, deployed.Version, [.. deployed.Problems.Select(DrawingProblem.Of)]));
    }

    private static Created<DeployedAnswer> Accepted(string key, int version, ImmutableArray<DrawingProblem> warnings) =>
        TypedResults.Created($"{ApiServices.Root}/definitions/{key}/{version}", new DeployedAnswer(key, version, warnings));

    private static ProblemHttpResult Refused(string what, ImmutableArray<DrawingProblem> problems) =>
        Problem.Invalid("definition.refused", $"{what}有 {problems.Count(problem => !problem.IsWarning)} 处问题，没有部署").ToHttp("problems", problems.ToArray());
}

/// <param name="Warnings">What is doubtful about it, though it runs.</param>
internal sealed record DeployedAnswer(string Key, int Version, ImmutableArray<DrawingProblem> Warnings);

/// <param name="ElementId">Of a decision file the decision.</param>
/// <param name="Line">From 1; 0 when unknown.</param>
internal sealed record DrawingProblem(string? ElementId, int Line, string Text, bool IsWarning)
{
    /// <summary>Why a warning is meant to be, as the drawing says.</summary>
    public string? Accepted { get; init; }

    /// <summary>Of a decision table, from 1.</summary>
    public int? Row { get; init; }

    /// <summary>Of a decision table, from 1, inputs before outputs.</summary>
    public int? Column { get; init; }

    public static DrawingProblem Of(BpmnProblem problem) => new(problem.ElementId, problem.Line, problem.Text, problem.IsWarning) { Accepted = problem.Accepted };

    public static DrawingProblem Of(DecisionProblem problem) =>
        new(problem.DecisionId, problem.Line, $"{problem.Place}：{problem.Message}", problem.IsWarning) { Row = problem.Row, Column = problem.Column };
}
