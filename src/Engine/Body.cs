using System.Collections.Immutable;
using Rectification.Engine.Elements;

namespace Rectification.Engine;

/// <summary>What a process or a sub-process is made of, as far as running it goes.</summary>
/// <param name="Start">The none start event, or the event that starts an event sub-process.</param>
/// <param name="Implicit">Where tokens begin when there is no start event: elements that no flow leads to.</param>
public sealed record Body(StartEvent? Start, ImmutableArray<Element> Implicit, ImmutableArray<SubProcess> EventSubProcesses)
{
    public static readonly Body Empty = new(null, [], []);

    /// <summary>From now on the event sub-processes can happen.</summary>
    internal void ArmEvents(Visit visit)
    {
        foreach (var sub in EventSubProcesses)
            sub.Body.Start!.Trigger.Arm(visit, sub.Body.Start.Id);
    }
}
