using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Oversight;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Accountability;

/// <summary>I2 after a notice for what happened once (N1, N5): the system looks whether 明显进展 was made since (003-4.2.2).</summary>
public sealed class LadderProgressTests
{
    public static MatrixTheoryData<DatabaseProvider, bool> OnBoth => new([.. Given.Databases.Select(row => row.Data)], [false, true]);

    [Theory, MemberData(nameof(OnBoth))]
    public async Task A_community_that_is_still_behind_ten_working_days_after_the_notice_is_called_in_and_one_that_caught_up_is_not(DatabaseProvider provider, bool caughtUp)
    {
        await using var story = await Story.Begin(provider);
        var hazards = await Behind(story);
        await story.Given.MoveTo(Story.At(10, 1, 9));
        var notice = Assert.Single(await story.Of("N1")).CaseNumber;
        await story.Decide(notice);
        foreach (var hazard in caughtUp ? hazards : [])
        {
            await story.Passed(hazard);
            await story.Do("officer1", hazard, "accept", ("outcome", "accepted"));
        }

        // From Thursday 1 October: 8, 9, 10, 12, 13, 14, 15, 16, 19, 20 October.
        await story.Given.MoveTo(Story.At(10, 21).AddTicks(-1));
        Assert.Empty(await story.Of("I2"));
        await story.Given.MoveTo(Story.At(10, 21));

        Assert.Equal(caughtUp ? [] : [notice], (await story.Of("I2")).Select(row => row.Follows!));
        Assert.Equal(caughtUp, (await story.Case(notice)).ClimbClockAt is null);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_resumption_agreed_too_early_climbs_while_the_hazard_behind_it_stands(bool isPutRight)
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.Suspended(story);
        Assert.True((await story.Given.Send("safety1", new AgreeResumption(hazard, "企业申请恢复生产"))).IsOk);
        var notice = Assert.Single(await story.Of("N5")).CaseNumber;
        await story.Decide(notice);
        if (isPutRight)
            await NoticeTriggerTests.PutRight(story, hazard);

        // From Monday the 14th: 15, 16, 17, 18, 20, 21, 22, 23, 24, 28 September.
        await story.Given.MoveTo(Story.At(9, 29).AddTicks(-1));
        Assert.Empty(await story.Of("I2"));
        await story.Given.MoveTo(Story.At(9, 29));

        Assert.Equal(isPutRight ? [] : [notice], (await story.Of("I2")).Select(row => row.Follows!));
    }

    [Fact]
    public async Task That_it_was_put_right_since_does_not_undo_the_fact_before_the_decision()
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.Suspended(story);
        Assert.True((await story.Given.Send("safety1", new AgreeResumption(hazard, "企业申请恢复生产"))).IsOk);
        await NoticeTriggerTests.PutRight(story, hazard);
        await story.Given.MoveTo(Story.At(9, 16));
        var found = Assert.Single(await story.Of("N5"));
        Assert.Equal((null, Measures.Notice), (found.VanishedAt, found.Proposed));
    }

    /// <summary>Five due on 28 September and none struck off, against five of five; somebody has the revisits in hand.</summary>
    private static async Task<List<string>> Behind(Story story)
    {
        var hazards = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            hazards.Add(await story.General("grid1", $"第 {i} 处疏散指示损坏"));
            await story.Notice(hazards[i], new(2026, 9, 28));
            var done = await story.General("grid3", $"第 {i} 处灭火器过期");
            await story.Notice(done, new(2026, 9, 28), "grid3");
            Assert.True((await story.Given.Send("grid3", new RequestReinspection(done, "已整改，申请复查", []))).IsOk);
            await story.Passed(done, "grid3");
            await story.Do("officer2", done, "accept", ("outcome", "accepted"));
        }
        await story.Given.MoveTo(Story.At(9, 29, 9));
        foreach (var hazard in hazards)
            Assert.True((await story.Given.Send("grid1", new ClaimTask((await story.Given.OpenTask(hazard, "revisit")).Id))).IsOk);
        return hazards;
    }
}
