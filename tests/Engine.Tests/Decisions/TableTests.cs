using static Rectification.Engine.Tests.Decisions.Given;

namespace Rectification.Engine.Tests.Decisions;

public sealed class TableTests
{
    private const string Plain = "<output/>";
    private const string Ranked = "<output><outputValues><text>\"red\", \"yellow\", \"green\"</text></outputValues></output>";
    private const string Defaulted = "<output><defaultOutputEntry><text>\"none\"</text></defaultOutputEntry></output>";

    [Theory]
    [InlineData("hitPolicy='UNIQUE'", 1, "\"low\"")]
    [InlineData("hitPolicy='UNIQUE'", 20, "null")]
    [InlineData("hitPolicy='COLLECT'", 20, "[]")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 20, "0")]
    [InlineData("hitPolicy='COLLECT' aggregation='SUM'", 20, "null")]
    public void What_no_rule_matches_is_null_and_an_empty_list_where_a_list_is_collected(string policy, int score, string expected) =>
        Assert.Equal(expected, Decided(policy, Plain, score, "< 5 | \"low\"", "[5..10] | \"high\""));

    [Theory]
    [InlineData("hitPolicy='FIRST'", Plain, "\"green\"")]
    [InlineData("hitPolicy='RULE ORDER'", Plain, "[\"green\", \"red\", \"yellow\"]")]
    [InlineData("hitPolicy='COLLECT'", Plain, "[\"green\", \"red\", \"yellow\"]")]
    [InlineData("hitPolicy='PRIORITY'", Ranked, "\"red\"")]
    [InlineData("hitPolicy='OUTPUT ORDER'", Ranked, "[\"red\", \"yellow\", \"green\"]")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", Plain, "3")]
    [InlineData("hitPolicy='COLLECT' aggregation='MIN'", Plain, "\"green\"")]
    [InlineData("hitPolicy='COLLECT' aggregation='MAX'", Plain, "\"yellow\"")]
    public void Several_matching_rules_are_told_apart_by_the_hit_policy(string policy, string output, string expected) =>
        Assert.Equal(expected, Decided(policy, output, 7, "> 1 | \"green\"", "> 2 | \"red\"", "> 9 | \"never\"", "> 3 | \"yellow\""));

    [Fact]
    public void A_sum_is_collected_from_the_rules_that_match() =>
        Assert.Equal("12", Decided("hitPolicy='COLLECT' aggregation='SUM'", Plain, 7, "> 1 | 2 + 3", "> 9 | 100", "- | score"));

    [Fact]
    public void The_default_output_stands_in_when_no_rule_matches() =>
        Assert.Equal("\"none\"", Decided("", Defaulted, 7, "< 5 | \"low\""));

    [Theory]
    [InlineData("UNIQUE", "第 1、2 行同时符合，而该表只许一行符合")]
    [InlineData("ANY", "第 1、2 行同时符合，结果却不相同")]
    public void Two_rules_where_the_policy_allows_one_are_told_by_row(string policy, string told)
    {
        var answer = Model(Decision($"hitPolicy='{policy}'", Plain, "> 1 | 1", "> 2 | 2")).Decide("d", Variables.Of(("score", 7)), Given.Surroundings);

        Assert.Null(answer.Value);
        Assert.Contains(told, answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_takes_several_rules_of_one_result() =>
        Assert.Equal("\"same\"", Decided("hitPolicy='ANY'", Plain, 7, "> 1 | \"same\"", "> 2 | \"same\""));

    [Fact]
    public void Several_outputs_make_up_a_context() => Assert.Equal("{fine: 500, measure: \"warn\"}", Shown(Value($"""
        <decision id="d" name="d"><variable name="d"/><decisionTable>
          <input><inputExpression><text>1</text></inputExpression></input><output name="measure"/><output name="fine"/>
          <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"warn"</text></outputEntry><outputEntry><text>500</text></outputEntry></rule>
        </decisionTable></decision>
        """, "d")));

    [Fact]
    public void An_answer_tells_its_inputs_the_matching_rows_and_their_annotations()
    {
        var answer = Model(Decision("hitPolicy='COLLECT'", Plain, "> 1 | 1 | 第三条", "> 9 | 2", "> 2 | 3 | 第五条")).Decide("d", Variables.Of(("score", 7)), Given.Surroundings);

        var told = Assert.Single(answer.Why);
        Assert.Equal("{score: 7}", Shown(told.Inputs));
        Assert.Equal([(1, "第三条"), (3, "第五条")], told.Rules.Select(rule => (rule.Row, rule.Annotations.Single())));
        Assert.All(told.Rules, rule => Assert.Equal(7m, rule.Tested["score"]));
    }

    [Fact]
    public void A_cell_that_cannot_be_read_is_told_with_row_column_and_line()
    {
        var problem = Assert.Single(Model(Decision("", Plain, "> 1 | 1", "> > | 2")).Problems);

        Assert.Equal("d 第 2 行第 1 列", problem.Place);
        Assert.Equal("第 3 个字符处，这里应当是一个值，现在是“>”", problem.Message);
        Assert.True(problem.Line > 1);
    }

    [Fact]
    public void A_pattern_that_is_none_is_told_where_it_stands_and_matches_nothing()
    {
        var model = Model(Decision("", Plain, "> 1 | 1", "matches(string(?), \"[o\") | 2"));
        var problem = Assert.Single(model.Problems);
        Assert.Equal(("d 第 2 行第 1 列", 2, 1), (problem.Place, problem.Row, problem.Column));
        Assert.StartsWith("第 20 个字符处，“[o”不是有效的正则表达式", problem.Message, StringComparison.Ordinal);
        Assert.Null(model.Decide("d", Variables.Of(("score", 1)), Given.Surroundings).Value);
    }

    private static string Decision(string policy, string output, params string[] rows) =>
        $"""{Input("score", "number")}<decision id="d" name="d"><variable name="d"/>{Needs("score")}{Table(policy, "score", output, rows)}</decision>""";

    private static string Decided(string policy, string output, int score, params string[] rows) =>
        Shown(Value(Decision(policy, output, rows), "d", ("score", score)));
}
