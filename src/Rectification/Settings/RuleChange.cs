using System.Collections.Immutable;
using Rectification.Engine;

namespace Rectification.Settings;

/// <summary>The figures and the days by which deadlines are computed.</summary>
public sealed record Rules(SettingValues Settings, WorkCalendar Calendar);

/// <summary>The rules of a street change while deadlines run.</summary>
/// <param name="Cause">For people: 复查的办理时限由 3 改为 5 个工作日.</param>
/// <param name="Key">The setting that changes; null for the calendar.</param>
/// <param name="FirstDay">The first day that the calendar counts differently; deadlines before it can't move.</param>
public sealed record RuleChange(Guid StreetId, Rules Before, Rules After, string Cause, string? Key = null, DateOnly? FirstDay = null)
{
    /// <summary>So many deadlines move that each person is told once, under this mark, instead of once a deadline; null while they are few.</summary>
    public string? ToldOnceAs { get; init; }
}

/// <summary>Deadlines that were computed by the rules and can follow them. Asked before a change, so that people are told; moved a batch at a time (<see cref="Recomputations"/>).</summary>
public interface IFollowsRules
{
    /// <summary>How many open deadlines are computed by what changes, whether or not they would move.</summary>
    Task<int> Count(RuleChange change, CancellationToken ct);

    /// <summary>Looks at the next open deadlines, in an order that moving them does not disturb. Changes nothing and holds nobody up.</summary>
    /// <param name="after">Where the batch before ended; null for the first.</param>
    Task<RuleBatch> Compare(RuleChange change, string? after, int most, CancellationToken ct);

    /// <summary>Inside a command: moves them, re-arms their timers and leaves a trace in every case. What was done or set anew since it was compared is left alone.</summary>
    /// <returns>How many moved.</returns>
    Task<int> Move(RuleChange change, ImmutableArray<MovedDeadline> moves, CancellationToken ct);

    /// <summary>Inside a command: batch after batch follows by itself, until <see cref="Recomputations.GoOn"/> says that it is through.</summary>
    void KeepGoing(Guid streetId);
}

/// <param name="Moves">Those that would move.</param>
/// <param name="Seen">How many were looked at.</param>
/// <param name="Next">Where the next batch begins; null when there is none.</param>
public sealed record RuleBatch(ImmutableArray<MovedDeadline> Moves, int Seen, string? Next);

/// <param name="What">The task or the wait, as the drawing names it.</param>
/// <param name="TaskId">For a task; else <paramref name="TimerId"/> is a wait of the process.</param>
public sealed record MovedDeadline(string CaseNumber, string Title, string What, string? Who, DateTimeOffset From, DateTimeOffset To, Guid? TaskId, Guid? TimerId);

/// <summary>What a change would do, told before it is made.</summary>
public sealed record RulePreview(string OldValue, string NewValue, ImmutableArray<MovedDeadline> Moves);
