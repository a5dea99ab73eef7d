using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;

namespace Rectification.Web.Tests;

/// <summary>
/// The one host of these tests: the whole system on a SQLite file of its own, with the demonstration street.
/// A class takes it as <c>IClassFixture&lt;WebApp&gt;</c>, or makes one for a single test with <see cref="Start"/>.
/// </summary>
public class WebApp : IAsyncLifetime
{
    public const string Password = "Qingshan#2026";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rectification-web-");
    private readonly Dictionary<string, string> tokens = [];
    private readonly SemaphoreSlim signingIn = new(1);
    private WebApplicationFactory<Program>? host;

    public IServiceProvider Services => Host.Services;

    public string DatabasePath => Path.Combine(folder.FullName, "rectification.db");

    /// <summary>By the street's clock, also after it was moved.</summary>
    public DateTimeOffset Now => Services.GetRequiredService<StreetClock>().GetUtcNow().ToOffset(TimeSpan.FromHours(8));

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>Where a browser reaches it; only when <see cref="IsListening"/>.</summary>
    public Uri Address => Host.ClientOptions.BaseAddress;

    /// <summary>A real port on loopback instead of the in-memory server.</summary>
    protected virtual bool IsListening => false;

    private WebApplicationFactory<Program> Host => host ?? throw new InvalidOperationException("The host has not started.");

    public static async Task<WebApp> Start()
    {
        var app = new WebApp();
        await app.InitializeAsync();
        return app;
    }

    public virtual ValueTask InitializeAsync()
    {
        host = new WebApplicationFactory<Program>().WithWebHostBuilder(Configure);
        if (IsListening)
        {
            host.UseKestrel(0);
            host.StartServer();
        }
        else
        {
            // Starts it: a demonstration street takes a moment, and no test should pay for it.
            _ = host.Server;
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>A day that lies so many days ahead, as forms take it.</summary>
    public string InDays(int days) => Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Nobody is signed in, cookies are kept, redirects are shown rather than followed.</summary>
    public HttpClient Client() => Host.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = IsListening ? Address : new("http://localhost") });

    /// <summary>A caller of the API, signed in by bearer token.</summary>
    public async Task<HttpClient> Api(string userName)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(userName));
        return client;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What a test's host is told beyond the defaults.</summary>
    protected virtual void Configure(IWebHostBuilder web) => web
        .UseEnvironment("Production")
        .UseSetting("Database:Path", DatabasePath)
        .UseSetting("Logging:LogLevel:Default", "Warning")
        .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(TestClock.Instance));

    private async Task<string> Token(string userName)
    {
        await signingIn.WaitAsync();
        try
        {
            if (tokens.TryGetValue(userName, out var known))
                return known;
            using var client = Client();
            using var answer = await client.PostAsJsonAsync("/api/v1/sign-in", new { userName, password = Password });
            answer.EnsureSuccessStatusCode();
            return tokens[userName] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
        }
        finally
        {
            signingIn.Release();
        }
    }
}
