using System.Collections.Immutable;

namespace Rectification.Engine;

/// <summary>
/// The names that process variables are made of, and their values as FEEL knows them:
/// <c>null</c>, <see cref="bool"/>, <see cref="decimal"/>, <see cref="string"/>, <see cref="DateOnly"/> (date),
/// <see cref="DateTimeOffset"/> (date and time), <see cref="TimeOnly"/> (time), <see cref="TimeSpan"/> (days and time duration),
/// <see cref="Feel.YearsMonths"/> (years and months duration), <see cref="Feel.FeelRange"/>,
/// lists as <see cref="ImmutableArray{T}"/> of <c>object?</c>, contexts as <see cref="Variables"/>;
/// and <see cref="Feel.FeelDate"/>, <see cref="Feel.FeelTime"/>, <see cref="Feel.FeelDateTime"/>, <see cref="Feel.FeelDuration"/> for the few that the platform's types can't carry.
/// </summary>
/// <remarks>Immutable; two commands can hold the same instance. Nothing else may be put in: see <see cref="Accepts"/>.</remarks>
public sealed class Variables : System.Collections.IEnumerable, IEnumerable<KeyValuePair<string, object?>>
{
    public static readonly Variables Empty = new(ImmutableDictionary<string, object?>.Empty);

    private readonly ImmutableDictionary<string, object?> values;

    private Variables(ImmutableDictionary<string, object?> values) => this.values = values;

    public int Count => values.Count;

    public IEnumerable<string> Names => values.Keys;

    /// <summary>The value, or <c>null</c> when there is none: FEEL makes no difference.</summary>
    public object? this[string name] => values.GetValueOrDefault(name);

    public static Variables Of(params (string Name, object? Value)[] entries)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (name, value) in entries)
            builder[name] = Normal(name, value);
        return new(builder.ToImmutable());
    }

    public static Variables From(IEnumerable<KeyValuePair<string, object?>> entries) =>
        Empty.With(entries);

    /// <summary>For FEEL, whose contexts are made of values that need no check.</summary>
    internal static Variables Trusted(ImmutableDictionary<string, object?> values) => values.IsEmpty ? Empty : new(values);

    internal ImmutableDictionary<string, object?> Entries => values;

    public bool Has(string name) => values.ContainsKey(name);

    public bool TryGet(string name, out object? value) => values.TryGetValue(name, out value);

    public Variables With(string name, object? value) => new(values.SetItem(name, Normal(name, value)));

    public Variables With(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var builder = values.ToBuilder();
        foreach (var (name, value) in entries)
            builder[name] = Normal(name, value);
        return builder.Count == 0 ? Empty : new(builder.ToImmutable());
    }

    public Variables Without(string name) => new(values.Remove(name));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether a value is one that FEEL knows. Integers and doubles are taken by <see cref="With(string, object?)"/> and become decimals.</summary>
    public static bool Accepts(object? value) => value
        is null or bool or decimal or string or DateOnly or DateTimeOffset or TimeOnly or TimeSpan
        or Feel.YearsMonths or Feel.FeelRange or Feel.FeelDate or Feel.FeelTime or Feel.FeelDateTime or Feel.FeelDuration or Variables or ImmutableArray<object?>;

    private static object? Normal(string name, object? value) => value switch
    {
        int number => (decimal)number,
        long number => (decimal)number,
        double number => (decimal)number,
        Guid id => id.ToString(),
        Enum => throw new ArgumentException($"Variable '{name}' is an enum; write its name as text.", nameof(value)),
        _ when Accepts(value) => value,
        IEnumerable<object?> many => many.Select(item => Normal(name, item)).ToImmutableArray(),
        _ => throw new ArgumentException($"Variable '{name}' holds a {value!.GetType().Name}, which FEEL has no type for.", nameof(value)),
    };
}
