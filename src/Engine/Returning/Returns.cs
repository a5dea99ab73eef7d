using System.Collections.Immutable;
using Rectification.Engine.Elements;

namespace Rectification.Engine.Returning;

/// <summary>
/// Says of any state where it may be set back to, and how tokens may be moved, added and taken away.
/// Allowed is what leaves the process as its own drawing could have brought it: so no join waits for ever or joins twice,
/// no work is stranded or done twice. What stands in the way of that is withdrawn with a return, and told before.
/// </summary>
public static class Returns
{
    /// <summary>Every step of the drawing from every place where something goes on: returns that are allowed, and for the others why not.</summary>
    public static ImmutableArray<Shift> Of(Definition definition, ProcessState state) =>
        [.. Scopes(definition, state).SelectMany(scope => scope.Steps().Select(step => Return(scope, step, null)))];

    /// <summary>The returns that whoever holds this token may ask for: each withdraws it.</summary>
    public static ImmutableArray<Shift> From(Definition definition, ProcessState state, long key) =>
        [.. Scopes(definition, state).Where(scope => scope.Holds(key)).SelectMany(scope => scope.Steps().Select(step => Return(scope, step, key)))];

    /// <summary>Where this token may be moved, the others staying as they are.</summary>
    public static ImmutableArray<Shift> Moves(Definition definition, ProcessState state, long key) =>
        [.. Scopes(definition, state).Where(scope => scope.Holds(key)).SelectMany(scope => scope.Steps().Select(step => Move(scope, step, key)))];

    /// <summary>Where one more token may be put.</summary>
    public static ImmutableArray<Shift> Additions(Definition definition, ProcessState state) =>
        [.. Scopes(definition, state).SelectMany(scope => scope.Steps().Select(step => Addition(scope, step))), .. MoreInstances(definition, state)];

    /// <summary>Whether this token may be taken away, the others staying as they are.</summary>
    public static Shift Cancellation(Definition definition, ProcessState state, long key)
    {
        if (state.Find(key) is { Index: > 0 } instance)
            return InstanceGoes(definition, state, instance);
        return Scopes(definition, state).FirstOrDefault(scope => scope.HasDirectly(key)) is { } found
            ? Goes(found, key)
            : new(0, "", "这个环节已经结束。");
    }

    internal static Shift Return(Definition definition, ProcessState state, long scope, string targetId, long? from) =>
        With(definition, state, scope, targetId, (level, step) => Return(level, step, from));

    internal static Shift Move(Definition definition, ProcessState state, long scope, string targetId, long key) =>
        With(definition, state, scope, targetId, (level, step) => Move(level, step, key));

    internal static Shift Addition(Definition definition, ProcessState state, long scope, string targetId) =>
        state.Find(scope) is { Loop: not null } loop && loop.ElementId == targetId
            ? InstanceComes(definition, loop)
            : With(definition, state, scope, targetId, Addition);

    private static Shift With(Definition definition, ProcessState state, long scope, string targetId, Func<ScopeView, string, Shift> decide)
    {
        if (Scopes(definition, state).FirstOrDefault(each => each.Token.Key == scope) is not { } found)
            return new(scope, targetId, "这一层流程已经结束。");
        return found.Steps().Contains(targetId) ? decide(found, targetId) : new(scope, targetId, "流程图的这一层没有这个环节，或者它不是可以停留的环节。");
    }

    private static IEnumerable<ScopeView> Scopes(Definition definition, ProcessState state)
    {
        if (!state.HasStarted || state.HasEnded)
            yield break;
        yield return new(definition, state, state.Process);
        foreach (var token in state.Tokens)
            if (token is { Phase: Phase.Inside, Loop: null })
                yield return new(definition, state, token);
    }

    private static Shift Return(ScopeView scope, string targetId, long? from)
    {
        if (scope.CanEnter(targetId) is { } closed)
            return scope.Refuse(targetId, closed);
        if (scope.HasLeafAt(targetId))
            return scope.Refuse(targetId, $"现在就在“{scope.Label(targetId)}”。");
        var source = from is { } key ? scope.DirectlyAround(key) : (long?)null;
        if (source is { } beside && scope.IsBeside(beside))
            return scope.Refuse(targetId, $"“{scope.LabelOf(beside)}”是另外进行的，从这里不能退回主流程。");
        if (scope.Interruption is { } interruption)
            return scope.IsReachable([targetId])
                ? scope.Allow(targetId, [interruption]) with { Revives = true }
                : scope.Refuse(targetId, scope.WhyUnreachable(targetId));

        var head = scope.HeadOf(targetId);
        if (scope.BestStays(head, source) is not { } stays)
            return scope.Refuse(targetId, source is { } held && scope.BestStays(head, null) is not null
                ? $"“{scope.LabelOf(held)}”与“{scope.Label(targetId)}”在并行的分支上，退回后它仍要继续，不能由它退回。"
                : scope.WhyUnreachable(targetId));
        ImmutableArray<long> taken = [.. scope.Direct.Select(item => item.Key).Except(stays)];
        if (source is { } asker ? !scope.Leads(head, asker) : !taken.Any(gone => scope.Leads(head, gone)))
            return scope.Refuse(targetId, $"“{scope.Label(targetId)}”不在正在办理的环节之前，不是退回。");
        return scope.Allow(targetId, taken);
    }

