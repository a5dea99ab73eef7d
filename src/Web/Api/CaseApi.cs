using System.Collections.Immutable;
using Rectification.Requests;
using Rectification.Workflow;

namespace Rectification.Web.Api;

internal static class CaseApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/cases/{caseNumber}/trace", Trace).WithSummary("案件经过：何时、何人、何事；每条带前一条的散列").Produces<ImmutableArray<TraceLine>>().ProducesProblem(404);
        api.MapGet("/cases/{caseNumber}/diagram", Diagram).WithSummary("案件停在流程图的哪里").Produces<DiagramAnswer>().ProducesProblem(404);
    }

    private static async Task<IResult> Trace(string caseNumber, CaseQueries cases, CurrentActor current, CancellationToken ct) =>
        (await cases.Trace(caseNumber, current.Required, ct)).ToHttp(TypedResults.Ok);

    private static async Task<IResult> Diagram(string caseNumber, CaseQueries cases, CurrentActor current, CancellationToken ct) =>
        (await cases.Diagrams(caseNumber, current.Required, ct)).ToOk(DiagramAnswer.Of);
}

/// <summary>The root process; <paramref name="Called"/> holds the processes that it called.</summary>
internal sealed record DiagramAnswer(
    string? Process, int Version, ImmutableArray<string> Done, ImmutableArray<string> Active, ImmutableArray<WaitingTimer> Timers, ImmutableArray<CaseDiagram> Called)
{
    public static DiagramAnswer Of(ImmutableArray<CaseDiagram> diagrams) => diagrams is [var root, .. var called]
        ? new(root.Process, root.Version, root.Done, root.Active, root.Timers, called)
        : new(null, 0, [], [], [], []);
}
