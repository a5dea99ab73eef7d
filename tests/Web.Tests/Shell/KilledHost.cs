using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Rectification.Web.Tests.Shell;

/// <summary>The real program as a process of its own, that a test can kill the hard way.</summary>
internal sealed class KilledHost : IDisposable
{
    private const int LinesKept = 400;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Built beside these tests, in the same configuration.</summary>
    public static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "Web.Tests"), Path.Combine("src", "Web"), StringComparison.Ordinal), "Rectification.Web.dll");

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private KilledHost(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The last lines of its log.</summary>
    public string Log => string.Join('\n', said);

    public static Task<KilledHost> OnFile(string databasePath, params string[] options) => Start([$"--Database:Path={databasePath}", .. options]);

    public static Task<KilledHost> OnServer(string connectionString) => Start("--Database:Provider=Postgres", $"--ConnectionStrings:Main={connectionString}");

    private static async Task<KilledHost> Start(params string[] database)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Program, $"--urls={address}", "--Logging:LogLevel:Default=Warning" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in database)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var host = new KilledHost(process, address);
        process.OutputDataReceived += (_, line) => host.Said(line.Data);
        process.ErrorDataReceived += (_, line) => host.Said(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await host.BecomesReady();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private async Task BecomesReady()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            Assert.False(process.HasExited, $"The host ended by itself.\n{Log}");
            Assert.True(watch.Elapsed < Patience, $"The host did not become ready.\n{Log}");
            try
            {
                if ((await client.GetAsync("/healthz/live")).IsSuccessStatusCode)
                    return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
            }
        }
    }

    public async Task<string> SignIn(string userName)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("/api/v1/sign-in", new { userName, password = WebApp.Password });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    public HttpClient Client(string token) => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private void Said(string? line)
    {
        if (line is null)
            return;
        said.Enqueue(line);
        if (said.Count > LinesKept)
            said.TryDequeue(out _);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
