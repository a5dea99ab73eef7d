using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rectification.Engine.Checking;

/// <summary>What there is beside the drawing. A list that is null is not looked at: the designer's simulation may know less than the deployment.</summary>
public sealed record Known
{
    /// <summary>Nothing is looked at but the drawing itself.</summary>
    public static readonly Known Nothing = new();

    /// <summary>Ids of forms, each with the keys of its fields.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>>? Forms { get; init; }

    /// <summary>Ids of decisions and of decision services.</summary>
    public IReadOnlySet<string>? Decisions { get; init; }

    /// <summary>Ids of processes that can be called; of its own a drawing knows anyway.</summary>
    public IReadOnlySet<string>? Processes { get; init; }

    /// <summary>Types of service tasks (<c>zeebe:taskDefinition type</c>) that have a handler.</summary>
    public IReadOnlySet<string>? JobTypes { get; init; }

    /// <summary>Keys of settings.</summary>
    public IReadOnlyCollection<string>? Settings { get; init; }

    /// <summary>Messages that somebody or some drawing can send, each with the variables that it brings.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>>? Messages { get; init; }

    /// <summary>Says in Chinese what is wrong with a candidate group, null when it can be resolved.</summary>
    public Func<string, string?>? WrongGroup { get; init; }

    /// <summary>Variables that every process has.</summary>
    public IReadOnlySet<string> Variables { get; init; } = FrozenSet<string>.Empty;
}
