using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rectification.Storage;

/// <summary>
/// How one kind of row is written and read by prepared SQL, without change tracking. Taken once from the model, so that it follows every change of the tables;
/// compiled, because it runs for every row of every command.
/// </summary>
internal sealed class RowMap<T> where T : class
{
    private static RowMap<T>? sqlite;
    private static RowMap<T>? postgres;

    private const string IfNew = " on conflict do nothing";
    private const int MostBeside = 2;

    private readonly IProperty[] columns;
    private readonly IProperty[] keys;
    private readonly IProperty? version;
    private readonly bool isPostgres;
    private readonly ConcurrentDictionary<ulong, (string One, string? Many)> updates = new();
    private readonly ConcurrentDictionary<ulong, ulong> widened = new();

    private RowMap(IEntityType type, DatabaseProvider provider)
    {
        columns = [.. type.GetProperties().OrderBy(property => property.IsPrimaryKey() ? 0 : 1)];
        if (columns.Length > 64)
            throw new NotSupportedException($"{type.Name} has more columns than a mask has bits.");
        keys = [.. type.FindPrimaryKey()!.Properties];
        version = columns.FirstOrDefault(property => property is { Name: "Version", IsConcurrencyToken: true });
        isPostgres = provider == DatabaseProvider.Postgres;
        Table = type.GetTableName()!;
        Mention = Quote(Table);
        Columns = string.Join(", ", columns.Select(NameOf));
        var all = string.Join(", ", columns.Select((_, i) => Place(i + 1)));
        Insert = $"insert into {Mention} ({Columns}) values ({all})";
        InsertIfNew = Insert + IfNew;
        var byKey = Where(keys, 1);
        Select = $"select {Columns} from {Mention} where ";
        SelectByKey = Select + byKey;
        var byVersion = version is null ? byKey : $"{byKey} and {NameOf(version)} = {Place(keys.Length + 1)}";
        Check = version is null ? null : isPostgres ? $"select 1 / count(*) from {Mention} where {byVersion}" : $"select 1 from {Mention} where {byVersion}";
        Delete = Checked($"delete from {Mention} where {byVersion}");
        if (isPostgres)
        {
            IProperty[] checkedBy = version is null ? keys : [.. keys, version];
            var byValues = $"{PostgresArrays.Rows(checkedBy.Select(TypeOf))} where {PostgresArrays.Where(checkedBy.Select(NameOf), 1)}";
            InsertMany = $"insert into {Mention} ({Columns}) select * from {PostgresArrays.Rows(columns.Select(TypeOf))}";
            InsertManyIfNew = InsertMany + IfNew;
            CheckMany = version is null ? null : PostgresArrays.AllHit($"select 1 from {Mention} as t, {byValues}");
            DeleteMany = PostgresArrays.AllHit($"delete from {Mention} as t using {byValues} returning 1");
        }
        BindAll = Binder(columns);
        BindKey = Binder(keys);
        Version = VersionOf();
        SetVersion = VersionSetter();
        Read = Reader();
        Clone = Copier();
        Changes = Difference();
        BindChanged = ChangeBinder();
        KeyOf = KeyOfRow();
        KeyOfMaterialized = KeyBeforeRow(type);
    }

    public string Table { get; }

    /// <summary>The quoted name, as it stands in every statement about this table.</summary>
    public string Mention { get; }

    public string Columns { get; }

    public string Insert { get; }

    public string? InsertMany { get; }

    public string InsertIfNew { get; }

    public string? InsertManyIfNew { get; }

    public string Select { get; }

    public string SelectByKey { get; }

    /// <summary>Whether a row is there in a version; null when the rows carry none.</summary>
    public string? Check { get; }

    public string? CheckMany { get; }

    public string Delete { get; }

    public string? DeleteMany { get; }

    public Action<IRowBinder, T> BindAll { get; }

    public Action<IRowBinder, T> BindKey { get; }

    public Action<IRowBinder, T, ulong> BindChanged { get; }

    public Func<IRowReader, T> Read { get; }

    public Func<T, T> Clone { get; }

    /// <summary>A bit for each column whose values differ; key and version aside.</summary>
    public Func<T, T, ulong> Changes { get; }

    public Func<T, int>? Version { get; }

    public Action<T, int>? SetVersion { get; }

    public Func<T, object> KeyOf { get; }

    public Func<MaterializationInterceptionData, object> KeyOfMaterialized { get; }

    public static RowMap<T> Of(RectificationDb db, DatabaseProvider provider) => provider == DatabaseProvider.Sqlite
        ? Volatile.Read(ref sqlite) ?? (sqlite = Make(db, provider))
        : Volatile.Read(ref postgres) ?? (postgres = Make(db, provider));

    /// <summary>Only the columns that changed: an index on the others is left alone.</summary>
    public (string One, string? Many) Update(ulong mask) => updates.GetOrAdd(mask, WriteUpdate);

