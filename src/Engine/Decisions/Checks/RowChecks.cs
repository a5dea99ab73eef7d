using System.Collections.Immutable;
using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Engine.Decisions.Checks;

/// <summary>Rows against each other: values that no row covers, rows that overlap where only one may match, rows that are never reached.</summary>
internal sealed class RowChecks
{
    private const int MaxTold = 10;
    private const int MaxSteps = 20_000_000;

    private readonly DecisionSheet decision;
    private readonly TableSheet table;
    private readonly Findings problems;
    private readonly Axis[] axes;
    private readonly ImmutableArray<Box> boxes;
    private readonly Cover cover;
    private readonly bool isIndependent;

    private RowChecks(ModelSheet model, DecisionSheet decision, TableSheet table, Findings problems)
    {
        (this.decision, this.table, this.problems) = (decision, table, problems);
        // What two columns test of the same thing can't be told apart from what can never be; then nothing is called an error.
        var tested = table.Inputs.Select(input => input.Expression.Text).ToList();
        isIndependent = tested.TrueForAll(text => model.Inputs.Any(input => input.Name == text)) && tested.Distinct().Count() == tested.Count;
        var cells = table.Rules.Select(rule => rule.Inputs.Select(cell => CellTest.Read(cell.Text)).ToArray()).ToList();
        axes = new Axis[table.Inputs.Length];
        var plain = new bool[table.Inputs.Length];
        for (var column = 0; column < axes.Length; column++)
        {
            var known = cells.Select(row => row.ElementAtOrDefault(column)).OfType<CellTest>().ToList();
            var axis = Axis.Of(table.Inputs[column].Type, known);
            plain[column] = axis is not null;
            axes[column] = axis ?? Axis.Of(TypeSheet.Any, [])!;
            Tell(column, plain[column]);
        }
        boxes = [.. cells.Select((row, at) => BoxOf(row, at + 1, plain))];
        cover = new([.. axes.Select(axis => axis.Count)], MaxSteps);
    }

    public static void Run(ModelSheet model, DecisionSheet decision, TableSheet table, Findings problems)
    {
        if (table.Inputs.IsEmpty || table.Rules.IsEmpty || table.Rules.Any(rule => rule.Inputs.Length != table.Inputs.Length))
            return;
        var checks = new RowChecks(model, decision, table, problems);
        checks.Empty();
        if (table.HitPolicy is "UNIQUE" or "ANY")
            checks.Overlaps();
        if (table.HitPolicy is "FIRST" or "PRIORITY")
            checks.Unreachable();
        if (table.HitPolicy is "UNIQUE" or "ANY" or "FIRST" or "PRIORITY" && !table.Outputs.Any(output => output.HasDefault))
            checks.Gaps();
        if (checks.cover.IsExhausted)
            problems.Warn(decision, table.Line, "表太大，缺口和多余的行没有全部查完。请分成几张表");
    }

    private void Tell(int column, bool isPlain)
    {
        foreach (var rule in table.Rules)
            if (CellTest.Read(rule.Inputs[column].Text) is null)
                problems.Warn(decision, rule.Inputs[column].Line, $"“{rule.Inputs[column].Text}”没有参与缺口和重叠的检查：只分析数字、日期、是否和文本的直接比较", rule.Row, column + 1);
        if (!isPlain)
            problems.Warn(decision, table.Inputs[column].Expression.Line, table.Inputs[column].Type.IsCollection
                ? $"“{table.Inputs[column].Label}”列的值是列表，整列没有参与缺口和重叠的检查"
                : $"“{table.Inputs[column].Label}”列既有数字或日期，又有文本或是否，整列没有参与缺口和重叠的检查。请只用一种", column: column + 1);
    }

    private Box BoxOf(CellTest?[] row, int number, bool[] plain)
    {
        var sides = new Atoms[axes.Length];
        var isExact = true;
        for (var column = 0; column < sides.Length; column++)
        {
            var cell = plain[column] ? row[column] : null;
            isExact &= cell is not null;
            sides[column] = axes[column].Of(cell ?? CellTest.Any);
        }
        return new(number, sides, isExact);
    }

    private void Empty()
    {
        foreach (var box in boxes.Where(box => box.IsEmpty))
            problems.Warn(decision, table.Rules[box.Row - 1].Line, "这一行的条件不可能成立，永远不会用到。请更正或删去", box.Row,
                Array.FindIndex(box.Sides, side => side.IsEmpty) + 1);
    }

