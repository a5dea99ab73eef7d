using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Rectification.Benchmarks;

/// <summary>A host in its own process, as it runs in production.</summary>
internal sealed class BuiltApp : IAsyncDisposable
{
    public static readonly string Configuration =
        typeof(BuiltApp).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "";

    private readonly Process process;

    private BuiltApp(Process process, Uri address)
    {
        this.process = process;
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Http { get; }

    /// <summary>Milliseconds from the start of the process to the first page.</summary>
    public double FirstPageAfter { get; private set; }

    public double WorkingSetMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public static Task<BuiltApp> Start(string database) => Start(
        port => [WebDll, "--urls", $"http://127.0.0.1:{port}", $"--Database:Path={database}", "--Logging:LogLevel:Default=Warning"], "/sign-in");

    public static Task<BuiltApp> Start(PostgresDatabase database) => Start(
        port => [WebDll, "--urls", $"http://127.0.0.1:{port}", "--Database:Provider=Postgres", $"--ConnectionStrings:Main={database.ConnectionString}", "--Logging:LogLevel:Default=Warning"], "/sign-in");

    public static Task<BuiltApp> StartEmpty() => Start(port => [typeof(BuiltApp).Assembly.Location, "empty-host", $"{port}"], "/");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // The benchmark's own output holds the host's assemblies; the host itself runs from where it was built, with its pages and assets.
    private static string WebDll
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "RectificationWorkflow.sln")))
                root = root.Parent;
            return Path.Combine(root!.FullName, "src", "Web", "bin", Configuration, "net10.0", "Rectification.Web.dll");
        }
    }

    private static async Task<BuiltApp> Start(Func<int, string[]> arguments, string firstPage)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", arguments(port)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.WorkingDirectory = Path.GetDirectoryName(start.ArgumentList[0])!;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var app = new BuiltApp(process, new($"http://127.0.0.1:{port}"));
        while (clock.Elapsed < TimeSpan.FromSeconds(120) && !process.HasExited)
        {
            try
            {
                using var page = await app.Http.GetAsync(firstPage);
                if (page.StatusCode == HttpStatusCode.OK && await page.Content.ReadAsStringAsync() is { Length: > 0 })
                {
                    app.FirstPageAfter = clock.Elapsed.TotalMilliseconds;
                    return app;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(5);
        }
        await app.DisposeAsync();
        throw new InvalidOperationException("The host did not serve its first page within two minutes.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
