using System.Collections.Immutable;
using Rectification.Engine.Returning;

namespace Rectification.Engine.Migrating;

/// <summary>Takes a running process to another version of its drawing: pure, so that a preview and the deed are the same computation.</summary>
public static class Migration
{
    /// <param name="recompute">Timers that the new version counts differently are armed anew, from now; otherwise they stay as they were.</param>
    public static MigrationAnswer Apply(
        Definition from, Definition to, MigrationMap map, ProcessState state, Surroundings surroundings, bool recompute)
    {
        if (!state.HasStarted || state.HasEnded)
            return Refused([new(from.Id, "流程没有在进行，不能迁移。")]);
        var problems = new MigrationCheck(from, to, map, state).Run();
        if (!problems.IsEmpty)
            return Refused(problems);
        var moved = Renamed(from, to, map, state);
        var unsound = Unsound(from, to, map, state, moved);
        if (!unsound.IsEmpty)
            return Refused(unsound);

        var run = new Run(to, moved, surroundings);
        run.Note(FactKind.Migrated, to.Id, 0);
        var work = new MigrationRun(run, from, map, recompute);
        work.Follow(state, moved);
        if (work.Problems.Count > 0)
            return Refused([.. work.Problems]);
        run.Settle();
        return new([], [.. work.Changes], (Outcome.Applied)run.Close());
    }

    private static MigrationAnswer Refused(ImmutableArray<MigrationProblem> problems) => new(problems, [], null);

    private static ProcessState Renamed(Definition from, Definition to, MigrationMap map, ProcessState state)
    {
        return state with
        {
            Process = Token(state.Process),
            Tokens = [.. state.Tokens.Select(Token)],
            Parked = [.. state.Parked.Select(flow => flow with { ElementId = map.Of(flow.ElementId)!, FlowId = map.Flow(from, to, flow.ElementId, flow.FlowId)!.Id })],
        };

        Token Token(Token token) => token with
        {
            ElementId = token.Key == 0 ? token.ElementId : map.Of(token.ElementId)!,
            ByFlowId = token.ByFlowId is { } by ? map.Flow(from, to, token.ElementId, by)!.Id : null,
            Done = [.. token.Done.Select(Done)],
        };

        Compensable Done(Compensable done) => new(done.Key, map.Of(done.ElementId)!) { Locals = done.Locals, Index = done.Index, Inside = [.. done.Inside.Select(Done)] };
    }

    /// <summary>Scopes that would stand as the new drawing can never bring it about: a join would wait for ever, or twice.</summary>
    private static ImmutableArray<MigrationProblem> Unsound(Definition from, Definition to, MigrationMap map, ProcessState old, ProcessState moved)
    {
        var problems = ImmutableArray.CreateBuilder<MigrationProblem>();
        foreach (var token in moved.Tokens.Where(t => t is { Phase: Phase.Inside, Loop: null }).Prepend(moved.Process))
        {
            var view = new ScopeView(to, moved, token);
            if (view.Direct.IsEmpty || view.WouldStand(null, null))
                continue;
            var was = old.Find(token.Key)?.ElementId;
            var isSame = SameLevel(from, was, to, token.Key == 0 ? null : token.ElementId, map);
            if (!isSame)
                problems.Add(new(was ?? from.Id,
                    $"“{string.Join("”“", view.Direct.Select(item => view.Label(item.ElementId)).Distinct().Take(3))}”按新版本不会这样{(view.Direct.Length > 1 ? "同时" : "单独")}进行，汇合网关会等不到或重复汇合。请先退回到分支之前，或调整新版本。"));
        }
        return problems.ToImmutable();
    }

    // Where a state can't be judged, it is no worse than before as long as the level is drawn alike.
    private static bool SameLevel(Definition from, string? oldLevel, Definition to, string? newLevel, MigrationMap map)
    {
        var (before, after) = (from.Elements.Values.Where(e => e.ParentId == oldLevel).ToList(), to.Elements.Values.Where(e => e.ParentId == newLevel).ToList());
        return before.Count == after.Count && before.All(e => map.Of(e.Id) is { } id && to.Elements[id] is var successor
            && e.Outgoing.Select(f => map.Of(f.TargetId)).Order(StringComparer.Ordinal).SequenceEqual(successor.Outgoing.Select(f => f.TargetId).Order(StringComparer.Ordinal)));
    }
}
