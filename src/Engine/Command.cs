namespace Rectification.Engine;

/// <summary>What a process can be asked. Keys are those that effects handed out earlier.</summary>
public abstract record Command
{
    private Command() { }

    /// <summary>Begins the process at its none start event, or at <paramref name="StartEventId"/> when a message or timer starts it.</summary>
    public sealed record Start(Variables Variables, string? StartEventId = null) : Command;

    /// <summary>A person finished the task opened with <paramref name="Key"/>.</summary>
    public sealed record CompleteTask(long Key, Variables Variables) : Command;

    /// <summary>The handler of a service task did its work.</summary>
    public sealed record CompleteJob(long Key, Variables Variables) : Command;

    /// <summary>The handler of a service task could not do its work, or a process to be called could not start: an incident, retried by <see cref="ResolveIncident"/>.</summary>
    public sealed record FailJob(long Key, string Message) : Command;

    /// <summary>A handler, a task or a called process reports a business error (BPMN error event).</summary>
    /// <param name="Variables">What the error itself brings along.</param>
    public sealed record ThrowError(long Key, string Code, string? Message, Variables Variables) : Command
    {
        /// <summary>The process scope of the called process that ended by it; what of it comes back is the call activity's matter.</summary>
        public Variables Called { get; init; } = Variables.Empty;

        /// <summary>A process around this one takes the error when this one does not (<see cref="Machine.Catches"/>): then this one ends by it, instead of standing still for an operator.</summary>
        public bool IsPassedOn { get; init; }
    }

    /// <summary>A handler, a task or a called process reports an escalation; the activity goes on unless an interrupting boundary event takes it.</summary>
    public sealed record ThrowEscalation(long Key, string Code, Variables Variables) : Command;

    /// <summary>The timer armed with <paramref name="Key"/> fell due. Refused when its token is gone.</summary>
    public sealed record FireTimer(long Key) : Command;

    /// <summary>A message or a signal reached the subscription opened with <paramref name="Key"/>.</summary>
    public sealed record DeliverMessage(long Key, Variables Variables) : Command;

    /// <summary>The called process ended normally.</summary>
    public sealed record CompleteCall(long Key, Variables Variables) : Command;

    /// <summary>Writes variables of the process scope, by an operator or a handler.</summary>
    /// <param name="Scope">The token whose own variables are written instead; 0 for the process.</param>
    public sealed record SetVariables(Variables Variables, long Scope = 0) : Command;

    /// <summary>Tries again what ended in the incident with <paramref name="Key"/>.</summary>
    public sealed record ResolveIncident(long Key) : Command;

    /// <summary>Sets the process back to an earlier step; what can't go on beside it is withdrawn. See <see cref="Returning.Returns"/> for what is allowed.</summary>
    /// <param name="Scope">The token within whose sub-process it happens; 0 for the process.</param>
    /// <param name="From">The token of whoever sends it back, withdrawn with it; null when it comes from outside.</param>
    public sealed record Return(long Scope, string TargetId, long? From = null) : Command;

    /// <summary>Takes one token away and puts it elsewhere; the others stay as they are.</summary>
    public sealed record MoveToken(long Key, long Scope, string TargetId) : Command;

    /// <summary>Puts one more token somewhere, or one more instance into a running parallel loop when <paramref name="Scope"/> is the loop's token.</summary>
    /// <param name="Variables">Variables of the new instance's own, its item among them.</param>
    public sealed record AddToken(long Scope, string TargetId, Variables Variables) : Command;

    /// <summary>Takes one token, one instance of a loop or one flow that waits at a join away; the others stay as they are.</summary>
    public sealed record CancelToken(long Key) : Command;

    /// <summary>Ends the process from outside: every task, timer, subscription and call is withdrawn.</summary>
    public sealed record Cancel(string Reason) : Command;
}
