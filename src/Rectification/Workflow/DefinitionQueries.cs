using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine.Checking;
using Rectification.Engine.Reading;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <param name="Key">Of a decision file with <see cref="DeployedDecisionFile.Suffix"/>, since a drawing may have the same name.</param>
/// <param name="Kind"><c>process</c> or <c>decision</c>.</param>
public sealed record DefinitionLine(string Key, int Version, string Name, DateTimeOffset DeployedAt, string DeployedBy, bool IsNewest, string Kind)
{
    /// <summary>What is doubtful about the newest version of a process, as things stand now.</summary>
    public ImmutableArray<BpmnProblem> Warnings { get; init; } = [];
}

/// <summary>The drawings and decision files in use, for everyone signed in: how a case runs is no secret.</summary>
public sealed class DefinitionQueries(RectificationDb db, KnownBeside beside, DefinitionCache cache)
{
    /// <summary>By key, the newest version first.</summary>
    public async Task<ImmutableArray<DefinitionLine>> List(CancellationToken ct)
    {
        var drawings = await db.Definitions.AsNoTracking()
            .Select(row => new DefinitionLine(row.Key, row.Version, row.Name, row.DeployedAt, row.DeployedBy, false, "process")).ToListAsync(ct);
        var decisions = await db.DecisionModels.AsNoTracking()
            .Select(row => new DefinitionLine(row.Key + DeployedDecisionFile.Suffix, row.Version, row.Name, row.DeployedAt, row.DeployedBy, false, "decision")).ToListAsync(ct);
        var lines = drawings.Concat(decisions).GroupBy(line => line.Key).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.OrderByDescending(line => line.Version).Select((line, at) => line with { IsNewest = at == 0 })).ToList();
        for (var at = 0; at < lines.Count; at++)
            if (lines[at] is { IsNewest: true, Kind: "process" } line)
                lines[at] = line with { Warnings = await Warnings(line.Key, line.Version, lines.Count, ct) };
        return [.. lines];
    }

    /// <param name="key">As <see cref="List"/> tells it.</param>
    public async Task<Result<string>> Xml(string key, int version, CancellationToken ct)
    {
        var xml = key.EndsWith(DeployedDecisionFile.Suffix, StringComparison.Ordinal)
            ? await DecisionXml(key[..^DeployedDecisionFile.Suffix.Length], version, ct)
            : await db.Definitions.AsNoTracking().Where(row => row.Key == key && row.Version == version).Select(row => row.Xml).FirstOrDefaultAsync(ct)
                ?? await DecisionXml(key, version, ct);
        return xml is null ? Problem.NotFound("definition.not-found", "没有这个流程或决策的版本") : xml;
    }

    /// <param name="deployed">How many versions there are of all: one more may answer what was doubtful.</param>
    private async Task<ImmutableArray<BpmnProblem>> Warnings(string key, int version, int deployed, CancellationToken ct)
    {
        if (cache.Warnings.TryGetValue(key, out var known) && known.Version == version && known.Deployed == deployed)
            return known.Problems;
        var reading = BpmnReader.Read((await Xml(key, version, ct)).Value);
        var problems = reading.Processes.FirstOrDefault(process => process.Id == key) is { } definition
            ? DraftCheck.Of(reading, await beside.For(definition, [], ct))
            : reading.Problems;
        cache.Warnings[key] = (version, deployed, problems);
        return problems;
    }

    private Task<string?> DecisionXml(string key, int version, CancellationToken ct) =>
        db.DecisionModels.AsNoTracking().Where(row => row.Key == key && row.Version == version).Select(row => row.Xml).FirstOrDefaultAsync(ct);
}
