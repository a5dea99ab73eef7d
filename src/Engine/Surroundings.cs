using System.Collections.Immutable;
using Rectification.Engine.Decisions;

namespace Rectification.Engine;

/// <summary>All that a process may know of the world while a command is applied. Immutable, so that a replay with the same surroundings agrees.</summary>
/// <param name="Now">The instant of the command; for a timer never before the instant it was due.</param>
/// <param name="Calendar">The street's working calendar.</param>
/// <param name="Settings">The street's settings, read in FEEL by <c>setting("key")</c>.</param>
/// <param name="Decisions">Decisions that business rule tasks call.</param>
public sealed record Surroundings(DateTimeOffset Now, WorkCalendar Calendar, SettingValues Settings, IDecisions Decisions);

/// <summary>The values of a street's settings at one version; the version goes into the journal.</summary>
public sealed record SettingValues(int Version, ImmutableDictionary<string, object?> Values)
{
    public static readonly SettingValues None = new(0, ImmutableDictionary<string, object?>.Empty);

    public object? this[string key] => Values.GetValueOrDefault(key);
}

/// <summary>Answers <c>zeebe:calledDecision</c>.</summary>
public interface IDecisions
{
    /// <summary>The result of a decision, or a problem in words when it is unknown or fails.</summary>
    DecisionAnswer Decide(DecisionReference decision, Variables inputs, Surroundings surroundings);
}

/// <param name="Problem">Null when it went well; otherwise the text of the incident.</param>
public sealed record DecisionAnswer(object? Value, string? Problem = null)
{
    /// <summary>Each decision that was evaluated, the asked one last, with its inputs and the rules that matched.</summary>
    public ImmutableArray<DecisionTold> Why { get; init; } = [];

    /// <summary>Values on the way that count as null because they are not of the type declared for them (DMN 1.5, 10.3.2.9.4), in words.</summary>
    public ImmutableArray<string> Misfits { get; init; } = [];

    /// <summary>The file and version that answered; null when none did.</summary>
    public DecisionSource? Source { get; init; }
}

public sealed class NoDecisions : IDecisions
{
    public static readonly NoDecisions Instance = new();

    public DecisionAnswer Decide(DecisionReference decision, Variables inputs, Surroundings surroundings) =>
        new(null, $"No decision '{decision.Id}' is deployed.");
}
