namespace Rectification.Engine;

/// <summary>Which version of a called process, a called decision or a form is meant (<c>bindingType</c>).</summary>
public enum Binding
{
    /// <summary>The newest at the moment.</summary>
    Latest,

    /// <summary>The newest when the drawing was deployed: a running case keeps it.</summary>
    Deployment,

    /// <summary>The newest that carries the tag (<c>zeebe:versionTag</c>); of a decision file, the tag of the decision.</summary>
    VersionTag,
}
