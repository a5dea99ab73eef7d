using Rectification.Engine.Decisions;
using Rectification.Engine.Decisions.Checks;
using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Engine.Tests.Decisions;

public sealed class CheckTests
{
    private const string Days = "days:number";
    private const string Level = """level:string:"general", "major" """;
    private const string Urgent = "urgent:boolean";

    [Fact]
    public void A_table_that_covers_everything_once_has_nothing_to_tell() =>
        Assert.Empty(Found("UNIQUE", [Days, Level], "< 5 | \"general\" | 1", ">= 5 | \"general\" | 2", "- | \"major\" | 3"));

    [Theory]
    [InlineData("< 5 | 1 ; > 5 | 2", "没有一行适用于：“days”等于 5")]
    [InlineData("[0..5] | 1 ; (7..10] | 2", "没有一行适用于：“days”小于 0 或 大于 5 且 不大于 7 或 大于 10")]
    [InlineData("not(3) | 1", "没有一行适用于：“days”等于 3")]
    public void Gaps_between_numbers_are_told_to_the_very_point(string rows, string told) =>
        Assert.Equal(told, Until(Assert.Single(Found("UNIQUE", [Days], rows.Split(';'))), "。"));

    [Fact]
    public void A_gap_among_several_columns_is_told_by_each_of_them() =>
        Assert.Equal("没有一行适用于：“days”小于 5，“level”是“major”",
            Until(Assert.Single(Found("UNIQUE", [Days, Level], "< 5 | \"general\" | 1", ">= 5 | - | 2")), "。"));

    [Fact]
    public void Other_texts_are_a_gap_unless_the_column_says_which_there_are()
    {
        Assert.Contains("是其他", Assert.Single(Found("UNIQUE", ["level:string"], "\"a\" | 1", "\"b\" | 2")).Message, StringComparison.Ordinal);
        Assert.Empty(Found("UNIQUE", [Level], "\"general\" | 1", "\"major\" | 2"));
    }

    [Fact]
    public void Days_are_compared_as_days() =>
        Assert.Equal("没有一行适用于：“day”等于 2026-03-01", Until(Assert.Single(
            Found("UNIQUE", ["day:date"], "< date(\"2026-03-01\") | 1", "> @\"2026-03-01\" | 2")), "。"));

