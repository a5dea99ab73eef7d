using System.Collections.Immutable;
using System.Text;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Rectification.Engine.Reading;
using Rectification.Workflow;

namespace Rectification.Web.Api;

internal static class DefinitionApi
{
    private const int MaxBytes = 10 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/definitions", List).WithSummary("已部署的流程及其各版本").Produces<Page<DefinitionLine>>();
        api.MapGet("/definitions/{key}/{version:int}", Xml).WithSummary("流程图原文（BPMN 2.0 XML）").Produces<string>(200, "application/xml").ProducesProblem(404);
        api.MapPost("/definitions", Deploy).WithSummary("部署流程图，限流程设计员；有问题时逐条列出")
            .Accepts<string>("application/xml", "text/xml").Produces<DeployedAnswer>(201).ProducesProblem(413).ProducesProblem(422);
    }

    private static async Task<IResult> List(DefinitionQueries definitions, CancellationToken ct) =>
        TypedResults.Ok(new Page<DefinitionLine>(await definitions.List(ct), null));

    private static async Task<IResult> Xml(string key, int version, DefinitionQueries definitions, CancellationToken ct) =>
        (await definitions.Xml(key, version, ct)).ToHttp(xml => TypedResults.Text(xml, "application/xml", Encoding.UTF8));

    private static async Task<IResult> Deploy(HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        if (await JsonBody.Bytes(request, MaxBytes, ct) is not { } bytes)
            return new Problem(ProblemKind.TooLarge, "request.too-large", "流程图文件太大，最多 10 MB").ToHttp();
        // Whatever a drawing says about its own encoding, it is read as the bytes say.
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return (await mediator.Send(new DeployDefinition(await reader.ReadToEndAsync(ct)), ct)).ToHttp(deployed => deployed.IsRefused
            ? Refused(deployed.Problems)
            : TypedResults.Created($"{ApiServices.Root}/definitions/{deployed.Key}/{deployed.Version}",
                new DeployedAnswer(deployed.Key, deployed.Version, [.. deployed.Problems.Select(DrawingProblem.Of)])));
    }

    private static ProblemHttpResult Refused(ImmutableArray<BpmnProblem> problems) =>
        Problem.Invalid("definition.refused", $"流程图有 {problems.Count(problem => !problem.IsWarning)} 处问题，没有部署")
            .ToHttp("problems", problems.Select(DrawingProblem.Of).ToArray());
}

/// <param name="Warnings">What is doubtful about it, though it runs.</param>
internal sealed record DeployedAnswer(string Key, int Version, ImmutableArray<DrawingProblem> Warnings);

/// <param name="Line">From 1; 0 when unknown.</param>
internal sealed record DrawingProblem(string? ElementId, int Line, string Text, bool IsWarning)
{
    public static DrawingProblem Of(BpmnProblem problem) => new(problem.ElementId, problem.Line, problem.Text, problem.IsWarning);
}
