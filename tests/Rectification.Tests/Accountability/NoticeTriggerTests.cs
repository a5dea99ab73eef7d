using Rectification.Accountability;
using Rectification.Oversight;
using Rectification.Storage;
using Rectification.Tests.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Accountability;

/// <summary>003-4.1: what a community is criticised for in writing.</summary>
public sealed class NoticeTriggerTests
{
    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task N2_no_notice_one_working_day_after_the_inspection(DatabaseProvider provider)
    {
        await using var story = await Story.Begin(provider);
        var hazard = await story.General();

        var found = await story.FiresOnceAt("N2", Story.At(9, 16));

        Assert.Equal((SubjectKind.Community, hazard, hazard, Measures.Notice), (found.SubjectKind, found.Period, found.Sources, found.Proposed));
        var duty = Assert.Single((await story.Evidence(found.CaseNumber)).Duties);
        Assert.Equal((Given.Start, Story.At(9, 16)), (duty.From, duty.DueAt));
    }

    [Fact]
    public async Task N2_does_not_fire_when_the_notice_went_out_in_time()
    {
        await using var story = await Story.Begin();
        await story.Notice(await story.General(), new(2026, 9, 28));
        await story.NeverFires("N2", Story.At(9, 24));
    }

    [Fact]
    public async Task N2_skips_the_holidays_and_says_which()
    {
        await using var story = await Story.Begin();
        await story.Given.MoveTo(Story.At(9, 24, 15));
        await story.General();
        // Friday 25 to Sunday 27 are the Mid-Autumn holidays: the next working day is Monday.
        var found = await story.FiresOnceAt("N2", Story.At(9, 29));
        var duty = Assert.Single((await story.Evidence(found.CaseNumber)).Duties);
        Assert.Equal([new DateOnly(2026, 9, 25), new(2026, 9, 26), new(2026, 9, 27)], duty.Skipped.Select(day => day.Day));
        Assert.All(duty.Skipped, day => Assert.Contains("中秋", day.Why, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task N4_nobody_revisits_within_three_working_days_of_the_application(DatabaseProvider provider)
    {
        await using var story = await Story.Begin(provider);
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 28));
        await DeadlineRulesTests.Apply(story.Given, hazard);

        var found = await story.FiresOnceAt("N4", Story.At(9, 18));

        Assert.Equal((SubjectKind.Community, hazard), (found.SubjectKind, found.Period));
        var held = (await story.Evidence(found.CaseNumber)).Holdings;
        Assert.Equal([Diligence.Done, Diligence.Overdue], held.Select(each => each.Diligence));
    }

    [Fact]
    public async Task N4_counts_from_the_deadline_whose_24_hours_belong_to_its_day()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 16, 9));
        Assert.Equal(Story.At(9, 19), (await story.Given.OpenTask(hazard, "revisit")).DueAt);
        // 16, 17 and 18 September.
        var found = await story.FiresOnceAt("N4", Story.At(9, 19));
        Assert.Equal(Story.At(9, 16), Assert.Single((await story.Evidence(found.CaseNumber)).Duties).From);
    }

    [Fact]
    public async Task N4_does_not_fire_when_revisited_on_the_last_day()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 28));
        await DeadlineRulesTests.Apply(story.Given, hazard);
        await story.Given.MoveTo(Story.At(9, 17, 23, 59));
        await story.Passed(hazard);
        await story.NeverFires("N4", Story.At(9, 30));
    }

    [Fact]
    public async Task N6_a_refusal_is_not_reported_within_two_working_days()
    {
        await using var story = await Story.Begin();
        var hazard = await Refused(story);
        var found = await story.FiresOnceAt("N6", Story.At(9, 17));
        Assert.Equal((SubjectKind.Community, hazard), (found.SubjectKind, found.Period));
    }

    [Fact]
    public async Task N6_does_not_fire_when_it_was_reported()
    {
        await using var story = await Story.Begin();
        var hazard = await Refused(story);
        await story.Given.MoveTo(Story.At(9, 16, 18));
        await story.Do("officer1", hazard, "report-refusal", ("outcome", "reported"), ("facts", "拒不清理"), ("findings", "拒不清理"));
        await story.NeverFires("N6", Story.At(9, 22));
    }

    [Fact]
    public async Task N7_a_progress_report_of_a_major_hazard_stays_away_for_seven_days()
    {
        await using var story = await Story.Begin();
        var hazard = await MajorHazard(story);
        // Seven days are elapsed time, so it is the hour itself and not midnight.
        var found = await story.FiresOnceAt("N7", Story.At(9, 21, 9));
        Assert.Equal((SubjectKind.Community, "2026-09", hazard), (found.SubjectKind, found.Period, found.Sources));
    }

    [Fact]
    public async Task N7_does_not_fire_when_the_report_came_on_the_seventh_day()
    {
        await using var story = await Story.Begin();
        var hazard = await MajorHazard(story);
        await story.Do("grid1", hazard, "record-stop-measures", [.. MajorHazardTests.Stop(60)]);
        await story.Given.MoveTo(Story.At(9, 21, 8, 59));
        await story.Do("grid1", hazard, "report-progress", ("outcome", "continuing"), ("progress", "已清空一半"));
        await story.NeverFires("N7", Story.At(9, 27));
    }

    [Fact]
    public async Task N7_a_second_missing_report_in_the_month_is_added_as_a_fact()
    {
        await using var story = await Story.Begin();
        await MajorHazard(story);
        await story.Given.MoveTo(Story.At(9, 15, 9));
        var second = await MajorHazard(story, "grid2", "仓库堆放易燃物且无灭火器");
        await story.Given.MoveTo(Story.At(9, 23));
        var found = Assert.Single(await story.Of("N7"));
        Assert.Contains(second, found.SourceNumbers);
        Assert.Equal(2, found.Facts.Split('\n').Length);
    }

    [Fact]
    public async Task N5_resumption_is_agreed_while_the_hazard_behind_the_suspension_is_open()
    {
        await using var story = await Story.Begin();
        var hazard = await Suspended(story);
        var agreed = await story.Given.Send("safety1", new AgreeResumption(hazard, "企业申请恢复生产"));
        Assert.True(agreed.IsOk, agreed.Problem?.Title);
        var found = Assert.Single(await story.Of("N5"));
        Assert.Equal([found.CaseNumber], agreed.Value.Opened);
        Assert.Equal(hazard, found.Period);
    }

    [Fact]
    public async Task N5_does_not_fire_when_the_hazard_was_accepted_first()
    {
        await using var story = await Story.Begin();
        Assert.True((await story.Given.Send("safety1", new AgreeResumption(await Resumable(story), "验收合格"))).IsOk);
        Assert.Empty(await story.Of("N5"));
    }

    [Fact]
    public async Task N5_what_was_accepted_and_resumed_is_found_false_later()
    {
        await using var story = await Story.Begin();
        var hazard = await Resumable(story);
        Assert.True((await story.Given.Send("safety1", new AgreeResumption(hazard, "验收合格"))).IsOk);
        await story.Given.MoveTo(Story.At(9, 21, 10));
        Assert.Empty(await story.Of("N5"));

        var recorded = await story.Given.Send("safety1", new RecordSupervision(FindingKind.FalseRectification, "现场仍未拆除", hazard));

        var found = Assert.Single(await story.Of("N5"));
        Assert.Contains(found.CaseNumber, recorded.Value.Opened);
        Assert.Equal((SubjectKind.Community, hazard, Measures.Notice, Story.At(9, 21, 10)), (found.SubjectKind, found.Period, found.Proposed, found.OpenedAt));
        Assert.Contains("未整改到位却已恢复", found.Facts, StringComparison.Ordinal);
        await story.Given.MoveTo(Story.At(9, 30));
        Assert.Single(await story.Of("N5"));
    }

    [Fact]
    public async Task N5_does_not_fire_for_what_was_never_suspended_though_it_is_found_false()
    {
        await using var story = await Story.Begin();
        var hazard = await InterviewTriggerTests.Closed(story);
        Assert.True((await story.Given.Send("safety1", new RecordSupervision(FindingKind.FalseRectification, "通道仍堆满布料", hazard))).IsOk);
        Assert.Empty(await story.Of("N5"));
    }

    [Fact]
    public async Task N3_does_not_fire_when_one_visit_was_written_up_in_the_month()
    {
        await using var story = await Story.Begin();
        await story.Given.MoveTo(Story.At(10, 20, 10));
        foreach (var worker in new[] { "grid1", "grid3" })
        {
            var site = await story.Given.Premises(worker);
            Assert.True((await story.Given.Send(worker, new RecordInspection(site.Id, "未发现隐患"))).IsOk);
        }
        await story.Given.MoveTo(Story.At(11, 6));
        Assert.DoesNotContain(await story.Of("N3"), row => row.Period == "2026-10");
    }

    [Fact]
    public async Task N3_a_month_without_a_line_in_the_ledger_though_inspections_were_due()
    {
        await using var story = await Story.Begin();
        await story.Given.MoveTo(Story.At(10, 20, 10));
        var site = await story.Given.Premises("grid3");
        Assert.True((await story.Given.Send("grid3", new RecordInspection(site.Id, "未发现隐患"))).IsOk);
        var found = await story.FiresOnceAt("N3", Story.At(11, 1));
        Assert.Equal(("2026-10", "东风社区"), (found.Period, found.SubjectName));
    }

    private static async Task<string> Resumable(Story story)
    {
        var hazard = await Suspended(story);
        await PutRight(story, hazard);
        return hazard;
    }

    /// <summary>Applied for and accepted by all who must agree.</summary>
    internal static async Task PutRight(Story story, string hazard)
    {
        await DeadlineRulesTests.Apply(story.Given, hazard);
        foreach (var (person, role) in new[] { ("officer1", "CommunitySafetyOfficer"), ("safety1", "SafetyOfficer"), ("dept1", "DepartmentOfficer") })
        {
            var own = (await story.Given.OpenTasks(hazard)).Single(task => task.CandidateKey!.StartsWith(role + "@", StringComparison.Ordinal));
            Assert.True((await story.Given.Send(person, new CompleteTask(own.Id, Engine.Variables.Of(("outcome", "agreed"))))).IsOk);
        }
    }

    private static async Task<string> Refused(Story story)
    {
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 28));
        await DeadlineRulesTests.Apply(story.Given, hazard);
        await story.Do("grid1", hazard, "revisit", ("outcome", "refused"), ("noPhotoReason", "企业拒绝进入"), ("reason", "拒不清理"));
        return hazard;
    }

    internal static async Task<string> Suspended(Story story)
    {
        var hazard = await Refused(story);
        await story.Do("officer1", hazard, "report-refusal", ("outcome", "reported"), ("facts", "拒不清理"), ("findings", "拒不清理"));
        await story.Do("safety1", hazard, "enforce-on-site", ("outcome", "suspension"), ("reason", "不能保证安全"));
        return hazard;
    }

    internal static async Task<string> MajorHazard(Story story, string finder = "grid1", string description = "通道锁闭，车间内有人住宿")
    {
        var hazard = await story.Register(finder, "major", description);
        await story.Do("officer1", hazard, "verify-on-site", ("outcome", "major"), ("requirements", "每天到场督促"));
        return hazard;
    }
}
