using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Rectification.Engine;
using Rectification.Engine.Checking;
using Rectification.Engine.Decisions;
using Rectification.Engine.Elements;
using Rectification.Engine.Forms;
using Rectification.Engine.Reading;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Takes drawings and forms into use. What has not changed makes no version; running cases stay on theirs. Scoped.</summary>
public sealed class Deployment(RectificationDb db, Decisions decisions, StartTimers starts, IEnumerable<DomainProcess> domain, StreetClock clock, KnownBeside beside, ILogger<Deployment> log)
{
    /// <summary>Deploys a form; null when it is refused.</summary>
    public async Task<DeployedForm?> DeployForm(string formId, string json, CancellationToken ct)
    {
        if (FormSchema.Read(json, out var problems) is { } schema)
            problems = [.. schema.UnknownSettings(SettingCatalogue.Keys)];
        if (!problems.IsEmpty)
        {
            log.LogError("Form {Form} is refused, the version before stays: {Problems}", formId, string.Join(" · ", problems));
            return null;
        }
        var digest = DigestOf(json);
        var newest = await db.Forms.Where(row => row.FormId == formId).OrderByDescending(row => row.Version)
            .Select(row => new { row.Version, row.Digest }).FirstOrDefaultAsync(ct);
        if (newest?.Digest == digest)
            return new(formId, newest.Version, IsNew: false);
        var version = (newest?.Version ?? 0) + 1;
        db.Forms.Add(new FormRow { FormId = formId, Version = version, Json = json, Digest = digest, VersionTag = TagOf(json), DeployedAt = clock.GetUtcNow() });
        log.LogInformation("Form {Form} is deployed as version {Version}", formId, version);
        return new(formId, version, IsNew: true);
    }

    /// <summary>Deploys the process of a drawing, or tells every reason why not.</summary>
    /// <param name="alongside">Drawings that come with the same deployment: to call them or to wait for their messages is no mistake.</param>
    public async Task<DeployedDefinition> Deploy(string xml, string by, IReadOnlyCollection<Definition> alongside, CancellationToken ct)
    {
        var reading = BpmnReader.Read(xml);
        if (reading.Drafts.IsEmpty)
            return new("", 0, reading.Problems.IsEmpty ? [new BpmnProblem(null, 0, "文件里没有可执行的流程。请将流程标为可执行（isExecutable）。")] : reading.Problems);
        if (reading.Drafts.Length > 1)
            return new("", 0, [.. reading.Problems, new BpmnProblem(null, 0, "一个文件只能有一个可执行的流程。请拆成多个文件。")]);
        var definition = reading.Drafts[0];
        var problems = DraftCheck.Of(reading, await beside.For(definition, alongside, ct), await Unfit(reading, definition, alongside, ct));
        if (problems.Any(problem => !problem.IsWarning))
            return new(definition.Id, 0, problems);

        var digest = DigestOf(xml);
        var bound = await BoundDecisions(definition, ct);
        var newest = await db.Definitions.Where(row => row.Key == definition.Id).OrderByDescending(row => row.Version)
            .Select(row => new { row.Version, row.Digest, row.BoundDecisions, row.BoundProcesses, row.BoundForms }).FirstOrDefaultAsync(ct);
        var (processes, forms) = (await BoundProcesses(definition, ct), await BoundForms(definition, ct));
        if (newest?.Digest == digest && newest.BoundDecisions == bound && newest.BoundProcesses == processes && newest.BoundForms == forms)
            return new(definition.Id, newest.Version, problems);
        var version = (newest?.Version ?? 0) + 1;
        db.Definitions.Add(new DefinitionRow
        {
            Key = definition.Id,
            Version = version,
            Name = definition.Name,
            Xml = xml,
            Digest = digest,
            DeployedAt = clock.GetUtcNow(),
            DeployedBy = by,
            BoundDecisions = bound,
            BoundProcesses = processes,
            BoundForms = forms,
            VersionTag = definition.VersionTag,
        });
        await starts.Arm(definition, version, ct);
        log.LogInformation("Process {Process} is deployed as version {Version}", definition.Id, version);
        foreach (var warning in problems)
            log.Log(warning.Accepted is null ? LogLevel.Warning : LogLevel.Information, "{Process} line {Line}, {Element}: {Warning} {Accepted}",
                definition.Id, warning.Line, warning.ElementId, warning.Text, warning.Accepted);
        return new(definition.Id, version, problems) { IsNew = true };
    }

    /// <summary>Versions and starts that only the shell knows of.</summary>
    private async Task<ImmutableArray<BpmnProblem>> Unfit(BpmnReading reading, Definition definition, IReadOnlyCollection<Definition> alongside, CancellationToken ct)
    {
        var problems = ImmutableArray.CreateBuilder<BpmnProblem>();
        await CheckTags(definition, alongside, problems, ct);
        // A timer that could not be read gives no time either: that is told once.
        problems.AddRange((await starts.Problems(definition, ct)).Where(problem => !reading.Problems.Any(told => !told.IsWarning && told.ElementId == problem.ElementId)));
        if (domain.Any(each => each.Key == definition.Id) && !(definition.TimerStarts.IsEmpty && definition.SignalStarts.IsEmpty))
            problems.Add(new(null, 0, $"“{definition.Name}”随业务登记启动，不能另由定时或信号启动：那样没有业务事项。请删去定时、信号开始事件，或另画一个流程。"));
        return problems.ToImmutable();
    }

