using System.Collections.Immutable;

namespace Rectification.Accountability;

/// <summary>Why a fact is one, so that whoever is concerned can check it: the rule, the deadline and its arithmetic, what happened and what did not, who held it how long.</summary>
/// <param name="Clause">The clause that is said to be broken.</param>
/// <param name="Holdings">Who had which task of the source cases, the first opened first.</param>
/// <param name="NotCounted">Time that was not theirs: the system was down, a pause had been approved.</param>
public sealed record Evidence(
    string Clause, ImmutableArray<Duty> Duties, ImmutableArray<Happening> Happenings, ImmutableArray<Holding> Holdings, ImmutableArray<NotCounted> NotCounted)
{
    public static Evidence Of(string clause) => new(clause, [], [], [], []);
}

/// <summary>Something that had to be done by an instant.</summary>
/// <param name="How">The arithmetic in words: 自 9月14日起第 3 个工作日.</param>
/// <param name="Skipped">The days between that are no working days, each with its reason.</param>
/// <param name="ExtendedTo">Later than <paramref name="DueAt"/> when time in between does not count.</param>
public sealed record Duty(string What, DateTimeOffset From, DateTimeOffset DueAt, string How, ImmutableArray<SkippedDay> Skipped, DateTimeOffset? ExtendedTo = null);

/// <param name="Why">周六, 国庆节 …</param>
public sealed record SkippedDay(DateOnly Day, string Why);

/// <param name="At">Null for what did not happen.</param>
/// <param name="IsEnd">A time that ran out: told as the deadline is, 24:00 of its day, for 0:00 of the next would look like another.</param>
public sealed record Happening(string What, DateTimeOffset? At, string? By = null, bool IsEnd = false);

/// <param name="DueAt">The time in which the system was down is given back.</param>
public sealed record Holding(string Task, string CaseNumber, string Who, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? DueAt, Diligence Diligence, string? HandedOn = null);

/// <summary>How a task was done; a duty fully done is shown as such (尽职).</summary>
public enum Diligence
{
    /// <summary>尽职: done in time.</summary>
    Done,

    /// <summary>Done after its time.</summary>
    DoneLate,

    /// <summary>Its time has passed and it is not done.</summary>
    Overdue,

    /// <summary>Under way, in time.</summary>
    Running,

    /// <summary>Withdrawn: nobody's fault.</summary>
    Withdrawn,
}

public sealed record NotCounted(string Why, DateTimeOffset From, DateTimeOffset To);
