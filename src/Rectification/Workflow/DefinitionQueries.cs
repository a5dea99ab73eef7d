using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <param name="Key">Of a decision file with <see cref="DeployedDecisionFile.Suffix"/>, since a drawing may have the same name.</param>
/// <param name="Kind"><c>process</c> or <c>decision</c>.</param>
public sealed record DefinitionLine(string Key, int Version, string Name, DateTimeOffset DeployedAt, string DeployedBy, bool IsNewest, string Kind);

/// <summary>The drawings and decision files in use, for everyone signed in: how a case runs is no secret.</summary>
public sealed class DefinitionQueries(RectificationDb db)
{
    /// <summary>By key, the newest version first.</summary>
    public async Task<ImmutableArray<DefinitionLine>> List(CancellationToken ct)
    {
        var drawings = await db.Definitions.AsNoTracking()
            .Select(row => new DefinitionLine(row.Key, row.Version, row.Name, row.DeployedAt, row.DeployedBy, false, "process")).ToListAsync(ct);
        var decisions = await db.DecisionModels.AsNoTracking()
            .Select(row => new DefinitionLine(row.Key + DeployedDecisionFile.Suffix, row.Version, row.Name, row.DeployedAt, row.DeployedBy, false, "decision")).ToListAsync(ct);
        return [.. drawings.Concat(decisions).GroupBy(line => line.Key).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.OrderByDescending(line => line.Version).Select((line, at) => line with { IsNewest = at == 0 }))];
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

    private Task<string?> DecisionXml(string key, int version, CancellationToken ct) =>
        db.DecisionModels.AsNoTracking().Where(row => row.Key == key && row.Version == version).Select(row => row.Xml).FirstOrDefaultAsync(ct);
}
