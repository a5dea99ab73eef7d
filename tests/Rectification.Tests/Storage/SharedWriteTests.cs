using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Storage;

/// <summary>What several commands hand over at one moment is carried out together; what can't be carried out fails alone.</summary>
public sealed class SharedWriteTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_piece_that_fails_leaves_those_that_go_with_it(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await Carry(given, [Counter("before"), Counter("other")]);
        var release = await Occupy(given, isKept: false);
        Task[] pieces =
        [
            Carry(given, [Moved(database, "before", from: 0), Counter("a")]), Carry(given, [Counter("half"), Counter("other")]), Carry(given, [Moved(database, "other", from: 7), Counter("late")]),
            Carry(given, [Counter("b")]), Carry(given, [Moved(database, "before", from: 0), Counter("second")]),
        ];

        await release();
        await Settled(pieces);

        Assert.Equal([false, false, true], pieces[1..4].Select(piece => piece.IsCompletedSuccessfully));
        Assert.True(pieces[1].Exception!.InnerException is SqliteException or PostgresException);
        Assert.IsType<StaleRowException>(pieces[2].Exception!.InnerException);
        // Of the two that change one row, either may be first; the other one is told.
        var late = Assert.Single([pieces[0], pieces[4]], piece => !piece.IsCompletedSuccessfully);
        Assert.IsType<StaleRowException>(late.Exception!.InnerException);
        string[] first = late == pieces[0] ? ["b 0", "before 1", "other 0", "second 0"] : ["a 0", "b 0", "before 1", "other 0"];
        Assert.Equal(first, await Counters(given));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task When_the_database_gives_up_all_that_go_together_are_told_and_nothing_is_carried_out_again(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        var release = await Occupy(given, isKept: false, thenBreaks: true);
        Task[] pieces = [Carry(given, [Counter("a")]), Carry(given, [Counter("b")])];

        await Settled([release(), .. pieces]);

        Assert.All(pieces, piece => Assert.False(piece.IsCompletedSuccessfully));
        Assert.Empty(await Counters(given));
    }

    [Fact]
    public void What_the_operator_set_for_connections_holds_for_the_writer_too()
    {
        var own = new NpgsqlConnectionStringBuilder(PostgresWriter.OwnConnection("Host=db;Database=street;Minimum Pool Size=10;Options=-c search_path=safety", isPatient: false));

        Assert.StartsWith("-c search_path=safety -c enable_seqscan=off", own.Options);
        Assert.Equal(0, own.MinPoolSize);
    }

    [Fact]
    public async Task Work_that_does_not_come_back_keeps_nobody_waiting()
    {
        Assert.SkipWhen(TestDatabases.Server is null, "There is no PostgreSQL server here.");
        await using var given = await Given.Street(DatabaseProvider.Postgres);
        var (release, stuck) = await Hold(given, PostgresWriter.UsuallyAtOnce);
        given.Services.GetRequiredService<PostgresWriter>().BeforeEach = null;

        await Carry(given, [Counter("after")]).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(stuck.IsCompleted);
        release.SetResult();
        await stuck;
    }

    [Fact]
    public async Task Who_wants_a_row_that_a_long_transaction_holds_waits_alone()
    {
        Assert.SkipWhen(TestDatabases.Server is null, "There is no PostgreSQL server here.");
        await using var given = await Given.Street(DatabaseProvider.Postgres);
        await Carry(given, [Counter("held"), Counter("free")]);
        await using var other = new NpgsqlConnection(given.Settings.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select 1 from \"CounterRow\" where \"Name\" = 'held' for update", other))
            await hold.ExecuteNonQueryAsync();
        var release = await Occupy(given, isKept: false);
        var wanting = Carry(given, [Moved(DatabaseProvider.Postgres, "held", from: 0)]);
        Task[] others = [Carry(given, [Moved(DatabaseProvider.Postgres, "free", from: 0)]), Carry(given, [Counter("new")])];

        await release();
        await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(wanting.IsCompleted);
        await transaction.CommitAsync();
        await wanting;
        Assert.Equal(["free 1", "held 1", "new 0"], await Counters(given));
    }

    /// <summary>What a command did in a turn of its own can't be repeated: what comes behind it stands behind savepoints.</summary>
    [Fact]
    public async Task A_piece_that_fails_leaves_the_turn_whose_commit_it_was_to_share()
    {
        await using var given = await Given.Street();
        var release = await Occupy(given, isKept: true);
        Task[] pieces = [Carry(given, [Counter("a")]), Carry(given, [Counter("half"), Counter("turn")]), Carry(given, [Moved(DatabaseProvider.Sqlite, "turn", from: 0)])];

        await release();
        await Settled(pieces);

        Assert.Equal([true, false, true], pieces.Select(piece => piece.IsCompletedSuccessfully));
        Assert.Equal(["a 0", "turn 1"], await Counters(given));
    }

    private static Task Carry(Given given, RowWrite[] writes) => given.Settings.Provider == DatabaseProvider.Sqlite
        ? given.Services.GetRequiredService<SqliteWriter>().Carry(writes)
        : given.Services.GetRequiredService<PostgresWriter>().Carry(writes);

    /// <summary>Keeps the writer busy, so that what is handed over gathers behind it.</summary>
    /// <param name="isKept">On SQLite, whether the turn that occupies it leaves something.</param>
    /// <param name="thenBreaks">The commit after it fails.</param>
    private static async Task<Func<Task>> Occupy(Given given, bool isKept, bool thenBreaks = false)
    {
        if (given.Settings.Provider == DatabaseProvider.Sqlite)
        {
            var writer = given.Services.GetRequiredService<SqliteWriter>();
            await writer.Take(CancellationToken.None);
            writer.Line.Carry(Counter("turn"));
            var handle = writer.Line.Connection.Handle;
            if (thenBreaks)
                SQLitePCL.raw.sqlite3_commit_hook(handle, _ =>
                {
                    SQLitePCL.raw.sqlite3_commit_hook(handle, null, null);
                    return 1;
                }, null);
            return () => writer.Pass(isKept);
        }
        var server = given.Services.GetRequiredService<PostgresWriter>();
        var (held, busy) = await Hold(given, PostgresWriter.MostAtOnce);
        return () =>
        {
            server.BeforeEach = !thenBreaks ? null : async connection =>
            {
                // Once: what is carried out again would succeed.
                server.BeforeEach = null;
                await Break(connection);
            };
            held.SetResult();
            return busy;
        };
    }

    /// <summary>Takes places of PostgreSQL's writer, one after the other as the ones before don't come back.</summary>
    private static async Task<(TaskCompletionSource Held, Task Busy)> Hold(Given given, int places)
    {
        var (server, held, arrived) = (given.Services.GetRequiredService<PostgresWriter>(), new TaskCompletionSource(), new SemaphoreSlim(0));
        server.BeforeEach = _ =>
        {
            arrived.Release();
            return held.Task;
        };
        List<Task> busy = [];
        while (busy.Count < places)
        {
            busy.Add(server.Carry([]));
            await arrived.WaitAsync();
        }
        return (held, Task.WhenAll(busy));
    }

    private static async Task Break(NpgsqlConnection connection)
    {
        await using var server = new NpgsqlConnection(TestDatabases.Server);
        await server.OpenAsync();
        await using var end = new NpgsqlCommand("select pg_terminate_backend($1, 5000)", server) { Parameters = { new() { Value = connection.ProcessID } } };
        await end.ExecuteNonQueryAsync();
    }

    private static RowWrite Counter(string name) => new(WriteStage.Addition, "\"CounterRow\"", "insert into \"CounterRow\" (\"Name\", \"Year\", \"Value\", \"Version\") values ($1, 1, 0, 0)", binder => binder.Text(name))
    {
        Many = $"insert into \"CounterRow\" (\"Name\", \"Year\", \"Value\", \"Version\") select p1, 1, 0, 0 from {PostgresArrays.Rows(["text"])}",
    };

    // As RowMap writes it for each of the databases.
    private static RowWrite Moved(DatabaseProvider database, string name, int from) => new(WriteStage.Change, "\"CounterRow\"",
        $"{(database == DatabaseProvider.Postgres ? "with done as (" : "")}update \"CounterRow\" set \"Version\" = \"Version\" + 1 where \"Name\" = $1 and \"Version\" = $2{(database == DatabaseProvider.Postgres ? " returning 1) select 1 / count(*) from done" : "")}",
        binder =>
        {
            binder.Text(name);
            binder.Int(from);
        })
    {
        MustHit = true, Key = name,
    };

    private static async Task Settled(Task[] pieces) => await Task.WhenAll(pieces.Select(piece => piece.ContinueWith(_ => { }, TaskScheduler.Default)));

    private static Task<List<string>> Counters(Given given) => given.Read(db => db.Counters.AsNoTracking().Where(row => row.Year == 1).OrderBy(row => row.Name)
        .Select(row => row.Name + " " + row.Version).ToListAsync());
}
