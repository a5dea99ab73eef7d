using static Rectification.Tests.DecisionFiles.Tables;

namespace Rectification.Tests.DecisionFiles;

public sealed class AccountabilityMeasureTests
{
    /// <summary>A row each, in the order of the table: the policy's own list.</summary>
    [Theory]
    [InlineData(1, "N1", "notice", "003-4.1.1")]
    [InlineData(2, "N2", "notice", "003-4.1.2")]
    [InlineData(3, "N3", "notice", "003-4.1.3")]
    [InlineData(4, "N4", "notice", "003-4.1.4")]
    [InlineData(5, "N5", "notice", "003-4.1.5")]
    [InlineData(6, "N6", "notice", "003-4.1.6")]
    [InlineData(7, "N7", "notice", "003-4.1.7")]
    [InlineData(8, "N8", "notice", "003-4.1.8")]
    [InlineData(9, "I1", "interview", "003-4.2.1")]
    [InlineData(10, "I2", "interview", "003-4.2.2")]
    [InlineData(11, "I3", "interview", "003-4.2.3")]
    [InlineData(12, "I4", "interview", "003-4.2.4")]
    [InlineData(13, "I5", "interview", "003-4.2.5")]
    [InlineData(14, "I6", "interview", "003-4.2.6")]
    [InlineData(15, "I7", "interview", "003-4.2.7")]
    [InlineData(16, "L1", "listedSupervision", "003-4.3.1")]
    [InlineData(17, "L2", "listedSupervision", "003-4.3.2")]
    [InlineData(18, "L3", "listedSupervision", "003-4.3.3")]
    [InlineData(19, "L4", "listedSupervision", "003-4.3.4")]
    [InlineData(20, "L5", "listedSupervision", "003-4.3.5")]
    [InlineData(21, "A1", "admonishment", "003-4.4.1")]
    [InlineData(22, "A2", "admonishment", "003-4.4.2")]
    [InlineData(23, "A3", "admonishment", "003-4.4.3")]
    [InlineData(24, "T1", "clueTransfer", "003-4.5")]
    [InlineData(25, "X1", "admonishment", "001-7")]
    [InlineData(26, "X2", "clueTransfer", "002-五(三)")]
    [InlineData(27, "X3", "interview", "004-二.1.5")]
    [InlineData(28, "X4", "warningTalk", "001-1")]
    [InlineData(29, "X5", "admonishment", "001-三(六)")]
    public void A_first_failing_gets_the_measure_that_the_policy_names(int row, string trigger, string measure, string clause)
    {
        var answer = Ask("accountability-measure", ("trigger", trigger), ("subject", "community"), ("repeats", 0));

        Assert.Equal(measure, answer["measure"]);
        Assert.Equal([row], answer.Rows("情形对应的措施"));
        Assert.Contains(clause, answer.Clauses, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "N2", 1, "notice")]
    [InlineData(3, "N2", 2, "interview")]
    [InlineData(4, "I1", 1, "interview")]
    [InlineData(5, "I1", 2, "listedSupervision")]
    [InlineData(6, "L1", 0, "listedSupervision")]
    [InlineData(7, "L1", 1, "admonishment")]
    [InlineData(8, "A1", 5, "admonishment")]
    [InlineData(9, "T1", 5, "clueTransfer")]
    [InlineData(10, "X4", 5, "warningTalk")]
    public void Whoever_fails_again_within_a_year_is_proposed_the_next_measure(int row, string trigger, int repeats, string measure)
    {
        var answer = Ask("accountability-measure", ("trigger", trigger), ("subject", "person"), ("repeats", repeats));

        Assert.Equal(measure, answer["measure"]);
        Assert.Equal([row], answer.Rows("建议的措施"));
    }

    /// <summary>001-8, in the order proposed here.</summary>
    [Theory]
    [InlineData(1, "", "letter")]
    [InlineData(2, "letter", "notice")]
    [InlineData(3, "letter notice", "interview")]
    [InlineData(4, "letter notice interview", "exposure")]
    [InlineData(5, "letter notice interview exposure", "listedSupervision")]
    public void A_slow_major_hazard_gets_letter_notice_interview_and_exposure_in_turn(int row, string earlier, string measure)
    {
        var answer = Ask("accountability-measure", ("trigger", "I4"), ("subject", "hazard"), ("level", "major"), ("repeats", 0), ("earlier", earlier.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal(measure, answer["measure"]);
        Assert.Equal([row], answer.Rows("重大隐患进展缓慢的下一措施"));
        Assert.Equal([1], answer.Rows("建议的措施"));
        Assert.Contains("001-8", answer.Clauses, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_general_hazard_keeps_to_the_interview() =>
        Assert.Equal("interview", Ask("accountability-measure", ("trigger", "I4"), ("subject", "hazard"), ("level", "general"))["measure"]);

    [Fact]
    public void The_proposal_is_told_in_words() =>
        Assert.Equal("建议书面通报：没有及时依法复查整改情况", Ask("accountability-measure", ("trigger", "N4"), ("subject", "community")).Text);

    [Fact]
    public void Every_trigger_of_the_domain_has_its_row() =>
        Assert.Equal(29, Sheet("accountability.dmn").Find("basic-measure")!.Table!.Rules.Length);
}
