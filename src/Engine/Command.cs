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
    public sealed record ThrowError(long Key, string Code, string? Message, Variables Variables) : Command;

    /// <summary>A handler, a task or a called process reports an escalation; the activity goes on unless an interrupting boundary event takes it.</summary>
    public sealed record ThrowEscalation(long Key, string Code, Variables Variables) : Command;

    /// <summary>The timer armed with <paramref name="Key"/> fell due. Refused when its token is gone.</summary>
    public sealed record FireTimer(long Key) : Command;

    /// <summary>A message or a signal reached the subscription opened with <paramref name="Key"/>.</summary>
    public sealed record DeliverMessage(long Key, Variables Variables) : Command;

    /// <summary>The called process ended normally.</summary>
    public sealed record CompleteCall(long Key, Variables Variables) : Command;

    /// <summary>Writes variables of the process scope, by an operator or a handler.</summary>
    public sealed record SetVariables(Variables Variables) : Command;

    /// <summary>Tries again what ended in the incident with <paramref name="Key"/>.</summary>
    public sealed record ResolveIncident(long Key) : Command;

    /// <summary>Ends the process from outside: every task, timer, subscription and call is withdrawn.</summary>
    public sealed record Cancel(string Reason) : Command;
}
