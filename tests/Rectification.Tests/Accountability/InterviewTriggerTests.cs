using Rectification.Accountability;
using Rectification.Oversight;
using Rectification.Storage;
using Rectification.Tests.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Accountability;

/// <summary>003-4.2: what a responsible person is called in for.</summary>
public sealed class InterviewTriggerTests
{
    [Fact]
    public async Task I1_one_person_has_three_tasks_overdue_in_thirty_days()
    {
        await using var story = await Story.Begin();
        for (var i = 0; i < 3; i++)
            await story.General("grid1", $"第 {i} 处疏散指示损坏");
        var found = await story.FiresOnceAt("I1", Story.At(9, 16));
        Assert.Equal((SubjectKind.Person, "2026-09", "grid1"), (found.SubjectKind, found.Period, found.SubjectUser));
        Assert.Equal(3, found.SourceNumbers.Length);
        Assert.Equal(3, (await story.Evidence(found.CaseNumber)).Duties.Length);
    }

    [Fact]
    public async Task I1_does_not_fire_for_two_nor_for_the_tasks_of_accountability_itself()
    {
        await using var story = await Story.Begin();
        for (var i = 0; i < 2; i++)
            await story.General("grid1", $"第 {i} 处疏散指示损坏");
        await story.NeverFires("I1", Story.At(9, 18, 12));
        // Cases about those two wait for safety1 all the while, and nobody is called in for that.
        await story.Given.MoveTo(Story.At(10, 14));
        Assert.DoesNotContain(await story.Of("I1"), row => row.SubjectUser is "safety1" or "safety2");
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task I2_ten_working_days_after_the_notice_the_facts_still_stand(DatabaseProvider provider)
    {
        await using var story = await Story.Begin(provider);
        var hazard = await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        var notice = Assert.Single(await story.Of("N2"));
        await story.Decide(notice.CaseNumber);

        // From Wednesday the 16th: 17, 18, 20, 21, 22, 23, 24, 28, 29, 30 September.
        var found = await story.FiresOnceAt("I2", Story.At(10, 1));

        Assert.Equal((notice.SubjectId, notice.Period, notice.CaseNumber), (found.SubjectId, found.Period, found.Follows));
        Assert.Equal([hazard, notice.CaseNumber], found.SourceNumbers);
        Assert.Equal(["check-facts"], (await story.Given.OpenTasks(found.CaseNumber)).Select(task => task.ElementId));
    }

    [Fact]
    public async Task A_second_notice_on_the_same_hazard_climbs_too_and_is_a_fact_more_of_the_interview_that_is_there()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        await story.Decide(Assert.Single(await story.Of("N2")).CaseNumber);
        await story.Given.MoveTo(Story.At(10, 8, 9));
        var interview = Assert.Single(await story.Of("I2")).CaseNumber;
        await story.Notice(hazard, new(2026, 10, 20));
        await DeadlineRulesTests.Apply(story.Given, hazard);
        await story.Given.MoveTo(Story.At(10, 14, 9));
        var second = Assert.Single(await story.Of("N4")).CaseNumber;
        await story.Decide(second);

        await story.Given.MoveTo(Story.At(11, 2, 9));

        var only = Assert.Single(await story.Of("I2"));
        Assert.Equal(interview, only.CaseNumber);
        Assert.Equal(2, only.Facts.Split('\n').Length);
        Assert.Contains(second, only.SourceNumbers);
    }

