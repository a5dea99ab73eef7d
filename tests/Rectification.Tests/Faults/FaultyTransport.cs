using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rectification.Storage;

namespace Rectification.Tests.Faults;

/// <summary>The connection broke; whether what was asked happened, nobody can tell.</summary>
internal sealed class BrokenConnection(string where) : IOException($"The connection broke {where}.");

/// <summary>Puts the seed's faults between the real commands and the real database.</summary>
internal sealed class FaultyTransports(DatabaseSettings settings, IServiceProvider services, FaultPlan plan) : Transports(settings, services)
{
    private readonly IServiceProvider services = services;
    private readonly DatabaseSettings settings = settings;

    internal override Transport Open() => new FaultyTransport(base.Open(), plan, this);

    /// <summary>As when the host's process is gone: the server takes back what its connections had under way, and its writer sends nothing more.</summary>
    internal async Task DropConnections()
    {
        services.GetRequiredService<PostgresWriter>().BeforeEach = _ => new TaskCompletionSource().Task;
        await using var server = new NpgsqlConnection(TestDatabases.Server);
        await server.OpenAsync();
        await using var end = new NpgsqlCommand("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = $1", server)
        {
            Parameters = { new() { Value = new NpgsqlConnectionStringBuilder(settings.ConnectionString).ApplicationName } },
        };
        await end.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the database itself fail at the commit.</summary>
    internal async Task Sabotage(Transport transport)
    {
        if (Provider == DatabaseProvider.Postgres && transport.IsInside)
            await EndConnection(transport.ForEntities);
        else if (Provider == DatabaseProvider.Postgres)
        {
            var writer = services.GetRequiredService<PostgresWriter>();
            writer.BeforeEach = async connection =>
            {
                writer.BeforeEach = null;
                await EndConnection(connection);
            };
        }
        else
        {
            // Whatever commits next on this file is rolled back by SQLite, with all that shares the commit.
            var connection = services.GetRequiredService<SqliteWriter>().Line.Connection.Handle;
            SQLitePCL.raw.sqlite3_commit_hook(connection, _ =>
            {
                SQLitePCL.raw.sqlite3_commit_hook(connection, null, null);
                return 1;
            }, null);
        }
    }

    private static async Task EndConnection(DbConnection connection)
    {
        await using var server = new NpgsqlConnection(TestDatabases.Server);
        await server.OpenAsync();
        await using var end = new NpgsqlCommand("select pg_terminate_backend($1, 5000)", server) { Parameters = { new() { Value = ((NpgsqlConnection)connection).ProcessID } } };
        await end.ExecuteNonQueryAsync();
    }
}

/// <summary>One run of a command: a turn before each operation, and then perhaps a fault.</summary>
internal sealed class FaultyTransport(Transport inner, FaultPlan plan, FaultyTransports owner) : Transport
{
    public override DbConnection ForEntities => inner.ForEntities;

    public override bool IsInside => inner.IsInside;

    public override async ValueTask Enter(CancellationToken ct)
    {
        if (inner.IsInside)
            return;
        await Turns.Wait();
        await InLine(inner.Enter(ct), TurnState.Entering);
    }

    public override async ValueTask GoFirst(CancellationToken ct)
    {
        await Turns.Wait();
        await InLine(inner.GoFirst(ct), TurnState.Entering);
    }

    public override async ValueTask Ask(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        await Turns.Wait();
        plan.Break(FaultPoint.Ask);
        await inner.Ask(queries, ct);
    }

    public override async ValueTask Write(IReadOnlyList<RowWrite> writes, CancellationToken ct)
    {
        await Turns.Wait();
        plan.Break(FaultPoint.Write);
        await inner.Write(writes, ct);
    }

    public override async ValueTask Commit(IReadOnlyList<RowWrite> writes)
    {
        await Turns.Wait();
        plan.Break(FaultPoint.BeforeCommit);
        // Without anything to commit it would be somebody else's commit that fails, perhaps when all faults are over.
        if ((inner.IsInside || writes.Count > 0) && plan.Strikes(FaultPoint.Commit))
            await owner.Sabotage(inner);
        var line = LineBehind();
        var committing = inner.Commit(writes);
        if (!inner.IsInside)
            line?.Leave(isDone: committing.IsCompleted);
        await InLine(committing, TurnState.Committing);
        await Turns.Wait();
        // It is done, but the caller never hears of it.
        plan.Break(FaultPoint.AfterCommit);
    }

    public override async ValueTask Rollback()
    {
        var line = LineBehind();
        await inner.Rollback();
        if (!inner.IsInside && line?.Leave(isDone: null) == false)
            await Task.Delay(Turns.Moment);
    }

    public override void Bind(DbCommand command) => inner.Bind(command);

    public override async ValueTask DisposeAsync()
    {
        await Rollback();
        await inner.DisposeAsync();
    }

    // Only a SQLite file has one writer in this process; commands on a server wait there.
    private bool HasLine => owner.Provider == DatabaseProvider.Sqlite;

    private ValueTask InLine(ValueTask operation, TurnState waiting) => HasLine ? Turns.Queued(operation, waiting) : operation;

    /// <summary>Null when it isn't inside: then nobody waits for it to leave.</summary>
    private Line? LineBehind() => HasLine && inner.IsInside ? Turns.Current?.Line() : null;
}