    private async Task CheckTags(Definition definition, IReadOnlyCollection<Definition> alongside, ImmutableArray<BpmnProblem>.Builder problems, CancellationToken ct)
    {
        foreach (var call in definition.Elements.Values.OfType<CallActivity>())
            if (call is { Binding: Binding.VersionTag, ProcessId.Feel: null, VersionTag: { Feel: null } tag } && alongside.All(each => each.Id != call.ProcessId.Text)
                && !await db.Definitions.AnyAsync(row => row.Key == call.ProcessId.Text && row.VersionTag == tag.Text, ct))
                problems.Add(new(call.Id, 0, $"被调用的流程“{call.ProcessId.Text}”没有版本标签为“{tag.Text}”的版本。请先部署它，或更正标签。"));
        foreach (var rule in definition.Elements.Values.OfType<BusinessRuleTask>())
            if (rule is { Binding: Binding.VersionTag, DecisionId.Fixed: { } decision, VersionTag.Fixed: { } tag } && !await decisions.HasTag(decision, tag, ct))
                problems.Add(new(rule.Id, 0, $"决策“{decision}”没有版本标签为“{tag}”的版本。请先部署它，或更正标签。"));
        foreach (var task in definition.Elements.Values.OfType<UserTask>().Where(task => task is { FormBinding: Binding.VersionTag, FormId: not null }))
            if (!db.Forms.Local.Any(row => row.FormId == task.FormId && row.VersionTag == task.FormVersionTag)
                && !await db.Forms.AnyAsync(row => row.FormId == task.FormId && row.VersionTag == task.FormVersionTag, ct))
                problems.Add(new(task.Id, 0, $"表单“{task.FormId}”没有版本标签为“{task.FormVersionTag}”的版本。请先部署它，或更正标签。"));
    }

    private async Task<string?> BoundProcesses(Definition definition, CancellationToken ct)
    {
        var bound = definition.Elements.Values.OfType<CallActivity>().Where(call => call.Binding == Binding.Deployment).ToList();
        if (bound.Count == 0)
            return null;
        await db.SaveChangesAsync(ct);
        var newest = await db.Definitions.Where(row => row.Key != definition.Id).GroupBy(row => row.Key)
            .Select(group => new { group.Key, Version = group.Max(row => row.Version) }).ToListAsync(ct);
        return VersionList.Write(newest.Where(each => bound.Exists(call => call.ProcessId.Feel is not null || call.ProcessId.Text == each.Key)).Select(each => (each.Key, each.Version)));
    }

    private async Task<string?> BoundForms(Definition definition, CancellationToken ct)
    {
        var bound = definition.Elements.Values.OfType<UserTask>().Where(task => task is { FormBinding: Binding.Deployment, FormId: not null }).Select(task => task.FormId!).ToHashSet();
        if (bound.Count == 0)
            return null;
        await db.SaveChangesAsync(ct);
        var newest = await db.Forms.Where(row => bound.Contains(row.FormId)).GroupBy(row => row.FormId)
            .Select(group => new { group.Key, Version = group.Max(row => row.Version) }).ToListAsync(ct);
        return VersionList.Write(newest.Select(each => (each.Key, each.Version)));
    }

    /// <summary>Calls bound by deployment keep to the newest now. When a table changes, the drawing deployed with it gets a version of its own.</summary>
    private async Task<string?> BoundDecisions(Definition definition, CancellationToken ct)
    {
        if (!definition.BindsDecisions(Binding.Deployment))
            return null;
        var bound = definition.Elements.Values.OfType<BusinessRuleTask>().Where(task => task.Binding == Binding.Deployment).ToList();
        // An id that is only computed later may be any.
        return VersionList.Write((await decisions.Newest(ct))
            .Where(model => bound.Exists(task => task.DecisionId.Feel is not null || model.Outline.Find(task.DecisionId.Text) is not null))
            .Select(model => (model.Key, model.Version)));
    }

    private static string? TagOf(string json)
    {
        using var form = JsonDocument.Parse(json);
        return form.RootElement.TryGetProperty("versionTag", out var tag) && tag.ValueKind == JsonValueKind.String ? tag.GetString() : null;
    }

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

public sealed record DeployedForm(string FormId, int Version, bool IsNew);

/// <param name="Version">0 when it was refused.</param>
/// <param name="Problems">Every reason for the refusal; of an accepted one only warnings.</param>
public sealed record DeployedDefinition(string Key, int Version, ImmutableArray<BpmnProblem> Problems)
{
    public bool IsRefused => Version == 0;

    /// <summary>False when the newest version already reads the same.</summary>
    public bool IsNew { get; init; }
}
