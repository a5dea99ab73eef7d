using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>The demonstration street in a fresh SQLite file, with years of other people's work in it.</summary>
internal sealed class Street : IAsyncDisposable
{
    public const string Password = "Qingshan#2026";

    private static readonly (string ElementId, string Name, Role Role)[] Work =
    [
        ("issue-notice", "下达整改通知书", Role.GridWorker), ("revisit", "到期复查", Role.GridWorker), ("report-progress", "报告整改进展", Role.GridWorker),
        ("accept", "整改验收", Role.CommunitySafetyOfficer), ("verify-street", "街道核实重大隐患", Role.SafetyOfficer), ("strike-off", "销号", Role.SafetyOfficeDirector),
    ];

    private readonly DirectoryInfo folder;
    private readonly Dictionary<string, string> tokens = [];
    private readonly PostgresDatabase? postgres;

    private Street(DirectoryInfo folder, WebApplicationFactory<Program> host, PostgresDatabase? postgres) =>
        (this.folder, Host, Database, this.postgres) = (folder, host, PathIn(folder), postgres);

    public WebApplicationFactory<Program> Host { get; }

    public string Database { get; }

    /// <param name="postgres">Another database than a SQLite file; goes with the street.</param>
    public static async Task<Street> Open(Sizes sizes, PostgresDatabase? postgres = null, bool keepDatabase = false)
    {
        var folder = Directory.CreateTempSubdirectory("rectification-bench-");
        var host = new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
            .UseEnvironment("Production").UseSetting("Database:Path", PathIn(folder)).UseSetting("Logging:LogLevel:Default", "Warning")
            .UseSetting("Database:Provider", postgres is null ? "Sqlite" : "Postgres").UseSetting("ConnectionStrings:Main", postgres?.ConnectionString ?? ""));
        var street = new Street(folder, host, keepDatabase ? null : postgres);
        await using var scope = host.Services.CreateAsyncScope();
        await Fill(scope.ServiceProvider.GetRequiredService<RectificationDb>(), sizes);
        return street;
    }

    public async Task<Actor> Actor(string userName)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var id = await scope.ServiceProvider.GetRequiredService<RectificationDb>().Users.Where(user => user.UserName == userName).Select(user => user.Id).SingleAsync();
        return (await scope.ServiceProvider.GetRequiredService<Actors>().Load(id, default))!;
    }

    /// <summary>A scope in which a person acts, as a request of the API gets it.</summary>
    public AsyncServiceScope As(Actor actor)
    {
        var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return scope;
    }

    /// <summary>Asks for a page as a signed-in person and reads it to its end.</summary>
    public async Task Page(HttpClient browser, string address, string userName)
    {
        if (!tokens.TryGetValue(userName, out var token))
            tokens[userName] = token = await SignIn(browser, userName);
        await PageBy(browser, address, token);
    }

    /// <summary>Asks for a page by a token and reads it to its end.</summary>
    public static async Task PageBy(HttpClient browser, string address, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", token);
        using var page = await browser.SendAsync(request);
        page.EnsureSuccessStatusCode();
        await page.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The token of a person of the demonstration street.</summary>
    public static async Task<string> SignIn(HttpClient browser, string userName)
    {
        using var answer = await browser.PostAsJsonAsync("/api/v1/sign-in", new { userName, password = Password });
        using var token = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return token.RootElement.GetProperty("accessToken").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    private static string PathIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "rectification.db");

    private static async Task Fill(RectificationDb db, Sizes sizes)
    {
        var units = await db.OrgUnits.AsNoTracking().ToListAsync();
        var grids = units.Where(unit => unit.Kind == OrgUnitKind.Grid).ToArray();
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.Name);
        var holders = (await db.RoleGrants.AsNoTracking().ToListAsync()).ToLookup(grant => (grant.Role, grant.ScopeId));
        var now = DateTimeOffset.UtcNow;
        if (sizes.Open + sizes.Done == 0)
            return;
        Console.WriteLine($"Filling: {sizes.Open:N0} open and {sizes.Done:N0} done tasks");
        await Bulk.Insert(db, Enumerable.Range(0, sizes.Open + sizes.Done).Select(i => Task(i, isOpen: i < sizes.Open)));
        await db.Database.ExecuteSqlRawAsync("analyze");

        TaskRow Task(int i, bool isOpen)
        {
            var work = Work[i % Work.Length];
            var grid = grids[i / Work.Length % grids.Length];
            var place = new Placement(grid.StreetId, grid.ParentId, grid.Id, null);
            var node = place.Node(work.Role.Scope)!.Value;
            var people = holders[(work.Role, node)].ToArray();
            // Every element, grid and way of assignment comes round before the next person.
            var person = people[i / (Work.Length * grids.Length * 10) % people.Length].UserId;
            var isMine = isOpen && i % 10 < 3;
            var created = now.AddMinutes(isOpen ? -(i % 20_000) : -20_000 - i % 1_000_000);
            return new()
            {
                InstanceId = Guid.CreateVersion7(created), Key = 1, ProcessKey = "hazard-rectification", DefinitionVersion = 1,
                ElementId = work.ElementId, Name = work.Name, CaseNumber = $"YH-2025-{i % 1_000_000:000000}",
                Title = $"疏散通道堆放布料，安全出口上锁（第 {i} 件）", PremisesName = $"{grid.Name}第 {i % 900} 号服装加工点", Level = i % 7 == 0 ? "major" : "general",
                StreetId = grid.StreetId, CommunityId = grid.ParentId, GridId = grid.Id, CandidateKey = new CandidateKey(work.Role, node).ToString(),
                AssigneeId = isMine || !isOpen ? person : null, AssigneeName = isMine || !isOpen ? names[person] : null, OwnerId = person, OwnerName = names[person],
                CreatedAt = created, DueAt = created.AddDays(3 + i % 12), State = isOpen ? TaskState.Open : TaskState.Done,
                DoneAt = isOpen ? null : created.AddHours(i % 48), DoneById = isOpen ? null : person, DoneByName = isOpen ? null : names[person], Outcome = isOpen ? null : "passed",
                FormId = work.ElementId, FormVersion = 1,
            };
        }
    }
}
