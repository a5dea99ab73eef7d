using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Rectification.Storage;

/// <summary>
/// The one writer of a SQLite file, and the connections that read beside it. Commands that come while another commits share the next commit: one after the other
/// each writes behind a savepoint of its own, the last one commits for all, and nobody is answered before that commit is on the disk.
/// Nobody waits for company: a command that finds no one behind it commits at once. The first of a commit needs no savepoint: undoing it undoes all there is.
/// Singleton.
/// </summary>
public sealed class SqliteWriter(DatabaseSettings settings, ReferenceCache reference) : IDisposable
{
    private const int MostShared = 64;

    // So that the first of a long queue isn't kept waiting for its answer.
    private static readonly TimeSpan LongestShared = TimeSpan.FromMilliseconds(20);

    private readonly Lock turns = new();
    private readonly Queue<TaskCompletionSource<bool>> waiting = new();
    private readonly ConcurrentBag<SqliteLine> readers = [];
    private SqliteLine? line;
    private SqliteDb? opener;
    private bool isTaken;
    private Shared? shared;

    /// <summary>Only whoever has the turn may use it.</summary>
    internal SqliteLine Line => line ??= OpenWriter();

    /// <summary>Takes the turn if nobody has it.</summary>
    internal bool TryTake()
    {
        lock (turns)
        {
            if (isTaken)
                return false;
            isTaken = true;
        }
        Begin();
        return true;
    }

    /// <summary>Waits for the turn, in the order of coming, and sets the savepoint.</summary>
    internal async ValueTask Take(CancellationToken ct)
    {
        TaskCompletionSource<bool>? turn = null;
        lock (turns)
        {
            if (isTaken)
                waiting.Enqueue(turn = new(TaskCreationOptions.RunContinuationsAsynchronously));
            else
                isTaken = true;
        }
        if (turn is not null)
        {
            // Given up while waiting, the turn is passed on when it comes.
            await using var stop = ct.UnsafeRegister(static turn => ((TaskCompletionSource<bool>)turn!).TrySetCanceled(), turn);
            await turn.Task;
        }
        Begin();
    }

    internal SqliteLine RentReader() => readers.TryTake(out var reader) ? reader : OpenReader();

    internal void ReturnReader(SqliteLine reader) => readers.Add(reader);

    public void Dispose()
    {
        line?.Dispose();
        opener?.Dispose();
        while (readers.TryTake(out var reader))
            reader.Dispose();
    }

    private void Begin()
    {
        try
        {
            if (shared is null)
            {
                Line.Execute("begin immediate");
                shared = new();
            }
            else if (shared.Pieces > 0)
            {
                Line.Execute("savepoint piece");
                shared.HasSavepoint = true;
            }
        }
        catch (Exception fault)
        {
            if (shared is { } mine)
                End(mine, fault);
            else
                Next(mayShare: false);
            throw;
        }
    }

    /// <summary>Gives the turn on. Completes when the commit that carries the piece is done, or at once for a piece that is not kept.</summary>
    internal Task Pass(bool isKept)
    {
        var mine = shared!;
        if (!isKept && !mine.HasSavepoint)
        {
            // It was alone in it.
            Undo();
            shared = null;
            Next(mayShare: false);
            return Task.CompletedTask;
        }
        Exception? failure = null;
        try
        {
            if (!isKept)
                Line.Execute("rollback to piece");
            if (mine.HasSavepoint)
                Line.Execute("release piece");
            if (isKept)
                mine.Pieces++;
        }
        catch (SqliteException fault)
        {
            // The savepoint is gone when SQLite had to give up the whole transaction (disk full, I/O): then all of it is void.
            failure = fault;
        }
        mine.HasSavepoint = false;
        if (failure is null && mine.Pieces < MostShared && Stopwatch.GetElapsedTime(mine.Since) < LongestShared && Next(mayShare: true))
            return isKept ? mine.Done.Task : Task.CompletedTask;
        End(mine, failure);
        return isKept ? mine.Done.Task : Task.CompletedTask;
    }

    private void End(Shared mine, Exception? failure)
    {
        try
        {
            if (failure is null)
                Line.Execute("commit");
        }
        catch (SqliteException fault)
        {
            failure = fault;
        }
        if (failure is not null)
        {
            Undo();
            // A piece may have put there what it read of another one that is void now.
            reference.Clear();
        }
        shared = null;
        Next(mayShare: false);
        if (failure is null)
            mine.Done.SetResult();
        else
        {
            mine.Done.SetException(new SharedCommitException(failure));
            // Nobody may be waiting for it: a lonely piece that was not kept.
            _ = mine.Done.Task.Exception;
        }
    }

    private void Undo()
    {
        try
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(Line.Connection.Handle) == 0)
                Line.Execute("rollback");
        }
        catch (SqliteException)
        {
            // The connection is of no use any more; the next one begins afresh.
            line?.Dispose();
            line = null;
        }
    }

    /// <summary>Hands the turn to the next in line. With <paramref name="mayShare"/> the turn is kept when there is nobody.</summary>
    private bool Next(bool mayShare)
    {
        lock (turns)
        {
            while (waiting.TryDequeue(out var turn))
                if (turn.TrySetResult(true))
                    return true;
            if (!mayShare)
                isTaken = false;
            return false;
        }
    }

    // Opened by EF, so that it knows the functions that EF's queries use.
    private SqliteLine OpenWriter()
    {
        var options = new DbContextOptionsBuilder<SqliteDb>().UseSqlite(ConnectionString("ReadWriteCreate")).Options;
        opener?.Dispose();
        opener = new SqliteDb(options);
        var connection = (SqliteConnection)opener.Database.GetDbConnection();
        connection.Open();
        var opened = new SqliteLine(connection);
        SqliteDurability.Set(connection);
        // What savepoints keep goes into memory, not into a file of its own for every commit; the log is brought home after 32 MB, so that a page changed many times goes once.
        foreach (var pragma in (string[])["pragma temp_store=memory", "pragma cache_size=-16384", "pragma wal_autocheckpoint=8000"])
            SqliteDurability.Execute(connection, pragma);
        return opened;
    }

    private SqliteLine OpenReader()
    {
        var connection = new SqliteConnection(ConnectionString("ReadWrite"));
        connection.Open();
        SqliteDurability.Set(connection);
        return new(connection);
    }

    private string ConnectionString(string mode) =>
        $"Data Source={settings.Path};Mode={mode};Foreign Keys=True;Default Timeout=30;Pooling=False";

    /// <summary>The commands that share one commit.</summary>
    private sealed class Shared
    {
        public int Pieces { get; set; }

        /// <summary>Whether the piece at hand can be undone without those before it.</summary>
        public bool HasSavepoint { get; set; }

        public long Since { get; } = Stopwatch.GetTimestamp();

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>The commit that several commands shared failed: none of them is there, each runs again.</summary>
public sealed class SharedCommitException(Exception cause) : Exception("The commit failed; nothing of it is there.", cause);
