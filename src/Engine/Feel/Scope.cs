namespace Rectification.Engine.Feel;

/// <summary>A value bound to a local name; the parser has counted how many steps out it stands.</summary>
internal sealed class Scope(object? value, Scope? outer)
{
    public object? Value { get; } = value;

    public object? At(int stepsOut)
    {
        var scope = this;
        for (; stepsOut > 0; stepsOut--)
            scope = scope.Outer!;
        return scope.Value;
    }

    public Scope? Outer { get; } = outer;
}

/// <summary>The parser's view of <see cref="Scope"/>: names instead of values.</summary>
/// <param name="Name">Null for the item of a filter, whose entries are names too.</param>
internal sealed record ScopeNames(string? Name, ScopeNames? Outer);
