using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Rectification.Web.Tests.Shell;

/// <summary>Two hosts on one PostgreSQL. One of them at a time is killed and started again; clients turn to whichever answers.</summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly string server;
    private readonly string database = $"rectification_hosts_{Guid.NewGuid():N}";
    private readonly KilledHost?[] hosts = new KilledHost?[2];

    private TwoHosts(string server) => this.server = server;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = database, MaxPoolSize = 30 }.ConnectionString;

    public int Kills { get; private set; }

    /// <summary>What the living hosts logged last.</summary>
    public string Log => string.Join("\n----\n", hosts.OfType<KilledHost>().Select(host => host.Log));

    public static async Task<TwoHosts> Start(string server)
    {
        var two = new TwoHosts(server);
        await two.Execute($"create database {two.database}");
        try
        {
            for (var each = 0; each < two.hosts.Length; each++)
                two.hosts[each] = await KilledHost.OnServer(two.ConnectionString);
        }
        catch
        {
            await two.DisposeAsync();
            throw;
        }
        return two;
    }

    public KilledHost First => hosts[0] ?? throw new InvalidOperationException("It was killed.");

    /// <summary>One that was alive a moment ago.</summary>
    public KilledHost Any(Random chance)
    {
        var alive = hosts.OfType<KilledHost>().ToArray();
        return alive[chance.Next(alive.Length)];
    }

    /// <summary>
    /// Kills either of them at a random moment and starts it again, over and over; in the end one is left.
    /// Goes on until enough has happened, on a slow machine too, but no longer than two minutes beyond its time.
    /// </summary>
    public async Task Trouble(Random chance, TimeSpan during, Func<bool> isEnough)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            await Task.Delay(chance.Next(200, 3000));
            var victim = chance.Next(hosts.Length);
            var host = hosts[victim]!;
            hosts[victim] = null;
            host.Kill();
            host.Dispose();
            Kills++;
            if (watch.Elapsed > during && (isEnough() || watch.Elapsed > during + LongestWait))
                return;
            await Task.Delay(chance.Next(0, 1000));
            hosts[victim] = await KilledHost.OnServer(ConnectionString);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            host?.Dispose();
        NpgsqlConnection.ClearAllPools();
        await Execute(string.Create(CultureInfo.InvariantCulture, $"drop database {database} with (force)"));
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
