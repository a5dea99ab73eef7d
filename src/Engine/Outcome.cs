using System.Collections.Immutable;

namespace Rectification.Engine;

/// <summary>The answer to a command: a new state with what follows from it, or a refusal that changes nothing.</summary>
public abstract record Outcome
{
    private Outcome() { }

    public sealed record Applied(ProcessState State, ImmutableArray<Effect> Effects, ImmutableArray<Fact> Facts) : Outcome;

    /// <summary>The caller's fault or simply too late; <paramref name="Code"/> is stable (<c>task.not-open</c>, <c>timer.gone</c>, …), <paramref name="Message"/> is for people.</summary>
    public sealed record Refused(string Code, string Message) : Outcome;
}

/// <summary>Something that happened, for the journal and the drawing.</summary>
/// <param name="Key">The token's key; 0 for the process itself.</param>
/// <param name="Detail">Flow id, message name, incident text or the like; what the kind says.</param>
public sealed record Fact(FactKind Kind, string ElementId, long Key, string? Detail = null);

public enum FactKind
{
    ProcessStarted,
    ElementEntered,
    ElementCompleted,
    ElementCancelled,
    FlowTaken,
    TimerFired,
    MessageReceived,
    IncidentRaised,
    IncidentResolved,

    /// <summary>An operator or an approver set the process back, moved, added or took a token away; the detail says which, the element where to.</summary>
    Shifted,

    /// <summary>The process goes on by another version of its drawing.</summary>
    Migrated,
    ProcessEnded,
}
