namespace Rectification.Engine.Tests;

/// <summary>Drawings made at random, walked at random: whatever happens, inside and outside agree after every command, and in the end the process ends.</summary>
public sealed class RandomWalkTests
{
    [Theory]
    [InlineData(0, 150)]
    [InlineData(10_000, 150)]
    public void Every_walk_keeps_the_invariants_and_ends(int firstSeed, int count)
    {
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var chance = new Random(seed);
            var xml = new RandomDrawing(chance).Whole();
            try
            {
                var walk = Walk.In(xml).Start(("caseNumber", "YH-1"), ("n", chance.Next(4)));
                for (var turn = 0; !walk.Ended; turn++)
                {
                    Assert.True(turn < 5000, "never ends");
                    if (seed % 5 == 0 && turn == 6)
                        walk.Cancel();
                    else
                        Turn(walk, chance);
                }
                Assert.Empty(walk.Incidents);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}\n{xml}", fault);
            }
        }
    }

    [Theory]
    [InlineData(20_000, 150)]
    public void A_transaction_that_was_given_up_has_undone_everything_once_and_one_that_was_not_nothing_twice(int firstSeed, int count)
    {
        var cancelled = 0;
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var chance = new Random(seed);
            var drawing = new RandomDrawing(chance, interrupts: false);
            var (xml, edge) = drawing.Transaction();
            try
            {
                var walk = Walk.In(xml).Start(("caseNumber", "YH-1"), ("n", chance.Next(4)));
                for (var turn = 0; !walk.Ended; turn++)
                {
                    Assert.True(turn < 5000, "never ends");
                    Turn(walk, chance);
                }
                var isCancelled = walk.Facts.Any(fact => fact.Kind == FactKind.ElementEntered && fact.ElementId == edge);
                cancelled += isCancelled ? 1 : 0;
                var completed = walk.Facts.Where(fact => fact.Kind == FactKind.ElementCompleted).CountBy(fact => fact.ElementId).ToDictionary();
                foreach (var (done, times) in completed.Where(each => each.Key.StartsWith("undone", StringComparison.Ordinal)))
                    Assert.InRange(completed.GetValueOrDefault($"undo-{done}"), isCancelled ? times : 0, times);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}\n{xml}", fault);
            }
        }
        Assert.InRange(cancelled, count / 5, count);
    }

    [Fact]
    public void The_same_commands_give_the_same_effects()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var definition = Walk.In(new RandomDrawing(new Random(seed)).Whole()).Definition;
            Assert.Equal(Story(definition, seed), Story(definition, seed));
        }
    }

    private static string Story(Definition definition, int seed)
    {
        var chance = new Random(seed);
        var walk = Walk.Of(definition).Start(("caseNumber", "YH-1"), ("n", 2));
        for (var turn = 0; turn < 30 && !walk.Ended; turn++)
            Turn(walk, chance);
        return string.Join('\n', walk.Effects.Select(e => $"{e.GetType().Name} {Key(e)}").Concat(walk.Facts.Select(f => f.ToString())));
    }

    private static long Key(Effect effect) => effect switch
    {
        Effect.OpenTask open => open.Key,
        Effect.CloseTask close => close.Key,
        Effect.ArmTimer arm => arm.Key,
        Effect.DisarmTimer disarm => disarm.Key,
        _ => 0,
    };

    private static void Turn(Walk walk, Random chance)
    {
        var answers = Variables.Of(("n", chance.Next(4)));
        var choices = walk.Tasks.Select(t => (Command)new Command.CompleteTask(t.Key, answers))
            .Concat(walk.Tasks.Where(_ => chance.Next(10) == 0).Select(t => new Command.ThrowError(t.Key, "E", null, answers)))
            .Concat(walk.Tasks.Where(_ => chance.Next(10) == 0).Select(t => new Command.ThrowEscalation(t.Key, "X", answers)))
            .Concat(walk.Calls.Where(_ => chance.Next(5) == 0).Select(c => new Command.ThrowError(c.Key, "E", null, answers)))
            .Concat(walk.Timers.Select(t => new Command.FireTimer(t.Key)))
            .Concat(walk.Subscriptions.Select(s => new Command.DeliverMessage(s.Key, answers)))
            .Concat(walk.Signals.Select(s => new Command.DeliverMessage(s.Key, answers)))
            .Concat(walk.Jobs.Select(j => new Command.CompleteJob(j.Key, answers)))
            .Concat(walk.Calls.Select(c => new Command.CompleteCall(c.Key, answers)))
            .Concat(walk.Incidents.Select(i => new Command.ResolveIncident(i.Key)))
            .ToList();
        Assert.NotEmpty(choices);
        if (chance.Next(5) == 0)
            RefuseStranger(walk, chance);
        walk.Do(choices[chance.Next(choices.Count)]);
        Assert.Null(walk.Refusal);
    }

    private static void RefuseStranger(Walk walk, Random chance)
    {
        var key = walk.State.LastKey + 1 + chance.Next(5);
        Command[] strangers = [new Command.CompleteTask(key, Variables.Empty), new Command.FireTimer(key), new Command.DeliverMessage(key, Variables.Empty)];
        var before = walk.State;
        Assert.NotNull(walk.Do(strangers[chance.Next(strangers.Length)]).Refusal);
        Assert.Same(before, walk.State);
    }
}
