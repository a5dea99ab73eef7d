using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Rectification.Engine;
using Rectification.Engine.Decisions;
using Rectification.Engine.Elements;
using Rectification.Engine.Reading;
using Rectification.Requests;

namespace Rectification.Workflow;

/// <summary>Takes the delivered drawings and forms into use at start. A file that can't be used is logged; the version before stays.</summary>
[AllowSystem]
public sealed record DeployFolder(string Folder) : ICommand<int>;

public sealed class DeployFolderHandler(Deployment deployment, StartTimers starts, DecisionDeployment decisions, Sweeper sweeper, ILogger<DeployFolderHandler> log) : ICommandHandler<DeployFolder, int>
{
    /// <returns>How many versions are new.</returns>
    public async Task<Result<int>> Handle(DeployFolder command, CancellationToken ct)
    {
        var made = 0;
        await sweeper.Arm(ct);
        if (!Directory.Exists(command.Folder))
            return made;
        foreach (var file in Directory.EnumerateFiles(command.Folder, "*.form", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (await deployment.DeployForm(Path.GetFileNameWithoutExtension(file), await File.ReadAllTextAsync(file, ct), ct) is { IsNew: true })
                made++;
        made += await DeployDecisions(command.Folder, ct);
        var drawings = Directory.EnumerateFiles(command.Folder, "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var texts = await Task.WhenAll(drawings.Select(file => File.ReadAllTextAsync(file, ct)));
        var read = drawings.Zip(texts, (file, text) => (File: file, Text: text, BpmnReader.Read(text).Processes)).ToList();
        var together = read.SelectMany(each => each.Processes).ToImmutableArray();
        foreach (var (file, text, _) in CalledFirst(read))
        {
            var deployed = await deployment.Deploy(text, "系统", together, ct);
            if (deployed.IsNew)
                made++;
            foreach (var problem in deployed.Problems.Where(_ => deployed.IsRefused))
                log.LogError("{File} line {Line}, {Element}: {Problem}", Path.GetFileName(file), problem.Line, problem.ElementId, problem.Text);
            if (!deployed.IsRefused && deployed.Key != Path.GetFileNameWithoutExtension(file))
                log.LogWarning("{File} holds the process {Process}; the two are meant to have one name", Path.GetFileName(file), deployed.Key);
        }
        await starts.ArmMissing(ct);
        return made;
    }

    /// <summary>A call bound by deployment keeps to what is there when its drawing is deployed, so what it calls comes first; in a circle any does.</summary>
    private static IEnumerable<(string File, string Text, ImmutableArray<Definition> Processes)> CalledFirst(List<(string File, string Text, ImmutableArray<Definition> Processes)> left)
    {
        while (left.Count > 0)
        {
            var next = Math.Max(0, left.FindIndex(each => !left.Exists(other => other.File != each.File && Binds(each.Processes, other.Processes))));
            yield return left[next];
            left.RemoveAt(next);
        }
    }

    private static bool Binds(ImmutableArray<Definition> callers, ImmutableArray<Definition> called) =>
        callers.SelectMany(caller => caller.Elements.Values).OfType<CallActivity>()
            .Any(call => call is { Binding: Binding.Deployment, ProcessId.Feel: null } && called.Any(process => process.Id == call.ProcessId.Text));

    private async Task<int> DeployDecisions(string folder, CancellationToken ct)
    {
        var files = new List<(string Name, DecisionFile File)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.dmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            files.Add((Path.GetFileName(file), DecisionFile.Open(await File.ReadAllTextAsync(file, ct))));
        var made = 0;
        while (files.Count > 0)
        {
            // What others import comes first; in a circle any comes first and tells so.
            var next = Math.Max(0, files.FindIndex(file => !files.Exists(other => other != file && file.File.Outline?.Imports.Contains(other.File.Outline?.Namespace ?? "") is true)));
            var (name, opened) = files[next];
            files.RemoveAt(next);
            var deployed = await decisions.Deploy(opened, "系统", ct);
            if (deployed.IsNew)
                made++;
            foreach (var problem in deployed.Problems)
                log.Log(deployed.IsRefused ? LogLevel.Error : LogLevel.Information, "{File} line {Line}, {Place}: {Problem}", name, problem.Line, problem.Place, problem.Message);
            if (!deployed.IsRefused && deployed.Key + DeployedDecisionFile.Suffix != name)
                log.LogWarning("{File} holds the model {Model}; the two are meant to have one name", name, deployed.Key);
        }
        return made;
    }
}
