using System.Collections.Immutable;
using Rectification.Engine;

namespace Rectification.Workflow;

public enum TaskBox
{
    /// <summary>Assigned to me.</summary>
    Mine,

    /// <summary>I may act and nobody holds it.</summary>
    Claimable,

    /// <summary>Done by me, the newest first.</summary>
    Done,
}

/// <param name="Search">In title, premises, case number and task name.</param>
public sealed record InboxFilter(string? Search = null, string? Level = null, string? ElementId = null, bool OverdueOnly = false, Guid? GridId = null)
{
    public static readonly InboxFilter None = new();
}

/// <param name="Assignee">User name.</param>
public sealed record InboxItem(
    Guid Id, string Name, string ElementId, string Process, string CaseNumber, string Title, string Premises, string Level,
    DateTimeOffset? DueAt, bool Overdue, string? Assignee, string? AssigneeName, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt, string? Outcome);

/// <summary>Counted up to <see cref="Most"/>; a page then shows it with a plus.</summary>
public sealed record InboxCounts(int Mine, int Claimable, int Overdue)
{
    public const int Most = 1000;
}

/// <summary>A person who may act on a task.</summary>
public sealed record Candidate(string UserName, string Name, string Role, string RoleName, string Scope);

/// <summary>All that the page of one task needs.</summary>
/// <param name="FormJson">The form-js schema; null when the task has no form.</param>
/// <param name="Values">What the form's fields start with, or held when it was done.</param>
/// <param name="Variables">All that the task sees.</param>
/// <param name="MayAct">Whether this person may complete it now.</param>
/// <param name="WhyNot">Why not, in words for the page; null when they may.</param>
public sealed record TaskView(
    Guid Id, string Name, string ElementId, string ProcessKey, int DefinitionVersion, string CaseNumber, string Title, string Premises, string Level,
    string? FormId, int FormVersion, string? FormJson, Variables Values, Variables Variables,
    ImmutableArray<Candidate> Candidates, ImmutableArray<OutcomeOption> Outcomes, bool NeedsSignature, bool NeedsSeal, string? Clause,
    DateTimeOffset? DueAt, bool Overdue, DateTimeOffset CreatedAt, TaskState State,
    Guid? AssigneeId, string? Assignee, string? AssigneeName,
    DateTimeOffset? DoneAt, string? DoneByName, string? Outcome, string? OutcomeLabel,
    bool MayAct, string? WhyNot, bool CanClaim, bool CanUnclaim);
