using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Decisions;
using Rectification.Engine.Decisions.Sheets;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>The decision files in use, read once a version and kept. For rooms that ask a decision themselves, and for drawings that call one. Scoped.</summary>
public sealed class Decisions(RectificationDb db, DecisionCache cache, StreetSurroundings around)
{
    /// <summary>Asks the newest version of a decision with the street's calendar and settings. The answer tells why; <see cref="DecisionJournal"/> keeps it with a case.</summary>
    /// <param name="decisionId">Of a decision or a decision service in any file.</param>
    /// <param name="inputs">By the names of the input data; what is not named is null.</param>
    public async Task<DecisionAnswer> Evaluate(Guid streetId, string decisionId, Variables inputs, CancellationToken ct)
    {
        var decisions = new DeployedDecisions(await Newest(ct));
        return decisions.Decide(new(decisionId), inputs, (await around.For(streetId, ct)) with { Decisions = decisions });
    }

    /// <summary>What a version of a drawing may call.</summary>
    public async Task<IDecisions> For(string processKey, int version, Definition definition, CancellationToken ct)
    {
        if (!definition.AsksDecisions)
            return NoDecisions.Instance;
        var tagged = definition.BindsDecisions(Binding.VersionTag) ? await Tagged(ct) : [];
        var bound = definition.BindsDecisions(Binding.Deployment)
            ? await Load(VersionList.Read(await db.Definitions.Where(row => row.Key == processKey && row.Version == version).Select(row => row.BoundDecisions).SingleAsync(ct)), ct)
            : [];
        return new DeployedDecisions(await Newest(ct), tagged, bound);
    }

    /// <summary>The newest version of every file, by key.</summary>
    public async Task<ImmutableArray<DeployedModel>> Newest(CancellationToken ct)
    {
        var newest = await db.DecisionModels.GroupBy(row => row.Key)
            .Select(group => new { group.Key, Version = group.Max(row => row.Version) }).ToListAsync(ct);
        return await Load(newest.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => (each.Key, each.Version)), ct);
    }

    public async Task<DeployedModel> Load(string key, int version, CancellationToken ct)
    {
        if (cache.Models.TryGetValue((key, version), out var known))
            return known;
        var row = await db.DecisionModels.Where(row => row.Key == key && row.Version == version).Select(row => new { row.Xml, row.Imports }).SingleAsync(ct);
        var imported = await Load(VersionList.Read(row.Imports), ct);
        var file = DecisionFile.Open(row.Xml);
        var outline = file.Outline
            ?? throw new InvalidOperationException($"Version {version} of {key} was deployed but can't be read.");
        var model = new DeployedModel(key, version, outline, file.Model([.. imported.Select(each => each.Model)]));
        return cache.Models.GetOrAdd((key, version), model);
    }

    /// <summary>Whether some version of some file has the decision with that tag (<c>zeebe:versionTag</c>).</summary>
    public async Task<bool> HasTag(string decisionId, string tag, CancellationToken ct) =>
        (await Tagged(ct)).Any(model => model.Outline.Find(decisionId)?.VersionTag == tag);

    private async Task<ImmutableArray<DeployedModel>> Tagged(CancellationToken ct)
    {
        var versions = await db.DecisionModels.Where(row => row.HasTags).Select(row => new { row.Key, row.Version }).ToListAsync(ct);
        return await Load(versions.Select(each => (each.Key, each.Version)), ct);
    }

    private async Task<ImmutableArray<DeployedModel>> Load(IEnumerable<(string Key, int Version)> versions, CancellationToken ct)
    {
        var models = ImmutableArray.CreateBuilder<DeployedModel>();
        foreach (var (key, version) in versions)
            models.Add(await Load(key, version, ct));
        return models.ToImmutable();
    }
}

/// <summary>A version never changes, so nothing here is ever dropped. Singleton.</summary>
public sealed class DecisionCache
{
    internal ConcurrentDictionary<(string Key, int Version), DeployedModel> Models { get; } = new();

    internal ConcurrentDictionary<(string Key, int Version), ModelSheet> Sheets { get; } = new();
}
