using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Oversight;
using Rectification.People;
using Rectification.Tests.Accountability;
using Rectification.Tests.Hazards;

namespace Rectification.Tests.Oversight;

/// <summary>Who may record what about which place, and what a record rests on.</summary>
public sealed class OversightRecordTests
{
    [Fact]
    public async Task A_role_that_only_sees_a_community_gives_no_say_there_to_the_safety_officer_of_another()
    {
        await using var story = await Story.Begin();
        var there = await story.Given.Premises("grid3");
        var (officer, here) = (await Id(story, "officer1"), await story.Given.Premises("grid1"));
        Assert.True((await story.Given.Send("secadmin1", new GrantRole(officer, Role.LinkedLeader, there.CommunityId))).IsOk);
        Assert.True((await story.Given.ActorOf("officer1")).Sees(there.Place));
        var hazard = await story.General("grid3");

        async Task<string?> Refused<T>(Rectification.Requests.ICommand<T> command) => (await story.Given.Send("officer1", command)).Problem?.Title;
        Assert.NotNull(await Refused(new PlanInspection(there.Id, new(2026, 9, 16))));
        Assert.NotNull(await Refused(new RecordInspection(there.Id, "未发现隐患")));
        Assert.NotNull(await Refused(new RecordAccident(there.Id, AccidentKind.Fire, AccidentGrade.Ordinary, Given.Start, "电线短路")));
        Assert.Equal("没有这件隐患，或不在您的范围内", (await story.Given.Send("officer1", new AgreeResumption(hazard, "申请恢复"))).Problem!.Errors!["hazardNumber"]);
        Assert.Null(await Refused(new PlanInspection(here.Id, new(2026, 9, 16))));
        Assert.Null(await Refused(new RecordInspection(here.Id, "未发现隐患")));
    }

