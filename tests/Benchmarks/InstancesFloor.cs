using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rectification.Benchmarks;

/// <summary>
/// Hand-written SQL that does the least for start → task A → task B with a timer → end: three commits, a history row each, prepared statements,
/// a connection a client. On PostgreSQL each statement is a round trip, as it is for whoever writes one after the other.
/// </summary>
internal sealed class InstancesFloor : IAsyncDisposable
{
    private const string Schema = """
        create table f_instance(id bigint primary key, version bigint not null, state text not null);
        create table f_task(id bigint primary key, instance bigint not null, name text not null, state text not null, done bigint);
        create index f_task_state on f_task(state, id);
        create table f_timer(id bigint primary key, instance bigint not null, due bigint not null);
        create index f_timer_due on f_timer(due);
        create index f_timer_instance on f_timer(instance);
        create table f_history(instance bigint not null, number bigint not null, body text not null, primary key(instance, number));
        """;

    private static readonly string[] Start =
    [
        "insert into f_instance values (@id, 1, @state)",
        "insert into f_task values (@id * 2, @id, 'A', 'Open', null)",
        "insert into f_history values (@id, 1, @state)",
    ];

    private static readonly string[] CompleteA =
    [
        "update f_task set state = 'Done', done = @now where id = @id * 2 and state = 'Open'",
        "update f_instance set version = 2, state = @state where id = @id and version = 1",
        "insert into f_task values (@id * 2 + 1, @id, 'B', 'Open', null)",
        "insert into f_timer values (@id, @id, @now)",
        "insert into f_history values (@id, 2, @state)",
    ];

    private static readonly string[] CompleteB =
    [
        "update f_task set state = 'Done', done = @now where id = @id * 2 + 1 and state = 'Open'",
        "delete from f_timer where instance = @id",
        "delete from f_instance where id = @id and version = 2",
        "insert into f_history values (@id, 3, @state)",
    ];

    private static readonly string State = new('x', 600);

    private readonly Client[] clients;
    private readonly SemaphoreSlim? writer;
    private long next;

    private InstancesFloor(Client[] clients, bool isSqlite) => (this.clients, writer) = (clients, isSqlite ? new(1) : null);

    public static async Task<InstancesFloor> OnSqlite(string besideDatabase, int clients)
    {
        var file = $"Data Source={besideDatabase}.floor;Default Timeout=30";
        return await Open(() => new SqliteConnection(file), clients, isSqlite: true);
    }

    public static Task<InstancesFloor> OnPostgres(string connectionString, int clients) =>
        Open(() => new NpgsqlConnection(connectionString), clients, isSqlite: false);

    /// <summary>One instance from start to end, by one of the clients.</summary>
    public async Task Run(int client)
    {
        var id = Interlocked.Increment(ref next);
        foreach (var transaction in clients[client].Transactions)
        {
            // SQLite has one writer; waiting in its busy loop would only make the floor look worse.
            if (writer is not null)
                await writer.WaitAsync();
            try
            {
                foreach (var command in transaction)
                {
                    foreach (DbParameter parameter in command.Parameters)
                        parameter.Value = parameter.ParameterName switch { "@id" => id, "@now" => DateTime.UtcNow.Ticks, _ => State };
                    await command.ExecuteNonQueryAsync();
                }
            }
            finally
            {
                writer?.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            await client.Connection.DisposeAsync();
        writer?.Dispose();
    }

    private static async Task<InstancesFloor> Open(Func<DbConnection> connect, int clients, bool isSqlite)
    {
        var all = new List<Client>();
        for (var i = 0; i < clients; i++)
        {
            var connection = connect();
            await connection.OpenAsync();
            if (isSqlite)
                await Execute(connection, "pragma journal_mode = wal; pragma synchronous = full");
            if (i == 0)
                await Execute(connection, Schema);
            all.Add(new(connection, [.. new[] { Start, CompleteA, CompleteB }.Select(statements => Prepare(connection, statements, isSqlite))]));
        }
        return new([.. all], isSqlite);
    }

    private static DbCommand[] Prepare(DbConnection connection, string[] statements, bool isSqlite)
    {
        string[] all = [isSqlite ? "begin immediate" : "begin", .. statements, "commit"];
        return [.. all.Select(sql =>
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var name in new[] { "@id", "@now", "@state" })
                if (sql.Contains(name, StringComparison.Ordinal))
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = name;
                    parameter.DbType = name == "@state" ? System.Data.DbType.String : System.Data.DbType.Int64;
                    command.Parameters.Add(parameter);
                }
            if (statements.Contains(sql))
                command.Prepare();
            return command;
        })];
    }

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Client(DbConnection Connection, DbCommand[][] Transactions);
}
