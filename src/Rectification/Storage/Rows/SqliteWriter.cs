using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Rectification.Storage;

/// <summary>
/// The one writer of a SQLite file, and the connections that read beside it. Most commands hand over what they want written: whoever finds the writer free carries it out,
/// with all that others handed over meanwhile, and commits once for all of them. A command that reads and writes by itself takes the turn; several of those share a commit
/// as well, each behind a savepoint of its own. Nobody is answered before the commit is on the disk, and nobody waits for company: who finds no one behind commits at once. Singleton.
/// </summary>
public sealed class SqliteWriter(DatabaseSettings settings, ReferenceCache reference, TimeProvider system) : IDisposable
{
    private const int MostShared = 64;

    // So that the first of a long queue isn't kept waiting for its answer.
    private static readonly TimeSpan LongestShared = TimeSpan.FromMilliseconds(20);

    private readonly Lock turns = new();
    private readonly Queue<Waiter> waiting = new();
    private readonly ConcurrentBag<SqliteLine> readers = [];
    private SqliteLine? line;
    private SqliteDb? opener;
    private bool isTaken;
    private SharedCommit? shared;

    /// <summary>Only whoever has the turn may use it.</summary>
    internal SqliteLine Line => line ??= OpenWriter();

    /// <summary>Carries out what a command wants written, all of it or nothing. Completes when it is on the disk.</summary>
    internal Task Carry(IReadOnlyList<RowWrite> writes)
    {
        var piece = new Waiter(writes);
        lock (turns)
        {
            if (isTaken)
            {
                waiting.Enqueue(piece);
                return piece.Done.Task;
            }
            isTaken = true;
        }
        Serve(piece, isOwn: true);
        return piece.Done.Task;
    }

    /// <summary>Waits for the turn, in the order of coming, and sets the savepoint.</summary>
    internal async ValueTask Take(CancellationToken ct)
    {
        Waiter? turn = null;
        lock (turns)
        {
            if (isTaken)
                waiting.Enqueue(turn = new(writes: null));
            else
                isTaken = true;
        }
        if (turn is not null)
        {
            // Given up while waiting, the turn is passed on when it comes.
            await using var stop = ct.UnsafeRegister(static turn => ((Waiter)turn!).Done.TrySetCanceled(), turn);
            await turn.Done.Task;
        }
        try
        {
            Begin().BeginTurn(Line);
        }
        catch (Exception fault)
        {
            Abandon(fault);
            throw;
        }
    }

    /// <summary>Gives the turn on. Completes when the commit that carries the work is done, or at once for work that is not kept.</summary>
    internal Task Pass(bool isKept)
    {
        var mine = shared!;
        if (!isKept && !mine.HasSavepoint)
        {
            // It was alone in it.
            Undo();
            shared = null;
            Next();
            return Task.CompletedTask;
        }
        try
        {
            mine.EndTurn(Line, isKept);
        }
        catch (SqliteException fault)
        {
            // The savepoint is gone when SQLite had to give up the whole transaction (disk full, I/O): then all of it is void.
            Abandon(fault);
            return isKept ? mine.Turns : Task.CompletedTask;
        }
        while (MayGrow && Dequeue(keepsTurn: true) is { } next)
        {
            if (next.Writes is null)
                return isKept ? mine.Turns : Task.CompletedTask;
            Join(next);
        }
        if (shared is not null)
            End();
        Next();
        return isKept ? mine.Turns : Task.CompletedTask;
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

    /// <summary>Commits one piece with those that wait behind it; when more come, another thread goes on, for the caller waits for an answer.</summary>
    private void Serve(Waiter first, bool isOwn)
    {
        for (var next = first; next is not null;)
        {
            do
                Join(next);
            while (MayGrow && (next = Dequeue(keepsTurn: true)) is { Writes: not null });
            if (shared is not null && next is not { Writes: null })
                End();
            // A turn was handed over, perhaps in the middle of a shared commit: whoever has it ends it.
            if (next is { Writes: null })
                return;
            next = Dequeue(keepsTurn: false);
            if (next is not { Writes: not null })
                return;
            if (isOwn)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static state => state.Writer.Serve(state.Next, isOwn: false), (Writer: this, Next: next), preferLocal: false);
                return;
            }
        }
    }

    private void Next()
    {
        if (Dequeue(keepsTurn: false) is { Writes: not null } piece)
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Writer.Serve(state.Next, isOwn: false), (Writer: this, Next: piece), preferLocal: false);
    }

    /// <summary>The next in line. One who waits for the turn has it by that; with <paramref name="keepsTurn"/> the turn is kept when there is nobody.</summary>
    private Waiter? Dequeue(bool keepsTurn)
    {
        lock (turns)
        {
            while (waiting.TryDequeue(out var next))
                if (next.Writes is not null || next.Done.TrySetResult())
                    return next;
            if (!keepsTurn)
                isTaken = false;
            return null;
        }
    }

    private bool MayGrow => shared is null || (shared.Count < MostShared && system.GetElapsedTime(shared.Since) < LongestShared);

    /// <summary>Carries out a piece in the shared commit. One that can't be is told so and leaves the others as they are.</summary>
    private void Join(Waiter piece)
    {
        try
        {
            if (Begin().Carry(Line, piece) is { } refusal)
                piece.Done.SetException(refusal);
        }
        catch (Exception fault)
        {
            piece.Done.SetException(fault);
            Void(fault);
        }
    }

    private SharedCommit Begin()
    {
        if (shared is not null)
            return shared;
        Line.Execute("begin immediate");
        return shared = new(system.GetTimestamp());
    }

    private void End()
    {
        var mine = shared!;
        try
        {
            Line.Execute("commit");
        }
        catch (SqliteException fault)
        {
            Void(fault);
            return;
        }
        shared = null;
        mine.Answer();
    }

    private void Abandon(Exception fault)
    {
        Void(fault);
        Next();
    }

    /// <summary>Nothing of the shared commit is there.</summary>
    private void Void(Exception fault)
    {
        Undo();
        // Somebody may have put there what was read of work that is void now.
        reference.Clear();
        var mine = shared;
        shared = null;
        mine?.Refuse(new SharedCommitException(fault));
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

    // Opened by EF, so that it knows the functions that EF's queries use.
    private SqliteLine OpenWriter()
    {
        var gathering = new SqliteConnectionStringBuilder(ConnectionString("ReadWriteCreate")) { Vfs = GatheringVfs.Name };
        var options = new DbContextOptionsBuilder<SqliteDb>().UseSqlite(gathering.ConnectionString).Options;
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
}

/// <summary>The commit that several commands shared failed: none of them is there, each runs again.</summary>
public sealed class SharedCommitException(Exception cause) : Exception("The commit failed; nothing of it is there.", cause);
