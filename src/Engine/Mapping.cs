using System.Collections.Immutable;

namespace Rectification.Engine;

/// <summary>One line of <c>zeebe:ioMapping</c>: the value of the source is written to the target, a name or a dotted path into a context.</summary>
/// <param name="Target">At least one name.</param>
public sealed record Mapping(Expression Source, ImmutableArray<string> Target)
{
    /// <summary>Evaluates mappings in their order; a later one sees what an earlier one wrote.</summary>
    /// <param name="problem">In words when working a value out would have taken too long; then nothing may be written.</param>
    /// <returns>Only what was written.</returns>
    internal static Variables Apply(ImmutableArray<Mapping> mappings, Variables visible, Surroundings surroundings, out string? problem)
    {
        problem = null;
        var written = Variables.Empty;
        foreach (var mapping in mappings)
        {
            var value = mapping.Source.Evaluate(visible, surroundings, out var exhausted);
            problem ??= exhausted is null ? null : $"变量“{string.Join('.', mapping.Target)}”没有写入：{exhausted}";
            var name = mapping.Target[0];
            value = Nested(visible[name], mapping.Target, 1, value);
            written = written.With(name, value);
            visible = visible.With(name, value);
        }
        return written;
    }

    // Fields beside the path stay as they are.
    private static object? Nested(object? current, ImmutableArray<string> path, int depth, object? value)
    {
        if (depth == path.Length)
            return value;
        var context = current as Variables ?? Variables.Empty;
        return context.With(path[depth], Nested(context[path[depth]], path, depth + 1, value));
    }
}
