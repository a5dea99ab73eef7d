using System.Collections.Concurrent;

namespace Rectification.Storage;

/// <summary>
/// What nearly never changes and every command needs: who holds which role, the newest version of a drawing, settings, calendars. One counter in the database
/// moves with every change of any of it; what was read while the counter stood there stays true until it moves, on every host. Singleton.
/// </summary>
public sealed class ReferenceCache : ICommitWatch
{
    private const string Counter = "reference";

    internal static readonly RowWrite Bump = new(WriteStage.Extra, "",
        $"insert into \"CounterRow\" (\"Name\", \"Year\", \"Value\", \"Version\") values ('{Counter}', 0, 1, 0) "
        + "on conflict (\"Name\", \"Year\") do update set \"Value\" = \"CounterRow\".\"Value\" + 1, \"Version\" = \"CounterRow\".\"Version\" + 1",
        _ => { });

    internal const string Count = $"select \"Value\" from \"CounterRow\" where \"Name\" = '{Counter}' and \"Year\" = 0";

    private const string IsCounted = $"coalesce(({Count}), 0) = $1";

    private volatile Kept kept = new(-1);

    /// <summary>That the counter still stands where it stood.</summary>
    internal static RowWrite Check(int count, DatabaseProvider provider) => new(WriteStage.Check, "\"CounterRow\"",
        provider == DatabaseProvider.Postgres ? $"select 1 / count(*) from (select 1 where {IsCounted}) as t" : $"select 1 where {IsCounted}",
        binder => binder.Int(count)) { Once = count };

    /// <summary>The value kept for a key, or read now. Outside a command, and in one that changes such things itself, always read.</summary>
    /// <param name="kind">Whose keys these are.</param>
    public async ValueTask<TValue> Get<TKey, TValue>(RectificationDb db, string kind, TKey key, Func<CancellationToken, Task<TValue>> read, CancellationToken ct)
        where TKey : notnull
    {
        if (!db.Session.IsRunning || db.Session.ChangesReference)
            return await read(ct);
        var counted = await db.Session.ReferenceCount(kept.Count < 0 ? null : kept.Count, ct);
        var now = At(counted);
        if (now.Values.TryGetValue((kind, key), out var known))
            return (TValue)known!;
        var value = await read(ct);
        // Reading may have entered the writer's turn and found the counter moved; then this run is refused there and nothing is kept.
        if (!db.Session.ChangesReference)
            now.Values[(kind, key)] = value;
        return value;
    }

    internal void Clear() => kept = new(-1);

    /// <summary>What is kept here may be out of date for this host at once; others find out by the counter.</summary>
    public void Committed(RectificationDb db)
    {
        if (db.Session.ChangesReference)
            Clear();
    }

    private Kept At(int count)
    {
        var now = kept;
        if (now.Count == count)
            return now;
        var fresh = new Kept(count);
        // An older snapshot still running must not throw out what newer ones keep.
        if (now.Count < count)
            kept = fresh;
        return fresh;
    }

    private sealed class Kept(int count)
    {
        public int Count { get; } = count;

        public ConcurrentDictionary<(string Kind, object Key), object?> Values { get; } = new();
    }
}