    private void Overlaps()
    {
        var told = 0;
        var exact = boxes.Where(box => box is { IsExact: true, IsEmpty: false }).ToList();
        for (var first = 0; first < exact.Count; first++)
            for (var second = first + 1; second < exact.Count; second++)
                if (exact[first].Meets(exact[second]) && Differ(exact[first], exact[second]))
                {
                    if (++told > MaxTold)
                    {
                        problems.Warn(decision, table.Line, $"还有更多的行互相重叠，这里只列出 {MaxTold} 处");
                        return;
                    }
                    Overlap(exact[first], exact[second]);
                }
    }

    private void Overlap(Box first, Box second)
    {
        var both = first.Sides.Zip(second.Sides, (one, other) => (Atoms?)one.And(other)).ToArray();
        var rule = table.Rules[second.Row - 1];
        var message = $"与第 {first.Row} 行重叠：{Told(both)}时两行都符合，"
            + (table.HitPolicy == "UNIQUE" ? "而这张表只许一行符合。请改窄其中一行，或改用其他命中策略" : "结果却不一样。请改窄其中一行，或统一结果");
        if (isIndependent && Literal(first) && Literal(second))
            problems.Error(decision, rule.Line, message, second.Row);
        else
            problems.Warn(decision, rule.Line, $"可能{message}（各列的条件彼此有关时，请自行核对）", second.Row);
    }

    private bool Differ(Box one, Box other) => table.HitPolicy == "UNIQUE"
        || !table.Rules[one.Row - 1].Outputs.Select(cell => cell.Text).SequenceEqual(table.Rules[other.Row - 1].Outputs.Select(cell => cell.Text));

    // Under ANY, outputs that are computed may still come out alike.
    private bool Literal(Box box) => table.HitPolicy == "UNIQUE" || table.Rules[box.Row - 1].Outputs.All(cell => CellTest.Read(cell.Text) is not null);

    private void Unreachable()
    {
        foreach (var box in boxes.Where(box => !box.IsEmpty))
        {
            var before = boxes.Where(other => other is { IsExact: true, IsEmpty: false } && Beats(other, box) && other.Meets(box)).ToList();
            if (before.Count > 0 && cover.Uncovered(box.Sides, before, 1).Count == 0 && !cover.IsExhausted)
                problems.Warn(decision, table.Rules[box.Row - 1].Line,
                    $"永远轮不到这一行：它的情形已由{(before.Find(other => Inside(box, other)) is { } one ? $"第 {one.Row} 行" : "别的行")}占去。请调整次序或删去", box.Row);
        }
    }

    private static bool Inside(Box box, Box other) => box.Sides.Zip(other.Sides).All(pair => pair.Second.Holds(pair.First));

    private bool Beats(Box other, Box box) => table.HitPolicy == "FIRST" ? other.Row < box.Row : Rank(other) < Rank(box);

    // By the first output with an order, as far as it is written plainly; what isn't never beats nor is beaten.
    private int Rank(Box box)
    {
        var column = table.Outputs.Select((output, at) => (output, at)).FirstOrDefault(each => each.output.Type.Choices.Length > 0);
        if (column.output is null || CellTest.Read(table.Rules[box.Row - 1].Outputs[column.at].Text) is not { Parts: [Part.Value value] })
            return 0;
        return column.output.Type.Choices.IndexOf(value.Written.Trim('“', '”')) is >= 0 and var rank ? rank : 0;
    }

    private void Gaps()
    {
        var space = Array.ConvertAll(axes, axis => axis.All);
        var gaps = cover.Uncovered(space, boxes.Where(box => !box.IsEmpty), MaxTold + 1);
        foreach (var gap in gaps.Take(MaxTold))
            problems.Warn(decision, table.Line, $"没有一行适用于：{Told(gap)}。那时得出的是空。请补一行，或填写默认结果");
        if (gaps.Count > MaxTold)
            problems.Warn(decision, table.Line, $"还有更多的缺口，这里只列出 {MaxTold} 处");
    }

    private string Told(Atoms?[] sides)
    {
        var told = sides.Select((side, column) => side is { } atoms && !atoms.Holds(axes[column].All) ? $"“{table.Inputs[column].Label}”{Verb(axes[column].Told(atoms))}" : "")
            .Where(part => part.Length > 0).ToList();
        return told.Count == 0 ? "任何情形" : string.Join("，", told);
    }

    private static string Verb(string told) => told.StartsWith("等于", StringComparison.Ordinal) || told.StartsWith('不') || told.StartsWith("大于", StringComparison.Ordinal)
        || told.StartsWith("小于", StringComparison.Ordinal) ? told : $"是{told}";
}
