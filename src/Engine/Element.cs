using System.Collections.Immutable;

namespace Rectification.Engine;

/// <summary>One flow node of the drawing: its data and its behaviour.</summary>
public abstract record Element(string Id, string Name)
{
    /// <summary><c>zeebe:properties</c>, as drawn: <c>clause</c>, <c>distinct-from</c>, <c>signature</c>, <c>seal</c>, <c>outcomes</c>, …</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;
}
