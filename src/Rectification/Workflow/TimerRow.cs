namespace Rectification.Workflow;

/// <summary>A deadline that will act by itself. Armed and disarmed in the transaction that opens and closes what it watches.</summary>
public sealed class TimerRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required TimerKind Kind { get; init; }

    public required Guid InstanceId { get; init; }

    /// <summary>The engine's timer key for <see cref="TimerKind.Token"/>; 0 otherwise.</summary>
    public long Key { get; init; }

    /// <summary>The task watched, for <see cref="TimerKind.TaskDue"/>.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>The process to begin, for <see cref="TimerKind.Start"/>, whose <see cref="Key"/> is its version; null otherwise.</summary>
    public string? ProcessKey { get; init; }

    public required string ElementId { get; init; }

    /// <summary>Empty for <see cref="TimerKind.Start"/>: it makes a case when it fires.</summary>
    public required string CaseNumber { get; init; }

    public required Guid StreetId { get; init; }

    public required DateTimeOffset DueAt { get; set; }

    /// <summary>For <see cref="TimerKind.Start"/>: how often it has fired. Otherwise how far an overdue task has climbed: 0 = due, the performer is urged; n = the n-th level above is told.</summary>
    public int Stage { get; set; }

    /// <summary>System time until which a host holds it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    public string? LeasedBy { get; set; }

    public int Attempts { get; set; }
}

public enum TimerKind
{
    Token,
    TaskDue,

    /// <summary>Begins a process in a street, again and again when its drawing says so.</summary>
    Start,

    /// <summary>Nobody's task and no token: the street is looked over (<see cref="Sweeper"/>). Instance and case are empty.</summary>
    Sweep,

    /// <summary>Open deadlines follow a change of the rules (<see cref="RecomputeDeadlines"/>). Instance and case are empty.</summary>
    Recompute,
}
