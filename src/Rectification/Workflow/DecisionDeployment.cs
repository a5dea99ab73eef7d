using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rectification.Engine.Decisions;
using Rectification.Engine.Decisions.Checks;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Takes decision files into use. What has not changed makes no version; files that import a changed one get a new version with it. Scoped.</summary>
public sealed class DecisionDeployment(RectificationDb db, Decisions decisions, StreetClock clock, ILogger<DecisionDeployment> log)
{
    /// <summary>What would be told if the file were deployed; nothing is kept.</summary>
    public async Task<DeployedDecisionFile> Check(DecisionFile file, CancellationToken ct)
    {
        var (outline, model, others, problems) = await Read(file, ct);
        if (outline is null || problems.Any(problem => !problem.IsWarning))
            return new(outline?.Id ?? "", 0, problems);
        return new(outline.Id, 0, problems.AddRange(await Broken(outline, model, 0, others, ct)));
    }

    /// <summary>Deploys a decision file, or tells every reason why not.</summary>
    public async Task<DeployedDecisionFile> Deploy(DecisionFile file, string by, CancellationToken ct)
    {
        var (outline, model, others, problems) = await Read(file, ct);
        if (outline is null || problems.Any(problem => !problem.IsWarning))
            return new(outline?.Id ?? "", 0, problems);

        var imports = others.Where(other => outline.Imports.Contains(other.Outline.Namespace)).Select(other => (other.Key, other.Version)).ToList();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{VersionList.Write(imports)}\n{file.Xml}")));
        var newest = await db.DecisionModels.Where(row => row.Key == outline.Id).OrderByDescending(row => row.Version)
            .Select(row => new { row.Version, row.Digest }).FirstOrDefaultAsync(ct);
        if (newest?.Digest == digest)
            return new(outline.Id, newest.Version, problems);

        var version = (newest?.Version ?? 0) + 1;
        if (await Broken(outline, model, version, others, ct) is { Length: > 0 } broken)
            return new(outline.Id, 0, problems.AddRange(broken));

        db.DecisionModels.Add(new DecisionModelRow
        {
            Key = outline.Id,
            Version = version,
            Name = outline.Name,
            Namespace = outline.Namespace,
            Xml = file.Xml,
            Digest = digest,
            Imports = VersionList.Write(imports),
            HasTags = outline.Decisions.Any(decision => decision.VersionTag is not null),
            DeployedAt = clock.GetUtcNow(),
            DeployedBy = by,
        });
        // The next file, and drawings that call this one, find it by query.
        await db.SaveChangesAsync(ct);
        log.LogInformation("Decision file {Key} is deployed as version {Version}", outline.Id, version);
        foreach (var importer in Importers(outline, others))
            await Deploy(await FileOf(importer, ct), by, ct);
        return new(outline.Id, version, problems) { IsNew = true };
    }

    private async Task<(ModelOutline? Outline, DecisionModel Model, ImmutableArray<DeployedModel> Others, ImmutableArray<DecisionProblem> Problems)> Read(DecisionFile file, CancellationToken ct)
    {
        if (file.Outline is not { } outline)
        {
            var unreadable = file.Model();
            return (null, unreadable, [], unreadable.Problems);
        }
        var others = (await decisions.Newest(ct)).RemoveAll(each => each.Key == outline.Id);
        var (model, problems) = Read(file, outline, others);
        return (outline, model, others, problems);
    }

    private static (DecisionModel Model, ImmutableArray<DecisionProblem> Problems) Read(DecisionFile file, ModelOutline outline, ImmutableArray<DeployedModel> others)
    {
        var model = file.Model([.. others.Select(other => other.Model)]);
        var problems = model.Problems.ToBuilder();
        problems.AddRange(model.Misfits);
        problems.AddRange(model.UnknownSettings(SettingCatalogue.Keys));
        if (outline.Id.Length is 0 or > 200 || outline.Id.Any(each => char.IsWhiteSpace(each) || each is ':' or '/'))
            problems.Add(new(1, "文件", "definitions 没有可用的编号（id）。请写上编号，不含空格、冒号和斜线，与文件同名"));
        if (others.FirstOrDefault(other => other.Outline.Namespace == outline.Namespace) is { } same)
            problems.Add(new(1, "文件", $"命名空间“{outline.Namespace}”已由“{same.Key}”使用。请为本文件另取一个"));
        foreach (var decision in outline.Decisions)
            if (others.FirstOrDefault(other => other.Outline.Find(decision.Id) is not null) is { } holder)
                problems.Add(new(1, decision.Name, $"决策编号“{decision.Id}”已在“{holder.Key}”中使用。请另取编号，或先从那个文件中删去"));
        if (Circle(outline, others) is { } circle)
            problems.Add(new(1, "导入", $"文件互相导入：{circle}。请拆出共用的部分"));
        if (file.Sheet() is { } sheet)
            problems.AddRange(ModelChecks.Run(sheet));
        return (model, [.. problems.OrderBy(problem => problem.IsWarning).ThenBy(problem => problem.Line)]);
    }

    /// <summary>The files in a row that lead from this one back to it; null when none do.</summary>
    private static string? Circle(ModelOutline from, ImmutableArray<DeployedModel> others)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(ModelOutline Model, string Way)>([(from, from.Id)]);
        while (open.TryPop(out var at))
            foreach (var import in at.Model.Imports)
            {
                if (import == from.Namespace)
                    return $"{at.Way} → {from.Id}";
                if (seen.Add(import) && others.FirstOrDefault(other => other.Outline.Namespace == import) is { } next)
                    open.Push((next.Outline, $"{at.Way} → {next.Key}"));
            }
        return null;
    }

    /// <summary>What would no longer hold in the files that import the new version.</summary>
    private async Task<ImmutableArray<DecisionProblem>> Broken(ModelOutline outline, DecisionModel model, int version, ImmutableArray<DeployedModel> others, CancellationToken ct)
    {
        var all = others.Add(new(outline.Id, version, outline, model));
        var broken = ImmutableArray.CreateBuilder<DecisionProblem>();
        foreach (var importer in Importers(outline, others))
            foreach (var problem in Read(await FileOf(importer, ct), importer.Outline, all.Remove(importer)).Problems.Where(problem => !problem.IsWarning))
                broken.Add(problem with { Line = 0, Place = $"引用本文件的“{importer.Key}”第 {problem.Line} 行，{problem.Place}" });
        return broken.ToImmutable();
    }

    private static IEnumerable<DeployedModel> Importers(ModelOutline outline, ImmutableArray<DeployedModel> others) =>
        others.Where(other => other.Outline.Imports.Contains(outline.Namespace));

    private async Task<DecisionFile> FileOf(DeployedModel model, CancellationToken ct) =>
        DecisionFile.Open(await db.DecisionModels.Where(row => row.Key == model.Key && row.Version == model.Version).Select(row => row.Xml).SingleAsync(ct));
}

/// <param name="Key">The id of its definitions.</param>
/// <param name="Version">0 when it was refused.</param>
/// <param name="Problems">Every reason for the refusal; of an accepted one only warnings.</param>
public sealed record DeployedDecisionFile(string Key, int Version, ImmutableArray<DecisionProblem> Problems)
{
    /// <summary>Behind the key where drawings and decision files are listed together: a drawing may have the same name.</summary>
    public const string Suffix = ".dmn";

    public bool IsRefused => Version == 0;

    /// <summary>False when the newest version already reads the same.</summary>
    public bool IsNew { get; init; }
}
