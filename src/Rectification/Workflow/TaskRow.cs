using Rectification.People;

namespace Rectification.Workflow;

/// <summary>Something a person has to do, or did. Lists read only this table.</summary>
public sealed class TaskRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid InstanceId { get; init; }

    /// <summary>The engine's key of the task within the instance.</summary>
    public required long Key { get; init; }

    public required string ProcessKey { get; init; }

    public required int DefinitionVersion { get; set; }

    public required string ElementId { get; set; }

    public required string Name { get; set; }

    public required string CaseNumber { get; init; }

    public required string Title { get; set; }

    public string PremisesName { get; set; } = "";

    public string Level { get; set; } = "";

    public required Guid StreetId { get; init; }

    public Guid? CommunityId { get; set; }

    public Guid? GridId { get; set; }

    public Guid? PremisesId { get; set; }

    /// <summary><c>Role@node-id</c>; holders of the role in that node (or above it) may act. Null when only the assignee may.</summary>
    public string? CandidateKey { get; set; }

    /// <summary>Who took it, or was named by the drawing.</summary>
    public Guid? AssigneeId { get; set; }

    public string? AssigneeName { get; set; }

    /// <summary>The owner named when it opened: against whom it counts while nobody claims it.</summary>
    public Guid? OwnerId { get; set; }

    public string? OwnerName { get; set; }

    /// <summary>How often somebody who had it gave it back or passed it on (003-4.2.5); what a departure or a vacancy moves does not count.</summary>
    public int HandOns { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public TaskState State { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    public Guid? DoneById { get; set; }

    public string? DoneByName { get; set; }

    public string? Outcome { get; set; }

    public string? FormId { get; set; }

    public int FormVersion { get; set; }

    /// <summary><c>zeebe:properties</c> as evaluated at opening, JSON.</summary>
    public string Properties { get; set; } = "{}";

    /// <summary>What the task sees, JSON in the plain form; kept so that a done task can be looked at.</summary>
    public string Variables { get; set; } = "{}";

    public int Version { get; set; }

    public Placement Place => new(StreetId, CommunityId, GridId, PremisesId);
}

public enum TaskState
{
    Open,
    Done,
    Withdrawn,
}

/// <summary>A person who may not act on a task: <c>distinct-from</c>, resolved from who did what in this case.</summary>
public sealed class TaskExclusion
{
    public required Guid TaskId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>Told to that person: 您已填写本表，不能再签名.</summary>
    public required string Reason { get; init; }
}
