namespace Rectification.Engine.Decisions;

/// <summary>Which decision a drawing calls, and in which version (<c>zeebe:calledDecision</c>).</summary>
/// <param name="VersionTag">Only with <see cref="Binding.VersionTag"/>.</param>
public sealed record DecisionReference(string Id, Binding Binding = Binding.Latest, string? VersionTag = null);

/// <summary>The file that a decision was answered from.</summary>
/// <param name="Key">The id of its definitions, equal to the file's name without extension.</param>
public sealed record DecisionSource(string Key, int Version, string Name);
