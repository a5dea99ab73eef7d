using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Engine;
using Rectification.People;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests;

/// <summary>
/// The whole system without the web, on a database of its own with the demonstration street, its clock standing at Monday 14 September 2026, 9:00.
/// Deadlines fire when a test moves the clock, each at its own instant.
/// </summary>
public sealed class Given : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 9, 14, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly ServiceProvider services;

    private readonly bool ownsDatabase;

    /// <summary>Another host on a database that is there already.</summary>
    internal Given(DatabaseSettings settings, Action<IServiceCollection> more, ManualTime? time = null, bool ownsDatabase = false)
    {
        (Settings, Time, this.ownsDatabase) = (settings, time ?? new(Start), ownsDatabase);
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        // The host brings it; identity's tokens need it.
        collection.AddDataProtection();
        collection.AddStorage(settings);
        collection.AddRectificationRooms();
        more(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>Both databases where a server is at hand, otherwise the embedded one.</summary>
    public static TheoryData<DatabaseProvider> Databases => TestDatabases.Server is null
        ? [DatabaseProvider.Sqlite]
        : [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    public DatabaseSettings Settings { get; }

    public ManualTime Time { get; }

    public IServiceProvider Services => services;

    public DateTimeOffset Now => services.GetRequiredService<StreetClock>().GetUtcNow();

    public static async Task<Given> Street(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<IServiceCollection>? more = null)
    {
        var given = new Given(await TestDatabases.Copy(provider), more ?? (_ => { }), ownsDatabase: true);
        await given.Read(db => db.Installations.FirstAsync(), installation =>
            given.services.GetRequiredService<RunningInstallation>().Read(installation));
        return given;
    }

    /// <summary>Sends a command as a person of the street, by user name.</summary>
    public async Task<Result<T>> Send<T>(string userName, ICommand<T> command)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = await LoadActor(scope.ServiceProvider, userName);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
    }

    /// <summary>Sends a command as the system.</summary>
    public async Task<Result<T>> Send<T>(ICommand<T> command)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
    }

    public async Task<Actor> ActorOf(string userName)
    {
        await using var scope = services.CreateAsyncScope();
        return await LoadActor(scope.ServiceProvider, userName);
    }

    /// <summary>Reads straight from the database, in a scope of its own.</summary>
    public async Task<T> Read<T>(Func<RectificationDb, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RectificationDb>());
    }

    /// <summary>Uses a scoped part of the system: queries, mostly.</summary>
    public async Task<T> With<TPart, T>(Func<TPart, Task<T>> use) where TPart : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    /// <summary>Uses a scoped part of the system as a person of the street: what sends commands of its own.</summary>
    public async Task<T> As<TPart, T>(string userName, Func<TPart, Task<T>> use) where TPart : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = await LoadActor(scope.ServiceProvider, userName);
        return await use(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    /// <summary>Work inside one transaction, as the system: what a command's handler would do.</summary>
    public async Task<T> Within<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        var result = await scope.ServiceProvider.GetRequiredService<Committer>().Commit<T>(async _ => await work(scope.ServiceProvider), CancellationToken.None);
        return result.Value;
    }

    public Task<Site> Premises(string userName) => Read(async db =>
    {
        var user = await db.Users.FirstAsync(user => user.UserName == userName);
        var grant = await db.RoleGrants.FirstAsync(grant => grant.UserId == user.Id);
        return await db.Sites.OrderBy(site => site.Id).FirstAsync(site =>
            site.Id == grant.ScopeId || site.GridId == grant.ScopeId || site.CommunityId == grant.ScopeId || site.StreetId == grant.ScopeId);
    });

    /// <summary>Deploys a drawing, or tells its problems.</summary>
    public async Task Deploy(string xml)
    {
        var deployed = (await Send(new DeployDefinition(xml))).Value;
        Assert.False(deployed.IsRefused, string.Join("\n", deployed.Problems));
    }

    /// <summary>Opens a plain case at the first premises of a grid worker and starts the process there.</summary>
    public Task<CaseRow> Case(string processKey, Variables? variables = null, string gridWorker = "grid1") => Within(async scope =>
    {
        var db = scope.GetRequiredService<RectificationDb>();
        var user = await db.Users.FirstAsync(each => each.UserName == gridWorker);
        var grant = await db.RoleGrants.FirstAsync(each => each.UserId == user.Id);
        var site = await db.Sites.OrderBy(each => each.Id).FirstAsync(each => each.GridId == grant.ScopeId);
        var @case = new CaseRow
        {
            CaseNumber = await scope.GetRequiredService<Numbers>().Next("LC", 2026, CancellationToken.None),
            Kind = CaseKind.Other,
            Title = "试办事项",
            ProcessKey = processKey,
            PremisesName = site.Name,
            StreetId = site.StreetId,
            CommunityId = site.CommunityId,
            GridId = site.GridId,
            PremisesId = site.Id,
            OpenedAt = Now,
        };
        db.Cases.Add(@case);
        var start = (variables ?? Variables.Empty).With("caseNumber", @case.CaseNumber);
        await scope.GetRequiredService<Workflows>().Start(processKey, @case, start, CancellationToken.None);
        return @case;
    });

    /// <summary>The open tasks of a case, by element id.</summary>
    public Task<List<TaskRow>> OpenTasks(string caseNumber) =>
        Read(db => db.Tasks.AsNoTracking().Where(task => task.CaseNumber == caseNumber && task.State == TaskState.Open).OrderBy(task => task.Id).ToListAsync());

    /// <summary>The one open task at an element.</summary>
    public async Task<TaskRow> OpenTask(string caseNumber, string elementId)
    {
        var open = await OpenTasks(caseNumber);
        return Assert.Single(open, task => task.ElementId == elementId);
    }

    /// <summary>Completes the one open task at an element; the password is given where a signature is needed.</summary>
    public async Task<Result<CompletedTask>> Complete(string userName, string caseNumber, string elementId, params (string Name, object? Value)[] values)
    {
        var task = (await OpenTasks(caseNumber)).First(each => each.ElementId == elementId);
        return await Send(userName, new CompleteTask(task.Id, Variables.Of(values), null, new("Qingshan#2026", null)));
    }

    /// <summary>Moves the clock; everything due until then fires in order, each at its own instant.</summary>
    public async Task MoveTo(DateTimeOffset target)
    {
        while (await Read(db => db.Timers.AsNoTracking().Where(timer => timer.DueAt <= target).OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Id).FirstOrDefaultAsync()) is { } next)
        {
            if (next.DueAt > Time.GetUtcNow())
                Time.Set(next.DueAt);
            await Send(new FireTimer(next.InstanceId, next.Id));
        }
        Time.Set(target);
    }

    public Task Advance(TimeSpan by) => MoveTo(Now + by);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ownsDatabase)
            await TestDatabases.Drop(Settings);
    }

    private async Task Read<T>(Func<RectificationDb, Task<T>> read, Action<T> use) => use(await Read(read));

    private static async Task<Actor> LoadActor(IServiceProvider scope, string userName)
    {
        var id = await scope.GetRequiredService<RectificationDb>().Users.Where(user => user.UserName == userName).Select(user => user.Id).FirstOrDefaultAsync();
        return await scope.GetRequiredService<Actors>().Load(id, CancellationToken.None)
            ?? throw new InvalidOperationException($"Nobody signs in as '{userName}' here.");
    }
}
