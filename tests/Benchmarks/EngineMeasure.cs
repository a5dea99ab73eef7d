using System.Collections.Immutable;
using Rectification.Engine;

namespace Rectification.Benchmarks;

/// <summary>The engine alone, without a database: what a command costs on one core.</summary>
internal sealed class EngineMeasure : Measure
{
    private const int Flows = 100_000;
    private const int CommandsEach = 3;

    private static readonly Surroundings Around = new(new(2026, 9, 14, 9, 0, 0, TimeSpan.FromHours(8)), WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);
    private static readonly Variables Begin = Variables.Of(("caseNumber", "YH-2026-000001"), ("level", "general"));
    private static readonly Variables Passed = Variables.Of(("outcome", "passed"));

    public override string Name => "in-memory";

    public override string What => "commands a second in memory, one core (at least 150,000; under 4 kB each): start, A, B with a timer, end; floor: the same flow as a hand-written switch";

    public override Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var ours = OneCore.Measure(Flows * CommandsEach, _ => Engine());
        var floor = OneCore.Measure(Flows * CommandsEach, _ => ByHand());
        return Task.FromResult<IReadOnlyList<Line>>(
        [
            new("commands a second, in memory", ours.PerSecond, floor.PerSecond, "/s", Least: 150_000),
            new("allocated a command", ours.BytesEach, floor.BytesEach, "B", 4_096),
        ]);
    }

    private static void Engine()
    {
        for (var flow = 0; flow < Flows; flow++)
        {
            var state = ProcessState.None;
            state = Apply(state, new Command.Start(Begin), out var effects);
            state = Apply(state, new Command.CompleteTask(TaskOf(effects), Passed), out effects);
            state = Apply(state, new Command.CompleteTask(TaskOf(effects), Passed), out effects);
            if (!state.HasEnded)
                throw new InvalidOperationException("the flow did not end");
        }
    }

    private static ProcessState Apply(ProcessState state, Command command, out ImmutableArray<Effect> effects)
    {
        var applied = (Outcome.Applied)Machine.Apply(FlowDrawing.TwoTasks, state, command, Around);
        effects = applied.Effects;
        return applied.State;
    }

    private static long TaskOf(ImmutableArray<Effect> effects)
    {
        foreach (var effect in effects)
            if (effect is Effect.OpenTask open)
                return open.Key;
        throw new InvalidOperationException("no task opened");
    }

    // The least that must come of a command: an immutable state with its variables, and the effects that the shell writes.
    private static void ByHand()
    {
        for (var flow = 0; flow < Flows; flow++)
        {
            var state = new HandState(0, 0, null, false);
            (state, _) = Handle(state, Begin);
            (state, _) = Handle(state, Passed);
            (state, _) = Handle(state, Passed);
            if (!state.HasEnded)
                throw new InvalidOperationException("the flow did not end");
        }
    }

    private static (HandState, ImmutableArray<Effect>) Handle(HandState state, Variables given)
    {
        var seen = state.Variables is null ? given : state.Variables.With(given);
        var key = state.LastKey;
        switch (state.At)
        {
            case 0:
                return (new(1, key + 1, seen, false), [Open(key + 1, "a", "A", seen)]);
            case 1:
                return (new(2, key + 2, seen, false),
                    [new Effect.CloseTask(key, true), new Effect.ArmTimer(key + 2, "late", Around.Now.AddDays(3)), Open(key + 1, "b", "B", seen)]);
            default:
                return (state with { At = 3, Variables = seen, HasEnded = true },
                    [new Effect.DisarmTimer(key), new Effect.CloseTask(key - 1, true), new Effect.EndProcess(Ending.Completed, seen)]);
        }
    }

    private static Effect.OpenTask Open(long key, string id, string name, Variables seen) =>
        new(key, id, name, null, ["GridWorker@grid"], null, null, ImmutableDictionary<string, object?>.Empty, seen);

    private sealed record HandState(int At, long LastKey, Variables? Variables, bool HasEnded);
}
