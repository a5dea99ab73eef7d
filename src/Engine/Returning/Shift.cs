using System.Collections.Immutable;

namespace Rectification.Engine.Returning;

/// <summary>A way to set tokens of a process differently: what goes, where work opens, or why it may not be.</summary>
/// <param name="Scope">The token within whose sub-process it happens; 0 for the process.</param>
/// <param name="TargetId">Where a token is put; empty when one is only taken away.</param>
/// <param name="Refusal">For people, in Chinese; null when it is allowed.</param>
public sealed record Shift(long Scope, string TargetId, string? Refusal)
{
    public bool IsAllowed => Refusal is null;

    /// <summary>Everything that ends by it: tasks, timers, calls, messages waited for, and flows that wait at joins.</summary>
    public ImmutableArray<ActiveElement> Withdrawn { get; init; } = [];

    /// <summary>The sub-processes that are entered on the way to the target, outermost first.</summary>
    public ImmutableArray<string> Enters { get; init; } = [];

    /// <summary>The tokens and waiting flows of the scope itself that go; what is inside them goes along.</summary>
    internal ImmutableArray<long> Taken { get; init; } = [];

    /// <summary>An interrupting event sub-process is left: what it had ended is armed again.</summary>
    internal bool Revives { get; init; }
}
