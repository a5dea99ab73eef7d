using System.Collections.Immutable;
using Rectification.Engine.Triggers;

namespace Rectification.Engine.Elements;

/// <summary>An instance for each item of a list, or a fixed number of them, side by side or one after the other.</summary>
public sealed record MultiInstance(bool IsSequential) : Loop
{
    public const int MaxInstances = 10_000;

    public Expression? Cardinality { get; init; }

    public Expression? InputCollection { get; init; }

    /// <summary>The variable that holds an instance's item.</summary>
    public string? InputElement { get; init; }

    /// <summary>The variable that gathers the results, in the order of the items.</summary>
    public string? OutputCollection { get; init; }

    public Expression? OutputElement { get; init; }

    /// <summary>Asked whenever an instance is done, in its scope; when it holds the others are withdrawn.</summary>
    public Expression? CompletionCondition { get; init; }

    /// <summary>What is told when an instance is done, to the boundary events of the activity (BPMN 2.0, 10.3.8: <c>behavior</c>).</summary>
    public ImmutableArray<LoopTelling> Tellings { get; init; } = [];

    /// <summary>The variable that an instance's result is read from, kept apart from the other instances'.</summary>
    public string? OutputVariable { get; init; }

    internal override Move Begin(Visit visit, Activity activity)
    {
        var (count, items) = Extent(visit);
        visit.Enter();
        activity.ArmBoundaries(visit);
        if (visit.Problem is not null)
            return visit.Fail();

        if (OutputCollection is not null)
            visit.SetLocal(OutputCollection, ImmutableArray.Create(new object?[count]));
        var started = IsSequential ? Math.Min(1, count) : count;
        visit.Progress = new(count, started, 0, IsSequential ? items : default);
        visit.Wait(Phase.Inside);
        if (count == 0)
            return End(visit);
        for (var index = 1; index <= started; index++)
            Send(visit, index, items);
        return Move.Waiting;
    }

    internal override Move Leave(Visit visit)
    {
        var loop = visit.Enclosing;
        var progress = loop.Progress!;
        progress = progress with { Completed = progress.Completed + 1 };
        var result = OutputElement is null ? null : visit.Evaluate(OutputElement);
        var isEnough = Holds(CompletionCondition, "完成条件", visit, progress);
        var told = Tellings.Where(telling => telling.IsForEach || progress.Completed == 1)
            .Where(telling => telling.When is null || Holds(telling.When, "事件条件", visit, progress)).ToList();
        if (visit.Problem is not null)
            return visit.Fail();

        visit.Finish();
        loop = visit.Enclosing;
        if (OutputCollection is not null && loop.Token.Locals[OutputCollection] is ImmutableArray<object?> results)
            loop.SetLocal(OutputCollection, results.SetItem(visit.Token.Index - 1, result));
        var isMore = IsSequential && !isEnough && progress.Started < progress.Count;
        loop.Progress = isMore ? progress with { Started = progress.Started + 1 } : progress;
        loop.Keep();
        foreach (var telling in told)
            loop.Tell(telling, visit.Token.Locals.With(Counters(progress)));
        if (isEnough || progress.Completed == progress.Count)
            return End(loop);
        if (isMore)
            Send(loop, loop.Progress.Started, progress.Items);
        return Move.Consumed;
    }

    /// <summary>One instance more in a running loop.</summary>
    /// <param name="own">Its own variables: the item, when instances have one.</param>
    internal void AddInstance(Visit loop, Variables own)
    {
        var progress = loop.Progress!;
        var index = progress.Count + 1;
        loop.Progress = progress with { Count = index, Started = progress.Started + 1 };
        if (OutputCollection is not null && loop.Token.Locals[OutputCollection] is ImmutableArray<object?> results)
            loop.SetLocal(OutputCollection, results.Add(null));
        loop.Keep();
        var locals = Variables.Empty.With("loopCounter", index);
        if (InputElement is not null)
            locals = locals.With(InputElement, null);
        if (OutputVariable is not null && OutputVariable != InputElement)
            locals = locals.With(OutputVariable, null);
        loop.SendInstance(index, locals.With(own));
    }

    /// <summary>One instance fewer; its place among the results stays empty. Never the last one.</summary>
    internal static void DropInstance(Visit loop)
    {
        var progress = loop.Progress!;
        loop.Progress = progress with { Completed = progress.Completed + 1 };
        loop.Keep();
    }

    private (int Count, ImmutableArray<object?> Items) Extent(Visit visit)
    {
        var value = visit.Evaluate((InputCollection ?? Cardinality)!);
        switch (value)
        {
            case ImmutableArray<object?> items when InputCollection is not null && items.Length <= MaxInstances:
                return (items.Length, items);
            case decimal number when InputCollection is null && number is >= 0 and <= MaxInstances && number == decimal.Truncate(number):
                return ((int)number, default);
            case string text when InputCollection is null && int.TryParse(text, out var count) && count is >= 0 and <= MaxInstances:
                return (count, default);
            default:
                visit.Problem ??= InputCollection is not null
                    ? $"“{visit.Element.Label}”的多实例集合“{InputCollection}”没有得出列表（最多 {MaxInstances} 项），得到的是{TimerTrigger.Shown(value)}。请更正数据后重试。"
                    : $"“{visit.Element.Label}”的多实例次数“{Cardinality}”没有得出 0 到 {MaxInstances} 的整数，得到的是{TimerTrigger.Shown(value)}。请更正数据后重试。";
                return default;
        }
    }

    private static bool Holds(Expression? condition, string what, Visit visit, LoopProgress progress)
    {
        if (condition is null)
            return false;
        var counted = visit.Visible.With(Counters(progress));
        if (visit.Evaluate(condition, counted) is bool holds)
            return holds;
        visit.Problem ??= $"“{visit.Element.Label}”的{what}“{condition}”没有得出是或否。请检查其中用到的变量，更正后重试。";
        return false;
    }

    private static Variables Counters(LoopProgress progress) => Variables.Of(
        ("numberOfInstances", progress.Count),
        ("numberOfActiveInstances", progress.Started - progress.Completed),
        ("numberOfCompletedInstances", progress.Completed),
        ("numberOfTerminatedInstances", 0));

    private void Send(Visit loop, int index, ImmutableArray<object?> items)
    {
        var locals = Variables.Empty.With("loopCounter", index);
        if (InputElement is not null && !items.IsDefault)
            locals = locals.With(InputElement, items[index - 1]);
        if (OutputVariable is not null && OutputVariable != InputElement)
            locals = locals.With(OutputVariable, null);
        loop.SendInstance(index, locals);
    }

    private Move End(Visit loop) =>
        loop.EndLoop(OutputCollection is null ? Variables.Empty : Variables.Empty.With(OutputCollection, loop.Token.Locals[OutputCollection]));
}

/// <summary>A loop tells boundary events of its activity when an instance is done: by a signal, a message or an escalation, as the drawing says.</summary>
/// <param name="HearerIds">The boundary events that take it.</param>
/// <param name="IsForEach">Otherwise only for the first that is done.</param>
/// <param name="When">Asked in the instance's scope, with the loop's counters; null always holds.</param>
public sealed record LoopTelling(ImmutableArray<string> HearerIds, bool IsForEach, Expression? When = null);
