using System.Collections.Immutable;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Ledgers;
using Rectification.Oversight;
using Rectification.Premises;
using Rectification.Storage;

namespace Rectification.Tests.Accountability;

/// <summary>003-4.1.1 and 003-4.1.7: what a month comes to for a community.</summary>
public sealed class MonthTriggerTests
{
    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 3)]
    public async Task N1_a_community_is_twenty_points_or_more_behind_the_street(int due, int done)
    {
        await using var story = await Story.Begin();
        await Passed(story, "grid1", "officer1", due, done);
        await Passed(story, "grid3", "officer2", 5, 5);
        var found = await story.FiresOnceAt("N1", Story.At(10, 1));
        Assert.Equal((SubjectKind.Community, "2026-09", "东风社区", Measures.Notice), (found.SubjectKind, found.Period, found.SubjectName, found.Proposed));
        Assert.Contains($"整改率 {done * 20}%", found.Facts, StringComparison.Ordinal);
    }

    [Theory]
    // 80% against the street's 90%.
    [InlineData(5, 4)]
    // Nothing done, but too little was due to say anything.
    [InlineData(4, 0)]
    public async Task N1_does_not_fire_within_twenty_points_nor_with_fewer_than_five_due(int due, int done)
    {
        await using var story = await Story.Begin();
        await Passed(story, "grid1", "officer1", due, done);
        await Passed(story, "grid3", "officer2", 5, 5);
        await story.NeverFires("N1", Story.At(10, 6));
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task N7_last_months_list_is_not_confirmed_by_24_hours_of_the_fifth_and_whoever_confirmed_it_in_the_last_minute_is_left_in_peace(DatabaseProvider provider)
    {
        await using var story = await Story.Begin(provider);
        Assert.True((await story.Given.Send(new KeepLedgersOpening())).IsOk);
        await story.Given.MoveTo(Story.At(10, 5, 23, 59));
        var (east, west) = (await List(story, "东风社区"), await List(story, "新城社区"));
        await story.Do("officer1", east, "file-ledger", ("outcome", "filed"));
        await story.Do("leader1", east, "confirm-ledger", ("outcome", "confirmed"));

        var found = await story.FiresOnceAt("N7", Story.At(10, 6));

        Assert.Equal((SubjectKind.Community, "新城社区", "2026-09", west, Measures.Notice), (found.SubjectKind, found.SubjectName, found.Period, found.Sources, found.Proposed));
        var proof = await story.Evidence(found.CaseNumber);
        Assert.Equal((Story.At(10, 1), Story.At(10, 6)), (proof.Duties[0].From, proof.Duties[0].DueAt));
        Assert.Null(Assert.Single(proof.Happenings).At);
    }

    [Fact]
    public async Task N7_a_list_confirmed_and_then_returned_by_the_street_was_reported()
    {
        await using var story = await Story.Begin();
        Assert.True((await story.Given.Send(new KeepLedgersOpening())).IsOk);
        await story.Given.MoveTo(Story.At(10, 2, 9));
        var east = await List(story, "东风社区");
        await story.Do("officer1", east, "file-ledger", ("outcome", "filed"));
        await story.Do("leader1", east, "confirm-ledger", ("outcome", "confirmed"));
        await story.Do("safety1", east, "receive-ledger", ("outcome", "returned"), ("reason", "缺验收人"));
        await story.Given.MoveTo(Story.At(10, 20));
        Assert.Equal("新城社区", Assert.Single(await story.Of("N7")).SubjectName);
    }

    [Fact]
    public async Task N3_says_as_many_premises_as_the_boards_do_also_when_one_more_was_registered_before_a_late_look()
    {
        await using var story = await Story.Begin();
        await story.SleepThrough(Story.At(10, 30), Story.At(11, 2, 12));
        await story.Given.MoveTo(Story.At(11, 3, 9));
        var grid = (await story.Given.Premises("grid1")).GridId;
        var registered = await story.Given.Send("grid1", new RegisterSite(grid, new("华盛鞋材加工", "东风路 86 号", SiteKind.Business, "鞋材加工")));
        Assert.True(registered.IsOk, registered.Problem?.Title);
        await story.Given.MoveTo(Story.At(11, 5));

        var found = Assert.Single(await story.Of("N3"), row => row.SubjectName == "东风社区");
        var month = new Month(2026, 10);
        var due = (await story.Given.With<MonthlyInspections, ImmutableDictionary<Guid, InspectionCount>>(each => each.ByCommunity(found.StreetId, found.CommunityId, month, CancellationToken.None)))[found.CommunityId!.Value].Due;
        Assert.True(due > 0);
        Assert.Contains($"应检查场所 {due} 家", found.Facts, StringComparison.Ordinal);
    }

    private static async Task<string> List(Story story, string community) =>
        await story.Given.Read(db => Task.FromResult(db.LedgerMonths.Single(ledger => ledger.CommunityName == community).CaseNumber));

    /// <summary>So many hazards whose deadline ends on 20 September, the first of them struck off at once.</summary>
    private static async Task Passed(Story story, string worker, string officer, int due, int done)
    {
        for (var i = 0; i < due; i++)
        {
            var number = await story.General(worker, $"第 {i} 处疏散指示损坏");
            await story.Notice(number, new(2026, 9, 20), worker);
            if (i < done)
                await StrikeOff(story, number, worker, officer);
        }
    }

    private static async Task StrikeOff(Story story, string number, string worker, string officer)
    {
        var applied = await story.Given.Send(worker, new RequestReinspection(number, "已整改，申请复查", []));
        Assert.True(applied.IsOk, applied.Problem?.Title);
        await story.Passed(number, worker);
        await story.Do(officer, number, "accept", ("outcome", "accepted"));
    }
}
