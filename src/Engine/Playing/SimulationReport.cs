using System.Collections.Immutable;

namespace Rectification.Engine.Playing;

/// <summary>What happened in a simulation and how it stands at the end.</summary>
/// <param name="Until">The simulated instant at which it stopped.</param>
/// <param name="Ending">Null while the process goes on.</param>
/// <param name="Problem">Why it stopped before all was done, in Chinese; null when it did not.</param>
public sealed record SimulationReport(
    DateTimeOffset From,
    DateTimeOffset Until,
    int Commands,
    Ending? Ending,
    string? Problem,
    Variables Variables,
    ImmutableArray<TraceLine> Trace,
    ImmutableArray<SimulatedTask> Tasks,
    ImmutableArray<SimulatedTimer> Timers,
    ImmutableArray<SimulatedIncident> Incidents)
{
    /// <summary>How much each role or person got to do; a task for several counts for each.</summary>
    public ImmutableSortedDictionary<string, int> TasksByRole => Tasks
        .SelectMany(task => task.Assignee is { } person ? [person] : task.CandidateGroups.AsEnumerable())
        .GroupBy(who => who).ToImmutableSortedDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
}

/// <summary>One thing that happened, and when.</summary>
/// <param name="Step">Counts the commands from 1.</param>
/// <param name="Process">The process id: the simulated one or one beside it.</param>
public sealed record TraceLine(int Step, DateTimeOffset At, string Process, Fact Fact);

/// <summary>Something that a person had to do.</summary>
/// <param name="ClosedAt">Null while it is open; later than <paramref name="DueAt"/> for one that was late.</param>
/// <param name="IsDone">False for one that was withdrawn.</param>
public sealed record SimulatedTask(
    string Process, string ElementId, string Name, string? Assignee, ImmutableArray<string> CandidateGroups, string? FormId,
    DateTimeOffset OpenedAt, DateTimeOffset? DueAt, DateTimeOffset? ClosedAt = null, bool IsDone = false);

/// <summary>A time that was waited for.</summary>
/// <param name="FiredAt">Null when it was disarmed, or has not fired yet.</param>
public sealed record SimulatedTimer(string Process, string ElementId, DateTimeOffset DueAt, DateTimeOffset? FiredAt = null, bool IsDisarmed = false);

/// <summary>A token stood still because of the drawing or the data.</summary>
/// <param name="ClearedAt">Null while it stands.</param>
public sealed record SimulatedIncident(string Process, string ElementId, DateTimeOffset At, string Message, DateTimeOffset? ClearedAt = null);
