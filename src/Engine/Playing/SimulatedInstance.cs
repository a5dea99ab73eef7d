namespace Rectification.Engine.Playing;

/// <summary>One process of a simulation: its state and what is open around it, by key.</summary>
internal sealed class SimulatedInstance(Definition definition, SimulatedInstance? parent, long parentKey)
{
    public Definition Definition { get; } = definition;

    public SimulatedInstance? Parent { get; } = parent;

    public long ParentKey { get; } = parentKey;

    public ProcessState State { get; set; } = ProcessState.None;

    /// <summary>Places in the report's lists, as for the two below.</summary>
    public SortedDictionary<long, int> Tasks { get; } = [];

    public SortedDictionary<long, int> Timers { get; } = [];

    public SortedDictionary<long, int> Incidents { get; } = [];

    public SortedDictionary<long, (string Name, string Key)> Subscriptions { get; } = [];

    public SortedDictionary<long, string> Signals { get; } = [];
}
