using System.Diagnostics;

namespace Rectification.Engine.Triggers;

/// <summary>What an event waits for, or what it brings about. Where it stands in the drawing is the element's matter.</summary>
public abstract record Trigger
{
    /// <summary>Begins to wait for the event <paramref name="eventId"/>. Triggers that are found from the thrower upwards have nothing to arm.</summary>
    internal virtual void Arm(Visit visit, string eventId)
    {
    }

    /// <summary>Whether an error or escalation from inside is meant for this event.</summary>
    internal virtual Match Catches(Thrown thrown) => Match.No;

    /// <summary>Makes it happen; the thrower goes on if it is still there.</summary>
    internal virtual Move Throw(Visit visit) => throw new UnreachableException($"{GetType().Name} cannot be thrown.");

    /// <summary>The compensation handlers that it started are done.</summary>
    internal virtual Move Compensated(Visit visit) => throw new UnreachableException($"{GetType().Name} does not compensate.");
}

/// <summary>Something that travels from where it happens outwards until an event catches it.</summary>
internal readonly record struct Thrown(bool IsError, string Code);

/// <summary>An event that names the code goes before one that takes any.</summary>
internal enum Match
{
    No,
    Any,
    Exact,
}