    /// <summary>
    /// The columns to write for these to be changed: on PostgreSQL also one or two that stay as they are, when that makes it a statement that there is already. Commands that
    /// change nearly the same then go together, and its indices mind values, not what was named. Only where the version tells that nobody else changed the others.
    /// </summary>
    public ulong Widened(ulong mask) => isPostgres && version is not null ? widened.GetOrAdd(mask, Widen) : mask;

    public object KeyOfValues(object?[] values) => values is [{ } only] ? only
        : values is [{ } first, { } second] ? (first, second)
        : throw new ArgumentException($"{Table} has no key of {values.Length} values.", nameof(values));

    private static RowMap<T> Make(RectificationDb db, DatabaseProvider provider) =>
        new(db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is no table."), provider);

    private ulong Widen(ulong mask) => updates.Keys.Where(known => (mask & ~known) == 0 && BitOperations.PopCount(known ^ mask) <= MostBeside)
        .OrderByDescending(BitOperations.PopCount).FirstOrDefault(mask);

    private (string One, string? Many) WriteUpdate(ulong mask)
    {
        // The new one may be the wider one of others.
        widened.Clear();
        IProperty[] changed = [.. columns.Where((_, i) => (mask & (1UL << i)) != 0)];
        IProperty[] checkedBy = version is null ? keys : [.. keys, version];
        string[] counted = version is null ? [] : [$"{NameOf(version)} = {NameOf(version)} + 1"];
        var one = Checked($"update {Mention} set {string.Join(", ", changed.Select((property, i) => $"{NameOf(property)} = {Place(i + 1)}").Concat(counted))} where {Where(checkedBy, changed.Length + 1)}");
        if (!isPostgres)
            return (one, null);
        string[] countedThere = version is null ? [] : [$"{NameOf(version)} = t.{NameOf(version)} + 1"];
        return (one, PostgresArrays.AllHit($"""
            update {Mention} as t set {string.Join(", ", changed.Select((property, i) => $"{NameOf(property)} = {PostgresArrays.Value(i + 1)}").Concat(countedThere))}
            from {PostgresArrays.Rows(changed.Concat(checkedBy).Select(TypeOf))} where {PostgresArrays.Where(checkedBy.Select(NameOf), changed.Length + 1)} returning 1
            """));
    }

    /// <summary>
    /// A row that is not there as it was read must stop the transaction. SQLite tells the count at once; PostgreSQL only after the round trip in which
    /// the commit already went along, so that there the statement itself fails: by dividing by the number of rows.
    /// </summary>
    private string Checked(string statement) => isPostgres ? $"with done as ({statement} returning 1) select 1 / count(*) from done" : statement;

    private static Action<IRowBinder, T> Binder(IReadOnlyList<IProperty> bound)
    {
        var (binder, row) = (Expression.Parameter(typeof(IRowBinder)), Expression.Parameter(typeof(T)));
        return Expression.Lambda<Action<IRowBinder, T>>(
            Expression.Block(bound.Select(property => Bind(binder, Expression.Property(row, property.PropertyInfo!)))), binder, row).Compile();
    }

    private Action<IRowBinder, T, ulong> ChangeBinder()
    {
        var (binder, row, mask) = (Expression.Parameter(typeof(IRowBinder)), Expression.Parameter(typeof(T)), Expression.Parameter(typeof(ulong)));
        var binds = columns.Select((property, i) => (Expression)Expression.IfThen(
            Expression.NotEqual(Expression.And(mask, Expression.Constant(1UL << i)), Expression.Constant(0UL)),
            Bind(binder, Expression.Property(row, property.PropertyInfo!))));
        return Expression.Lambda<Action<IRowBinder, T, ulong>>(Expression.Block(binds.Append(Expression.Empty())), binder, row, mask).Compile();
    }

    private Func<IRowReader, T> Reader()
    {
        var reader = Expression.Parameter(typeof(IRowReader));
        return Expression.Lambda<Func<IRowReader, T>>(Expression.MemberInit(Expression.New(typeof(T)),
            columns.Select((property, i) => Expression.Bind(property.PropertyInfo!, ReadColumn(reader, property.ClrType, i)))), reader).Compile();
    }

    private Func<T, T> Copier()
    {
        var row = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, T>>(Expression.MemberInit(Expression.New(typeof(T)),
            columns.Select(property => Expression.Bind(property.PropertyInfo!, Expression.Property(row, property.PropertyInfo!)))), row).Compile();
    }

    private Func<T, T, ulong> Difference()
    {
        var (now, before, mask) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(T)), Expression.Variable(typeof(ulong)));
        var tests = columns.Select((property, i) => (property, i)).Where(each => !each.property.IsPrimaryKey() && each.property != version)
            .Select(each => (Expression)Expression.IfThen(
                Expression.NotEqual(Expression.Property(now, each.property.PropertyInfo!), Expression.Property(before, each.property.PropertyInfo!)),
                Expression.OrAssign(mask, Expression.Constant(1UL << each.i))));
        return Expression.Lambda<Func<T, T, ulong>>(Expression.Block([mask], tests.Append(mask)), now, before).Compile();
    }

    private Func<T, int>? VersionOf()
    {
        if (version is null)
            return null;
        var row = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, int>>(Expression.Property(row, version.PropertyInfo!), row).Compile();
    }

    private Action<T, int>? VersionSetter()
    {
        if (version is null)
            return null;
        var (row, value) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(int)));
        return Expression.Lambda<Action<T, int>>(Expression.Assign(Expression.Property(row, version.PropertyInfo!), value), row, value).Compile();
    }

    private Func<T, object> KeyOfRow()
    {
        var row = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, object>>(KeyObject([.. keys.Select(key => Expression.Property(row, key.PropertyInfo!))]), row).Compile();
    }

    private Func<MaterializationInterceptionData, object> KeyBeforeRow(IEntityType type)
    {
        var get = typeof(MaterializationInterceptionData).GetMethod(nameof(MaterializationInterceptionData.GetPropertyValue), 1, [typeof(IPropertyBase)])!;
        var data = Expression.Parameter(typeof(MaterializationInterceptionData));
        return Expression.Lambda<Func<MaterializationInterceptionData, object>>(
            KeyObject([.. keys.Select(key => Expression.Call(data, get.MakeGenericMethod(key.ClrType), Expression.Constant(type.FindProperty(key.Name), typeof(IPropertyBase))))]), data).Compile();
    }

    private static Expression KeyObject(Expression[] parts)
    {
        // The same shapes as KeyOfValues makes, whose parts are objects.
        Expression[] objects = [.. parts.Select(part => Expression.Convert(part, typeof(object)))];
        return objects.Length == 1 ? objects[0]
            : Expression.Convert(Expression.New(typeof(ValueTuple<object, object>).GetConstructor([typeof(object), typeof(object)])!, objects), typeof(object));
    }

    private static MethodCallExpression Bind(Expression binder, Expression value)
    {
        var type = Nullable.GetUnderlyingType(value.Type) ?? value.Type;
        if (type == typeof(string))
            return Expression.Call(typeof(RowValues), nameof(RowValues.Text), null, binder, value);
        var nullable = Expression.Convert(value, typeof(Nullable<>).MakeGenericType(type));
        if (type == typeof(DateTimeOffset))
            return Expression.Call(typeof(RowValues).GetMethod(nameof(RowValues.Instant), [typeof(IRowBinder), typeof(DateTimeOffset?)])!, binder, nullable);
        if (type.IsEnum)
            return Expression.Call(Generic(nameof(RowValues.Word), type, typeof(IRowBinder)), binder, nullable);
        return Expression.Call(binder, typeof(IRowBinder).GetMethod(WordFor(type))!, nullable);
    }

    private static Expression ReadColumn(Expression reader, Type declared, int i)
    {
        var (type, column) = (Nullable.GetUnderlyingType(declared) ?? declared, Expression.Constant(i));
        Expression value = type == typeof(DateTimeOffset)
                ? Expression.Call(typeof(RowValues).GetMethod(nameof(RowValues.Instant), [typeof(IRowReader), typeof(int)])!, reader, column)
            : type.IsEnum ? Expression.Call(Generic(nameof(RowValues.Word), type, typeof(IRowReader)), reader, column)
            : Expression.Call(reader, typeof(IRowReader).GetMethod(WordFor(type))!, column);
        return declared.IsValueType && declared == type
            ? value
            : Expression.Condition(Expression.Call(reader, nameof(IRowReader.IsNull), null, column), Expression.Constant(null, declared), Expression.Convert(value, declared));
    }

    private static MethodInfo Generic(string name, Type type, Type first) => typeof(RowValues).GetMethods()
        .Single(method => method.Name == name && method.GetParameters()[0].ParameterType == first).MakeGenericMethod(type);

    private static string WordFor(Type type) =>
        type == typeof(string) ? nameof(IRowReader.Text)
        : type == typeof(long) ? nameof(IRowReader.Long)
        : type == typeof(int) ? nameof(IRowReader.Int)
        : type == typeof(bool) ? nameof(IRowReader.Bool)
        : type == typeof(Guid) ? nameof(IRowReader.Guid)
        : throw new NotSupportedException($"A row of {typeof(T).Name} can't hold a {type.Name}.");

    private static string TypeOf(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return PostgresArrays.TypeOf(type == typeof(DateTimeOffset) ? typeof(long) : type.IsEnum ? typeof(string) : type);
    }

    private static string Where(IEnumerable<IProperty> properties, int from) =>
        string.Join(" and ", properties.Select((property, i) => $"{NameOf(property)} = {Place(from + i)}"));

    private static string NameOf(IProperty property) => Quote(property.GetColumnName());

    private static string Quote(string name) => $"\"{name}\"";

    private static string Place(int number) => "$" + number.ToString(CultureInfo.InvariantCulture);
}
