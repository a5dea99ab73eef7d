using Npgsql;

namespace Rectification.Storage;

/// <summary>
/// Carries out what commands hand over, on PostgreSQL: what comes while others are at work goes together, as one transaction of a few statements in one round trip.
/// Nobody waits for company. A piece that can't be carried out takes the others with it only for a moment: each is then carried out by itself. Singleton.
/// </summary>
public sealed class PostgresWriter(DatabaseSettings settings)
{
    // Two, so that one is at work on the server while another is put together here; more would only be smaller.
    private const int AtOnce = 2;
    private const int MostShared = 64;

    // Every statement here goes by key. Plans made while a table was small would read all of it, and go on doing so when it is large.
    private const string ByKey = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan";

    private readonly string connectionString = settings.Provider == DatabaseProvider.Postgres ? OwnConnection(settings.ConnectionString) : "";
    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiting = [];
    private int busy;

    /// <summary>Carries out what a command wants written, all of it or nothing. Completes when it is on the disk.</summary>
    internal Task Carry(IReadOnlyList<RowWrite> writes)
    {
        var piece = new Waiter(writes);
        lock (gate)
        {
            waiting.AddLast(piece);
            if (busy == AtOnce)
                return piece.Done.Task;
            busy++;
        }
        _ = Serve();
        return piece.Done.Task;
    }

    /// <summary>Tests put faults here: called with the connection, before a shared transaction goes out.</summary>
    internal Func<NpgsqlConnection, Task>? BeforeEach { get; set; }

    private async Task Serve()
    {
        while (Take() is { Count: > 0 } pieces)
            await Carry(pieces);
    }

    /// <summary>The next that go together; gives the place up when there are none.</summary>
    private List<Waiter> Take()
    {
        List<Waiter> taken = [];
        HashSet<object> rows = [];
        lock (gate)
        {
            for (var node = waiting.First; node is not null && taken.Count < MostShared;)
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
        }
        return taken;
    }

    private async Task Carry(List<Waiter> pieces)
    {
        try
        {
            await using (var connection = new NpgsqlConnection(connectionString))
            {
                await connection.OpenAsync();
                if (BeforeEach is { } before)
                    await before(connection);
                // Without a begin, all of a batch is one transaction that ends with it.
                await using var batch = PostgresBatch.Of(connection, pieces.SelectMany(piece => piece.Writes!));
                await PostgresBatch.Execute(batch, CancellationToken.None);
            }
            foreach (var piece in pieces)
                piece.Done.SetResult();
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

    internal static string OwnConnection(string text)
    {
        var own = new NpgsqlConnectionStringBuilder(text);
        // What the operator set stays, as the schema that everything goes to.
        (own.Options, own.MinPoolSize, own.MaxPoolSize) = ($"{own.Options} {ByKey}".Trim(), 0, AtOnce);
        return own.ConnectionString;
    }
}
