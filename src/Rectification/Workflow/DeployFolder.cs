using Microsoft.Extensions.Logging;
using Rectification.Requests;

namespace Rectification.Workflow;

/// <summary>Takes the delivered drawings and forms into use at start. A file that can't be used is logged; the version before stays.</summary>
[AllowSystem]
public sealed record DeployFolder(string Folder) : ICommand<int>;

public sealed class DeployFolderHandler(Deployment deployment, ILogger<DeployFolderHandler> log) : ICommandHandler<DeployFolder, int>
{
    /// <returns>How many versions are new.</returns>
    public async Task<Result<int>> Handle(DeployFolder command, CancellationToken ct)
    {
        var made = 0;
        if (!Directory.Exists(command.Folder))
            return made;
        foreach (var file in Directory.EnumerateFiles(command.Folder, "*.form", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (await deployment.DeployForm(Path.GetFileNameWithoutExtension(file), await File.ReadAllTextAsync(file, ct), ct) is { IsNew: true })
                made++;
        var drawings = Directory.EnumerateFiles(command.Folder, "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        string[] names = [.. drawings.Select(file => Path.GetFileNameWithoutExtension(file))];
        foreach (var file in drawings)
        {
            var deployed = await deployment.Deploy(await File.ReadAllTextAsync(file, ct), "系统", names, ct);
            if (deployed.IsNew)
                made++;
            foreach (var problem in deployed.Problems)
                log.Log(deployed.IsRefused ? LogLevel.Error : LogLevel.Information, "{File} line {Line}, {Element}: {Problem}",
                    Path.GetFileName(file), problem.Line, problem.ElementId, problem.Text);
            if (!deployed.IsRefused && deployed.Key != Path.GetFileNameWithoutExtension(file))
                log.LogWarning("{File} holds the process {Process}; the two are meant to have one name", Path.GetFileName(file), deployed.Key);
        }
        return made;
    }
}
