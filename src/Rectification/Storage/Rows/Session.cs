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

    internal void Begin(Transport of, DatabaseProvider on)
    {
        (transport, provider) = (of, on);
        Run++;
        Forget();
    }

    internal void End()
    {
        transport = null;
        Forget();
    }

    /// <summary>Takes the turn of the writer, so that what is read from here on stays true until the commit.</summary>
    public async ValueTask Enter(CancellationToken ct)
    {
        if (Transport.IsInside)
            return;
        await Transport.Enter(ct);
        if (referenceCount is { } counted && await ReadReferenceCount(ct) != counted)
            throw new StaleRowException("Roles, drawings or settings changed meanwhile.");
        foreach (var set in sets.Values)
            await set.Confirm(Transport, ct);
    }

    /// <summary>For a command that lost a race, before it reads anything: nobody else can be first this time.</summary>
    internal async ValueTask GoFirst(CancellationToken ct)
    {
        await Transport.GoFirst(ct);
        await Enter(ct);
    }

    /// <summary>For commands that will write: enters at once when nobody else is writing, so that nothing needs to be read twice.</summary>
    internal void EnterIfFree() => Transport.EnterIfFree();

    /// <summary>Several queries in one round trip; with the first of a run goes the one that nearly every command needs.</summary>
    internal ValueTask Ask(IReadOnlyList<RowQuery> queries, CancellationToken ct) =>
        Transport.Ask(referenceCount is null ? [.. queries, ReferenceQuery()] : queries, ct);

    /// <summary>Something written that is no row of a table kept here.</summary>
    internal void Write(RowWrite write) => extra.Add(write);

    /// <summary>How often reference data was changed, as this run sees it.</summary>
    internal async ValueTask<int> ReferenceCount(CancellationToken ct) => referenceCount ??= await ReadReferenceCount(ct);

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

    internal async ValueTask Commit(CancellationToken ct)
    {
        var writes = Collect();
        if (writes.Count > 0 && !Transport.IsInside)
            await Enter(ct);
        await Transport.Commit(writes);
    }

    private async ValueTask<int> ReadReferenceCount(CancellationToken ct)
    {
        await Transport.Ask([ReferenceQuery()], ct);
        return referenceCount ?? 0;
    }

    private RowQuery ReferenceQuery()
    {
        var count = 0;
        return new(ReferenceCache.Count, _ => { }, row => count = row.Int(0)) { Over = () => referenceCount = count };
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
