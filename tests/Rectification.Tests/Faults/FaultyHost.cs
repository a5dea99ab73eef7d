using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Faults;

/// <summary>One host: the whole system on the shared database, its clock some seconds off, its operations failing as the seed wants.</summary>
internal sealed class FaultyHost : IAsyncDisposable
{
    private readonly TimeSpan skew;

    private FaultyHost(Given given, TimeSpan skew) => (Given, this.skew) = (given, skew);

    public Given Given { get; }

    public bool IsAlive { get; private set; } = true;

    public static async Task<FaultyHost> Start(DatabaseSettings settings, FaultPlan plan, Deliveries deliveries, DateTimeOffset now, TimeSpan skew)
    {
        // Its connections are its own, as those of a process are.
        if (settings.Provider == DatabaseProvider.Postgres)
            settings = settings with { ConnectionString = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { ApplicationName = $"host-{Guid.NewGuid():N}" }.ConnectionString };
        var given = new Given(settings, services =>
        {
            services.AddSingleton<Transports>(provider => new FaultyTransports(settings, provider, plan));
            services.AddSingleton(plan).AddSingleton(deliveries);
            FaultProcess.Register(services);
        }, new HostTime(now + skew));
        var installation = await given.Read(db => db.Installations.AsNoTracking().FirstAsync());
        given.Services.GetRequiredService<RunningInstallation>().Read(installation);
        return new(given, skew);
    }

    public void SetTime(DateTimeOffset now) => Given.Time.Set(now + skew);

    public Task FireDue() => Given.Services.GetRequiredService<TimerRunner>().FireDue(CancellationToken.None);

    public Task SendDue() => Given.Services.GetRequiredService<OutboxRunner>().SendDue(CancellationToken.None);

    /// <summary>What was under way never goes on; the database takes back what was not committed, as it does when a connection is gone.</summary>
    public async Task Kill()
    {
        IsAlive = false;
        if (Given.Settings.Provider == DatabaseProvider.Sqlite)
            Given.Services.GetRequiredService<SqliteWriter>().Dispose();
        else
        {
            await ((FaultyTransports)Given.Services.GetRequiredService<Transports>()).DropConnections();
            ClearPool();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsAlive)
            return;
        await Given.DisposeAsync();
        if (Given.Settings.Provider == DatabaseProvider.Postgres)
            ClearPool();
    }

    private void ClearPool()
    {
        using var connection = new NpgsqlConnection(Given.Settings.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
