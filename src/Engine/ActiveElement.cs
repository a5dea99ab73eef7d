namespace Rectification.Engine;

/// <summary>An element at which something is going on, for the drawing and for operators.</summary>
/// <param name="Key">Of the token, the timer, the subscription or the parked flow.</param>
public sealed record ActiveElement(string ElementId, long Key, WaitKind Kind, DateTimeOffset? DueAt = null);

public enum WaitKind
{
    Task,
    Job,
    Call,
    Timer,
    Message,
    Signal,
    Condition,

    /// <summary>An event-based gateway: whichever of its events comes first.</summary>
    Choice,

    /// <summary>A sub-process or a loop with tokens inside.</summary>
    Inside,

    /// <summary>A joining gateway that some flows have reached.</summary>
    Join,

    /// <summary>Stands still until an operator looks at it.</summary>
    Incident,
}
