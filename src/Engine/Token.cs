using System.Collections.Immutable;

namespace Rectification.Engine;

/// <summary>One active element. Tokens form a tree: those inside a sub-process, or the instances of a loop, name the enclosing token as their scope.</summary>
/// <param name="Key">Unique in its process; the key of the task, job, call or incident that stands here.</param>
/// <param name="Scope">The key of the enclosing token; 0 for the process.</param>
public sealed record Token(long Key, string ElementId, long Scope, Phase Phase)
{
    /// <summary>The token that stands for a whole process: key 0, its variables are those of the process.</summary>
    internal static readonly Token Process = new(0, "", 0, Phase.Entering);

    /// <summary>Variables that end with this token.</summary>
    public Variables Locals { get; init; } = Variables.Empty;

    /// <summary>Timers and subscriptions that can move this token, those of its boundary events and event sub-processes included.</summary>
    public ImmutableArray<Wait> Waits { get; init; } = [];

    /// <summary>Why the token stands still; null when all is well.</summary>
    public string? Incident { get; init; }

    /// <summary>The flow by which it came; kept only while it stands before a gateway that counts flows.</summary>
    public string? ByFlowId { get; init; }

    /// <summary>Set on the token that holds the instances of a loop.</summary>
    public LoopProgress? Loop { get; init; }

    /// <summary>Counts the instances of a loop from 1; 0 for every other token.</summary>
    public int Index { get; init; }

    /// <summary>What was done inside this token and can still be compensated, in the order of completion.</summary>
    public ImmutableArray<Compensable> Done { get; init; } = [];
}

/// <summary>An activity that was completed and can be compensated.</summary>
/// <param name="Key">Of the token that did it.</param>
public sealed record Compensable(long Key, string ElementId)
{
    /// <summary>The variables that were its own when it was completed; its handler has them again.</summary>
    public Variables Locals { get; init; } = Variables.Empty;

    /// <summary>Counts the instances of a loop from 1.</summary>
    public int Index { get; init; }

    /// <summary>Of a sub-process: what was done inside, in the order of completion.</summary>
    public ImmutableArray<Compensable> Inside { get; init; } = [];
}

/// <summary>What a token is doing, and so which commands it answers.</summary>
public enum Phase
{
    /// <summary>Not yet begun; only with an incident.</summary>
    Entering,
    AtTask,
    AtJob,
    AtCall,
    AtEvent,

    /// <summary>Tokens inside this one are at work.</summary>
    Inside,

    /// <summary>Its work is done, or the event has come, but what came of it could not be written; it is among the token's own variables. Only with an incident.</summary>
    Completing,

    /// <summary>Its work is done but no way on could be chosen; only with an incident.</summary>
    Leaving,

    /// <summary>Holds compensation handlers at work; for a sub-process that was completed, with the variables it had.</summary>
    Compensating,
}

/// <summary>How far a loop has come.</summary>
/// <param name="Items">What is left to hand out by index; default when instances take no item.</param>
public sealed record LoopProgress(int Count, int Started, int Completed, ImmutableArray<object?> Items);

/// <summary>A token that took a flow to a joining gateway and waits there for the others.</summary>
/// <param name="Incident">Why the others can't come any more; null while they can.</param>
public sealed record ParkedFlow(long Key, string FlowId, string ElementId, long Scope, string? Incident = null);
