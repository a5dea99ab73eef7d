using System.Collections.Immutable;
using Rectification.Engine.Elements;

namespace Rectification.Engine;

/// <summary>
/// What was done is kept with the token around it until that token ends, and can be compensated once (BPMN 2.0, 13.5.5).
/// Handlers begin in the reverse order of completion. One that waits for a person does not hold back the others.
/// </summary>
internal static class Compensation
{
    /// <summary>An activity was completed: kept when something can undo it.</summary>
    public static void Remember(this Run run, Activity activity, Token token)
    {
        // The instances of a loop can be compensated when the whole loop is done, each by itself.
        if (activity.Loop is not null && token.Index == 0)
        {
            if (!token.Done.IsEmpty)
                Keep(run, token.Scope, token.Done);
            return;
        }
        var isHandled = activity.CompensatedBy is not null;
        if (!isHandled && token.Done.IsEmpty && activity is not SubProcess { Compensation: not null })
            return;
        Keep(run, token.Scope,
        [
            new(token.Key, activity.Id) { Locals = token.Locals, Index = token.Index, Inside = isHandled ? [] : token.Done },
        ]);
    }

    /// <summary>A token throws compensation; null when it may go on at once: nothing is to be undone, or it does not wait for that.</summary>
    public static Move? SetOffCompensation(this Run run, Token thrower, string? activityId, bool waits)
    {
        if (!HasToCompensate(run, thrower, activityId))
            return null;
        if (waits)
            return run.Compensate(thrower with { Phase = Phase.Compensating }, activityId);
        run.Compensate(new(run.NextKey(), thrower.ElementId, thrower.Scope, Phase.Compensating), activityId);
        return null;
    }

    /// <summary>Sets to work the handlers for one activity, or for all that was done in the scope of <paramref name="holder"/>; they stand inside it.</summary>
    public static Move Compensate(this Run run, Token holder, string? activityId)
    {
        var chosen = new List<Compensable>();
        foreach (var scope in Scopes(run, holder))
        {
            var of = scope.Done.Where(done => activityId is null || done.ElementId == activityId).ToList();
            chosen.InsertRange(0, of);
            run.Store(scope with { Done = scope.Done.RemoveRange(of) });
        }
        return run.Compensate(holder, [.. chosen]);
    }

    public static Move Compensate(this Run run, Token holder, ImmutableArray<Compensable> done)
    {
        UndoAll(run, holder, done);
        return run.ScopeMayEnd(holder.Key);
    }

    /// <summary>What was done in a scope and in the scopes within that are still at work. What is just being undone is not undone yet.</summary>
    public static ImmutableArray<Compensable> DoneInside(this Run run, Token scope)
    {
        var done = ImmutableArray.CreateBuilder<Compensable>();
        foreach (var (target, locals) in run.OnTheWay(scope.Key))
            if (target is Activity { IsForCompensation: true })
                done.Add(new(scope.Key, UndoneBy(run, target)) { Locals = locals });
        foreach (var inner in run.Tokens)
            if (inner.Scope != scope.Key)
                continue;
            else if (run.ElementOf(inner) is Activity { IsForCompensation: true } handler)
                done.Add(new(inner.Key, UndoneBy(run, handler)) { Locals = inner.Locals });
            else if (inner.Phase == Phase.Compensating && run.ElementOf(inner) is SubProcess { Compensation: not null })
                done.Add(new(inner.Key, inner.ElementId) { Locals = inner.Locals, Inside = inner.Done });
            else if (inner.Phase is Phase.Inside or Phase.Compensating)
                foreach (var within in run.DoneInside(inner))
                    done.Add(within with { Locals = Catching.Overlay(inner.Locals, within.Locals) });
        done.InsertRange(0, scope.Done);
        return done.ToImmutable();
    }

    /// <summary>What handlers that were set to work in a scope have not undone yet.</summary>
    public static IEnumerable<Compensable> BeingUndone(this Run run, long scope)
    {
        foreach (var holder in run.Tokens)
            if (holder.Scope == scope && holder.Phase == Phase.Compensating)
                foreach (var done in run.DoneInside(holder))
                    yield return done;
    }

    private static string UndoneBy(Run run, Element handler) =>
        run.Definition.Elements.Values.OfType<Activity>().First(activity => activity.CompensatedBy == handler.Id).Id;

    private static bool HasToCompensate(Run run, Token thrower, string? activityId)
    {
        foreach (var scope in Scopes(run, thrower))
            foreach (var done in scope.Done)
                if (activityId is null || done.ElementId == activityId)
                    return true;
        return false;
    }

    private static void UndoAll(Run run, Token holder, ImmutableArray<Compensable> done)
    {
        run.Store(holder);
        for (var at = done.Length - 1; at >= 0; at--)
            Undo(run, holder.Key, done[at]);
    }

    private static void Undo(Run run, long scope, Compensable done)
    {
        var activity = (Activity)run.Definition[done.ElementId];
        if (activity.CompensatedBy is { } handler)
        {
            run.Send(run.Definition[handler], scope, locals: done.Locals);
            return;
        }
        // The sub-process is there again with the variables it had, but nothing of its flow.
        var again = new Token(run.NextKey(), activity.Id, scope, Phase.Compensating) { Locals = done.Locals };
        if ((activity as SubProcess)?.Compensation is not { } compensation)
        {
            UndoAll(run, again, done.Inside);
            return;
        }
        run.Store(again with { Done = done.Inside });
        run.Send(compensation, again.Key);
    }

    private static void Keep(Run run, long scope, ImmutableArray<Compensable> done)
    {
        if (run.Find(scope) is { } around)
            run.Store(around with { Done = around.Done.AddRange(done) });
    }

    // An event sub-process undoes what was done in the scope that it belongs to.
    private static IEnumerable<Token> Scopes(Run run, Token thrower)
    {
        for (var scope = run.Find(thrower.Scope)!; ; scope = run.Find(scope.Scope)!)
        {
            yield return scope;
            if (scope.Key == 0 || run.ElementOf(scope) is not SubProcess { IsEventSubProcess: true })
                yield break;
        }
    }
}
