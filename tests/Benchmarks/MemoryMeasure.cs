using System.Net.Http.Json;
using System.Text.Json;

namespace Rectification.Benchmarks;

/// <summary>What the host holds after people have worked on it for a while.</summary>
internal sealed class MemoryMeasure : Measure
{
    private const int Requests = 3_000;
    private const int Clients = 8;

    private static readonly string[] Addresses = ["/", "/api/v1/tasks?box=claimable", "/hazards", "/api/v1/hazards", "/api/v1/premises?take=200", "/hazards/new"];

    public override string Name => "memory";

    public override string What => "working set after 3,000 pages and calls by eight clients (limit 250 MB); floor: an empty host";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var folder = Directory.CreateTempSubdirectory("rectification-bench-");
        try
        {
            var database = Path.Combine(folder.FullName, "rectification.db");
            var (firstQuiet, firstLoaded) = await Held(database);
            var (quiet, loaded) = await Held(database);
            await using var empty = await BuiltApp.StartEmpty();
            var emptyQuiet = empty.WorkingSetMegabytes;
            await Load(empty);
            var floor = empty.WorkingSetMegabytes;
            return
            [
                new("first start, which makes database and demonstration", firstQuiet, emptyQuiet, "MB"),
                new("the same after the load", firstLoaded, floor, "MB", 250),
                new("start on an existing database", quiet, emptyQuiet, "MB"),
                new("the same after the load", loaded, floor, "MB", 250),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>Megabytes after the first page, and after the load.</returns>
    private static async Task<(double Quiet, double Loaded)> Held(string database)
    {
        await using var app = await BuiltApp.Start(database);
        var quiet = app.WorkingSetMegabytes;
        using var answer = await app.Http.PostAsJsonAsync("/api/v1/sign-in", new { userName = "safety1", password = Street.Password });
        using var token = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        app.Http.DefaultRequestHeaders.Authorization = new("Bearer", token.RootElement.GetProperty("accessToken").GetString());
        await Load(app);
        return (quiet, app.WorkingSetMegabytes);
    }

    private static async Task Load(BuiltApp app) => await Clocked.Clients(Clients, Requests, async i =>
    {
        using var page = await app.Http.GetAsync(Addresses[i % Addresses.Length]);
        page.EnsureSuccessStatusCode();
    });
}
