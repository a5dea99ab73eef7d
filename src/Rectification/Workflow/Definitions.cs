using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Forms;
using Rectification.Engine.Reading;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Drawings and forms, read once a version and kept. Scoped.</summary>
public sealed class Definitions(RectificationDb db, DefinitionCache cache, ReferenceCache reference)
{
    public async Task<Definition> Load(string key, int version, CancellationToken ct)
    {
        if (cache.Definitions.TryGetValue((key, version), out var known))
            return known;
        var xml = await db.Definitions.Where(row => row.Key == key && row.Version == version).Select(row => row.Xml).SingleAsync(ct);
        var reading = BpmnReader.Read(xml, isDeployed: true);
        var definition = reading.Processes.FirstOrDefault(process => process.Id == key)
            ?? throw new InvalidOperationException($"Version {version} of {key} was deployed but can't be read: {reading.Problems.FirstOrDefault()?.Text}");
        return cache.Definitions.GetOrAdd((key, version), definition);
    }

    public async Task<bool> Has(string key, int version, CancellationToken ct) =>
        cache.Definitions.ContainsKey((key, version)) || await db.Definitions.AnyAsync(row => row.Key == key && row.Version == version, ct);

    /// <summary>The newest version; null when the process was never deployed.</summary>
    public async Task<DeployedProcess?> Latest(string key, CancellationToken ct) =>
        await reference.Get(db, "definition", key, inside => db.Definitions.Where(row => row.Key == key).MaxAsync(row => (int?)row.Version, inside), ct) is { } version
            ? new(version, await Load(key, version, ct))
            : null;

    /// <summary>The newest version of every process, by name.</summary>
    public async Task<ImmutableArray<DeployedProcess>> Newest(CancellationToken ct)
    {
        var newest = await db.Definitions.GroupBy(row => row.Key)
            .Select(group => new { group.Key, Version = group.Max(row => row.Version) })
            .ToListAsync(ct);
        var found = ImmutableArray.CreateBuilder<DeployedProcess>(newest.Count);
        foreach (var each in newest.OrderBy(each => each.Key, StringComparer.Ordinal))
            found.Add(new(each.Version, await Load(each.Key, each.Version, ct)));
        return found.ToImmutable();
    }

    /// <summary>Processes whose newest version begins with this message.</summary>
    public async Task<ImmutableArray<(DeployedProcess Process, string StartEventId)>> StartedBy(string messageName, CancellationToken ct) =>
        await reference.Get(db, "started-by", messageName, async inside => (await Newest(inside)).SelectMany(process => process.Definition.MessageStarts
            .Where(start => start.MessageName == messageName).Select(start => (process, start.ElementId))).ToImmutableArray(), ct);

    /// <summary>Processes whose newest version begins with this signal.</summary>
    public async Task<ImmutableArray<(DeployedProcess Process, string StartEventId)>> StartedBySignal(string signalName, CancellationToken ct) =>
        await reference.Get(db, "started-by-signal", signalName, async inside => (await Newest(inside)).SelectMany(process => process.Definition.SignalStarts
            .Where(start => start.SignalName == signalName).Select(start => (process, start.ElementId))).ToImmutableArray(), ct);

    /// <summary>The version of a process that a call means; null when there is none.</summary>
    /// <param name="caller">Calls bound by deployment keep to what was newest when it was deployed.</param>
    public async Task<DeployedProcess?> Called(Effect.CallProcess call, InstanceRow caller, CancellationToken ct)
    {
        var version = call.Binding switch
        {
            Binding.VersionTag => await db.Definitions.Where(row => row.Key == call.ProcessId && row.VersionTag == call.VersionTag).MaxAsync(row => (int?)row.Version, ct),
            // A process that calls itself means the version that it is.
            Binding.Deployment when call.ProcessId == caller.DefinitionKey => caller.DefinitionVersion,
            Binding.Deployment => Bound((await RowOf(caller, ct))?.BoundProcesses, call.ProcessId),
            _ => null,
        };
        if (version is { } wanted)
            return new(wanted, await Load(call.ProcessId, wanted, ct));
        return call.Binding == Binding.VersionTag ? null : await Latest(call.ProcessId, ct);
    }

    /// <summary>The version of a form that a task shows; 0 without one.</summary>
    public async Task<int> FormFor(Effect.OpenTask open, InstanceRow instance, CancellationToken ct)
    {
        if (open.FormId is not { } formId)
            return 0;
        var version = open.FormBinding switch
        {
            Binding.VersionTag => await db.Forms.Where(row => row.FormId == formId && row.VersionTag == open.FormVersionTag).MaxAsync(row => (int?)row.Version, ct),
            Binding.Deployment => Bound((await RowOf(instance, ct))?.BoundForms, formId),
            _ => null,
        };
        return version ?? await LatestForm(formId, ct);
    }

    private Task<DefinitionRow?> RowOf(InstanceRow instance, CancellationToken ct) =>
        db.Definitions.AsNoTracking().FirstOrDefaultAsync(row => row.Key == instance.DefinitionKey && row.Version == instance.DefinitionVersion, ct);

    private static int? Bound(string? versions, string key) =>
        VersionList.Read(versions).Where(each => each.Key == key).Select(each => (int?)each.Version).FirstOrDefault();

    public async Task<int> LatestForm(string formId, CancellationToken ct) =>
        await reference.Get(db, "form", formId, inside => db.Forms.Where(row => row.FormId == formId).MaxAsync(row => (int?)row.Version, inside), ct) ?? 0;

    public async Task<FormSchema?> Form(string? formId, int version, CancellationToken ct)
    {
        if (formId is null || version == 0)
            return null;
        if (cache.Forms.TryGetValue((formId, version), out var known))
            return known;
        var json = await db.Forms.Where(row => row.FormId == formId && row.Version == version).Select(row => row.Json).SingleAsync(ct);
        var schema = FormSchema.Read(json, out var problems)
            ?? throw new InvalidOperationException($"Version {version} of form {formId} was deployed but can't be read: {problems.FirstOrDefault()}");
        return cache.Forms.GetOrAdd((formId, version), schema);
    }
}

public sealed record DeployedProcess(int Version, Definition Definition);

/// <summary>A version never changes, so none is ever dropped. Singleton.</summary>
public sealed class DefinitionCache
{
    internal ConcurrentDictionary<(string Key, int Version), Definition> Definitions { get; } = new();

    /// <summary>By process, for the version and the number of deployed versions at which they were found.</summary>
    internal ConcurrentDictionary<string, (int Version, int Deployed, ImmutableArray<BpmnProblem> Problems)> Warnings { get; } = new();

    internal ConcurrentDictionary<(string FormId, int Version), FormSchema> Forms { get; } = new();
}
