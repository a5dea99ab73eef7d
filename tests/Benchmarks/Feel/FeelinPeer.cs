using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Rectification.Benchmarks.Feel;

/// <summary>npm's feelin, run by Node in the same run on the same expressions; its package is installed when it is first asked.</summary>
internal static class FeelinPeer
{
    public static JsonElement Ask(object work)
    {
        var folder = Folder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "feelin")))
            Run("npm", ["ci", "--ignore-scripts", "--silent"], folder, null);
        return JsonDocument.Parse(Run("node", ["feelin.mjs"], folder, JsonSerializer.Serialize(work))).RootElement;
    }

    private static string Folder([CallerFilePath] string own = "") => Path.Combine(Path.GetDirectoryName(own)!, "peer");

    private static string Run(string program, string[] arguments, string folder, string? input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (input is not null)
            process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
