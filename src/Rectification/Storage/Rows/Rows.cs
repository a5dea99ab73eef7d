using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Rectification.Storage;

/// <summary>
/// The rows of one table of the workflow shell. Queries go through the model; inside a command, what they find, what is found by key and what is added
/// are kept once each, and what changed is written by prepared SQL when the command ends or a query needs to see it. Outside a command it is the plain set.
/// </summary>
public sealed class Rows<T> : IQueryable<T> where T : class
{
    private readonly RectificationDb db;
    private readonly Session session;

    internal Rows(RectificationDb db, Session session) => (this.db, this.session) = (db, session);

    public Type ElementType => typeof(T);

    public Expression Expression => Query.Expression;

    public IQueryProvider Provider => Query.Provider;

    /// <summary>What this command knows of, as it stands now; not what it removed.</summary>
    public IEnumerable<T> Local => session.IsRunning ? Kept.Present : db.Set<T>().Local;

    private RowSet<T> Kept => session.Keep<T>();

    private IQueryable<T> Query
    {
        get
        {
            if (!session.IsRunning)
                return db.Set<T>();
            // From now on what queries find of this table is kept.
            session.Keep<T>();
            return db.Set<T>().AsNoTracking();
        }
    }

    public async ValueTask<T?> FindAsync(object?[] key, CancellationToken ct) => session.IsRunning
        ? await Kept.Find(key, ct)
        : await db.Set<T>().FindAsync(key, ct);

    public Task<List<T>> ToListAsync(CancellationToken ct = default) => EntityFrameworkQueryableExtensions.ToListAsync(Query, ct);

    public void Add(T row)
    {
        if (session.IsRunning)
            Kept.Add(row, ifNew: false);
        else
            db.Set<T>().Add(row);
    }

    /// <summary>Inside a command only: a row whose unique key is there already is dropped without a word.</summary>
    public void AddIfNew(T row) => Kept.Add(row, ifNew: true);

    public void Remove(T row)
    {
        if (session.IsRunning)
            Kept.Remove(row);
        else
            db.Set<T>().Remove(row);
    }

    /// <summary>Inside a command only: removes by a condition in SQL what the database has, and by the same condition here what was added since.</summary>
    internal void RemoveWhere(string sql, object?[] values, Func<T, bool> condition) => Kept.RemoveWhere(sql, values, condition);

    /// <summary>
    /// Inside a command only: reads rows by a condition in SQL, so that they are among <see cref="Local"/>, where what this command changed itself is to be seen.
    /// </summary>
    internal ValueTask<List<T>> Load(string sql, object?[] values, CancellationToken ct) => Kept.Load(sql, values, ct);

    /// <summary>Inside a command only: for <see cref="Session.Ask"/>.</summary>
    internal RowQuery ByKey(params object?[] key) => Kept.ByKey(key);

    /// <summary>Inside a command only: for <see cref="Session.Ask"/>.</summary>
    internal RowQuery Where(string sql, params object?[] values) => Kept.Where(sql, values);

    internal void MarkLoaded(string sql, params object?[] values) => Kept.MarkLoaded(sql, values);

    /// <summary>Inside a command only, and when it may: a row as this host last left it, without asking the database. It is checked when it is written, or confirmed.</summary>
    /// <param name="isVouchedFor">Another row that was assumed stands for this one: it is not confirmed by itself.</param>
    internal void Assume(T remembered, bool isVouchedFor = false)
    {
        session.Assume();
        Kept.Assume(remembered, isVouchedFor);
    }

    /// <summary>Inside a command only: there is no such row, as is known from elsewhere.</summary>
    internal void KnowAbsent(params object?[] key) => Kept.KnowAbsent(key);

    internal bool IsLoaded(string sql, params object?[] values) => Kept.IsLoaded(sql, values);

    /// <summary>Rows that this command writes: new ones, changed ones, removed ones.</summary>
    internal IEnumerable<T> Written => Kept.AllWritten;

    /// <summary>Rows that differ from what the database has, each with a copy of that.</summary>
    internal IEnumerable<(T Row, T Before)> Changed => Kept.Changed;

    public IEnumerator<T> GetEnumerator() => Query.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
