using System.Collections.Immutable;
using System.Diagnostics;

namespace Rectification.Engine.Playing;

/// <summary>One command that a process really got, with the world as it was then.</summary>
public sealed record Recorded(Command Command, Surroundings Around);

/// <summary>Runs what really happened on the drawing of that time and on a draft, side by side, and tells where the draft would have gone differently.</summary>
public static class Replay
{
    private const int MostDifferences = 20;

    /// <param name="original">The drawing that the case ran on.</param>
    /// <param name="history">Every command the process got, in order.</param>
    public static ReplayReport Compare(Definition original, Definition draft, IReadOnlyList<Recorded> history)
    {
        var (before, after) = (ProcessState.None, ProcessState.None);
        var differences = ImmutableArray.CreateBuilder<ReplayDifference>();
        var last = "";
        for (var step = 0; step < history.Count; step++)
        {
            var recorded = history[step];
            var elementId = Active(before, KeyOf(recorded.Command))?.ElementId;
            if (Machine.Apply(original, before, recorded.Command, recorded.Around) is not Outcome.Applied then)
                return Stopped(step, $"记录的第 {step + 1} 步在当时的流程版本上也走不通，记录不完整，不能重演。");
            if (Translate(recorded.Command, before, after) is not { } command)
                return Stopped(step, after.HasEnded
                    ? $"当时第 {step + 1} 步办理“{Label(original, elementId)}”，按草稿流程这时已经结束。"
                    : $"当时第 {step + 1} 步办理“{Label(original, elementId)}”，按草稿这时不在那里，{(Open(after) is { IsEmpty: false } open ? $"而在{Names(draft, open)}" : "也没有别的环节在等办理")}。");
            if (Machine.Apply(draft, after, command, recorded.Around) is not Outcome.Applied now)
                return Stopped(step, $"当时第 {step + 1} 步办理“{Label(original, elementId)}”，草稿不接受。");
            (before, after) = (then.State, now.State);
            var (opened, instead) = (Open(before), Open(after));
            var told = $"{string.Join(' ', opened)}|{string.Join(' ', instead)}|{before.HasEnded}|{after.HasEnded}";
            if ((!opened.SequenceEqual(instead) || before.HasEnded != after.HasEnded) && told != last && differences.Count < MostDifferences)
                differences.Add(new(step + 1, recorded.Around.Now, elementId, opened, instead, before.HasEnded, after.HasEnded,
                    $"第 {step + 1} 步“{Label(original, elementId)}”之后，当时{Ending(before, original, opened)}，按草稿会是{Ending(after, draft, instead)}。"));
            last = told;
        }
        return new(history.Count, history.Count, differences.ToImmutable(), null);

        ReplayReport Stopped(int step, string why) => new(history.Count, step, differences.ToImmutable(), why);
    }

    /// <summary>The same command for the draft, where keys differ; null when something it names is not there.</summary>
    internal static Command? Translate(Command command, ProcessState before, ProcessState after)
    {
        return command switch
        {
            Command.CompleteTask each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.CompleteJob each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.FailJob each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.ThrowError each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.ThrowEscalation each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.FireTimer each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.DeliverMessage each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.CompleteCall each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.ResolveIncident each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.CancelToken each => At(each.Key) is { } key ? each with { Key = key } : null,
            Command.Return each => At(each.Scope) is { } scope ? each with { Scope = scope, From = each.From is { } from ? At(from) : null } : null,
            Command.MoveToken each => At(each.Key) is { } key && At(each.Scope) is { } scope ? each with { Key = key, Scope = scope } : null,
            Command.SetVariables each => At(each.Scope) is { } scope ? each with { Scope = scope } : null,
            Command.AddToken each => At(each.Scope) is { } scope ? each with { Scope = scope } : null,
            Command.Start or Command.Cancel => command,
            _ => throw new UnreachableException(command.GetType().Name),
        };

        // What stands at the same element in the same way, counted from the oldest.
        long? At(long key)
        {
            if (key == 0)
                return 0;
            if (Active(before, key) is not { } active)
                return null;
            var place = Alike(before, active).IndexOf(key);
            var keys = Alike(after, active);
            return keys.Count == 0 ? null : keys[Math.Min(place, keys.Count - 1)];
        }
    }

    private static List<long> Alike(ProcessState state, ActiveElement one) =>
        [.. state.ActiveElements.Where(active => active.ElementId == one.ElementId && active.Kind == one.Kind).Select(active => active.Key).Order()];

    private static ActiveElement? Active(ProcessState state, long key) => state.ActiveElements.FirstOrDefault(active => active.Key == key);

    /// <summary>The key of what the command is for; 0 for the whole process.</summary>
    internal static long KeyOf(Command command) => command switch
    {
        Command.CompleteTask each => each.Key,
        Command.CompleteJob each => each.Key,
        Command.FailJob each => each.Key,
        Command.ThrowError each => each.Key,
        Command.ThrowEscalation each => each.Key,
        Command.FireTimer each => each.Key,
        Command.DeliverMessage each => each.Key,
        Command.CompleteCall each => each.Key,
        Command.ResolveIncident each => each.Key,
        Command.CancelToken each => each.Key,
        Command.MoveToken each => each.Key,
        Command.Return each => each.From ?? each.Scope,
        Command.SetVariables each => each.Scope,
        Command.AddToken each => each.Scope,
        Command.Start or Command.Cancel => 0,
        _ => throw new UnreachableException(command.GetType().Name),
    };

    /// <summary>What is open to anybody or anything outside: the inside of scopes and joins only follows from it.</summary>
    private static ImmutableArray<string> Open(ProcessState state) =>
        [.. state.ActiveElements.Where(active => active.Kind is not (WaitKind.Inside or WaitKind.Choice)).Select(active => active.ElementId).Order(StringComparer.Ordinal)];

    private static string Ending(ProcessState state, Definition definition, ImmutableArray<string> open) =>
        state.HasEnded ? "流程结束" : open.IsEmpty ? "没有环节等办理" : $"{Names(definition, open)}等办理";

    private static string Names(Definition definition, ImmutableArray<string> open) =>
        string.Concat(open.Distinct().Select(id => $"“{Label(definition, id)}”"));

    private static string Label(Definition definition, string? elementId) =>
        elementId is null ? definition.Name : definition.Elements.GetValueOrDefault(elementId)?.Label ?? elementId;
}

/// <summary>How far a draft could follow what happened, and where it would have gone elsewhere.</summary>
/// <param name="Recorded">How many commands the record holds.</param>
/// <param name="Replayed">How many of them the draft could follow.</param>
/// <param name="Stopped">Why it could not follow further, in Chinese; null when it followed to the end.</param>
public sealed record ReplayReport(int Recorded, int Replayed, ImmutableArray<ReplayDifference> Differences, string? Stopped)
{
    /// <summary>The draft would have gone exactly as it went.</summary>
    public bool IsSame => Differences.IsEmpty && Stopped is null;
}

/// <summary>One place where the draft would have gone elsewhere.</summary>
/// <param name="Step">The command after which the two differ, from 1.</param>
/// <param name="ElementId">Where that command went; null for the start and for what concerns the whole process.</param>
/// <param name="Then">Element ids that were open after it.</param>
/// <param name="Draft">Element ids that would be open by the draft.</param>
/// <param name="Text">The same for people.</param>
public sealed record ReplayDifference(
    int Step, DateTimeOffset At, string? ElementId, ImmutableArray<string> Then, ImmutableArray<string> Draft, bool HadEnded, bool WouldHaveEnded, string Text);
