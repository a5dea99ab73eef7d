namespace Rectification.Engine.Decisions;

/// <summary>Which decision a drawing calls, and in which version (<c>zeebe:calledDecision</c>).</summary>
/// <param name="VersionTag">Only with <see cref="DecisionBinding.VersionTag"/>.</param>
public sealed record DecisionReference(string Id, DecisionBinding Binding = DecisionBinding.Latest, string? VersionTag = null);

/// <summary><c>bindingType</c> of a call.</summary>
public enum DecisionBinding
{
    /// <summary>The newest at the moment of the call.</summary>
    Latest,

    /// <summary>The newest when the drawing was deployed: a running case keeps its tables.</summary>
    Deployment,

    /// <summary>The newest that carries the tag (<c>zeebe:versionTag</c> of the decision).</summary>
    VersionTag,
}

/// <summary>The file that a decision was answered from.</summary>
/// <param name="Key">The id of its definitions, equal to the file's name without extension.</param>
public sealed record DecisionSource(string Key, int Version, string Name);
