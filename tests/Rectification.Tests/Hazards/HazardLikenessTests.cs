using Rectification.Hazards;

namespace Rectification.Tests.Hazards;

public sealed class HazardLikenessTests
{
    [Fact]
    public void The_same_words_in_other_punctuation_are_alike() =>
        Assert.Equal(1, HazardLikeness.Likeness("疏散通道，堆放布料！", "疏散通道堆放布料"));

    [Fact]
    public void Different_hazards_are_not() =>
        Assert.True(HazardLikeness.Likeness("疏散通道堆放布料", "配电箱敞开，电线裸露") < 0.1);

    [Fact]
    public void A_hazard_told_in_nearly_the_same_words_is_alike() =>
        Assert.True(HazardLikeness.Likeness("一楼疏散通道堆放布料，堵住出口", "一楼疏散通道堆放大量布料，堵住出口") > 0.5);
}
