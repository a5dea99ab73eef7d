using System.Diagnostics;
using Rectification.Storage;

namespace Rectification.Web.Loops;

/// <summary>
/// A SQLite file that is not there yet is made by a process of its own, <c>prepare</c>. The work is done once, but what it takes of memory
/// (the whole model a second time, the migrations, a street's worth of cases) would stay with the host for as long as it runs.
/// What that process left undone, whatever became of it, the host does itself: both go the same way.
/// </summary>
internal static class FirstStart
{
    public static async Task Run(WebApplication app, string[] args)
    {
        var settings = app.Services.GetRequiredService<DatabaseSettings>();
        if (settings.Provider != DatabaseProvider.Sqlite || File.Exists(settings.Path) || Itself() is not { } program)
            return;
        var start = new ProcessStartInfo(program[0]) { RedirectStandardError = true };
        foreach (var argument in (string[])[.. program[1..], OperatorCommands.Prepare, .. args])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // A refusal is told by the host, which meets it too.
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    /// <summary>How this program was started, without its arguments; null inside another one, such as a test.</summary>
    private static string[]? Itself()
    {
        var assembly = typeof(FirstStart).Assembly;
        if (System.Reflection.Assembly.GetEntryAssembly() != assembly || Environment.ProcessPath is not { } path)
            return null;
        return Path.GetFileNameWithoutExtension(path) == "dotnet" ? [path, assembly.Location] : [path];
    }
}
