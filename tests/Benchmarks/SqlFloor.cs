using Microsoft.Data.Sqlite;

namespace Rectification.Benchmarks;

/// <summary>
/// The least that anybody must write when a task is completed: the task is done, the instance moved on, the next task and its timer stand, three journal lines.
/// Same file system, same durability (WAL, synchronous FULL), tables of its own beside ours.
/// </summary>
internal sealed class SqlFloor : IAsyncDisposable
{
    private const string Schema = """
        create table task(id integer primary key, instance integer not null, state text not null, assignee text, due integer, body text);
        create index task_open on task(assignee, state, due);
        create table instance(id integer primary key, version integer not null, state text not null);
        create table timer(id integer primary key, task integer not null, due integer not null);
        create index timer_due on timer(due);
        create table journal(instance integer not null, number integer not null, body text not null, hash text not null, primary key(instance, number));
        """;

    private const string Completion = """
        begin immediate;
        update task set state = 'Done', assignee = 'grid1' where id = @id and state = 'Open';
        update instance set state = @state, version = version + 1 where id = @id and version = 1;
        delete from timer where task = @id;
        insert into task(id, instance, state, due, body) values (@id + 1000000, @id, 'Open', @due, @state);
        insert into timer(id, task, due) values (@id + 1000000, @id + 1000000, @due);
        insert into journal values (@id, 1, @state, @hash), (@id, 2, @state, @hash), (@id, 3, @state, @hash);
        commit;
        """;

    private static readonly string State = new('x', 1_500);
    private static readonly string Hash = new('0', 64);

    private readonly string connectionString;
    private readonly SqliteConnection held;
    private readonly SemaphoreSlim writer = new(1);

    private SqlFloor(string connectionString, SqliteConnection held) => (this.connectionString, this.held) = (connectionString, held);

    public static async Task<SqlFloor> Open(string besideDatabase, int tasks)
    {
        var connectionString = $"Data Source={besideDatabase}.floor;Default Timeout=30";
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await Execute(connection, "pragma journal_mode = wal");
        await Execute(connection, Schema);
        await Execute(connection, $"""
            begin;
            with recursive n(i) as (select 0 union all select i + 1 from n where i < {tasks - 1})
            insert into task select i, i, 'Open', null, i, '' from n;
            insert into instance select id, 1, '' from task;
            insert into timer select id, id, id from task;
            commit;
            """);
        return new(connectionString, connection);
    }

    public async Task Complete(int i)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await Execute(connection, "pragma synchronous = full");
        await using var command = connection.CreateCommand();
        command.CommandText = Completion;
        command.Parameters.AddWithValue("@id", i);
        command.Parameters.AddWithValue("@due", DateTimeOffset.UtcNow.Ticks);
        command.Parameters.AddWithValue("@state", State);
        command.Parameters.AddWithValue("@hash", Hash);
        // One writer at a time, as SQLite has it; waiting in its busy loop would only make the floor look worse.
        await writer.WaitAsync();
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            writer.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await held.DisposeAsync();
        writer.Dispose();
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
