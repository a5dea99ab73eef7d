using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rectification.Storage;

/// <summary>What a command's run knows of one table. Made anew for every run.</summary>
internal abstract class RowSet
{
    public abstract string Mention { get; }

    public abstract bool HasChanges { get; }

    /// <summary>Statements for all that changed since the last call: removals and changes in the order of the keys, and additions.</summary>
    public abstract void Collect(List<RowWrite> changes, List<RowWrite> additions);

    /// <summary>After the statements were carried out.</summary>
    public abstract void Settle();

    /// <summary>Rows read outside the transaction and not about to be written must still be as they were read.</summary>
    public abstract void CollectChecks(List<RowWrite> checks);

    /// <summary>After the commit: every row has the version that the database has now.</summary>
    public abstract void CountVersions();

    /// <summary>The row that a query is about to make, when it is known here.</summary>
    public abstract object? Known(MaterializationInterceptionData data);

    public abstract void Learn(object row);
}

internal sealed class RowSet<T>(RowMap<T> map, Session session) : RowSet where T : class
{
    private readonly Dictionary<object, Kept> rows = [];
    private readonly HashSet<object> absent = [];
    private readonly HashSet<string> loaded = [];
    private readonly List<Kept> added = [];
    private readonly List<(RowWrite Write, Func<T, bool> Condition)> blind = [];

    public override string Mention => map.Mention;

    public IEnumerable<T> Present => rows.Values.Where(kept => !kept.IsRemoved).Select(kept => kept.Row);

    public override bool HasChanges => blind.Count > 0 || added.Count > 0 || rows.Values.Any(kept => kept.IsRemoved || map.Changes(kept.Row, kept.Before!) != 0);

    /// <summary>Rows that differ from what the database has, with the mask of their columns.</summary>
    public IEnumerable<(T Row, T Before)> Changed => rows.Values.Where(kept => kept is { IsRemoved: false, Before: not null } && map.Changes(kept.Row, kept.Before) != 0)
        .Select(kept => (kept.Row, kept.Before!));

    public async ValueTask<T?> Find(object?[] key, CancellationToken ct)
    {
        var id = map.KeyOfValues(key);
        if (!rows.ContainsKey(id) && !absent.Contains(id))
            await session.Ask([ByKey(key)], ct);
        return rows.TryGetValue(id, out var kept) && !kept.IsRemoved ? kept.Row : null;
    }

    public async ValueTask<List<T>> Load(string sql, object?[] values, CancellationToken ct)
    {
        var found = new List<T>();
        if (!loaded.Contains(Text(sql, values)))
            await session.Ask([Where(sql, values, found)], ct);
        return found;
    }

    /// <summary>The row of a key; that there is none is remembered too.</summary>
    public RowQuery ByKey(object?[] key) => new(map.SelectByKey, Binder(key), reader => Keep(map.Read(reader)))
    {
        Over = () =>
        {
            var id = map.KeyOfValues(key);
            if (!rows.ContainsKey(id))
                absent.Add(id);
        },
    };

    /// <summary>Rows by a condition in SQL. Asked a second time in a run, it is answered from what is kept.</summary>
    public RowQuery Where(string sql, object?[] values, List<T>? found = null) => new(map.Select + sql, Binder(values), reader =>
    {
        var row = map.Read(reader);
        if (blind.Exists(each => each.Condition(row)))
            return;
        var kept = Keep(row);
        if (!kept.IsRemoved)
            found?.Add(kept.Row);
    })
    {
        Over = () => loaded.Add(Text(sql, values)),
    };

    /// <summary>Another query has brought the rows of this condition.</summary>
    public void MarkLoaded(string sql, object?[] values) => loaded.Add(Text(sql, values));

    public void Add(T row, bool ifNew)
    {
        var key = map.KeyOf(row);
        // Removed and added again under one key: the removal is written first.
        if (rows.TryGetValue(key, out var before) && !before.IsRemoved)
            throw new InvalidOperationException($"{map.Table} {key} is there already.");
        if (before is { Before: not null })
            blind.Add((Removal(before), row => false));
        var kept = rows[key] = new(row, before: null) { IfNew = ifNew };
        absent.Remove(key);
        added.Add(kept);
    }

    public void Remove(T row)
    {
        var key = map.KeyOf(row);
        if (!rows.TryGetValue(key, out var kept))
            throw new InvalidOperationException($"{map.Table} {key} was not read by this command.");
        if (kept.Before is null)
        {
            added.Remove(kept);
            rows.Remove(key);
            absent.Add(key);
        }
        kept.IsRemoved = true;
    }

    public void RemoveWhere(string sql, object?[] values, Func<T, bool> condition)
    {
        foreach (var kept in rows.Values.Where(kept => !kept.IsRemoved && condition(kept.Row)).ToList())
        {
            if (kept.Before is null)
            {
                added.Remove(kept);
                rows.Remove(map.KeyOf(kept.Row));
            }
            else
            {
                // The statement below removes it; here it is only forgotten.
                rows.Remove(map.KeyOf(kept.Row));
                absent.Add(map.KeyOf(kept.Row));
            }
        }
        blind.Add((new(WriteStage.Blind, map.Mention, $"delete from {map.Mention} where {sql}", Binder(values)) { Many = map.DeleteMany is null ? null : PostgresArrays.DeleteWhere(map.Mention, sql, values) }, condition));
    }

