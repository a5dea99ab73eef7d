using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Engine.Decisions.Checks;

/// <summary>The requirement graph: circles, decisions without logic, names used twice.</summary>
internal static class GraphChecks
{
    public static void Run(ModelSheet model, Findings problems)
    {
        foreach (var decision in model.Decisions)
        {
            if (!decision.HasLogic)
                problems.Warn(decision, decision.Line, "决策没有表也没有表达式，得出的总是空。请补上，或删去这个决策");
            if (Circle(model, decision) is { } circle)
                problems.Error(decision, decision.Line, $"决策互相依赖：{circle}。请去掉其中一条连线");
        }
        var names = model.Inputs.Select(input => (input.Name, input.Id)).Concat(model.Decisions.Select(decision => (decision.Name, decision.Id)));
        foreach (var same in names.GroupBy(each => each.Name).Where(group => group.Key.Length > 0 && group.Count() > 1))
            if (model.Decisions.LastOrDefault(each => each.Name == same.Key) is { } decision)
                problems.Error(decision, decision.Line, $"名称“{same.Key}”用了 {same.Count()} 次，表达式里分不清指的是哪一个。请改名");
    }

    private static string? Circle(ModelSheet model, DecisionSheet from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(DecisionSheet At, string Way)>([(from, from.Title)]);
        while (open.TryPop(out var next))
            foreach (var required in next.At.Requires)
            {
                if (required == from.Id)
                    return $"{next.Way} → {from.Title}";
                if (seen.Add(required) && model.Find(required) is { } decision)
                    open.Push((decision, $"{next.Way} → {decision.Title}"));
            }
        return null;
    }
}
