using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Oversight;
using Rectification.Tests.Hazards;

namespace Rectification.Tests.Accountability;

/// <summary>003-4.3, 003-4.4 and their neighbours: listed supervision, admonishment, and what rests on a major hazard left standing.</summary>
public sealed class ListingTriggerTests
{
    [Fact]
    public async Task L2_a_general_hazard_becomes_major_while_overdue()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 17, 9));
        Assert.True((await story.Given.Send("officer1", new RaiseToMajor(hazard, "堆放量增大，有人住宿"))).IsOk);
        var found = Assert.Single(await story.Of("L2"));
        Assert.Equal((SubjectKind.Community, hazard, Measures.Listing), (found.SubjectKind, found.Period, found.Proposed));
    }

    [Fact]
    public async Task L2_does_not_fire_when_it_was_raised_in_time()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 20));
        Assert.True((await story.Given.Send("officer1", new RaiseToMajor(hazard, "堆放量增大，有人住宿"))).IsOk);
        Assert.Empty(await story.Of("L2"));
    }

    [Fact]
    public async Task L3_no_proposal_to_close_five_working_days_after_the_second_failed_acceptance()
    {
        await using var story = await Story.Begin();
        var hazard = await Unfit(story);
        // 15, 16, 17, 18 and 20 September.
        var found = await story.FiresOnceAt("L3", Story.At(9, 21));
        Assert.Equal((SubjectKind.Community, hazard), (found.SubjectKind, found.Period));
    }

    [Fact]
    public async Task L3_no_proposal_to_close_five_working_days_after_supervision_recorded_that_it_is_unfit()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 28));
        await story.Given.MoveTo(Story.At(9, 15, 10));
        var recorded = await story.Given.Send("safety1", new RecordSupervision(FindingKind.Unfit, "厂房系违建，不具备安全生产条件", hazard));
        Assert.True(recorded.IsOk, recorded.Problem?.Title);
        Assert.Empty(recorded.Value.Opened);
        // 16, 17, 18, 20 and 21 September.
        var found = await story.FiresOnceAt("L3", Story.At(9, 22));
        Assert.Equal((SubjectKind.Community, hazard, Story.At(9, 15, 10)), (found.SubjectKind, found.Period, (await story.Evidence(found.CaseNumber)).Duties.Single().From));
    }

    [Fact]
    public async Task L3_can_be_recorded_only_of_a_hazard_that_stands()
    {
        await using var story = await Story.Begin();
        var closed = await InterviewTriggerTests.Closed(story);
        foreach (var number in new[] { closed, null })
        {
            var site = await story.Given.Premises("grid1");
            var refused = await story.Given.Send("safety1", new RecordSupervision(FindingKind.Unfit, "厂房系违建", number, site.Id));
            Assert.Contains("hazardNumber", refused.Problem!.Errors!.Keys);
        }
    }

    [Fact]
    public async Task L3_no_proposal_to_close_five_working_days_after_a_suspension_ran_out_unused()
    {
        await using var story = await Story.Begin();
        await NoticeTriggerTests.Suspended(story);
        // Thirty days end on Wednesday 14 October; 15, 16, 19, 20 and 21 follow.
        await story.FiresOnceAt("L3", Story.At(10, 22));
    }

    [Fact]
    public async Task L3_does_not_fire_when_closing_was_proposed()
    {
        await using var story = await Story.Begin();
        var hazard = await Unfit(story);
        await story.Do("officer1", hazard, "report-refusal", ("outcome", "reported"), ("facts", "屡改不合格"), ("findings", "屡改不合格"));
        await story.Do("safety1", hazard, "enforce-on-site", ("outcome", "closure"), ("reason", "不具备安全生产条件"));
        await story.NeverFires("L3", Story.At(9, 30));
    }

    [Fact]
    public async Task L4_an_accident_where_an_overdue_hazard_stood_open()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 17, 9));
        var recorded = await Accident(story, AccidentKind.Work, Story.At(9, 17, 3));
        var found = Assert.Single(await story.Of("L4"));
        Assert.Equal((SubjectKind.Community, recorded.Number, hazard), (found.SubjectKind, found.Period, found.Sources));
        Assert.Equal([found.CaseNumber], recorded.Opened);
    }

    [Fact]
    public async Task L4_does_not_fire_when_the_hazard_was_still_within_its_time()
    {
        await using var story = await Story.Begin();
        await story.Notice(await story.General(), new(2026, 9, 28));
        Assert.Empty((await Accident(story, AccidentKind.Work, Given.Start)).Opened);
    }

    [Fact]
    public async Task A1_a_fire_where_an_inspection_had_been_missed()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        Assert.True((await story.Given.Send("officer1", new PlanInspection(site.Id, new(2026, 9, 16)))).IsOk);
        await story.Given.MoveTo(Story.At(9, 18, 9));
        var recorded = await Accident(story, AccidentKind.Fire, Story.At(9, 18, 2));
        var found = Assert.Single(await story.Of("A1"));
        Assert.Equal((SubjectKind.Person, "grid1", recorded.Number, Measures.Admonishment), (found.SubjectKind, found.SubjectUser, found.Period, found.Proposed));
    }

    [Fact]
    public async Task A1_does_not_fire_where_everything_was_inspected_and_nothing_stood_open()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        Assert.True((await story.Given.Send("officer1", new PlanInspection(site.Id, new(2026, 9, 16)))).IsOk);
        Assert.True((await story.Given.Send("grid1", new RecordInspection(site.Id, "未发现隐患"))).IsOk);
        await story.Given.MoveTo(Story.At(9, 18, 9));
        Assert.Empty((await Accident(story, AccidentKind.Fire, Story.At(9, 18, 2))).Opened);
    }

    [Fact]
    public async Task A2_supervision_finds_that_nobody_had_looked()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        var found = await story.Given.Send("safety1", new RecordSupervision(FindingKind.NotInspected, "本月没有检查记录", PremisesId: site.Id));
        var opened = Assert.Single(await story.Of("A2"));
        Assert.Equal(("grid1", found.Value.Number), (opened.SubjectUser, opened.Period));
    }

    [Fact]
    public async Task A2_three_inspections_missed_in_a_month()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        foreach (var day in new[] { 16, 18, 22 })
            Assert.True((await story.Given.Send("officer1", new PlanInspection(site.Id, new(2026, 9, day)))).IsOk);
        var found = await story.FiresOnceAt("A2", Story.At(10, 1));
        Assert.Equal(("grid1", "2026-09"), (found.SubjectUser, found.Period));
    }

    [Fact]
    public async Task A2_does_not_fire_when_one_visit_did_them_all()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        foreach (var day in new[] { 16, 18, 22 })
            Assert.True((await story.Given.Send("officer1", new PlanInspection(site.Id, new(2026, 9, day)))).IsOk);
        Assert.True((await story.Given.Send("grid1", new RecordInspection(site.Id, "未发现隐患"))).IsOk);
        await story.NeverFires("A2", Story.At(10, 2));
    }

    [Fact]
    public async Task X5_a_major_hazard_is_left_undone_thirty_days_after_its_deadline()
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        await story.Do("grid1", hazard, "record-stop-measures", [.. MajorHazardTests.Stop(2)]);
        var found = await story.FiresOnceAt("X5", Story.At(10, 17));
        Assert.Equal((SubjectKind.Hazard, hazard), (found.SubjectKind, found.Period));
    }

    [Fact]
    public async Task X5_a_major_hazard_is_left_unresolved_though_its_deadline_is_not_long_past()
    {
        await using var story = await Story.Begin();
        Assert.True((await story.Given.Send("director1", new Rectification.Settings.ChangeSetting("trigger.x5-open-days", "100"))).IsOk);
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        await story.Do("grid1", hazard, "record-stop-measures", [.. MajorHazardTests.Stop(90)]);
        // A hundred days are over on 23 December, 9:00; the next look is at midnight.
        var found = await story.FiresOnceAt("X5", Story.At(12, 24));
        Assert.Contains("登记 100 天后仍未销号，悬而不决", found.Facts, StringComparison.Ordinal);
        Assert.True(TriggerRule.Of("X5").IsForAppraisal);
    }

    [Fact]
    public async Task X5_tells_both_that_it_is_overdue_and_that_it_is_unresolved_each_with_its_own_arithmetic()
    {
        await using var story = await Story.Begin();
        Assert.True((await story.Given.Send("director1", new Rectification.Settings.ChangeSetting("trigger.x5-open-days", "30"))).IsOk);
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        await story.Do("grid1", hazard, "record-stop-measures", [.. MajorHazardTests.Stop(2)]);
        // Thirty days after it was registered; two days later thirty after its deadline.
        await story.Given.MoveTo(Story.At(10, 15));
        Assert.Single(await Told());
        await story.Given.MoveTo(Story.At(10, 20));
        Assert.Equal(["重大隐患登记 30 天后仍未销号，悬而不决（延期 0 次）", "重大隐患逾期 30 天未完成整改"], (await Told()).Select(fact => fact.Text));
        Assert.Equal(["整改销号", "完成整改"], (await Told()).Select(fact => Assert.Single(fact.Evidence.Duties).What));

        async Task<List<AccountabilityFact>> Told()
        {
            var number = Assert.Single(await story.Of("X5")).CaseNumber;
            return await story.Given.Read(db => db.AccountabilityFacts.AsNoTracking().Where(row => row.CaseNumber == number).OrderBy(row => row.FoundAt).ToListAsync());
        }
    }

    [Fact]
    public async Task X5_does_not_fire_when_it_was_reported_ready_before_the_deadline()
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        await story.Do("grid1", hazard, "record-stop-measures", [.. MajorHazardTests.Stop(2)]);
        await story.Do("grid1", hazard, "report-progress", ("outcome", "ready"), ("progress", "已整改到位"));
        await story.NeverFires("X5", Story.At(10, 20));
    }

    [Fact]
    public async Task L5_ten_working_days_after_the_interview_the_facts_still_stand_and_it_is_only_proposed()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 22, 9));
        var overdue = Assert.Single(await story.Of("I4"));
        await story.Decide(overdue.CaseNumber);
        await story.Do("director1", overdue.CaseNumber, "hold-interview", ("outcome", "held"), ("interviewee", "王敏"), ("minutes", "已谈"), ("promise", "三日内清理"),
            ("promiseDate", new DateOnly(2026, 9, 28)), ("signing", "signed"), ("noPhotoReason", "签字件已扫描归档"));
        // From Tuesday the 22nd: 23, 24, 28, 29, 30 September, 8, 9, 10, 12, 13 October.
        var found = await story.FiresOnceAt("L5", Story.At(10, 14));
        Assert.Equal((overdue.CaseNumber, overdue.Period, AccountabilityState.Open), (found.Follows, found.Period, found.State));
        Assert.Null(found.Measure);
    }

    [Fact]
    public async Task L5_does_not_fire_when_the_hazard_was_put_right_after_the_interview()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 22, 9));
        var overdue = Assert.Single(await story.Of("I4"));
        await story.Decide(overdue.CaseNumber);
        await story.Do("director1", overdue.CaseNumber, "hold-interview", ("outcome", "held"), ("interviewee", "王敏"), ("minutes", "已谈"), ("promise", "三日内清理"),
            ("promiseDate", new DateOnly(2026, 9, 28)), ("signing", "signed"), ("noPhotoReason", "签字件已扫描归档"));
        await story.Passed(hazard);
        await story.NeverFires("L5", Story.At(10, 20));
    }

    internal static async Task<RecordedFacts> Accident(Story story, AccidentKind kind, DateTimeOffset at)
    {
        var site = await story.Given.Premises("grid1");
        var recorded = await story.Given.Send("safety1", new RecordAccident(site.Id, kind, AccidentGrade.Ordinary, at, "机器短路引燃布料", 0, 1));
        Assert.True(recorded.IsOk, recorded.Problem?.Title);
        return recorded.Value;
    }

    private static async Task<string> Unfit(Story story)
    {
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 28));
        foreach (var day in new DateOnly?[] { new(2026, 9, 18), null })
        {
            await DeadlineRulesTests.Apply(story.Given, hazard);
            await story.Passed(hazard);
            await story.Do("officer1", hazard, "accept", ("outcome", "rejected"), ("reason", "仍有堆放"), ("newDeadline", day));
        }
        return hazard;
    }
}
