using static Rectification.Tests.DecisionFiles.Tables;

namespace Rectification.Tests.DecisionFiles;

public sealed class InspectionFrequencyTests
{
    [Theory]
    [InlineData(1, 30, "")]
    [InlineData(2, 14, "campaign")]
    [InlineData(3, 7, "isKey")]
    [InlineData(4, 14, "isKey compliant")]
    [InlineData(5, 3, "isKey campaign")]
    [InlineData(6, 7, "red")]
    [InlineData(7, 3, "red campaign")]
    [InlineData(8, 14, "yellow")]
    [InlineData(9, 7, "yellow campaign")]
    [InlineData(10, 14, "idle")]
    [InlineData(11, 7, "idle campaign")]
    public void Key_ones_and_red_ones_weekly_yellow_ones_every_two_weeks_all_monthly_and_more_on_holidays(int row, int days, string facts)
    {
        var answer = Interval(facts);

        Assert.Equal((decimal)days, answer["days"]);
        Assert.Contains(row, answer.Rows("间隔依据"));
    }

    [Theory]
    [InlineData("compliant", 30)]
    [InlineData("compliant blue", 30)]
    [InlineData("compliant red", 7)]
    [InlineData("compliant isKey red", 7)]
    public void Keeping_to_the_standard_means_fewer_checks_but_never_under_the_monthly_one(string facts, int days) =>
        Assert.Equal((decimal)days, Interval(facts)["days"]);

    [Fact]
    public void The_strictest_reason_counts_and_is_told() =>
        Assert.Equal("至少每 7 天巡查一次：重点监管，每周一次；红色级别，每周一次", Interval("isKey red idle").Text);

    private static Answer Interval(string facts)
    {
        var words = facts.Split(' ');
        var colour = Array.Find(words, word => word is "red" or "yellow" or "blue") ?? "none";
        return Ask("inspection-interval", ("colour", colour), ("isKey", words.Contains("isKey")), ("campaign", words.Contains("campaign")),
            ("idle", words.Contains("idle")), ("compliant", words.Contains("compliant")));
    }
}
