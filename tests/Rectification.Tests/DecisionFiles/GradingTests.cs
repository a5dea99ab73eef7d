using static Rectification.Tests.DecisionFiles.Tables;

namespace Rectification.Tests.DecisionFiles;

public sealed class GradingTests
{
    [Theory]
    [InlineData(1, "uncooperative", true)]
    [InlineData(2, "refusals", 2)]
    [InlineData(3, "beyondRepair", true)]
    [InlineData(4, "majorHazard", true)]
    [InlineData(5, "casualtyRisk", true)]
    [InlineData(6, "unlawful", true)]
    [InlineData(7, "notAssured", true)]
    public void Any_one_of_the_grave_facts_makes_a_place_red(int row, string fact, object value)
    {
        var answer = Graded(("openProblems", 0), ("obviousHazard", false), (fact, value));

        Assert.Equal("red", answer["colour"]);
        Assert.Contains(row, answer.Rows("级别依据"));
        Assert.Single(answer.Reasons);
    }

    [Theory]
    [InlineData(9, "relapses", 2)]
    [InlineData(10, "weakAwareness", true)]
    [InlineData(11, "trainingMissing", true)]
    public void What_often_comes_back_or_is_not_taken_seriously_makes_a_place_yellow(int row, string fact, object value)
    {
        var answer = Graded(("openProblems", 0), ("obviousHazard", false), (fact, value));

        Assert.Equal("yellow", answer["colour"]);
        Assert.Contains(row, answer.Rows("级别依据"));
    }

    [Fact]
    public void Most_gone_and_the_rest_impossible_for_objective_reasons_without_affecting_work_is_yellow()
    {
        Assert.Equal([8], Graded(("openProblems", 1), ("objectiveOnly", true), ("affectsOperation", false)).Rows("级别依据"));
        Assert.Null(Graded(("openProblems", 1), ("objectiveOnly", true), ("affectsOperation", true))["colour"]);
    }

    [Fact]
    public void All_gone_and_nothing_obvious_is_blue() =>
        Assert.Equal(("blue", 12), (Graded(("openProblems", 0), ("obviousHazard", false))["colour"], Graded(("openProblems", 0), ("obviousHazard", false)).Rows("级别依据").Single()));

    [Fact]
    public void What_has_not_been_looked_at_is_not_blue() => Assert.Null(Graded(("openProblems", 0))["colour"]);

    [Fact]
    public void A_single_relapse_or_refusal_is_not_yet_often() =>
        Assert.Equal("blue", Graded(("openProblems", 0), ("obviousHazard", false), ("relapses", 1), ("refusals", 1))["colour"]);

    private static Answer Graded(params (string, object?)[] facts) => Ask("grading-advice", facts);
}
