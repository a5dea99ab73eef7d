namespace Rectification.Engine;

/// <summary>Where one process stands. Stored by the shell as one JSON document.</summary>
public sealed record ProcessState
{
    public static readonly ProcessState None = new();

    /// <summary>The highest key handed out so far.</summary>
    public long LastKey { get; init; }

    public bool HasEnded { get; init; }

    /// <summary>The variables of the process scope.</summary>
    public Variables Variables { get; init; } = Variables.Empty;
}