    private static Shift Move(ScopeView scope, string targetId, long key)
    {
        if (scope.CanEnter(targetId) is { } closed)
            return scope.Refuse(targetId, closed);
        var source = scope.DirectlyAround(key);
        if (scope.HasLeafAt(targetId))
            return scope.Refuse(targetId, $"现在就在“{scope.Label(targetId)}”。");
        if (scope.IsBeside(source))
            return scope.Refuse(targetId, $"“{scope.LabelOf(source)}”是另外进行的，不能移到主流程。");
        if (scope.Interruption is { } interruption)
            return scope.IsReachable([targetId])
                ? scope.Allow(targetId, [interruption]) with { Revives = true }
                : scope.Refuse(targetId, scope.WhyUnreachable(targetId));
        return scope.WouldStand(source, scope.HeadOf(targetId))
            ? scope.Allow(targetId, [source])
            : scope.Refuse(targetId, scope.WhyNotBeside(targetId, source));
    }

    private static Shift Addition(ScopeView scope, string targetId)
    {
        if (scope.CanEnter(targetId) is { } closed)
            return scope.Refuse(targetId, closed);
        if (scope.Interruption is { } interruption)
            return scope.Refuse(targetId, $"“{scope.LabelOf(interruption)}”已中断主流程，不能再在主流程里增加。");
        if (scope.HasLeafAt(targetId))
            return scope.Refuse(targetId, $"“{scope.Label(targetId)}”已经在办理。");
        return scope.WouldStand(null, scope.HeadOf(targetId))
            ? scope.Allow(targetId, [])
            : scope.Refuse(targetId, scope.WhyNotBeside(targetId, null));
    }

    private static Shift Goes(ScopeView scope, long key)
    {
        if (scope.IsBeside(key))
            return scope.Allow("", [key]);
        if (scope.Interruption == key || scope.Direct.Length + scope.Beside.Length <= 1)
            return scope.MayEnd
                ? scope.Allow("", [key])
                : scope.Refuse("", scope.Token.Key == 0
                    ? $"“{scope.LabelOf(key)}”是最后一个环节，取消它流程就结束了。要结束请终止流程，要继续请移到别的环节。"
                    : $"“{scope.LabelOf(key)}”是这个子流程的最后一个环节，取消它子流程就算办完了。请改为移到别的环节。");
        return scope.WouldStand(key, null)
            ? scope.Allow("", [key])
            : scope.Refuse("", $"取消“{scope.LabelOf(key)}”后，后面的汇合网关会一直等它这条分支。请改为退回或移到别的环节。");
    }

    private static IEnumerable<Shift> MoreInstances(Definition definition, ProcessState state) =>
        state.HasEnded ? [] : state.Tokens.Where(token => token.Loop is not null).Select(loop => InstanceComes(definition, loop));

    private static Shift InstanceComes(Definition definition, Token loop)
    {
        var activity = (Activity)definition[loop.ElementId];
        return new(loop.Key, activity.Id, activity.Loop switch
        {
            MultiInstance { IsSequential: true } => $"“{activity.Label}”是逐个办理的，不能同时再加一份。",
            MultiInstance when loop.Loop!.Count < MultiInstance.MaxInstances => null,
            MultiInstance => $"“{activity.Label}”最多 {MultiInstance.MaxInstances} 份。",
            _ => $"“{activity.Label}”是循环办理的，不能另加一份。",
        });
    }

    private static Shift InstanceGoes(Definition definition, ProcessState state, Token instance)
    {
        var activity = (Activity)definition[instance.ElementId];
        var loop = state.Find(instance.Scope)!;
        if (activity.Loop is not MultiInstance { IsSequential: false })
            return new(loop.Key, "", $"“{activity.Label}”是一份接一份办理的，不能取消其中一份。请退回或移动整个环节。");
        if (loop.Loop!.Count <= 1 || loop.Loop.Started - loop.Loop.Completed <= 1)
            return new(loop.Key, "", $"这是“{activity.Label}”未办完的最后一份，不能取消。请退回或移动整个环节。");
        return new(loop.Key, "", null) { Taken = [instance.Key], Withdrawn = ScopeView.Everything(state, [instance.Key]) };
    }
}
