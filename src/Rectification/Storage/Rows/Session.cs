namespace Rectification.Storage;

/// <summary>
/// The unit of work of the running command. Rows of the workflow shell are read and written by prepared SQL; entities of the domain rooms go through EF
/// on the same connection and in the same transaction, but only when a handler asks for them. Belongs to its context; used by one command at a time.
/// </summary>
public sealed class Session
{
    private readonly RectificationDb db;
    private readonly Dictionary<Type, object> tables = [];
    private readonly Dictionary<Type, RowSet> sets = [];
    private readonly List<RowWrite> extra = [];
    private Transport? transport;
    private DatabaseProvider provider;
    private int? referenceCount;

    internal Session(RectificationDb db) => this.db = db;

    public bool IsRunning => transport is not null;

    /// <summary>Which run of a command this is: a command that runs again after a conflict must not meet what its first run left behind.</summary>
    public int Run { get; private set; }

    internal Transport Transport => transport ?? throw new InvalidOperationException("This is done inside a command only.");

    internal bool IsInside => Transport.IsInside;

    /// <summary>
    /// Whether this run may begin from what this host remembers instead of what the database says. Whatever it takes from there is checked when it writes;
    /// a run that refuses, or that writes nothing, is not believed and runs again without.
    /// </summary>
    internal bool MayAssume { get; private set; }

    internal bool HasAssumed { get; private set; }

    /// <summary>Whether this run changed what <see cref="ReferenceCache"/> keeps; it then reads past the cache.</summary>
    internal bool ChangesReference { get; private set; }

    internal Rows<T> Of<T>() where T : class
    {
        if (tables.TryGetValue(typeof(T), out var table))
            return (Rows<T>)table;
        var rows = new Rows<T>(db, this);
        tables[typeof(T)] = rows;
        return rows;
    }

    internal RowSet<T> Keep<T>() where T : class
    {
        var map = RowMap<T>.Of(db, provider);
        if (!sets.TryGetValue(typeof(T), out var set))
            sets[typeof(T)] = set = new RowSet<T>(map, this);
        return (RowSet<T>)set;
    }

    internal RowSet? KeptOf(Type type) => sets.GetValueOrDefault(type);

    internal void Begin(Transport of, DatabaseProvider on, bool mayAssume)
    {
        (transport, provider, MayAssume, HasAssumed) = (of, on, mayAssume, false);
        Run++;
        Forget();
    }

    internal void End()
    {
        transport = null;
        Forget();
    }

    /// <summary>From here on what is read stays true until the commit: in SQLite by the turn of the writer.</summary>
    public async ValueTask Enter(CancellationToken ct)
    {
        if (Transport.IsInside)
            return;
        await Transport.Enter(ct);
        var checks = Checks();
        if (checks.Count > 0)
            await Transport.Write(checks, ct);
        (MayAssume, HasAssumed) = (false, false);
    }

    /// <summary>For a command that lost a race, before it reads anything: nobody else can be first this time.</summary>
    internal async ValueTask GoFirst(CancellationToken ct)
    {
        await Transport.GoFirst(ct);
        await Enter(ct);
    }

    internal void Assume()
    {
        if (!MayAssume)
            throw new InvalidOperationException("This run must read what it works on.");
        HasAssumed = true;
    }

    /// <summary>Several queries in one round trip; with the first of a run goes the one that nearly every command needs.</summary>
    internal ValueTask Ask(IReadOnlyList<RowQuery> queries, CancellationToken ct) =>
        Transport.Ask(referenceCount is null ? [.. queries, ReferenceQuery()] : queries, ct);

    /// <summary>How often reference data was changed, as this run sees it.</summary>
    /// <param name="remembered">What this host believes; null when it knows nothing.</param>
    internal async ValueTask<int> ReferenceCount(int? remembered, CancellationToken ct)
    {
        if (referenceCount is { } known)
            return known;
        if (remembered is { } assumed && MayAssume)
        {
            HasAssumed = true;
            referenceCount = assumed;
            return assumed;
        }
        await Transport.Ask([ReferenceQuery()], ct);
        return referenceCount ?? 0;
    }

    internal void ReferenceChanged()
    {
        if (ChangesReference)
            return;
        ChangesReference = true;
        extra.Add(ReferenceCache.Bump);
    }

    /// <summary>Writes what changed, so that queries see it; the transaction goes on.</summary>
    public async ValueTask Flush(CancellationToken ct)
    {
        var writes = Collect();
        if (writes.Count == 0)
            return;
        await Enter(ct);
        await Transport.Write(writes, ct);
        Settle();
    }

    /// <summary>Before an entity query: only what its own tables miss needs to be written.</summary>
    internal async ValueTask Prepare(string sql, CancellationToken ct)
    {
        await Enter(ct);
        foreach (var set in sets.Values)
            if (sql.Contains(set.Mention, StringComparison.Ordinal) && set.HasChanges)
            {
                await Flush(ct);
                return;
            }
    }

    /// <returns>False for a run on assumptions that would write nothing by which they were checked.</returns>
    internal async ValueTask<bool> Commit()
    {
        var writes = Collect();
        if (Transport.IsInside)
            await Transport.Commit(writes);
        else if (writes.Count > 0)
            await Transport.Commit([.. Checks(), .. writes]);
        else if (HasAssumed)
            return false;
        else
            await Transport.Commit([]);
        foreach (var set in sets.Values)
            set.CountVersions();
        return true;
    }

    private RowQuery ReferenceQuery()
    {
        var count = 0;
        return new(ReferenceCache.Count, _ => { }, row => count = row.Int(0)) { Over = () => referenceCount = count };
    }

    private List<RowWrite> Checks()
    {
        List<RowWrite> checks = [];
        if (referenceCount is { } counted)
            checks.Add(ReferenceCache.Check(counted, provider));
        foreach (var set in sets.Values)
            set.CollectChecks(checks);
        return checks;
    }

    private List<RowWrite> Collect()
    {
        List<RowWrite> changes = [], additions = [];
        // Always in the order of the tables and within one in that of the keys: commands that lock several rows never wait for each other in a circle.
        foreach (var set in sets.Values.OrderBy(set => set.Mention, StringComparer.Ordinal))
            set.Collect(changes, additions);
        changes.AddRange(additions);
        changes.AddRange(extra);
        return changes;
    }

    private void Settle()
    {
        extra.Clear();
        foreach (var set in sets.Values)
            set.Settle();
    }

    private void Forget()
    {
        sets.Clear();
        extra.Clear();
        ChangesReference = false;
        referenceCount = null;
    }
}
