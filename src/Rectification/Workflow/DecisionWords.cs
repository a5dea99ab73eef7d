using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine;

namespace Rectification.Workflow;

/// <summary>Decisions as sentences for people.</summary>
public static class DecisionWords
{
    private const int MostMisfits = 3;

    /// <summary>What was decided, by which rows of which table, and the clauses noted beside them.</summary>
    public static string Sentence(string decisionId, DecisionAnswer answer)
    {
        var asked = answer.Why.LastOrDefault(told => told.Id == decisionId || told.Name == decisionId) ?? answer.Why.LastOrDefault();
        var head = (answer.Source is { } source ? $"按《{source.Name}》（第 {source.Version} 版）" : "按") + $"“{asked?.Name ?? decisionId}”";
        var misfits = string.Concat(answer.Misfits.Take(MostMisfits).Select(misfit => $"。{misfit}"));
        if (answer.Problem is { } problem)
            return $"{head}没有得出结果：{problem}{misfits}";
        var rows = asked is { Rules.IsEmpty: false } ? $"第 {string.Join("、", asked.Rules.Select(rule => rule.Row))} 行" : "";
        var notes = (asked?.Rules ?? []).SelectMany(rule => rule.Annotations).Where(note => note.Length > 0).Distinct().ToList();
        return $"{head}{rows}：{Show(answer.Value)}{(notes.Count == 0 ? "" : $"。依据：{string.Join("；", notes)}")}{misfits}";
    }

    /// <summary>A FEEL value as people write it.</summary>
    public static string Show(object? value) => value switch
    {
        null => "无",
        bool flag => flag ? "是" : "否",
        string text => text,
        decimal number => number.ToString("0.############", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture),
        TimeSpan span => span.Ticks % TimeSpan.TicksPerDay == 0 ? $"{span.Days} 天" : $"{span.TotalHours:0.##} 小时",
        // What a result says of itself for people.
        Variables context when context["text"] is string text => text,
        Variables context => string.Join("，", context.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {Show(entry.Value)}")),
        ImmutableArray<object?> { IsEmpty: true } => "无",
        ImmutableArray<object?> list => string.Join("、", list.Select(Show)),
        _ => value.ToString() ?? "",
    };
}
