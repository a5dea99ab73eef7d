using System.Collections.Immutable;

namespace Rectification.Engine.Feel;

/// <summary>Functions on contexts (DMN 1.5, 10.3.4.9).</summary>
internal static class ContextBuiltins
{
    public static readonly Builtin[] All =
    [
        Builtin.Of("get value",
            ("m, key", (_, a) => Get(a[0], a[1])),
            ("context, keys", (_, a) => Get(a[0], a[1]))),
        Builtin.Of("get entries", "m", (run, a) => a[0] is Variables context ? Entries(run, context) : null),
        Builtin.Of("context", "entries", (run, a) => a[0] is null ? null : FromEntries(run, Values.AsList(a[0]))),
        Builtin.Of("context put",
            // By position either will do, so the form that takes both comes first.
            ("context, keys, value", (_, a) => Put(a[0], a[1], a[2])),
            ("context, key, value", (_, a) => a[1] is string ? Put(a[0], a[1], a[2]) : null)),
        Builtin.Of("context merge", "contexts", (run, a) => a[0] is null ? null : Merge(run, Values.AsList(a[0]))),
    ];

    private static object? Get(object? context, object? key)
    {
        if (key is string name)
            return (context as Variables)?[name];
        if (key is not ImmutableArray<object?> path)
            return null;
        foreach (var step in path)
            context = step is string inner ? (context as Variables)?[inner] : null;
        return context;
    }

    private static ImmutableArray<object?> Entries(Evaluation run, Variables context)
    {
        run.Charge(context.Count);
        return context.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (object?)Variables.Of(("key", entry.Key)).WithAny("value", entry.Value)).ToImmutableArray();
    }

    private static Variables? FromEntries(Evaluation run, ImmutableArray<object?> entries)
    {
        run.Charge(entries.Length);
        var built = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var entry in entries)
            if (entry is not Variables pair || pair["key"] is not string key || !pair.TryGet("value", out var value) || !built.TryAdd(key, value))
                return null;
        return Variables.Trusted(built.ToImmutable());
    }

    private static Variables? Put(object? context, object? key, object? value)
    {
        if (context is not Variables own)
            return null;
        if (key is string name)
            return own.WithAny(name, value);
        if (key is not ImmutableArray<object?> { Length: > 0 and < 100 } path || path[0] is not string first)
            return null;
        if (path.Length == 1)
            return own.WithAny(first, value);
        return Put(own[first], path.RemoveAt(0), value) is { } inner ? own.WithAny(first, inner) : null;
    }

    private static Variables? Merge(Evaluation run, ImmutableArray<object?> contexts)
    {
        var merged = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var each in contexts)
        {
            if (each is not Variables context)
                return null;
            run.Charge(context.Count);
            foreach (var (name, value) in context.Entries)
                merged[name] = value;
        }
        return Variables.Trusted(merged.ToImmutable());
    }

    // A value from inside an expression needs no check; it may even be a function.
    private static Variables WithAny(this Variables context, string name, object? value) =>
        Variables.Trusted(context.Entries.SetItem(name, value));
}