    [Fact]
    public void Two_rows_that_both_match_under_unique_are_an_error_with_their_rows()
    {
        var overlap = Assert.Single(Found("UNIQUE", [Days, Level], "<= 5 | - | 1", ">= 5 | \"major\" | 2", "> 5 | \"general\" | 3"));

        Assert.False(overlap.IsWarning);
        Assert.Equal(2, overlap.Row);
        Assert.StartsWith("与第 1 行重叠：“days”等于 5，“level”是“major”时", overlap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_any_rows_may_overlap_when_they_say_the_same()
    {
        Assert.Empty(Found("ANY", [Urgent], "true | 1", "- | 1"));
        Assert.Equal((2, false), Told(Assert.Single(Found("ANY", [Urgent], "true | 1", "- | 2"))));
    }

    [Fact]
    public void What_columns_derive_from_one_value_is_doubtful_only()
    {
        var overlap = Assert.Single(Found("UNIQUE", ["days < 3:boolean", "days > 5:boolean"], "true | - | 1", "- | true | 2", "false | false | 3"));

        Assert.True(overlap.IsWarning);
        Assert.StartsWith("可能与第 1 行重叠", overlap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_behind_others_that_take_all_of_it_is_never_reached()
    {
        var found = Assert.Single(Found("FIRST", [Days], "< 5 | 1", ">= 5 | 2", "7 | 3"));

        Assert.Equal((3, true), Told(found));
        Assert.Contains("已由第 2 行占去", found.Message, StringComparison.Ordinal);
        Assert.Contains("别的行", Assert.Single(Found("FIRST", [Days], "< 5 | 1", ">= 5 | 2", "- | 3")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_priority_the_better_result_shadows_wherever_its_row_stands()
    {
        var found = Assert.Single(Found("PRIORITY", [Days], "\"high\", \"low\"", "> 5 | \"low\"", "- | \"high\""));
        Assert.Equal(1, found.Row);
    }

    [Fact]
    public void A_condition_that_cannot_be_is_told() =>
        Assert.Equal((1, 1), RowAndColumn(Found("FIRST", [Days], "(5..5) | 1", "- | 2").First()));

    [Fact]
    public void What_is_not_analysed_is_said_and_neither_gap_nor_overlap_is_guessed()
    {
        var found = Assert.Single(Found("UNIQUE", [Days], "< 5 | 1", "? > 3 | 2"));

        Assert.Equal((2, 1), RowAndColumn(found));
        Assert.Contains("没有参与", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_mixed_values_is_said_once()
    {
        var found = Found("UNIQUE", ["days:Any"], "< 5 | 1", "> 5 | 2", "\"x\" | 3");
        var told = Assert.Single(found, problem => problem.Message.Contains("没有参与", StringComparison.Ordinal));
        Assert.Equal((null, 1), RowAndColumn(told));
        Assert.True(told.IsWarning);
    }

    [Theory]
    [InlineData("\"5\" | 1", 1, "是文本，而“days”列是数字")]
    [InlineData("true | 1", 1, "是是或否，而“days”列是数字")]
    public void A_cell_of_the_wrong_type_is_told_with_row_and_column(string row, int column, string told)
    {
        var found = Found("COLLECT", [Days], "- | 0", row).First(problem => !problem.IsWarning);

        Assert.Equal((2, column), RowAndColumn(found));
        Assert.Contains(told, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_outside_the_allowed_ones_are_told()
    {
        Assert.Contains("永远不会符合", Assert.Single(Found("COLLECT", [Level], "\"huge\" | 1"), problem => !problem.IsWarning).Message, StringComparison.Ordinal);
        Assert.Contains("结果“\"medium\"”不在", Assert.Single(Found("COLLECT", [Days], "\"high\", \"low\"", "- | \"medium\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_names_are_told_where_they_stand()
    {
        var found = Found("COLLECT", [Days], "- | days + hours", "> limit | 2").Where(problem => !problem.IsWarning).ToList();

        Assert.Equal([(1, 2), (2, 1)], found.Select(RowAndColumn));
        Assert.Contains("不认识名称“hours”", found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_can_not_be_read_are_told_when_the_file_is_read_and_hinder_no_check()
    {
        var xml = Xml("UNIQUE", [Days], null, ["\"a | \"b", "< 1 | nothing"]);
        Assert.Equal(2, DecisionModel.Read(xml).Problems.Length);
        Assert.Contains(ModelChecks.Run(ModelSheet.Read(xml)!), problem => problem.Message.StartsWith("不认识名称“nothing”", StringComparison.Ordinal));
    }

    [Fact]
    public void Priority_without_an_order_of_results_is_refused() =>
        Assert.Contains("没有列出结果值及其先后", Found("PRIORITY", [Days], "- | 1").First().Message, StringComparison.Ordinal);

    [Fact]
    public void Circles_and_names_used_twice_are_told()
    {
        var model = ModelSheet.Read("""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
              <decision id="a" name="甲"><variable name="x"/><informationRequirement><requiredDecision href="#b"/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>
              <decision id="b" name="乙"><variable name="x"/><informationRequirement><requiredDecision href="#a"/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>
              <decision id="c" name="丙"/>
            </definitions>
            """)!;

        var found = ModelChecks.Run(model);

        Assert.Contains(found, problem => problem.Message.Contains("甲 → 乙 → 甲", StringComparison.Ordinal));
        Assert.Contains(found, problem => problem.Message.Contains("用了 2 次", StringComparison.Ordinal));
        Assert.Contains(found, problem => problem.IsWarning && problem.DecisionId == "c");
    }

    /// <summary>Every point is asked of the table itself: what the checks say of it must be true.</summary>
    [Fact]
    public void Gaps_and_overlaps_are_those_that_evaluating_finds()
    {
        string[] cells = ["-", "< 3", "[2..4]", "> 4", "3", "not(2)", "(1..3)", "[4..5], < 2"];
        for (var seed = 0; seed < 60; seed++)
        {
            var rows = Enumerable.Range(0, 3).Select(row => $"{cells[(seed * 7 + row * 3) % 8]} | {cells[(seed * 5 + row * row + seed / 8) % 8]} | {row}").ToArray();
            var found = Found("UNIQUE", [Days, "more:number"], rows);
            var model = DecisionModel.Read(Xml("UNIQUE", [Days, "more:number"], null, rows));
            var (isGap, isOverlap) = (false, false);
            for (var days = 0m; days <= 6; days += 0.5m)
                for (var more = 0m; more <= 6; more += 0.5m)
                {
                    var answer = model.Decide("d", Variables.Of(("days", days), ("more", more)), Given.Surroundings);
                    isOverlap |= answer.Problem is not null;
                    isGap |= answer is { Problem: null, Value: null };
                }
            Assert.Equal(isGap, found.Any(problem => problem.Message.StartsWith("没有一行", StringComparison.Ordinal)));
            Assert.Equal(isOverlap, found.Any(problem => problem.Message.StartsWith("与第", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_table_of_a_thousand_rows_is_checked_in_bounded_work()
    {
        var rows = Enumerable.Range(0, 1000).Select(row => $"[{row}..{row + 1}) | {(row % 2 == 0 ? "true" : "false")} | {row}").ToArray();
        var found = Found("UNIQUE", [Days, Urgent], rows);

        Assert.Contains(found, problem => problem.Message.Contains("还有更多的缺口", StringComparison.Ordinal));
        Assert.DoesNotContain(found, problem => !problem.IsWarning);
        // The search for gaps counts its steps; rows are compared pair by pair, which is what it costs.
        Assert.DoesNotContain(found, problem => problem.Message.StartsWith("表太大", StringComparison.Ordinal));
    }

    private static (int?, bool) Told(DecisionProblem problem) => (problem.Row, problem.IsWarning);

    private static (int?, int?) RowAndColumn(DecisionProblem problem) => (problem.Row, problem.Column);

    private static string Until(DecisionProblem problem, string end) => problem.Message[..problem.Message.IndexOf(end, StringComparison.Ordinal)];

    private static List<DecisionProblem> Found(string policy, string[] inputs, params string[] rows) =>
        rows[0].Contains('|', StringComparison.Ordinal) ? Found(Xml(policy, inputs, null, rows)) : Found(Xml(policy, inputs, rows[0], rows[1..]));

    private static List<DecisionProblem> Found(string xml)
    {
        Assert.Empty(DecisionModel.Read(xml).Problems);
        return [.. ModelChecks.Run(ModelSheet.Read(xml)!)];
    }

    /// <param name="inputs"><c>expression:type</c>, optionally with the allowed values behind another colon.</param>
    private static string Xml(string policy, string[] inputs, string? results, string[] rows)
    {
        var names = inputs.Select(input => input.Split([' ', ':'])[0]).Distinct().ToList();
        return $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
              {string.Concat(names.Select(name => $"<inputData id='{name}' name='{name}'><variable name='{name}'/></inputData>"))}
              <decision id="d" name="表"><variable name="d"/>
                {Given.Needs([.. names])}
                <decisionTable hitPolicy="{policy}">
                  {string.Concat(inputs.Select(Input))}
                  <output name="result">{(results is null ? "" : $"<outputValues><text>{results}</text></outputValues>")}</output>
                  {string.Concat(rows.Select(Row))}
                </decisionTable>
              </decision>
            </definitions>
            """;
    }

    private static string Input(string written)
    {
        var parts = written.Split(':');
        var allowed = parts.Length > 2 ? $"<inputValues><text>{parts[2]}</text></inputValues>" : "";
        return $"<input><inputExpression typeRef='{parts[1]}'><text><![CDATA[{parts[0]}]]></text></inputExpression>{allowed}</input>";
    }

    private static string Row(string written)
    {
        var cells = written.Split('|', StringSplitOptions.TrimEntries);
        return $"<rule>{string.Concat(cells[..^1].Select(cell => $"<inputEntry><text><![CDATA[{cell}]]></text></inputEntry>"))}<outputEntry><text><![CDATA[{cells[^1]}]]></text></outputEntry></rule>";
    }
}