    [Fact]
    public async Task I2_does_not_fire_when_the_notice_went_out_after_the_criticism()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        await story.Decide(Assert.Single(await story.Of("N2")).CaseNumber);
        await story.Notice(hazard, new(2026, 9, 30));
        await story.NeverFires("I2", Story.At(10, 12));
    }

    [Fact]
    public async Task A_notice_whose_facts_are_gone_when_its_ten_days_are_over_is_asked_about_once_and_never_again()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        var notice = Assert.Single(await story.Of("N2")).CaseNumber;
        await story.Decide(notice);
        await story.Notice(hazard, new(2026, 9, 30));

        await story.Given.MoveTo(Story.At(10, 1).AddTicks(-1));
        Assert.NotNull((await story.Case(notice)).ClimbClockAt);
        await story.Given.MoveTo(Story.At(10, 1));
        Assert.Null((await story.Case(notice)).ClimbClockAt);
        Assert.Empty(await story.Of("I2"));
    }

    [Theory, InlineData("closed"), InlineData("climb")]
    public async Task I2_is_one_case_whether_the_follow_up_climbs_or_the_time_passes(string outcome)
    {
        await using var story = await Story.Begin();
        await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        var notice = Assert.Single(await story.Of("N2")).CaseNumber;
        await story.Decide(notice);
        await story.Do("leader1", notice, "give-feedback", ("outcome", "given"), ("feedback", "已布置"));
        await story.Do("safety1", notice, "follow-up", ("outcome", outcome), ("findings", "仍未下发"));
        await story.Given.MoveTo(Story.At(10, 9));
        Assert.Single(await story.Of("I2"));
    }

    [Fact]
    public async Task I3_no_order_within_24_hours_where_safety_cannot_be_guaranteed()
    {
        await using var story = await Story.Begin();
        var hazard = await Unsafe(story, Story.At(9, 14, 10, 30));
        // Not midnight: the hour itself.
        var found = await story.FiresOnceAt("I3", Story.At(9, 15, 10, 30));
        Assert.Equal((SubjectKind.Person, hazard, null), (found.SubjectKind, found.Period, found.CommunityId));
        Assert.Contains((await story.Evidence(found.CaseNumber)).Happenings, each => each.At is null && each.What.Contains("督促不算责令", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I3_does_not_fire_when_one_of_the_four_orders_was_given()
    {
        await using var story = await Story.Begin();
        var hazard = await Unsafe(story, Story.At(9, 14, 10, 30));
        await story.Do("safety1", hazard, "verify-street", ("outcome", "confirmed"), ("orderKind", "stopBusiness"), ("findings", "现场确认"));
        await story.NeverFires("I3", Story.At(9, 18));
    }

    [Fact]
    public async Task I4_rectification_is_five_working_days_overdue()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 15));
        // 16, 17, 18, 20 and 21 September.
        var found = await story.FiresOnceAt("I4", Story.At(9, 22));
        Assert.Equal((SubjectKind.Hazard, hazard, hazard), (found.SubjectKind, found.SubjectId, found.Period));
        var duty = Assert.Single((await story.Evidence(found.CaseNumber)).Duties);
        Assert.Equal([new DateOnly(2026, 9, 19)], duty.Skipped.Select(day => day.Day));
    }

    [Fact]
    public async Task I4_extensions_are_used_up_and_it_is_told_who_granted_which_until_when_and_who_held_the_tasks()
    {
        await using var story = await Story.Begin();
        var (hazard, found) = await UsedUp(story);

        Assert.Equal((SubjectKind.Hazard, hazard, hazard, Story.At(9, 16, 9)), (found.SubjectKind, found.SubjectId, found.Period, found.OpenedAt));
        var proof = await story.Evidence(found.CaseNumber);
        Assert.Equal("003-4.2.4", proof.Clause);
        var duty = Assert.Single(proof.Duties);
        Assert.Equal((Story.At(9, 15, 9), Story.At(9, 19)), (duty.From, duty.DueAt));
        Assert.Contains("第 1 次延期", duty.What, StringComparison.Ordinal);
        Assert.Contains("9月18日", duty.How, StringComparison.Ordinal);
        var officer = (await story.Given.ActorOf("officer1")).Name;
        var granted = Assert.Single(proof.Happenings, each => each.What.StartsWith("第 1 次延期", StringComparison.Ordinal));
        Assert.Equal((Story.At(9, 15, 9), officer), (granted.At, granted.By));
        Assert.Contains("期限9月18日", granted.What, StringComparison.Ordinal);
        Assert.Null(Assert.Single(proof.Happenings, each => each.What == "复查认定整改到位").At);
        // The notice, two revisits and the extension between them.
        Assert.Equal(4, proof.Holdings.Length);
        Assert.Contains(proof.Holdings, held => held.Who == officer && held.From == Story.At(9, 15, 9) && held.Diligence == Diligence.Done);
    }

    [Fact]
    public async Task L5_follows_an_interview_for_used_up_extensions_while_the_hazard_stands()
    {
        await using var story = await Story.Begin();
        var (_, found) = await UsedUp(story);
        await Interviewed(story, found.CaseNumber);
        // From Wednesday the 16th: 17, 18, 20, 21, 22, 23, 24, 28, 29, 30 September.
        Assert.Equal(found.CaseNumber, (await story.FiresOnceAt("L5", Story.At(10, 1))).Follows);
    }

    [Fact]
    public async Task I4_the_same_hazard_is_there_again_within_ninety_days()
    {
        await using var story = await Story.Begin();
        var before = await Closed(story);
        await story.Given.MoveTo(Story.At(11, 2, 9));
        Assert.DoesNotContain(await story.Of("I4"), row => row.SubjectId == before);
        var again = await story.General();
        var found = Assert.Single(await story.Of("I4"), row => row.SubjectId == before);
        Assert.Equal([before, again], found.SourceNumbers);
    }

    [Fact]
    public async Task I4_another_hazard_or_the_same_after_ninety_days_is_no_relapse()
    {
        await using var story = await Story.Begin();
        var before = await Closed(story);
        await story.General("grid1", "配电箱没有接地保护");
        await story.Given.MoveTo(Story.At(12, 20, 9));
        await story.General();
        Assert.DoesNotContain(await story.Of("I4"), row => row.SubjectId == before);
    }

    [Fact]
    public async Task I5_nobody_takes_a_task_for_two_working_days_and_it_counts_against_its_owner()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        var found = await story.FiresOnceAt("I5", Story.At(9, 17));
        Assert.Equal((SubjectKind.Person, "grid1", hazard), (found.SubjectKind, found.SubjectUser, found.Period));
    }

    [Fact]
    public async Task I5_a_task_handed_back_three_times_is_shifting_it_about()
    {
        await using var story = await Story.Begin();
        var task = await story.Given.OpenTask(await story.General(), "issue-notice");
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await story.Given.Send("grid1", new ClaimTask(task.Id))).IsOk);
            Assert.True((await story.Given.Send("grid1", new UnclaimTask(task.Id))).IsOk);
        }
        var found = await story.FiresOnceAt("I5", Story.At(9, 15));
        Assert.Contains("转手 3 次", found.Facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I5_does_not_fire_when_somebody_took_it()
    {
        await using var story = await Story.Begin();
        var task = await story.Given.OpenTask(await story.General(), "issue-notice");
        Assert.True((await story.Given.Send("grid1", new ClaimTask(task.Id))).IsOk);
        await story.NeverFires("I5", Story.At(9, 22));
    }

    [Fact]
    public async Task I6_supervision_finds_false_what_was_accepted()
    {
        await using var story = await Story.Begin();
        var hazard = await Closed(story);
        var found = await story.Given.Send("safety1", new RecordSupervision(FindingKind.FalseRectification, "通道仍堆满布料", hazard));
        Assert.True(found.IsOk, found.Problem?.Title);
        var cases = await story.Of("I6");
        Assert.Equal(["grid1", "officer1"], cases.Select(row => row.SubjectUser!).Order());
        Assert.All(cases, row => Assert.Equal(hazard, row.Period));
    }

    [Fact]
    public async Task I6_cannot_be_said_of_what_nobody_reported_done()
    {
        await using var story = await Story.Begin();
        var refused = await story.Given.Send("safety1", new RecordSupervision(FindingKind.FalseRectification, "通道仍堆满布料", await story.General()));
        Assert.Contains("hazardNumber", refused.Problem!.Errors!.Keys);
        Assert.Empty(await story.Of("I6"));
    }

    internal static async Task<string> Closed(Story story)
    {
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 28));
        await DeadlineRulesTests.Apply(story.Given, hazard);
        await story.Passed(hazard);
        await story.Do("officer1", hazard, "accept", ("outcome", "accepted"));
        return hazard;
    }

    private static async Task<(string Hazard, AccountabilityCase Found)> UsedUp(Story story)
    {
        Assert.True((await story.Given.Send("director1", new Rectification.Settings.ChangeSetting("extension.max", "1"))).IsOk);
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 16));
        await story.Given.MoveTo(Story.At(9, 15, 9));
        await DeadlineRulesTests.Apply(story.Given, hazard);
        await story.Do("grid1", hazard, "revisit", ("outcome", "notDone"), ("noPhotoReason", "夜间"), ("reason", "业主住院"), ("requestedDeadline", new DateOnly(2026, 9, 18)));
        await story.Do("officer1", hazard, "approve-extension", ("outcome", "granted"), ("deadline", new DateOnly(2026, 9, 18)), ("reason", "业主住院属实"));
        await story.Given.MoveTo(Story.At(9, 16, 9));
        Assert.Empty(await story.Of("I4"));
        await DeadlineRulesTests.Apply(story.Given, hazard);
        // None is left: there is no date to ask for.
        await story.Do("grid1", hazard, "revisit", ("outcome", "notDone"), ("noPhotoReason", "夜间"), ("reason", "仍未清理"));
        return (hazard, Assert.Single(await story.Of("I4")));
    }

    private static async Task Interviewed(Story story, string number)
    {
        await story.Decide(number);
        await story.Do("director1", number, "hold-interview", ("outcome", "held"), ("interviewee", "王敏"), ("minutes", "已谈"), ("promise", "三日内清理"),
            ("promiseDate", new DateOnly(2026, 9, 28)), ("signing", "signed"), ("noPhotoReason", "签字件已扫描归档"));
    }

    private static async Task<string> Unsafe(Story story, DateTimeOffset at)
    {
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        await story.Given.MoveTo(at);
        await story.Do("grid1", hazard, "record-stop-measures", ("outcome", "recorded"), ("stopKinds", System.Collections.Immutable.ImmutableArray.Create<object?>("stopBusiness")),
            ("measures", "停业整改"), ("problem", "通道锁闭"), ("acceptanceStandard", "通道畅通"), ("deadline", new DateOnly(2026, 10, 20)), ("delivery", "signed"), ("receiver", "张宏达"),
            ("safetyNotGuaranteed", true), ("noPhotoReason", "现场光线不足"));
        return hazard;
    }
}