    [Theory]
    [InlineData("grid1", true)]
    [InlineData("officer1", true)]
    [InlineData("safety1", true)]
    [InlineData("grid3", false)]
    [InlineData("officer2", false)]
    [InlineData("leader1", false)]
    [InlineData("director1", false)]
    [InlineData("nobody", false)]
    public async Task An_inspection_is_given_only_to_who_inspects_there(string userName, bool may)
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        var planned = await story.Given.Send("safety1", new PlanInspection(site.Id, new(2026, 9, 16), userName));
        Assert.Equal(may, planned.IsOk);
        if (!may)
            Assert.Equal("没有这个账号，或不能检查该场所", planned.Problem!.Errors!["userName"]);
    }

    [Fact]
    public async Task Nobody_resumes_what_was_never_suspended_also_when_the_hazard_is_closed()
    {
        await using var story = await Story.Begin();
        var hazard = await InterviewTriggerTests.Closed(story);
        var agreed = await story.Given.Send("safety1", new AgreeResumption(hazard, "已整改"));
        Assert.Equal($"{hazard} 没有停产停业，不需要恢复", agreed.Problem?.Errors?["hazardNumber"]);
        Assert.False(await story.Given.Read(db => db.Resumptions.AnyAsync()));
    }

    [Fact]
    public async Task Agreeing_twice_to_resume_is_one_fact()
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.Suspended(story);
        foreach (var reason in new[] { "企业申请恢复生产", "企业再次申请恢复生产" })
            Assert.True((await story.Given.Send("safety1", new AgreeResumption(hazard, reason))).IsOk);
        var number = Assert.Single(await story.Of("N5")).CaseNumber;
        Assert.Single(await Facts(story, number));
    }

    [Fact]
    public async Task The_day_s_ledger_counts_all_and_says_when_it_lists_only_some()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        const int Written = OversightQueries.MostOfDay + 3;
        await story.Given.Read(async db =>
        {
            db.AddRange(Enumerable.Range(0, Written).Select(i => new InspectionLine
            {
                StreetId = site.StreetId, CommunityId = site.CommunityId, GridId = site.GridId, PremisesId = site.Id, PremisesName = site.Name, Day = new(2026, 9, 14),
                At = Given.Start.AddSeconds(i), InspectorId = Guid.NewGuid(), InspectorName = "赵网", Source = HazardSource.Patrol, Result = "未发现隐患",
            }));
            return await db.SaveChangesAsync();
        });
        var actor = await story.Given.ActorOf("officer1");
        var day = await story.Given.With<OversightQueries, LedgerDay>(queries => queries.Day(actor, new(2026, 9, 14), CancellationToken.None));
        Assert.Equal((true, Written, OversightQueries.MostOfDay), (day.IsCut, day.Written, day.Lines.Length));
    }

    [Fact]
    public async Task Registers_are_read_page_by_page_without_losing_or_repeating_a_line()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await story.Given.Send("safety1", new PlanInspection(site.Id, new(2026, 9, 16 + (i / 2))))).IsOk);
            Assert.True((await story.Given.Send("safety1", new RecordSupervision(FindingKind.Formality, $"第 {i} 次", PremisesId: site.Id))).IsOk);
            await ListingTriggerTests.Accident(story, AccidentKind.Fire, Story.At(9, 14, i));
        }
        await NoticeTriggerTests.Suspended(story);
        var hazard = (await story.Given.Read(db => db.Hazards.AsNoTracking().Where(row => row.UnderSuspension).ToListAsync()))[0].CaseNumber;
        for (var i = 0; i < 5; i++)
            Assert.True((await story.Given.Send("safety1", new AgreeResumption(hazard, $"第 {i} 次申请"))).IsOk);
        var actor = await story.Given.ActorOf("officer1");

        Assert.Equal(5, (await All((queries, after) => queries.Duties(actor, after, 2, CancellationToken.None))).Select(row => row.Id).Distinct().Count());
        Assert.Equal(["第 4 次", "第 3 次", "第 2 次", "第 1 次", "第 0 次"], (await All((queries, after) => queries.Findings(actor, after, 2, CancellationToken.None))).Select(row => row.Facts));
        Assert.Equal(5, (await All((queries, after) => queries.Accidents(actor, after, 2, CancellationToken.None))).Select(row => row.Number).Distinct().Count());
        Assert.Equal(5, (await All((queries, after) => queries.Resumptions(actor, after, 2, CancellationToken.None))).Select(row => row.Id).Distinct().Count());

        async Task<List<T>> All<T>(Func<OversightQueries, string?, Task<Page<T>>> read)
        {
            var (rows, after) = (new List<T>(), (string?)null);
            do
            {
                var page = await story.Given.With<OversightQueries, Page<T>>(queries => read(queries, after));
                rows.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null);
            return rows;
        }
    }

    [Fact]
    public async Task Who_accepted_a_major_hazard_and_who_struck_it_off_answer_for_it_when_it_is_found_false()
    {
        await using var story = await Story.Begin();
        var hazard = await MajorHazardTests.StruckOff(story.Given);
        Assert.True((await story.Given.Send("safety1", new RecordSupervision(FindingKind.FalseRectification, "通道仍然锁闭", hazard))).IsOk);
        Assert.Equal(["dept1", "director1", "grid1", "officer1", "safety1"], (await story.Of("I6")).Select(row => row.SubjectUser!).Order());
    }

    [Fact]
    public async Task A1_names_everybody_who_missed_each_with_what_was_theirs()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        foreach (var person in new[] { "grid1", "officer1" })
            Assert.True((await story.Given.Send("safety1", new PlanInspection(site.Id, new(2026, 9, 16), person))).IsOk);
        await story.Given.MoveTo(Story.At(9, 18, 9));
        var recorded = await ListingTriggerTests.Accident(story, AccidentKind.Fire, Story.At(9, 18, 2));
        var found = await story.Of("A1");
        Assert.Equal(["grid1", "officer1"], found.Select(row => row.SubjectUser!).Order());
        Assert.Equal(found.Select(row => row.CaseNumber), recorded.Opened.Order());
        foreach (var each in found)
            Assert.Contains("有 1 次应查未查", Assert.Single(await Facts(story, each.CaseNumber)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A1_counts_every_missed_inspection_though_it_lists_twenty()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        for (var i = 0; i < 22; i++)
            Assert.True((await story.Given.Send("safety1", new PlanInspection(site.Id, new(2026, 9, 16)))).IsOk);
        await story.Given.MoveTo(Story.At(9, 18, 9));
        await ListingTriggerTests.Accident(story, AccidentKind.Fire, Story.At(9, 18, 2));
        Assert.Contains("有 22 次应查未查", Assert.Single(await story.Of("A1")).Facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_counts_every_missed_inspection_of_the_month_though_it_lists_twenty()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        for (var i = 0; i < 22; i++)
            Assert.True((await story.Given.Send("safety1", new PlanInspection(site.Id, new(2026, 9, 16)))).IsOk);
        await story.Given.MoveTo(Story.At(10, 1));
        Assert.Contains("有 22 次应查未查", Assert.Single(await story.Of("A2")).Facts, StringComparison.Ordinal);
    }

    private static Task<Guid> Id(Story story, string userName) =>
        story.Given.Read(db => db.Users.Where(user => user.UserName == userName).Select(user => user.Id).SingleAsync());

    private static Task<List<AccountabilityFact>> Facts(Story story, string number) =>
        story.Given.Read(db => db.AccountabilityFacts.AsNoTracking().Where(row => row.CaseNumber == number).ToListAsync());
}
