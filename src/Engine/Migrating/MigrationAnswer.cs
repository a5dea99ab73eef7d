using System.Collections.Immutable;

namespace Rectification.Engine.Migrating;

/// <summary>What a migration does to one process, told before it is done and done as told.</summary>
/// <param name="Problems">Why it can't be; then nothing is changed and <paramref name="Applied"/> is null.</param>
/// <param name="Changes">What happens to tasks, timers and subscriptions.</param>
public sealed record MigrationAnswer(ImmutableArray<MigrationProblem> Problems, ImmutableArray<MigrationChange> Changes, Outcome.Applied? Applied);

/// <param name="ElementId">Of the old version, where the process stands.</param>
/// <param name="Text">For people, in Chinese: the fact and the way out.</param>
public sealed record MigrationProblem(string ElementId, string Text);

/// <param name="ElementId">Of the new version; of the old one for what is taken back.</param>
/// <param name="DueAt">Of timers, when they fall due from now on.</param>
public sealed record MigrationChange(MigrationChangeKind Kind, string ElementId, string Name, DateTimeOffset? DueAt = null);

public enum MigrationChangeKind
{
    /// <summary>The task stays as it is, with whoever holds it.</summary>
    TaskKept,

    /// <summary>The task stays with whoever holds it, and has the name, form and performers of the new version.</summary>
    TaskRelabelled,

    /// <summary>The timer stays armed for the same instant.</summary>
    TimerKept,

    /// <summary>The timer is armed anew, counted from now, because the drawing counts it differently.</summary>
    TimerRecomputed,

    /// <summary>A timer that only the new version has.</summary>
    TimerArmed,

    /// <summary>A timer that the new version no longer has.</summary>
    TimerDisarmed,
    SubscriptionKept,
    SubscriptionOpened,
    SubscriptionEnded,

    /// <summary>The called process goes on as it is.</summary>
    CallKept,

    /// <summary>Stands still as before.</summary>
    IncidentKept,

    /// <summary>A join that has all its flows now goes on.</summary>
    JoinGoesOn,
}
