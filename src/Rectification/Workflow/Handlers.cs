using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.People;

namespace Rectification.Workflow;

/// <summary>What completing a user task means for a domain room. Runs in the command's transaction before the process moves on.</summary>
public interface ITaskHandler
{
    /// <summary>Checks the meaning, changes the domain rows and returns variables for the process; a problem refuses the completion and changes nothing.</summary>
    Task<Result<Variables>> Complete(TaskCompletion completion, CancellationToken ct);
}

/// <param name="Values">What the form let through, <c>outcome</c> included.</param>
/// <param name="Comment">Null or 1–2000 characters; counts as the reason.</param>
/// <param name="ShownAt">When the page was made that it was filled in on; null when nobody knows.</param>
public sealed record TaskCompletion(
    TaskRow Task, CaseRow Case, Actor By, Variables Values, string Outcome, string? Comment, DateTimeOffset At, DateTimeOffset? ShownAt = null);

/// <summary>Values that a task's form starts with, beside the process variables.</summary>
public interface ITaskPrefill
{
    Task<Variables> Prefill(TaskRow task, CaseRow @case, CancellationToken ct);
}

/// <summary>The work of a service task, in the command's transaction.</summary>
public interface IJobHandler
{
    Task<JobAnswer> Run(Job job, CancellationToken ct);
}

/// <param name="Headers"><c>zeebe:taskHeaders</c> and <c>zeebe:properties</c>.</param>
/// <param name="By">Who set it off; <see cref="Actor.System"/> for a timer.</param>
public sealed record Job(
    string Type,
    string ElementId,
    Guid InstanceId,
    string ProcessKey,
    CaseRow Case,
    Actor By,
    ImmutableDictionary<string, string> Headers,
    Variables Variables,
    DateTimeOffset At);

public abstract record JobAnswer
{
    private JobAnswer() { }

    public sealed record Done(Variables Variables) : JobAnswer;

    /// <summary>An incident that an operator retries.</summary>
    public sealed record Failed(string Message) : JobAnswer;

    /// <summary>A BPMN error.</summary>
    public sealed record Error(string Code, string? Message) : JobAnswer;

    public static readonly JobAnswer Ok = new Done(Variables.Empty);
}

/// <summary>Told when the process of a case has ended or a case's task opened, so that a room can follow.</summary>
public interface ICaseListener
{
    /// <summary>The root process of the case is over, whatever the way.</summary>
    Task Ended(CaseRow @case, Ending ending, Variables variables, DateTimeOffset at, CancellationToken ct);
}

/// <summary>Told in the same transaction when a task's due time has come and it is not done.</summary>
public interface IOverdueListener
{
    Task BecameOverdue(TaskRow task, CaseRow @case, DateTimeOffset dueAt, CancellationToken ct);
}

/// <summary>Who may not do a task drawn with <c>bars-concerned</c>, for a reason that only a room knows.</summary>
public interface ITaskBar
{
    /// <summary>Person to reason.</summary>
    Task<Dictionary<Guid, string>> For(TaskRow task, CancellationToken ct);
}

/// <summary>What a room looks for over a whole street, each night and at instants that were asked for (<see cref="Sweeper"/>).</summary>
public interface ISweep
{
    /// <summary>Before the transaction: what there is to do. Reads only, by queries over sets.</summary>
    /// <param name="midnight">The first midnight since the last nightly look, which an outage can have made long ago; null for an extra look in between.</param>
    Task<int> Look(Guid streetId, DateTimeOffset at, DateTimeOffset? midnight, CancellationToken ct);

    /// <summary>Inside the transaction: does at most so many of what was found.</summary>
    /// <returns>Whether more is left.</returns>
    Task<bool> Act(Guid streetId, DateTimeOffset at, int most, CancellationToken ct);

    /// <summary>After the look at midnight: another instant of the day that begins at which it wants to look; null when midnight will do.</summary>
    Task<DateTimeOffset?> Again(Guid streetId, DateTimeOffset midnight, CancellationToken ct) => Task.FromResult<DateTimeOffset?>(null);
}

public sealed record TaskHandlerKey(string ProcessKey, string ElementId);

public static class HandlerRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers a room's handler for a user task of a process.</summary>
        public IServiceCollection AddTaskHandler<T>(string processKey, string elementId) where T : class, ITaskHandler =>
            services.AddKeyedScoped<ITaskHandler, T>(new TaskHandlerKey(processKey, elementId)).AddSingleton(new DomainProcess(processKey));

        public IServiceCollection AddTaskPrefill<T>(string processKey, string elementId) where T : class, ITaskPrefill =>
            services.AddKeyedScoped<ITaskPrefill, T>(new TaskHandlerKey(processKey, elementId));

        /// <summary>Registers a room's handler for a job type.</summary>
        public IServiceCollection AddJobHandler<T>(string type) where T : class, IJobHandler =>
            services.AddKeyedScoped<IJobHandler, T>(type).AddSingleton(new KnownJobType(type));

        /// <summary>Registers what a room does when a case of its kind was set back or repaired.</summary>
        public IServiceCollection AddShiftListener<T>(CaseKind kind) where T : class, IShiftListener =>
            services.AddKeyedScoped<IShiftListener, T>(kind);

        public IServiceCollection AddCaseListener<T>(CaseKind kind) where T : class, ICaseListener =>
            services.AddKeyedScoped<ICaseListener, T>(kind);
    }
}

/// <summary>A job type that some room handles; deployment refuses drawings that name others.</summary>
public sealed record KnownJobType(string Type);
