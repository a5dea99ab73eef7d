using System.Collections.Immutable;

namespace Rectification.Engine;

/// <summary>Where one process stands. Stored by the shell as one JSON document.</summary>
public sealed record ProcessState
{
    public static readonly ProcessState None = new();

    /// <summary>The highest key handed out so far.</summary>
    public long LastKey { get; init; }

    public bool HasEnded { get; init; }

    /// <summary>The variables of the process scope.</summary>
    public Variables Variables
    {
        get => Process.Locals;
        init => Process = Process with { Locals = value };
    }

    /// <summary>The process itself: its variables and the waits of its event sub-processes.</summary>
    public Token Process { get; init; } = Token.Process;

    /// <summary>Every active element, in the order of keys.</summary>
    public ImmutableArray<Token> Tokens { get; init; } = [];

    /// <summary>Flows taken that wait at joining gateways, in the order of arrival.</summary>
    public ImmutableArray<ParkedFlow> Parked { get; init; } = [];

    public bool HasStarted => LastKey > 0;

    /// <summary>Where the process stands, element by element.</summary>
    public ImmutableArray<ActiveElement> ActiveElements
    {
        get
        {
            var active = ImmutableArray.CreateBuilder<ActiveElement>();
            AddWaits(Process);
            foreach (var token in Tokens)
            {
                if (KindOf(token) is { } kind)
                    active.Add(new(token.ElementId, token.Key, kind));
                AddWaits(token);
            }
            foreach (var flow in Parked)
                active.Add(new(flow.ElementId, flow.Key, flow.Incident is null ? WaitKind.Join : WaitKind.Incident));
            return active.DrainToImmutable();

            void AddWaits(Token token)
            {
                foreach (var wait in token.Waits)
                    active.Add(new(wait.ElementId, wait.Key, wait.Kind, (wait as TimerWait)?.DueAt));
            }
        }
    }

    public Token? Find(long key)
    {
        var at = IndexOf(Tokens.AsSpan(), key);
        return at < 0 ? null : Tokens[at];
    }

    /// <summary>Tokens stand in the order of their keys.</summary>
    internal static int IndexOf(ReadOnlySpan<Token> tokens, long key)
    {
        var (low, high) = (0, tokens.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = tokens[middle].Key;
            if (found == key)
                return middle;
            if (found < key)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }

    private static WaitKind? KindOf(Token token) => token switch
    {
        { Incident: not null } => WaitKind.Incident,
        { Phase: Phase.AtTask } => WaitKind.Task,
        { Phase: Phase.AtJob } => WaitKind.Job,
        { Phase: Phase.AtCall } => WaitKind.Call,
        { Phase: Phase.Inside or Phase.Compensating } => WaitKind.Inside,
        // An event's own wait says it already; at an event-based gateway the waits name the events behind it.
        { Phase: Phase.AtEvent } when token.Waits.IsEmpty || token.Waits[0].ElementId != token.ElementId => WaitKind.Choice,
        _ => null,
    };
}
