using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Workflow;

public sealed record DefinitionLine(string Key, int Version, string Name, DateTimeOffset DeployedAt, string DeployedBy, bool IsNewest);

/// <summary>The drawings in use, for everyone signed in: how a case runs is no secret.</summary>
public sealed class DefinitionQueries(RectificationDb db)
{
    /// <summary>By key, the newest version first.</summary>
    public async Task<ImmutableArray<DefinitionLine>> List(CancellationToken ct)
    {
        var rows = await db.Definitions.AsNoTracking().OrderBy(row => row.Key).ThenByDescending(row => row.Version)
            .Select(row => new { row.Key, row.Version, row.Name, row.DeployedAt, row.DeployedBy }).ToListAsync(ct);
        var newest = rows.GroupBy(row => row.Key).ToDictionary(group => group.Key, group => group.Max(row => row.Version));
        return [.. rows.Select(row => new DefinitionLine(row.Key, row.Version, row.Name, row.DeployedAt, row.DeployedBy, newest[row.Key] == row.Version))];
    }

    public async Task<Result<string>> Xml(string key, int version, CancellationToken ct) =>
        await db.Definitions.AsNoTracking().Where(row => row.Key == key && row.Version == version).Select(row => row.Xml).FirstOrDefaultAsync(ct) is { } xml
            ? xml
            : Problem.NotFound("definition.not-found", "没有这个流程版本");
}
