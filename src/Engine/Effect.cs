using System.Collections.Immutable;

namespace Rectification.Engine;

/// <summary>What the shell has to do so that the world follows the new state. Applied in order, in the transaction that stores the state.</summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>A person has something to do.</summary>
    /// <param name="Key">Answered by <see cref="Command.CompleteTask"/>.</param>
    /// <param name="Assignee">User name, when the drawing names one (<c>zeebe:assignmentDefinition assignee</c>).</param>
    /// <param name="CandidateGroups"><c>Role@scope</c>, as drawn.</param>
    /// <param name="DueAt"><c>zeebe:taskSchedule dueDate</c>, evaluated.</param>
    /// <param name="FormId"><c>zeebe:formDefinition formId</c>.</param>
    /// <param name="Properties"><c>zeebe:properties</c>; values beginning with <c>=</c> evaluated when the task opens.</param>
    /// <param name="Variables">What the task sees: process variables overlaid with its input mappings and loop variables.</param>
    public sealed record OpenTask(
        long Key,
        string ElementId,
        string Name,
        string? Assignee,
        ImmutableArray<string> CandidateGroups,
        DateTimeOffset? DueAt,
        string? FormId,
        ImmutableDictionary<string, object?> Properties,
        Variables Variables) : Effect
    {
        /// <summary>Which version of the form is meant.</summary>
        public Binding FormBinding { get; init; }

        /// <summary>With <see cref="Binding.VersionTag"/> only.</summary>
        public string? FormVersionTag { get; init; }
    }

    /// <summary>An open task stays, with whoever holds it; what is told of it is that of a new version of the drawing.</summary>
    /// <param name="KeepsDue">Its due time stays as well; otherwise it is the new version's, counted from now.</param>
    public sealed record RelabelTask(OpenTask Task, bool KeepsDue) : Effect;

    /// <summary>The task is no longer open; <paramref name="Completed"/> is false when it was withdrawn.</summary>
    public sealed record CloseTask(long Key, bool Completed) : Effect;

    /// <summary>Answered by <see cref="Command.FireTimer"/>.</summary>
    public sealed record ArmTimer(long Key, string ElementId, DateTimeOffset DueAt) : Effect;

    /// <summary>The timer has fired or is no longer waited for.</summary>
    public sealed record DisarmTimer(long Key) : Effect;

    /// <summary>Waits for a message; answered by <see cref="Command.DeliverMessage"/>.</summary>
    public sealed record Subscribe(long Key, string ElementId, string MessageName, string CorrelationKey) : Effect;

    /// <summary>Waits for a signal, which reaches everyone who waits for its name; answered by <see cref="Command.DeliverMessage"/>.</summary>
    public sealed record SubscribeSignal(long Key, string ElementId, string SignalName) : Effect;

    /// <summary>Ends the wait for a message or a signal.</summary>
    public sealed record Unsubscribe(long Key) : Effect;

    /// <summary>Work of a registered handler, in the same transaction; answered by <see cref="Command.CompleteJob"/>, <see cref="Command.FailJob"/> or <see cref="Command.ThrowError"/>.</summary>
    /// <param name="Type"><c>zeebe:taskDefinition type</c>.</param>
    /// <param name="Headers"><c>zeebe:taskHeaders</c> and <c>zeebe:properties</c>, as drawn.</param>
    public sealed record RunJob(long Key, string ElementId, string Type, ImmutableDictionary<string, string> Headers, Variables Variables) : Effect;

    /// <summary>A called process starts; answered by <see cref="Command.CompleteCall"/>, <see cref="Command.ThrowError"/> or <see cref="Command.ThrowEscalation"/>.</summary>
    public sealed record CallProcess(long Key, string ElementId, string ProcessId, Variables Variables) : Effect
    {
        /// <summary>Which version is meant.</summary>
        public Binding Binding { get; init; }

        /// <summary>With <see cref="Engine.Binding.VersionTag"/> only.</summary>
        public string? VersionTag { get; init; }
    }

    /// <summary>The called process is to be cancelled; no answer is expected.</summary>
    public sealed record CancelCall(long Key) : Effect;

    /// <summary>A message leaves for whoever waits for it with this key, or starts a process.</summary>
    public sealed record ThrowMessage(string ElementId, string MessageName, string CorrelationKey, Variables Variables) : Effect;

    /// <summary>A signal reaches every other process that waits for it, and starts those that it starts; within this process it has happened already.</summary>
    public sealed record ThrowSignal(string ElementId, string SignalName, Variables Variables) : Effect;

    /// <summary>Tells the calling process; this process goes on.</summary>
    public sealed record EscalateToCaller(string Code, Variables Variables) : Effect;

    /// <summary>A decision was asked: for the record, with why. The process has its answer already.</summary>
    public sealed record TellDecision(long Key, string ElementId, string DecisionId, DecisionAnswer Answer) : Effect;

    /// <summary>A token stands still because of the model or the data; an operator looks at it. Answered by <see cref="Command.ResolveIncident"/>.</summary>
    public sealed record RaiseIncident(long Key, string ElementId, string Message) : Effect;

    /// <summary>What stood still goes on, or is gone.</summary>
    public sealed record ClearIncident(long Key) : Effect;

    /// <summary>The process is over. <paramref name="ErrorCode"/> is set when an uncaught error ended it: the caller gets <see cref="Command.ThrowError"/>.</summary>
    /// <param name="Ending">How it ended.</param>
    /// <param name="Variables">The process scope at the end.</param>
    public sealed record EndProcess(Ending Ending, Variables Variables, string? ErrorCode = null, string? ErrorMessage = null) : Effect
    {
        /// <summary>What the uncaught error itself brings along.</summary>
        public Variables ErrorVariables { get; init; } = Variables.Empty;
    }
}

/// <summary>How a process ended: by itself, by a terminate event, from outside, or by an error that nothing caught.</summary>
public enum Ending
{
    Completed,
    Terminated,
    Cancelled,
    Error,
}
