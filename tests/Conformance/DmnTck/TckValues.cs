using System.Collections.Immutable;
using Rectification.Engine;

namespace Rectification.Conformance.DmnTck;

internal static class TckValues
{
    // The TCK's expected numbers are rounded to eight places where they don't end.
    private const decimal Tolerance = 0.00000001m;

    public static bool Agree(object? expected, object? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (decimal x, decimal y) => Math.Abs(x - y) <= Tolerance,
        (DateTimeOffset x, DateTimeOffset y) => x.EqualsExact(y),
        (ImmutableArray<object?> x, ImmutableArray<object?> y) => x.Length == y.Length && x.Zip(y).All(pair => Agree(pair.First, pair.Second)),
        (Variables x, Variables y) => x.Count == y.Count && x.All(entry => y.TryGet(entry.Key, out var other) && Agree(entry.Value, other)),
        _ => Equals(expected, actual),
    };

    public static string Shown(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        ImmutableArray<object?> list => $"[{string.Join(", ", list.Select(Shown))}]",
        Variables context => $"{{{string.Join(", ", context.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {Shown(entry.Value)}"))}}}",
        IFormattable plain => $"{value.GetType().Name} {plain.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}",
        _ => $"{value.GetType().Name} {value}",
    };
}
