using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rectification.Engine.Elements;
using Rectification.Engine.Reading;
using Rectification.Engine.Returning;

namespace Rectification.Engine.Tests.Returning;

/// <summary>
/// Drawings and histories made at random, with returns, moves, additions and withdrawals among the commands: no token is lost, no task is without one
/// or there twice, every deadline has exactly one timer, and the process can always end.
/// More than the usual few hundred by <c>RECTIFICATION_PROPERTY_RUNS</c>; a failure tells the smallest drawing and the seed.
/// </summary>
public sealed class ReturnProperties
{
    private static readonly int Runs =
        int.TryParse(Environment.GetEnvironmentVariable("RECTIFICATION_PROPERTY_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 250;

    [Fact]
    public void Whatever_is_set_back_moved_added_or_taken_away_the_process_goes_on_and_ends()
    {
        var shifts = new Dictionary<string, int>();
        var arbitrary = Arb.From(Plan.Any.Zip(Gen.Choose(0, 9999).ArrayOf(40)), t => Plan.Smaller(t.Item1).Select(p => (p, t.Item2)).Concat(Fewer(t.Item2).Select(c => (t.Item1, c))));
        Prop.ForAll(arbitrary, story => Told(story.Item1, definition => Live(definition, story.Item2, shifts))).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(60));
        // The property would hold of an engine that refuses everything.
        Assert.All(["Return", "MoveToken", "AddToken", "CancelToken"], kind => Assert.True(shifts.GetValueOrDefault(kind) >= Runs / 25, $"{kind}: {shifts.GetValueOrDefault(kind)}"));
    }

    [Fact]
    public void Putting_the_steps_of_a_branch_together_loses_no_marking_and_makes_none_up() =>
        Prop.ForAll(Arb.From(Plan.Any, Plan.Smaller), plan =>
        {
            var definition = Definition(plan);
            foreach (var level in definition.Elements.Values.OfType<SubProcess>().Select(s => (string?)s.Id).Append(null))
            {
                var (merged, apart) = (Markings.Of(definition, level), Markings.Of(definition, level, isMerged: false));
                if (apart.IsKnown)
                    Same(merged, apart, definition, level);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs / 2).WithEndSize(40));

    private static void Same(Markings merged, Markings apart, Definition definition, string? level)
    {
        var net = LevelNet.Of(definition, level);
        var region = Regions.Of(net);
        var exact = apart.All.Where(m => m.All(count => count <= 1)).ToHashSet();
        var folded = exact.Select(m => string.Concat(Fold(m, region))).ToHashSet();
        Assert.Equal(merged.All.Where(m => m.All(count => count <= 1)).Order(StringComparer.Ordinal), folded.Where(m => m.All(c => c <= 1)).Order(StringComparer.Ordinal));
        // Wherever a token stands in its region makes no difference.
        foreach (var marking in exact)
            for (var place = 0; place < marking.Length; place++)
                if (marking[place] == 1)
                    for (var other = 0; other < region.Length; other++)
                        if (region[other] == region[place])
                            Assert.Contains(Put(marking, place, other), exact);
    }

    private static char[] Fold(string marking, int[] region)
    {
        var folded = new char[region.Length == 0 ? 0 : region.Max() + 1];
        for (var place = 0; place < marking.Length; place++)
            folded[region[place]] = (char)Math.Min(2, folded[region[place]] + marking[place]);
        return folded;
    }

    private static string Put(string marking, int from, int to)
    {
        var moved = marking.ToCharArray();
        moved[from] = (char)0;
        moved[to] = (char)1;
        return new(moved);
    }

    private static void Live(Definition definition, int[] choices, Dictionary<string, int> shifts)
    {
        var walk = Walk.Of(definition).Start(("caseNumber", "YH-1"), ("n", choices.Length > 0 ? choices[0] % 4 : 0));
        foreach (var choice in choices)
            if (!walk.Ended)
                Turn(walk, choice, shifts);
        // Whatever happened, it can be brought to its end.
        if (!walk.Ended)
            walk.Set(("n", 0));
        for (var turn = 0; !walk.Ended; turn++)
        {
            Assert.True(turn < 3000, "never ends");
            var commands = Ordinary(walk, 0);
            Assert.NotEmpty(commands);
            Do(walk, commands[^1]);
        }
        Assert.Empty(walk.Incidents);
        Assert.Empty(walk.Timers);
        Assert.Empty(walk.Tasks);
    }

    private static void Turn(Walk walk, int choice, Dictionary<string, int> shifts)
    {
        if (choice % 7 == 0)
            Migrate(walk);
        var (definition, state) = (walk.Definition, walk.State);
        if (choice % 3 == 0)
        {
            var ordinary = Ordinary(walk, choice / 3 % 4);
            Do(walk, ordinary[choice / 12 % ordinary.Count]);
            return;
        }
        var keys = state.Tokens.Select(t => t.Key).Concat(state.Parked.Select(p => p.Key)).ToList();
        var key = keys[choice / 30 % keys.Count];
        var possible = (choice % 10) switch
        {
            < 4 => Returns.Of(definition, state).Select(s => (s, (Command)new Command.Return(s.Scope, s.TargetId))),
            < 5 => state.Find(key) is null ? [] : Returns.From(definition, state, key).Select(s => (s, (Command)new Command.Return(s.Scope, s.TargetId, key))),
            < 7 => Returns.Moves(definition, state, key).Select(s => (s, (Command)new Command.MoveToken(key, s.Scope, s.TargetId))),
            < 9 => Returns.Additions(definition, state).Select(s => (s, (Command)new Command.AddToken(s.Scope, s.TargetId, Variables.Empty))),
            _ => keys.Select(k => (Returns.Cancellation(definition, state, k), (Command)new Command.CancelToken(k))),
        };
        var all = possible.ToList();
        Assert.All(all.Where(each => !each.Item1.IsAllowed).Take(2), each => Refused(walk, each.Item2));
        if (all.Where(each => each.Item1.IsAllowed).ToList() is not { Count: > 0 } allowed)
            return;
        var (shift, command) = allowed[choice / 30 % allowed.Count];
        var tasks = walk.Tasks.Select(t => t.Key).ToHashSet();
        Do(walk, command);
        var told = shift.Withdrawn.Select(w => w.Key).Where(tasks.Contains).Order();
        var gone = tasks.Except(walk.Tasks.Select(t => t.Key)).Order();
        Assert.True(told.SequenceEqual(gone), $"{command}: told {string.Join(' ', told)}, gone {string.Join(' ', gone)}");
        lock (shifts)
            shifts[command.GetType().Name] = shifts.GetValueOrDefault(command.GetType().Name) + 1;
    }

    /// <summary>To a version drawn alike everything follows as it is; only what is being undone stays on its version until that is over.</summary>
    private static void Migrate(Walk walk)
    {
        if (walk.State.Tokens.Any(t => t.Phase == Phase.Compensating))
        {
            var state = walk.State;
            Assert.All(walk.Migrate(walk.Definition).Problems, problem => Assert.Contains("补偿", problem.Text, StringComparison.Ordinal));
            Assert.Same(state, walk.State);
            return;
        }
        var before = (string.Join(' ', walk.Timers), string.Join(' ', walk.Subscriptions), walk.Open);
        Assert.Empty(walk.Migrate(walk.Definition).Problems);
        Assert.Equal(before, (string.Join(' ', walk.Timers), string.Join(' ', walk.Subscriptions), walk.Open));
    }

    private static void Refused(Walk walk, Command command)
    {
        var before = walk.State;
        Assert.NotNull(walk.Do(command).Refusal);
        Assert.Same(before, walk.State);
    }

    private static List<Command> Ordinary(Walk walk, int n)
    {
        var answers = Variables.Of(("n", n));
        return
        [
            .. walk.Timers.Select(t => new Command.FireTimer(t.Key)),
            .. walk.Subscriptions.Select(s => new Command.DeliverMessage(s.Key, answers)),
            .. walk.Tasks.Where(t => t.Key % 7 == 3).Select(t => new Command.ThrowError(t.Key, "E", null, answers)),
            .. walk.Incidents.Select(i => new Command.ResolveIncident(i.Key)),
            .. walk.Jobs.Select(j => new Command.CompleteJob(j.Key, answers)),
            .. walk.Calls.Select(c => new Command.CompleteCall(c.Key, answers)),
            .. walk.Tasks.Select(t => new Command.CompleteTask(t.Key, answers)),
        ];
    }

    private static void Do(Walk walk, Command command)
    {
        walk.Do(command);
        Assert.Null(walk.Refusal);
        Assert.DoesNotContain(walk.State.Parked, flow => flow.Incident is not null);
        // Steps beside the way come as often as their timer fires, and what was done twice is undone twice; no other is open twice in its scope.
        Assert.All(walk.State.Tokens.Where(t => t.Index == 0 && t.Phase != Phase.Compensating && !t.ElementId.StartsWith("undo", StringComparison.Ordinal) && !t.ElementId.StartsWith("aside", StringComparison.Ordinal) && !t.ElementId.EndsWith("on", StringComparison.Ordinal))
            .GroupBy(t => (t.Scope, t.ElementId)), same => Assert.Single(same));
        foreach (var flow in walk.State.Parked.GroupBy(p => (p.Scope, p.FlowId)))
            Assert.Single(flow);
    }

    /// <summary>A failure shows the drawing.</summary>
    private static void Told(Plan plan, Action<Definition> check)
    {
        try
        {
            check(Definition(plan));
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\n{plan.Drawn()}", fault);
        }
    }

    private static Definition Definition(Plan plan)
    {
        var reading = BpmnReader.Read(plan.Drawn());
        Assert.DoesNotContain(reading.Problems, p => !p.IsWarning);
        return reading.Processes[0];
    }

    private static IEnumerable<int[]> Fewer(int[] choices)
    {
        if (choices.Length > 1)
        {
            yield return choices[..(choices.Length / 2)];
            yield return choices[..^1];
            yield return choices[1..];
        }
    }
}
