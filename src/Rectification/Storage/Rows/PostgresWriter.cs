using Npgsql;

namespace Rectification.Storage;

/// <summary>
/// Carries out what commands hand over, on PostgreSQL: what comes while others are at work goes together, as one transaction of a few statements in one round trip.
/// Nobody waits for company. A piece that can't be carried out takes the others with it only for a moment: each is then carried out by itself, and one whose rows
/// somebody holds waits apart. Singleton.
/// </summary>
public sealed class PostgresWriter(DatabaseSettings settings, TimeProvider system) : IDisposable
{
    /// <summary>As long as each comes back soon: one transaction is at work on the server while another is put together here. With more, each would only be smaller.</summary>
    internal const int UsuallyAtOnce = 2;

    /// <summary>Beside those that don't come back soon.</summary>
    internal const int MostAtOnce = 4;

    private const int MostShared = 64;
    private const int MostPatient = 8;

    // When what is out takes longer, others go beside it.
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    // Every statement here goes by key. Plans made while a table was small would read all of it, and go on doing so when it is large.
    private const string ByKey = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan";

    // A long transaction may hold a row for seconds: that must not keep those waiting who only go with whoever wants that row.
    private const string Impatient = "-c lock_timeout=100ms";

    private readonly string shared = settings.Provider == DatabaseProvider.Postgres ? OwnConnection(settings.ConnectionString, isPatient: false) : "";
    private readonly string patient = settings.Provider == DatabaseProvider.Postgres ? OwnConnection(settings.ConnectionString, isPatient: true) : "";
    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiting = [];
    private readonly SemaphoreSlim patience = new(MostPatient);
    private int busy;
    private bool isWatched;
    private object? lastTaker;
    private long lastTaken;

    /// <summary>Carries out what a command wants written, all of it or nothing. Completes when it is on the disk.</summary>
    internal Task Carry(IReadOnlyList<RowWrite> writes)
    {
        var piece = new Waiter(writes);
        bool isFree, isUnwatched;
        lock (gate)
        {
            waiting.AddLast(piece);
            isFree = busy < UsuallyAtOnce;
            isUnwatched = !isFree && !isWatched;
            if (isFree)
                busy++;
            isWatched |= isUnwatched;
        }
        if (isFree)
            _ = Serve();
        if (isUnwatched)
            _ = Watch();
        return piece.Done.Task;
    }

    public void Dispose() => patience.Dispose();

    /// <summary>Tests put faults here: called with the connection, before a shared transaction goes out.</summary>
    internal Func<NpgsqlConnection, Task>? BeforeEach { get; set; }

    private async Task Serve()
    {
        var me = new object();
        while (Take(me) is { Count: > 0 } pieces)
            await Carry(pieces);
    }

    /// <summary>As long as somebody waits: sees to it that nobody does so behind work that doesn't come back.</summary>
    private async Task Watch()
    {
        while (true)
        {
            await Task.Delay(Soon, system);
            bool isStuck;
            lock (gate)
            {
                isWatched = waiting.Count > 0;
                if (!isWatched)
                    return;
                isStuck = busy < MostAtOnce && system.GetElapsedTime(lastTaken) >= Soon;
                if (isStuck)
                    busy++;
            }
            if (isStuck)
                _ = Serve();
        }
    }

    /// <summary>The next that go together; gives the place up when there are none, or when another one does the work.</summary>
    private List<Waiter> Take(object taker)
    {
        List<Waiter> taken = [];
        HashSet<object> rows = [];
        lock (gate)
        {
            var isNeeded = busy <= UsuallyAtOnce || lastTaker == taker || system.GetElapsedTime(lastTaken) >= Soon;
            for (var node = isNeeded ? waiting.First : null; node is not null && taken.Count < MostShared;)
            {
                var (piece, next) = (node.Value, node.Next);
                // Two that change one row: the second goes by itself, to be told that it is late.
                if (piece.Writes!.All(write => write.Key is null || !rows.Contains((write.Table, write.Key))))
                {
                    foreach (var write in piece.Writes!)
                        if (write.Key is { } key)
                            rows.Add((write.Table, key));
                    taken.Add(piece);
                    waiting.Remove(node);
                }
                node = next;
            }
            if (taken.Count == 0)
                busy--;
            else
                (lastTaker, lastTaken) = (taker, system.GetTimestamp());
        }
        return taken;
    }

    private async Task Carry(List<Waiter> pieces)
    {
        try
        {
            await Send(shared, pieces);
            foreach (var piece in pieces)
                piece.Done.SetResult();
        }
        catch (PostgresException held) when (pieces.Count == 1 && held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            _ = Await(pieces[0]);
        }
        catch (Exception refusal) when (pieces.Count > 1 && refusal is StaleRowException or PostgresException { InvariantSeverity: "ERROR" })
        {
            // The server said no, so nothing of it is there. A server that ends the connection (FATAL) says no such thing: nobody knows then, and nothing is carried out again.
            foreach (var piece in pieces)
                await Carry([piece]);
        }
        catch (Exception fault)
        {
            foreach (var piece in pieces)
                piece.Done.TrySetException(fault);
        }
    }

    /// <summary>Carries out a piece whose rows somebody holds, as soon as they are let go.</summary>
    private async Task Await(Waiter piece)
    {
        // A connection is to be had then; one asked for too early would be refused after a while.
        await patience.WaitAsync();
        try
        {
            await Send(patient, [piece]);
            piece.Done.SetResult();
        }
        catch (Exception fault)
        {
            piece.Done.TrySetException(fault);
        }
        finally
        {
            patience.Release();
        }
    }

    private async Task Send(string connectionString, List<Waiter> pieces)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        if (BeforeEach is { } before)
            await before(connection);
        // Without a begin, all of a batch is one transaction that ends with it.
        await using var batch = PostgresBatch.Of(connection, pieces.SelectMany(piece => piece.Writes!));
        await PostgresBatch.Execute(batch, CancellationToken.None);
    }

    /// <param name="isPatient">Waits as long as somebody holds a row that it changes.</param>
    internal static string OwnConnection(string text, bool isPatient)
    {
        var own = new NpgsqlConnectionStringBuilder(text);
        // What the operator set stays, as the schema that everything goes to.
        (own.Options, own.MinPoolSize, own.MaxPoolSize) =
            ($"{own.Options} {ByKey} {(isPatient ? "" : Impatient)}".Trim(), 0, isPatient ? MostPatient : MostAtOnce);
        return own.ConnectionString;
    }
}
