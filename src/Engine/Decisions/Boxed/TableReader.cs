using System.Collections.Immutable;
using System.Xml.Linq;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions.Boxed;

/// <summary>Reads a decision table; every fault tells its row and column.</summary>
internal sealed class TableReader(string place, Binder binder, TypeReader types, ModelProblems problems)
{
    public Node Read(XElement element)
    {
        var label = (string?)element.Attribute("outputLabel") is { Length: > 0 } given ? given : place;
        var inputs = element.All("input").Select(Input).ToArray();
        var outputs = element.All("output").Select((output, at) => Output(output, at + 1, inputs.Length)).ToArray();
        var rules = element.All("rule").Select((rule, row) => Rule(rule, row + 1, inputs.Length, outputs.Length)).ToArray();
        if (Policy(element) is not { } policy || Aggregated(element) is not { } aggregation)
            return new Constant(null);
        if (outputs.Length == 0)
        {
            problems.Add(element, place, "决策表没有输出列");
            return new Constant(null);
        }
        foreach (var output in outputs)
            binder.KnowEntry(output.Name);
        return new Table(label, policy, aggregation, inputs, outputs, rules);
    }

    private HitPolicy? Policy(XElement element)
    {
        switch (((string?)element.Attribute("hitPolicy"))?.Trim().ToUpperInvariant())
        {
            case null or "" or "UNIQUE": return HitPolicy.Unique;
            case "ANY": return HitPolicy.Any;
            case "PRIORITY": return HitPolicy.Priority;
            case "FIRST": return HitPolicy.First;
            case "COLLECT": return HitPolicy.Collect;
            case "RULE ORDER": return HitPolicy.RuleOrder;
            case "OUTPUT ORDER": return HitPolicy.OutputOrder;
            case var unknown:
                problems.Add(element, place, $"没有名为“{unknown}”的命中策略");
                return null;
        }
    }

    private Aggregation? Aggregated(XElement element)
    {
        switch (((string?)element.Attribute("aggregation"))?.Trim().ToUpperInvariant())
        {
            case null or "": return Aggregation.None;
            case "SUM": return Aggregation.Sum;
            case "COUNT": return Aggregation.Count;
            case "MIN": return Aggregation.Min;
            case "MAX": return Aggregation.Max;
            case var unknown:
                problems.Add(element, place, $"没有名为“{unknown}”的汇总方式");
                return null;
        }
    }

    private TableInput Input(XElement element, int column)
    {
        var expression = element.One("inputExpression");
        var text = expression.Text().Trim();
        var value = text.Length == 0 ? new Constant(null) : Cell(element, $"第 {column + 1} 列", text, column: column + 1);
        return new((string?)element.Attribute("label") is { Length: > 0 } label ? label : text, value, types.Of(expression));
    }

    private TableOutput Output(XElement element, int number, int inputs)
    {
        var column = inputs + number;
        var where = $"第 {column} 列";
        var type = types.Of(element);
        var allowed = element.One("outputValues").Text() is { Length: > 0 } own ? own : type.AllowedText;
        return new(
            element.Named() is { Length: > 0 } name ? name : $"output {number}",
            type,
            allowed is null ? null : problems.Read(element, $"{place} {where}", $"[{allowed}]", binder, column: column, added: 1),
            element.One("defaultOutputEntry").Text() is { Length: > 0 } otherwise ? Cell(element, where, otherwise, column: column) : null);
    }

    private TableRule Rule(XElement element, int row, int inputs, int outputs)
    {
        var tests = element.All("inputEntry").Select((entry, column) =>
            Cell(entry, $"第 {row} 行第 {column + 1} 列", entry.Text(), isTests: true, row, column + 1)).ToArray();
        var results = element.All("outputEntry").Select((entry, column) => entry.Text().Trim() is { Length: > 0 } text and not "-"
            ? Cell(entry, $"第 {row} 行第 {inputs + column + 1} 列", text, row: row, column: inputs + column + 1)
            : new Constant(null)).ToArray();
        if (tests.Length != inputs || results.Length != outputs)
        {
            problems.Add(element, $"{place} 第 {row} 行", $"有 {tests.Length} 个输入、{results.Length} 个输出，而表头有 {inputs} 个输入、{outputs} 个输出");
            Array.Resize(ref tests, Math.Min(tests.Length, inputs));
            results = [.. Enumerable.Range(0, outputs).Select(i => i < results.Length ? results[i] : new Constant(null))];
        }
        ImmutableArray<string> annotations = [.. element.All("annotationEntry").Select(entry => entry.Text().Trim())];
        return new(tests, results, annotations.IsEmpty && element.One("description")?.Value.Trim() is { Length: > 0 } description ? [description] : annotations);
    }

    private Node Cell(XElement element, string where, string text, bool isTests = false, int? row = null, int? column = null) =>
        problems.Read(element, $"{place} {where}", text, binder, isTests, row, column);
}
