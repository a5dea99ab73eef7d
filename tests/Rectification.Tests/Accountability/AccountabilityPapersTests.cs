using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Documents;
using Rectification.Settings;

namespace Rectification.Tests.Accountability;

/// <summary>What stands on the papers of 责任追究.</summary>
public sealed class AccountabilityPapersTests
{
    [Theory]
    [InlineData(8, "请立即整改，并自收到本通报之日起 8 个工作日内书面反馈整改情况。")]
    [InlineData(0, "请立即整改，并于收到本通报当日书面反馈整改情况。")]
    public async Task A_notice_about_a_hazard_goes_to_its_community_with_the_street_s_own_days(int days, string expected)
    {
        await using var story = await Story.Begin();
        var text = await Paper(story, "due.give-feedback", days, Measures.Notice, DocumentKind.CriticismNotice);
        Assert.Equal(["书面通报", "东风社区：", "经查，你社区存在“隐患督促整改不力、治理进展缓慢或治理效果差”的情形，现予以书面通报。", expected], text[..4]);
        Assert.Contains("期限及其计算", text);
        Assert.Contains("应办事项 | 起算时间 | 期限 | 计算方法", text);
        Assert.Contains("已发生和未发生的事项", text);
        Assert.Contains("复查认定整改到位 | 未发生 | —", text);
    }

    [Fact]
    public async Task A_summons_says_whom_where_and_by_when_in_the_street_s_own_days()
    {
        await using var story = await Story.Begin();
        var text = await Paper(story, "due.hold-interview", 3, Measures.Interview, DocumentKind.InterviewSummons);
        Assert.Equal("经查，你社区存在“隐患督促整改不力、治理进展缓慢或治理效果差”的情形。经研究，决定对你社区有关责任人员进行约谈。", text[2]);
        Assert.Matches("^请自收到本通知之日起 3 个工作日内到.+接受约谈，并携带有关材料。$", text[3]);
    }

    /// <summary>The lines of the paper that the measure on an overdue hazard brings.</summary>
    private static async Task<string[]> Paper(Story story, string setting, int days, string measure, DocumentKind kind)
    {
        Assert.True((await story.Given.Send("director1", new ChangeSetting(setting, $"{days}"))).IsOk);
        await story.Notice(await story.General(), new(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 23, 9));
        var number = Assert.Single(await story.Of("I4")).CaseNumber;
        await story.Decide(number, measure);
        return (await story.Given.Read(db => db.Documents.AsNoTracking().Where(row => row.CaseNumber == number && row.Kind == kind).Select(row => row.Text).SingleAsync())).Split('\n');
    }
}
