using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rectification.Engine;
using Rectification.Engine.Playing;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>Drafts tried out before they are taken into use: with imagined answers, and against cases that really happened. Nothing is changed.</summary>
internal static class TrialApi
{
    private const int MostTraceLines = 2_000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/definitions/simulate", Simulate).WithSummary("在内存中试运行流程图，限流程设计员：按给定的办理结果走一遍，得出经过、各角色任务和期限")
            .Produces<SimulationAnswer>().ProducesProblem(403).ProducesProblem(422);
        api.MapPost("/definitions/{key}/replay", Replay).WithSummary("用真实事项的办理记录重演流程图草稿，限流程设计员：哪一步会走得不同")
            .Accepts<string>("application/xml", "text/xml").Produces<ReplayAnswer>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<IResult> Simulate(Body<SimulationRequest> body, DraftTrials trials, CancellationToken ct)
    {
        var trial = body.Value.ToTrial();
        if (trial.Problem is { } problem)
            return problem.ToHttp();
        return (await trials.Simulate(trial.Value, ct)).ToHttp(tried => tried.Report is null
            ? Problem.Invalid("definition.refused", "流程图读不出来，不能试运行").ToHttp("problems", tried.Problems.Select(DrawingProblem.Of).ToArray())
            : TypedResults.Ok(SimulationAnswer.Of(tried, MostTraceLines)));
    }

    private static async Task<IResult> Replay(
        string key, HttpRequest request, DraftTrials trials, CancellationToken ct, string? caseNumber = null, string? take = null)
    {
        if (!int.TryParse(take ?? "50", NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
            return Problem.Field("take", "应为正整数").ToHttp();
        var text = await DrawingText.Read(request, ct);
        if (text.Problem is { } unreadable)
            return unreadable.ToHttp();
        return (await trials.Replay(key, text.Value, caseNumber, count, ct)).ToHttp(replayed => replayed.Cases.IsEmpty && replayed.Problems.Any(each => !each.IsWarning)
            ? Problem.Invalid("definition.refused", "流程图读不出来，不能重演").ToHttp("problems", replayed.Problems.Select(DrawingProblem.Of).ToArray())
            : TypedResults.Ok(new ReplayAnswer(replayed.Key, [.. replayed.Cases.Select(ReplayedCaseAnswer.Of)])));
    }
}

/// <param name="Xml">The draft; without it the newest deployed version of <paramref name="Definition"/>.</param>
/// <param name="Jobs">By job type: the variables that the handler returns.</param>
/// <param name="Calls">By process id, for called processes that are not deployed.</param>
internal sealed record SimulationRequest(
    string? Xml, string? Definition, JsonElement? Variables, DateTimeOffset? From, SimulationDeed?[]? Script,
    Dictionary<string, JsonElement>? Jobs, Dictionary<string, JsonElement>? Calls)
{
    public Result<DraftTrial> ToTrial()
    {
        var variables = JsonVariables.Read(Variables);
        if (variables.Problem is { } problem)
            return problem;
        var deeds = ImmutableArray.CreateBuilder<Deed>();
        foreach (var (each, at) in (Script ?? []).Select((each, at) => (each, at)))
        {
            if (each?.ToDeed() is not { } deed)
                return Problem.Field($"script[{at}]", "每一步应写明 complete、throw、send、wait（如 P3D）、waitForTimer 或 cancel 之一");
            deeds.Add(deed);
        }
        if (From is { Year: < 2000 or > 2200 })
            return Problem.Field("from", "应为 2000 年以后的时间");
        return new DraftTrial(Xml, Definition, variables.Value, From, deeds.ToImmutable(), Answers(Jobs), Answers(Calls));
    }

    private static ImmutableDictionary<string, Variables> Answers(Dictionary<string, JsonElement>? given) =>
        (given ?? []).Where(each => each.Value.ValueKind == JsonValueKind.Object).ToImmutableDictionary(each => each.Key, each => VariablesJson.Read(each.Value));
}

/// <summary>One step of a script; exactly one of the first six.</summary>
/// <param name="Complete">Element id of the task that is completed.</param>
/// <param name="Throw">Element id of the task that reports the error <paramref name="Code"/>.</param>
/// <param name="Send">Name of a message from outside.</param>
/// <param name="Wait">ISO duration by which the clock goes on.</param>
internal sealed record SimulationDeed(
    string? Complete, string? Throw, string? Send, string? Wait, bool? WaitForTimer, string? Cancel, string? Code, JsonElement? Variables)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3_660);

    public Deed? ToDeed()
    {
        if (JsonVariables.Read(Variables) is not { Problem: null } variables)
            return null;
        return this switch
        {
            { Complete: { } element } => new Deed.Complete(element, variables.Value),
            { Throw: { } element } => new Deed.Throw(element, Code ?? "", variables.Value),
            { Send: { } name } => new Deed.Send(name, variables.Value),
            { Wait: { } text } => IsoDuration.TryParse(text, out var time) && time is { Months: 0 } && time.Span > TimeSpan.Zero && time.Span <= LongestWait ? new Deed.Wait(time.Span) : null,
            { WaitForTimer: true } => new Deed.WaitForTimer(),
            { Cancel: { } reason } => new Deed.Cancel(reason),
            _ => null,
        };
    }
}

/// <param name="Problem">Why it stopped before the script was done.</param>
/// <param name="Ending">Null while it goes on.</param>
/// <param name="TasksByRole">How many tasks each role or person got.</param>
internal sealed record SimulationAnswer(
    string Process, DateTimeOffset From, DateTimeOffset Until, int Commands, string? Ending, string? Problem, JsonNode Variables,
    IReadOnlyDictionary<string, int> TasksByRole, ImmutableArray<SimulatedTask> Tasks, ImmutableArray<SimulatedTimer> Timers,
    ImmutableArray<SimulatedIncident> Incidents, ImmutableArray<TraceAnswer> Trace, int TraceLeftOut, ImmutableArray<DrawingProblem> Problems)
{
    public static SimulationAnswer Of(TriedDraft tried, int mostTraceLines)
    {
        var report = tried.Report!;
        return new(tried.Process, report.From, report.Until, report.Commands, report.Ending?.ToString(), report.Problem, JsonVariables.Write(report.Variables),
            report.TasksByRole, report.Tasks, report.Timers, report.Incidents,
            [.. report.Trace.Take(mostTraceLines).Select(line => new TraceAnswer(line.Step, line.At, line.Process, line.Fact.ElementId, line.Fact.Kind.ToString(), line.Fact.Detail))],
            Math.Max(0, report.Trace.Length - mostTraceLines), [.. tried.Problems.Select(DrawingProblem.Of)]);
    }
}

internal sealed record TraceAnswer(int Step, DateTimeOffset At, string Process, string ElementId, string What, string? Detail);

internal sealed record ReplayAnswer(string Key, ImmutableArray<ReplayedCaseAnswer> Cases);

/// <param name="Same">The draft would have gone exactly as it went.</param>
/// <param name="Replayed">How many of the <paramref name="Recorded"/> commands the draft could follow.</param>
internal sealed record ReplayedCaseAnswer(
    string CaseNumber, int Version, bool Same, int Recorded, int Replayed, ImmutableArray<ReplayDifference> Differences, string? Stopped)
{
    public static ReplayedCaseAnswer Of(ReplayedCase each) => new(
        each.CaseNumber, each.Version, each.Report.IsSame, each.Report.Recorded, each.Report.Replayed, each.Report.Differences, each.Report.Stopped);
}
