using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Reads deployed drawings. They hold no case's facts, so everyone signed in may read them.</summary>
public sealed class DefinitionQueries(RectificationDb db)
{
    /// <summary>Every version, by key, the newest first.</summary>
    public async Task<ImmutableArray<DefinitionLine>> List(CancellationToken ct) =>
        [.. await db.Definitions.AsNoTracking().OrderBy(row => row.Key).ThenByDescending(row => row.Version)
            .Select(row => new DefinitionLine(row.Key, row.Version, row.Name, row.DeployedAt, row.DeployedBy)).ToListAsync(ct)];

    public async Task<Result<string>> Xml(string key, int version, CancellationToken ct) =>
        await db.Definitions.AsNoTracking().Where(row => row.Key == key && row.Version == version).Select(row => row.Xml).FirstOrDefaultAsync(ct) is { } xml
            ? xml
            : Problem.NotFound("definition.unknown", "没有这个流程，或没有这个版本");
}

public sealed record DefinitionLine(string Key, int Version, string Name, DateTimeOffset DeployedAt, string DeployedBy);
