using System.Net.Http.Json;
using System.Text.Json;

namespace Rectification.Benchmarks;

/// <summary>What the host holds after people have worked on it for a while.</summary>
internal sealed class MemoryMeasure : Measure
{
    private const int Requests = 3_000;
    private const int Clients = 8;

    public override string Name => "memory";

    public override string What => "working set after 3,000 pages and calls by eight clients (limit 250 MB); floor: an empty host";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var folder = Directory.CreateTempSubdirectory("rectification-bench-");
        try
        {
            await using var app = await BuiltApp.Start(Path.Combine(folder.FullName, "rectification.db"));
            var quiet = app.WorkingSetMegabytes;
            using var answer = await app.Http.PostAsJsonAsync("/api/v1/sign-in", new { userName = "safety1", password = Street.Password });
            using var token = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            app.Http.DefaultRequestHeaders.Authorization = new("Bearer", token.RootElement.GetProperty("accessToken").GetString());
            string[] addresses = ["/", "/api/v1/tasks?box=claimable", "/hazards", "/api/v1/hazards", "/api/v1/premises?take=200", "/hazards/new"];
            await Load(app, addresses);

            await using var empty = await BuiltApp.StartEmpty();
            var emptyQuiet = empty.WorkingSetMegabytes;
            await Load(empty, addresses);
            return [new("working set after the first page", quiet, emptyQuiet, "MB"), new("working set after the load", app.WorkingSetMegabytes, empty.WorkingSetMegabytes, "MB", 250)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Load(BuiltApp app, string[] addresses) => await Clocked.Clients(Clients, Requests, async i =>
    {
        using var page = await app.Http.GetAsync(addresses[i % addresses.Length]);
        page.EnsureSuccessStatusCode();
    });
}
