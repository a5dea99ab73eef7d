using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Storage;
using SQLitePCL;

namespace Rectification.Tests.Storage;

/// <summary>The writer's log goes into the file in one write a commit; nothing else about commits is different from SQLite's own.</summary>
public sealed class GatheringVfsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rectification-log-").FullName;
    private readonly WatchedVfs vfs = new();
    private readonly List<SqliteConnection> connections = [];
    private readonly SqliteConnection writer;

    public GatheringVfsTests()
    {
        writer = Connect(vfs.Gathering);
        Execute(writer, "create table Page (Id integer primary key, Round integer not null, Filling blob not null)");
        // The log's first frames come with its own header.
        Fill(writer, 1000, 1);
    }

    private string Database => Path.Combine(folder, "street.db");

    [Fact]
    public async Task The_writer_has_it_and_other_connections_do_not()
    {
        await using var given = await Given.Street();

        Assert.NotNull(GatheringVfs.Name);
        Assert.Equal(GatheringVfs.Name, new SqliteConnectionStringBuilder(given.Services.GetRequiredService<SqliteWriter>().Line.Connection.ConnectionString).Vfs);
        Assert.Null(new SqliteConnectionStringBuilder(given.Services.GetRequiredService<SqliteWriter>().RentReader().Connection.ConnectionString).Vfs);
    }

    [Fact]
    public void An_ordinary_commit_is_one_write_and_one_sync()
    {
        using var plain = Connect(vfs.Name);
        vfs.Reset();
        Fill(plain, 1, 20);
        Assert.True(vfs.Writes > 40, $"SQLite itself wrote {vfs.Writes} times: there is nothing to gather any more.");

        vfs.Reset();
        Fill(writer, 101, 20);

        Assert.Equal((1, 1), (vfs.Writes, vfs.Syncs));
    }

    /// <summary>Even where SQLite was told not to sync each commit.</summary>
    [Theory, InlineData("full"), InlineData("normal")]
    public void Every_commit_that_was_answered_is_in_the_files_and_is_seen_by_readers(string synchronous)
    {
        using var reader = Connect(null);
        Execute(writer, $"pragma synchronous={synchronous}");
        for (var count = 1; count <= 40; count++)
        {
            Fill(writer, count, 1);

            Assert.Equal(count + 1, Count(reader));
            if (count % 8 == 1)
                Assert.Equal(count + 1, CountInCopy());
        }
    }

    [Theory, InlineData("commit", 401), InlineData("rollback", 1)]
    public void A_transaction_larger_than_the_cache_and_than_what_is_kept_reads_and_overwrites_what_it_wrote(string end, int left)
    {
        Execute(writer, "pragma cache_size=10");
        Execute(writer, "begin immediate");
        for (var round = 0; round < 3; round++)
        {
            for (var id = 1; id <= 400; id += 20)
                Put(writer, id, 20, round);
            Assert.Equal(400L, Scalar(writer, $"select count(*) from Page where Id <= 400 and Round = {round} and Filling = zeroblob(4000)"));
        }
        Assert.True(vfs.Writes > 400 / 31, "Nothing was written before the end.");
        Execute(writer, end);

        Assert.Equal(left, Count(Connect(null)));
        Assert.Equal(left, CountInCopy());
        Fill(writer, 2000, 5);
        Assert.Equal(left + 5, CountInCopy());
    }

    [Fact]
    public void What_was_rolled_back_does_not_fall_onto_what_another_connection_wrote_at_its_place()
    {
        using var other = Connect(null);
        Execute(writer, "pragma cache_size=10");
        Execute(writer, "begin immediate");
        Put(writer, 1, 25);
        Execute(writer, "rollback");
        vfs.Reset();

        Fill(other, 100, 30);
        Fill(writer, 200, 1);

        Assert.Equal(32, CountInCopy());
        Assert.Equal(32, Count(other));
        Assert.Equal(1, vfs.Writes);
    }

    [Fact]
    public void Going_back_to_a_savepoint_leaves_what_was_before_it()
    {
        Execute(writer, "pragma cache_size=10");
        Execute(writer, "begin immediate");
        Put(writer, 1, 20);
        Execute(writer, "savepoint here");
        Put(writer, 100, 20);
        Execute(writer, "rollback to here");
        Put(writer, 200, 3);
        Execute(writer, "commit");

        Assert.Equal(24, Count(Connect(null)));
        Assert.Equal(24, CountInCopy());
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_commit_that_fails_leaves_nothing_and_the_next_one_works(bool inWriting)
    {
        using var reader = Connect(null);
        (vfs.FailingWrites, vfs.FailingSyncs) = inWriting ? (1, 0) : (0, 1);

        var fault = Assert.Throws<SqliteException>(() => Fill(writer, 1, 20));

        Assert.Equal(inWriting ? raw.SQLITE_FULL : raw.SQLITE_IOERR, fault.SqliteErrorCode);
        Assert.Equal(1, Count(reader));
        Assert.Equal(1, Count(writer));
        if (inWriting)
            Assert.Equal(1, CountInCopy());
        Fill(writer, 50, 3);
        Assert.Equal(4, Count(reader));
        Assert.Equal(4, CountInCopy());
    }

    /// <summary>SQLite undoes only the statement when the disk is full; its transaction goes on with pages that it has in its log and nowhere else.</summary>
    [Fact]
    public void A_statement_that_fails_leaves_the_pages_that_its_transaction_had_written_before()
    {
        Execute(writer, "pragma cache_size=10");
        Execute(writer, "begin immediate");
        Put(writer, 1, 25);
        vfs.FailingWrites = 1;

        var fault = Assert.Throws<SqliteException>(() => Execute(writer, "update Page set Round = Round + 1"));

        Assert.Equal((raw.SQLITE_FULL, 0), (fault.SqliteErrorCode, vfs.FailingWrites));
        Assert.Equal(0, raw.sqlite3_get_autocommit(writer.Handle));
        Put(writer, 200, 5);
        Execute(writer, "commit");
        Assert.Equal(31, CountInCopy());
        Assert.Equal(31L, Scalar(Connect(null), "select count(*) from Page where Round = 0 and Filling = zeroblob(4000)"));
    }

    [Fact]
    public void The_log_is_brought_home_and_begun_anew_over_many_commits()
    {
        using var reader = Connect(null);
        Execute(writer, "pragma wal_autocheckpoint=50");
        for (var round = 0; round < 150; round++)
        {
            Fill(writer, 1, 10, round);
            if (round % 40 == 39)
                Execute(reader, "pragma wal_checkpoint(truncate)");
            Assert.Equal(10L, Scalar(reader, $"select count(*) from Page where Round = {round} and Id < 1000"));
        }

        Assert.True(new FileInfo(Database + "-wal").Length < 200 * 4120, "The log was not begun anew.");
        Assert.Equal(11, CountInCopy());
    }

    public void Dispose()
    {
        foreach (var connection in connections)
            connection.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private SqliteConnection Connect(string? vfs)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false, Vfs = vfs }.ConnectionString);
        connections.Add(connection);
        connection.Open();
        SqliteDurability.Set(connection);
        return connection;
    }

    private static void Fill(SqliteConnection connection, int first, int count, int round = 0)
    {
        Execute(connection, "begin immediate");
        try
        {
            Put(connection, first, count, round);
            Execute(connection, "commit");
        }
        catch (SqliteException)
        {
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                Execute(connection, "rollback");
            throw;
        }
    }

    /// <summary>One row is about one page.</summary>
    private static void Put(SqliteConnection connection, int first, int count, int round = 0) => Execute(connection,
        $"""
         with recursive Ids(Id) as (select {first} union all select Id + 1 from Ids where Id < {first + count - 1})
         insert into Page select Id, {round}, zeroblob(4000) from Ids where true
         on conflict (Id) do update set Round = excluded.Round, Filling = excluded.Filling
         """);

    private static int Count(SqliteConnection connection)
    {
        Assert.Equal("ok", Scalar(connection, "pragma integrity_check"));
        return (int)(long)Scalar(connection, "select count(*) from Page")!;
    }

    /// <summary>What a machine would find that lost its power now, were all that is in its files on the disk.</summary>
    private int CountInCopy()
    {
        var copy = Path.Combine(folder, $"{Guid.NewGuid():N}.db");
        foreach (var end in (string[])["", "-wal"])
        {
            using var from = new FileStream(Database + end, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(copy + end);
            from.CopyTo(to);
        }
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        connection.Open();
        return Count(connection);
    }

    private static void Execute(SqliteConnection connection, string sql) => SqliteDurability.Execute(connection, sql);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
