using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Engine.Decisions.Checks;

/// <summary>Cells against the type and the allowed values of their column, and what a hit policy needs of the columns.</summary>
internal static class TypeChecks
{
    public static void Run(DecisionSheet decision, TableSheet table, Findings problems)
    {
        Policy(decision, table, problems);
        foreach (var (column, at) in table.Inputs.Concat(table.Outputs).Select((column, at) => (column, at)))
        {
            var isInput = at < table.Inputs.Length;
            var allowed = column.Type.Allowed.Length > 0 && CellTest.Read(column.Type.Allowed) is { } read ? read : CellTest.Any;
            foreach (var rule in table.Rules)
                if (CellAt(rule, isInput, isInput ? at : at - table.Inputs.Length) is { Text.Length: > 0 } cell && CellTest.Read(cell.Text) is { IsAny: false } test
                    && (isInput || test is { IsNegated: false, Parts.Length: 1 }))
                    foreach (var part in test.Parts)
                        Check(part, cell, rule.Row, at + 1, column, allowed, isInput);
        }

        void Check(Part part, CellSheet cell, int row, int number, ColumnSheet column, CellTest allowed, bool isInput)
        {
            var kind = part switch { Part.Value value => value.Feel, Part.Stretch { IsDate: true } => "date", _ => "number" };
            if (kind.Length > 0 && column.Type.Feel.Length > 0 && kind != column.Type.Feel && !(kind == "date" && column.Type.Feel == "date and time"))
                problems.Error(decision, cell.Line, $"“{cell.Text}”是{TypeWords.Word(kind)}，而“{column.Label}”列是{TypeWords.Word(column.Type.Feel)}。请改写格子，或改列的类型", row, number);
            else if (!Passes(part, allowed))
                problems.Error(decision, cell.Line, isInput
                    ? $"“{cell.Text}”不在“{column.Label}”允许的值之中，永远不会符合。请改为：{column.Type.Allowed}"
                    : $"结果“{cell.Text}”不在“{column.Label}”允许的值之中。请改为：{column.Type.Allowed}", row, number);
        }
    }

    private static void Policy(DecisionSheet decision, TableSheet table, Findings problems)
    {
        if (table.HitPolicy is "PRIORITY" or "OUTPUT ORDER" && table.Outputs.All(output => output.Type.Allowed.Length == 0))
            problems.Error(decision, table.Line, "命中策略按结果的次序取值，但输出列没有列出结果值及其先后。请在输出列填写结果值，最优先的在前");
        if (table is { HitPolicy: "COLLECT", Aggregation.Length: > 0, Outputs.Length: > 1 } && table.Aggregation != "COUNT")
            problems.Error(decision, table.Line, "汇总只能用于一个输出列。请拆成几张表，或去掉汇总");
        if (table is { HitPolicy: "COLLECT", Aggregation: "SUM" or "MIN" or "MAX", Outputs: [var only] } && only.Type.Feel is not ("" or "number") && table.Aggregation == "SUM")
            problems.Error(decision, table.Line, $"只能对数字求和，而“{only.Label}”是{TypeWords.Word(only.Type.Feel)}。请改列的类型或汇总方式");
        if (table.Rules.IsEmpty)
            problems.Warn(decision, table.Line, "表里一行也没有，什么也得不出");
    }

    private static CellSheet? CellAt(RuleSheet rule, bool isInput, int at)
    {
        var cells = isInput ? rule.Inputs : rule.Outputs;
        return at < cells.Length ? cells[at] : null;
    }

    private static bool Passes(Part part, CellTest allowed)
    {
        if (allowed.IsAny || part is Part.Value { Feel: "" })
            return true;
        return part is Part.Value value
            ? allowed.Parts.Contains(value) != allowed.IsNegated
            : allowed.IsNegated || allowed.Parts.OfType<Part.Stretch>().Any(each => Touches(each, (Part.Stretch)part));
    }

    private static bool Touches(Part.Stretch one, Part.Stretch other) =>
        one.IsDate == other.IsDate && Reaches(one.To, one.IncludesTo, other.From, other.IncludesFrom) && Reaches(other.To, other.IncludesTo, one.From, one.IncludesFrom);

    private static bool Reaches(decimal? end, bool includesEnd, decimal? start, bool includesStart) =>
        end is null || start is null || end > start || (end == start && includesEnd && includesStart);
}
