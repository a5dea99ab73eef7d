namespace Rectification.Engine.Playing;

/// <summary>One process of a <see cref="World"/>: where it stands and what is open around it, by key.</summary>
public sealed class Instance
{
    internal Instance(Definition definition, Instance? parent, long parentKey) => (Definition, Parent, ParentKey) = (definition, parent, parentKey);

    /// <summary>Its drawing.</summary>
    public Definition Definition { get; }

    /// <summary>What called it; null when it began by itself.</summary>
    public Instance? Parent { get; }

    /// <summary>The call in <see cref="Parent"/> that its end answers.</summary>
    public long ParentKey { get; }

    /// <summary>Where it stands.</summary>
    public ProcessState State { get; internal set; } = ProcessState.None;

    /// <summary>How it ended; null while it goes on.</summary>
    public Effect.EndProcess? End { get; internal set; }

    /// <summary>What waits for a person, the earliest first.</summary>
    public IEnumerable<Effect.OpenTask> OpenTasks => Tasks.Values.Select(task => task.Told);

    /// <summary>What waits for a message, the earliest first.</summary>
    public IEnumerable<Effect.Subscribe> AwaitedMessages => Subscriptions.Values;

    /// <summary>Each with its place in the history, as the two below.</summary>
    internal SortedDictionary<long, (Effect.OpenTask Told, int Place)> Tasks { get; } = [];

    internal SortedDictionary<long, (Effect.ArmTimer Told, int Place)> Timers { get; } = [];

    internal SortedDictionary<long, int> Incidents { get; } = [];

    internal SortedDictionary<long, Effect.Subscribe> Subscriptions { get; } = [];

    internal SortedDictionary<long, Effect.SubscribeSignal> Signals { get; } = [];
}
