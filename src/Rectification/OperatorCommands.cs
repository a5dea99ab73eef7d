using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification;

/// <summary>What the program does instead of serving: <c>verify</c>, <c>backup FILE</c>, <c>restore FILE</c>, <c>prepare</c>, with the host's options.</summary>
public static class OperatorCommands
{
    /// <summary>Makes or migrates the database as a start does, and ends; the program's own start carries it out.</summary>
    public const string Prepare = "prepare";

    /// <summary>The arguments that configure the host: without the command and its file, which the configuration would read as an option of its own (a path begins with a slash).</summary>
    public static string[] HostOptions(string[] args) => args.FirstOrDefault() switch
    {
        "verify" or Prepare => args[1..],
        "backup" or "restore" => args[Math.Min(2, args.Length)..],
        _ => args,
    };

    /// <returns>The exit code; null when the arguments ask for none of these and the program shall serve.</returns>
    public static async Task<int?> Run(IServiceProvider services, string[] args, CancellationToken ct = default)
    {
        var settings = services.GetRequiredService<DatabaseSettings>();
        switch (args.FirstOrDefault())
        {
            case "verify":
                return await Verify(services, settings, ct);
            case "backup" when args.Length > 1:
                return Tell(await Backup.Write(settings, args[1], ct), $"已备份到 {Path.GetFullPath(args[1])}");
            case "restore" when args.Length > 1:
                return Tell(await Backup.Read(settings, args[1], ct), $"已从 {Path.GetFullPath(args[1])} 恢复");
            case "backup" or "restore":
                return Tell($"请写出文件名：{args[0]} FILE", "");
            default:
                return null;
        }
    }

    private static async Task<int> Verify(IServiceProvider services, DatabaseSettings settings, CancellationToken ct)
    {
        if (settings.Provider == DatabaseProvider.Sqlite && !File.Exists(settings.Path))
            return Tell($"没有数据库文件 {settings.Path}", "");
        await using var scope = services.CreateAsyncScope();
        var findings = await scope.ServiceProvider.GetRequiredService<Verifier>().Run(ct);
        foreach (var finding in findings)
            Console.WriteLine(finding);
        Console.WriteLine(findings.Count == 0 ? "verify: 没有发现问题" : $"verify: {findings.Count} 个问题");
        return findings.Count == 0 ? 0 : 1;
    }

    private static int Tell(string? fault, string done)
    {
        if (fault is null)
            Console.WriteLine(done);
        else
            Console.Error.WriteLine(fault);
        return fault is null ? 0 : 1;
    }
}