    public override void Collect(List<RowWrite> changes, List<RowWrite> additions)
    {
        List<(object Key, RowWrite Write)> written = [];
        foreach (var (key, kept) in rows)
            if (kept.Before is not null && Written(kept) is { } write)
                written.Add((key, write));
        if (written.Count > 1)
            written.Sort((one, other) => string.CompareOrdinal(one.Key.ToString(), other.Key.ToString()));
        foreach (var (_, write) in written)
            changes.Add(write);
        // After those by key, which must find their row.
        foreach (var (write, _) in blind)
            changes.Add(write);
        foreach (var kept in added)
            additions.Add(new(WriteStage.Addition, map.Mention, kept.IfNew ? map.InsertIfNew : map.Insert, binder => map.BindAll(binder, kept.Row)) { Many = kept.IfNew ? map.InsertManyIfNew : map.InsertMany });
    }

    public override void Settle()
    {
        blind.Clear();
        added.Clear();
        foreach (var (key, kept) in rows.Where(pair => pair.Value.IsRemoved).ToList())
        {
            rows.Remove(key);
            absent.Add(key);
        }
        foreach (var kept in rows.Values)
        {
            if (kept.Before is null)
                (kept.Before, kept.WasWritten) = (map.Clone(kept.Row), true);
            else if (map.Changes(kept.Row, kept.Before) != 0)
            {
                map.SetVersion?.Invoke(kept.Row, map.Version!(kept.Before) + 1);
                (kept.Before, kept.WasWritten) = (map.Clone(kept.Row), true);
            }
            kept.IsConfirmed = true;
        }
    }

    public override void CollectChecks(List<RowWrite> checks)
    {
        if (map.Check is not { } sql)
            return;
        foreach (var kept in rows.Values)
        {
            if (kept.IsConfirmed || kept.Before is null)
                continue;
            kept.IsConfirmed = true;
            // What is written next is checked by the statement itself.
            if (!kept.IsRemoved && map.Changes(kept.Row, kept.Before) == 0)
                checks.Add(new(WriteStage.Check, map.Mention, sql, BinderOfVersion(kept.Before)) { Many = map.CheckMany });
        }
    }

    public override void CountVersions()
    {
        if (map.SetVersion is not { } set)
            return;
        foreach (var kept in rows.Values)
            if (kept.Before is { } before && map.Changes(kept.Row, before) != 0)
                set(kept.Row, map.Version!(before) + 1);
    }

    /// <summary>A row as this host last left it, taken without asking. The row given stays as it is.</summary>
    public void Assume(T remembered, bool isVouchedFor)
    {
        var key = map.KeyOf(remembered);
        if (!rows.ContainsKey(key))
            rows[key] = new(map.Clone(remembered), remembered) { IsConfirmed = isVouchedFor };
    }

    public void KnowAbsent(object?[] key)
    {
        var id = map.KeyOfValues(key);
        if (!rows.ContainsKey(id))
            absent.Add(id);
    }

    public bool IsLoaded(string sql, object?[] values) => loaded.Contains(Text(sql, values));

    public IEnumerable<T> AllWritten => rows.Values.Where(kept => kept.WasWritten || kept.IsRemoved || kept.Before is null || map.Changes(kept.Row, kept.Before) != 0).Select(kept => kept.Row);

    public override object? Known(MaterializationInterceptionData data) => rows.GetValueOrDefault(map.KeyOfMaterialized(data))?.Row;

    public override void Learn(object row) => Keep((T)row);

    private RowWrite? Written(Kept kept)
    {
        var before = kept.Before!;
        if (kept.IsRemoved)
            return Removal(kept);
        var changes = map.Changes(kept.Row, before);
        if (changes == 0)
            return null;
        var mask = map.Widened(changes);
        var (one, many) = map.Update(mask);
        return new(WriteStage.Change, map.Mention, one, binder =>
        {
            map.BindChanged(binder, kept.Row, mask);
            map.BindKey(binder, kept.Row);
            if (map.Version is { } version)
                binder.Int(version(before));
        })
        {
            MustHit = true, Many = many, Key = map.KeyOf(kept.Row),
        };
    }

    private Kept Keep(T row)
    {
        var key = map.KeyOf(row);
        if (rows.TryGetValue(key, out var kept))
            return kept;
        return rows[key] = new(row, map.Clone(row)) { IsConfirmed = session.IsInside };
    }

    private static Action<IRowBinder> Binder(object?[] values) => binder =>
    {
        foreach (var value in values)
            RowValues.Any(binder, value);
    };

    private static string Text(string sql, object?[] values) => $"{sql} {string.Join(' ', values)}";

    private RowWrite Removal(Kept kept) => new(WriteStage.Change, map.Mention, map.Delete, BinderOfVersion(kept.Before!))
    {
        MustHit = true, Many = map.DeleteMany, Key = map.KeyOf(kept.Row),
    };

    private Action<IRowBinder> BinderOfVersion(T before) => binder =>
    {
        map.BindKey(binder, before);
        if (map.Version is { } version)
            binder.Int(version(before));
    };

    /// <param name="before">As the database has it; null while it has it not.</param>
    private sealed class Kept(T row, T? before)
    {
        public T Row { get; } = row;

        public T? Before { get; set; } = before;

        public bool IsRemoved { get; set; }

        public bool IfNew { get; init; }

        public bool IsConfirmed { get; set; }

        public bool WasWritten { get; set; }
    }
}
