using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.Engine.Checking;
using Rectification.Engine.Decisions;
using Rectification.Engine.Reading;
using Rectification.Engine.Playing;
using Rectification.People;
using Rectification.Requests;

namespace Rectification.Workflow;

/// <summary>A drawing to be tried out in memory.</summary>
/// <param name="Xml">The draft; null takes the newest deployed version of <paramref name="Definition"/>.</param>
/// <param name="From">When it is to begin; null now.</param>
/// <param name="Jobs">What handlers answer, by job type; any other answers nothing.</param>
/// <param name="Calls">What called processes answer that are not deployed, by process id.</param>
public sealed record DraftTrial(
    string? Xml, string? Definition, Variables Variables, DateTimeOffset? From, ImmutableArray<Deed> Script,
    ImmutableDictionary<string, Variables> Jobs, ImmutableDictionary<string, Variables> Calls);

/// <param name="Problems">What is wrong or doubtful with the drawing.</param>
/// <param name="Report">Null when it can't be read.</param>
public sealed record TriedDraft(string Process, ImmutableArray<BpmnProblem> Problems, SimulationReport? Report);

/// <summary>Tries drafts out, against imagined answers and against real cases. Changes nothing. Scoped.</summary>
public sealed class DraftTrials(
    DefinitionQueries drawings, Definitions definitions, KnownBeside beside, StreetSurroundings surroundings, Decisions decisions, CaseHistories histories, CurrentActor current)
{
    public const int MostDeeds = 1_000;

    public async Task<Result<TriedDraft>> Simulate(DraftTrial trial, CancellationToken ct)
    {
        if (Refusal() is { } refused)
            return refused;
        if (trial.Script.Length > MostDeeds)
            return Problem.Field("script", $"最多 {MostDeeds} 步");
        var xml = trial.Xml;
        if (xml is null)
        {
            if (trial.Definition is not { } key || await definitions.Latest(key, ct) is not { } deployed)
                return Problem.Field("definition", "请给出流程图（xml），或写明已部署的流程");
            xml = (await drawings.Xml(key, deployed.Version, ct)).Value;
        }
        var reading = BpmnReader.Read(xml);
        if (reading.Processes.IsEmpty)
            return new TriedDraft("", reading.Drafts.IsEmpty ? reading.Problems : DraftCheck.Of(reading, await beside.For(reading.Drafts[0], reading.Drafts, ct)), null);
        var definition = reading.Processes.FirstOrDefault(process => process.Id == trial.Definition) ?? reading.Processes[0];
        var around = await surroundings.For(current.Required.StreetId, ct);
        var report = Simulation.Run(
            new Scenario(definition)
            {
                Beside = [.. reading.Processes.Where(process => process != definition), .. (await definitions.Newest(ct)).Select(each => each.Definition).Where(process => reading.Processes.All(drawn => drawn.Id != process.Id))],
                Variables = trial.Variables.Has("caseNumber") ? trial.Variables : trial.Variables.With("caseNumber", "MN-0000-000000"),
                StartEventId = definition.Body.Start is null ? definition.MessageStarts.FirstOrDefault()?.ElementId ?? definition.TimerStarts.FirstOrDefault()?.ElementId : null,
                From = trial.From ?? around.Now,
                Calendar = around.Calendar,
                Settings = around.Settings,
                Decisions = new DeployedDecisions(await decisions.Newest(ct)),
                Jobs = job => new Answer.Done(trial.Jobs.GetValueOrDefault(job.Type) ?? Variables.Empty),
                Calls = call => new Answer.Done(trial.Calls.GetValueOrDefault(call.ProcessId) ?? Variables.Empty),
            },
            Simulation.Script(trial.Script));
        return new TriedDraft(definition.Id, DraftCheck.Of(reading, await beside.For(definition, reading.Processes, ct)), report);
    }

    /// <summary>Replays what real cases did against a draft.</summary>
    public async Task<Result<ReplayedDraft>> Replay(string key, string xml, string? caseNumber, int take, CancellationToken ct) =>
        Refusal() is { } refused ? refused : await histories.Replay(key, xml, current.Required.StreetId, caseNumber, take, ct);

    private Problem? Refusal() => current.Required.Has(Role.ProcessDesigner)
        ? null
        : Problem.Forbidden("definition.designer-only", "只有流程设计员可以试运行流程");
}
