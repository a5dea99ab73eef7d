using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Decisions;
using Rectification.Engine.Decisions.Checks;
using Rectification.Engine.Decisions.Sheets;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Decision files as people read them, for everyone signed in: how a decision falls is no secret.</summary>
public sealed class DecisionQueries(RectificationDb db, Decisions decisions, DecisionCache cache, StreetSurroundings around)
{
    private static readonly Problem NotFound = Problem.NotFound("decision.not-found", "没有这个决策，或没有这个版本");

    /// <summary>The newest version of each file, by key.</summary>
    public async Task<ImmutableArray<DecisionFileView>> List(CancellationToken ct)
    {
        var views = ImmutableArray.CreateBuilder<DecisionFileView>();
        foreach (var model in await decisions.Newest(ct))
            if ((await Find(model.Key, null, ct)) is { IsOk: true } view)
                views.Add(view.Value);
        return views.ToImmutable();
    }

    /// <param name="version">The newest when null.</param>
    public async Task<Result<DecisionFileView>> Find(string key, int? version, CancellationToken ct)
    {
        var versions = (await db.DecisionModels.AsNoTracking().Where(row => row.Key == key).OrderByDescending(row => row.Version)
            .Select(row => new DecisionVersion(row.Version, row.DeployedAt, row.DeployedBy)).ToListAsync(ct)).ToImmutableArray();
        if (versions.FirstOrDefault(each => each.Version == (version ?? versions[0].Version)) is not { } shown)
            return NotFound;
        return new DecisionFileView(key, shown, versions, await Sheet(key, shown.Version, ct));
    }

    /// <summary>The newest file that holds a decision; null when none does.</summary>
    public async Task<ModelSheet?> SheetOf(string decisionId, CancellationToken ct) =>
        (await decisions.Newest(ct)).FirstOrDefault(model => model.Outline.Find(decisionId) is not null) is { } found
            ? await Sheet(found.Key, found.Version, ct) : null;

    /// <summary>Tries a decision of a file; nothing is kept.</summary>
    public async Task<DecisionAnswer> Try(string key, int version, string decisionId, Variables inputs, Guid streetId, CancellationToken ct)
    {
        var tried = new DeployedDecisions([await decisions.Load(key, version, ct)]);
        return tried.Decide(new(decisionId), inputs, (await around.For(streetId, ct)) with { Decisions = tried });
    }

    /// <summary>What is doubtful about a version.</summary>
    public async Task<ImmutableArray<DecisionProblem>> Warnings(string key, int version, CancellationToken ct) =>
        ModelChecks.Run(await Sheet(key, version, ct));

    private async Task<ModelSheet> Sheet(string key, int version, CancellationToken ct)
    {
        if (cache.Sheets.TryGetValue((key, version), out var known))
            return known;
        var xml = await db.DecisionModels.Where(row => row.Key == key && row.Version == version).Select(row => row.Xml).SingleAsync(ct);
        return cache.Sheets.GetOrAdd((key, version), ModelSheet.Read(xml) ?? throw new InvalidOperationException($"Version {version} of {key} was deployed but can't be read."));
    }
}

/// <param name="Shown">The version that the sheet is of.</param>
/// <param name="Versions">The newest first.</param>
public sealed record DecisionFileView(string Key, DecisionVersion Shown, ImmutableArray<DecisionVersion> Versions, ModelSheet Sheet);

public sealed record DecisionVersion(int Version, DateTimeOffset DeployedAt, string DeployedBy);
