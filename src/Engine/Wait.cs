using Rectification.Engine.Triggers;

namespace Rectification.Engine;

/// <summary>Something from outside that a token waits for.</summary>
/// <param name="Key">Its own, handed to the shell with the effect that armed it.</param>
/// <param name="ElementId">The event that it makes happen: not always the element at which the token stands.</param>
public abstract record Wait(long Key, string ElementId)
{
    /// <summary>What the shell has to take back; null when it knows nothing of this wait.</summary>
    internal abstract Effect? Disarm();

    internal abstract WaitKind Kind { get; }
}

/// <summary>The clock.</summary>
/// <param name="Repeat">Null when it fires once.</param>
public sealed record TimerWait(long Key, string ElementId, DateTimeOffset DueAt, TimerRepeat? Repeat = null) : Wait(Key, ElementId)
{
    internal override Effect Disarm() => new Effect.DisarmTimer(Key);

    internal override WaitKind Kind => WaitKind.Timer;
}

/// <summary>How a timer goes on.</summary>
/// <param name="Left">How often it fires after this time; -1 without end.</param>
public sealed record TimerRepeat(int Left, IsoDuration Interval)
{
    /// <summary>What comes after the time at <paramref name="dueAt"/>; null when that would be beyond the year 9999.</summary>
    /// <param name="offset">Of the wall clock by which months and years are counted.</param>
    public TimerPlan? Next(DateTimeOffset dueAt, TimeSpan offset) =>
        Interval.TryAfter(dueAt, offset) is { } due ? new(due, Left == 1 ? null : this with { Left = Math.Max(-1, Left - 1) }) : null;
}

/// <summary>A message with this name and key.</summary>
public sealed record MessageWait(long Key, string ElementId, string MessageName, string CorrelationKey) : Wait(Key, ElementId)
{
    internal override Effect Disarm() => new Effect.Unsubscribe(Key);

    internal override WaitKind Kind => WaitKind.Message;
}

/// <summary>A signal of this name.</summary>
public sealed record SignalWait(long Key, string ElementId, string SignalName) : Wait(Key, ElementId)
{
    internal override Effect Disarm() => new Effect.Unsubscribe(Key);

    internal override WaitKind Kind => WaitKind.Signal;
}

/// <summary>A condition over the variables, looked at whenever they change.</summary>
/// <param name="Held">Whether the condition held when it was last looked at: it happens when it begins to hold.</param>
public sealed record ConditionWait(long Key, string ElementId, bool Held = false) : Wait(Key, ElementId)
{
    internal override Effect? Disarm() => null;

    internal override WaitKind Kind => WaitKind.Condition;
}
