using System.Collections.Immutable;
using Rectification.Engine;

namespace Rectification.Settings;

/// <summary>The figures and the days by which deadlines are computed.</summary>
public sealed record Rules(SettingValues Settings, WorkCalendar Calendar);

/// <summary>The rules of a street change while deadlines run.</summary>
/// <param name="Cause">For people: 复查的办理时限由 3 改为 5 个工作日.</param>
/// <param name="Key">The setting that changes; null for the calendar.</param>
/// <param name="FirstDay">The first day that the calendar counts differently; deadlines before it can't move.</param>
public sealed record RuleChange(Guid StreetId, Rules Before, Rules After, string Cause, string? Key = null, DateOnly? FirstDay = null);

/// <summary>Deadlines that were computed by the rules and can follow them. Asked before a change, so that people are told; moved in the change's own transaction.</summary>
public interface IFollowsRules
{
    /// <summary>Which open deadlines would move, from when to when, earliest first. Changes nothing.</summary>
    Task<ImmutableArray<MovedDeadline>> Compare(RuleChange change, CancellationToken ct);

    /// <summary>Moves them, re-arms their timers and leaves a trace in every case.</summary>
    Task Move(RuleChange change, ImmutableArray<MovedDeadline> moves, CancellationToken ct);
}

/// <param name="What">The task or the wait, as the drawing names it.</param>
/// <param name="TaskId">For a task; else <paramref name="TimerId"/> is a wait of the process.</param>
public sealed record MovedDeadline(string CaseNumber, string Title, string What, string? Who, DateTimeOffset From, DateTimeOffset To, Guid? TaskId, Guid? TimerId);

/// <summary>What a change would do, told before it is made.</summary>
public sealed record RulePreview(string OldValue, string NewValue, ImmutableArray<MovedDeadline> Moves);
