using static Rectification.Tests.DecisionFiles.Tables;

namespace Rectification.Tests.DecisionFiles;

public sealed class HazardLevelTests
{
    [Theory]
    [InlineData(1, "其他", "须停产停用才能整改")]
    [InlineData(2, "房屋安全", "单位自身难以排除")]
    [InlineData(3, "机械设备", "整改期间无法保证安全")]
    [InlineData(4, "三合一场所", "有人住宿")]
    [InlineData(5, "电动自行车", "有人住宿")]
    [InlineData(6, "疏散通道", "人员密集", "出口或通道不能使用")]
    [InlineData(7, "动火及三大作业", "存有易燃易爆物品")]
    public void A_hazard_that_endangers_people_or_cannot_be_removed_while_working_goes_on_is_advised_as_major(int row, string category, params string[] criteria)
    {
        var answer = Advice(category, criteria);

        Assert.Equal("major", answer["level"]);
        Assert.Contains(row, answer.Rows("等级依据"));
        Assert.Equal("建议列为重大隐患", answer.Text);
    }

    [Fact]
    public void Premises_used_otherwise_than_approved_are_first_to_be_assessed_by_the_community() =>
        Assert.Equal(("undetermined", 8), (Advice("房屋安全", "未经验收或擅自改变用途", "能当场改好")["level"], Advice("房屋安全", "未经验收或擅自改变用途", "能当场改好").Rows("等级依据").First()));

    [Fact]
    public void What_comes_back_again_and_again_is_not_settled_on_the_spot()
    {
        var answer = Advice("用电安全", "能当场改好", "反复出现");
        Assert.Equal("general", answer["level"]);
        Assert.Contains(9, answer.Rows("等级依据"));
        Assert.Contains("003-3.1(3)", answer.Clauses, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_removed_on_the_spot_is_general_and_gets_a_notice() =>
        Assert.Equal([10], Advice("消防安全").Rows("等级依据"));

    [Fact]
    public void What_can_be_put_right_at_once_is_put_right_at_once()
    {
        var answer = Advice("用电安全", "能当场改好", "有人住宿");
        Assert.Equal("onTheSpot", answer["level"]);
        Assert.Equal([11], answer.Rows("等级依据"));
    }

    [Fact]
    public void All_reasons_for_the_heaviest_level_are_told()
    {
        var answer = Advice("三合一场所", "有人住宿", "整改期间无法保证安全", "反复出现");
        Assert.Equal("major", answer["level"]);
        Assert.Equal(2, answer.Reasons.Count());
    }

    private static Answer Advice(string category, params string[] criteria) =>
        Ask("hazard-level-advice", ("category", category), ("criteria", criteria));
}
