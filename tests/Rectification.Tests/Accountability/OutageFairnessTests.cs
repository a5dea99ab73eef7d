using Rectification.Accountability;
using Rectification.Oversight;
using Rectification.Storage;
using Rectification.Tests.Hazards;

namespace Rectification.Tests.Accountability;

/// <summary>Time in which the system was down counts against nobody, and nothing is lost by it: what fell due meanwhile is judged after, once, and says so.</summary>
public sealed class OutageFairnessTests
{
    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_month_that_ended_before_an_outage_of_its_first_days_is_judged_after_it_once_and_says_so(DatabaseProvider provider)
    {
        await using var story = await Story.Begin(provider);
        await story.Given.MoveTo(Story.At(10, 31, 23));

        var outage = await story.SleepThrough(Story.At(11, 1).AddTicks(-1), Story.At(11, 8, 9));

        // A tick of the month was lost; it is given back, and a month ends at 24:00.
        await story.Given.MoveTo(Story.At(11, 9));
        var found = (await story.Of("N3")).FindAll(row => row.Period == "2026-10");
        Assert.Equal(["东风社区", "新城社区"], found.Select(row => row.SubjectName).Order());
        Assert.All(found, row =>
        {
            Assert.Equal(outage.Id, row.OutageId);
            Assert.Contains("系统停机，停机时间不计入，于11月9日补核", row.Facts, StringComparison.Ordinal);
        });
        var proof = await story.Evidence(found[0].CaseNumber);
        Assert.Equal((Story.At(11, 1), (DateTimeOffset?)Story.At(11, 9)), (proof.Duties[0].DueAt, proof.Duties[0].ExtendedTo));
        Assert.Equal((outage.From, outage.To), proof.NotCounted.Select(each => (each.From, each.To)).Single());
    }

    [Fact]
    public async Task It_is_judged_by_the_first_look_when_nothing_of_the_month_itself_was_lost_and_by_no_later_one()
    {
        await using var story = await Story.Begin();
        await story.Given.MoveTo(Story.At(11, 1).AddTicks(-1));
        await story.Down(Story.At(11, 1), Story.At(11, 8, 9));
        story.Given.Time.Set(Story.At(11, 8, 9));

        await story.Given.MoveTo(Story.At(11, 8, 9));

        var found = (await story.Of("N3")).FindAll(row => row.Period == "2026-10");
        Assert.Equal([Story.At(11, 8, 9), Story.At(11, 8, 9)], found.Select(row => row.OpenedAt));
        Assert.All(found, row => Assert.NotNull(row.OutageId));
        var facts = found.Select(row => row.Facts).ToList();
        await story.Given.MoveTo(Story.At(11, 30, 23));
        found = (await story.Of("N3")).FindAll(row => row.Period == "2026-10");
        Assert.Equal(facts, found.Select(row => row.Facts));
    }

    [Fact]
    public async Task What_was_written_up_in_the_time_given_back_counts_for_the_month()
    {
        await using var story = await Story.Begin();
        await story.SleepThrough(Story.At(10, 25), Story.At(11, 1, 12));
        await story.Given.MoveTo(Story.At(11, 3, 10));
        var site = await story.Given.Premises("grid3");
        Assert.True((await story.Given.Send("grid3", new RecordInspection(site.Id, "未发现隐患"))).IsOk);

        // Seven and a half days from 24:00 of 31 October on.
        await story.Given.MoveTo(Story.At(11, 9).AddTicks(-1));
        Assert.DoesNotContain(await story.Of("N3"), row => row.Period == "2026-10");
        await story.Given.MoveTo(Story.At(11, 9));
        Assert.Equal("东风社区", Assert.Single(await story.Of("N3"), row => row.Period == "2026-10").SubjectName);
    }

    [Fact]
    public async Task A_month_in_which_nobody_could_do_anything_is_nobodys()
    {
        await using var story = await Story.Begin();
        await story.SleepThrough(Story.At(9, 30), Story.At(11, 2, 9));
        await story.Given.MoveTo(Story.At(11, 30));
        Assert.DoesNotContain(await story.Of("N3"), row => row.Period == "2026-10");
    }

    [Fact]
    public async Task Inspections_missed_only_because_the_system_was_down_are_not_missed()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        foreach (var day in new[] { 16, 18, 30 })
            Assert.True((await story.Given.Send("officer1", new PlanInspection(site.Id, new(2026, 9, day)))).IsOk);
        await story.SleepThrough(Story.At(9, 29), Story.At(10, 1, 12));
        await story.Given.MoveTo(Story.At(10, 2, 12));
        Assert.True((await story.Given.Send("grid1", new RecordInspection(site.Id, "未发现隐患"))).IsOk);
        await story.NeverFires("A2", Story.At(10, 12));
    }

    [Fact]
    public async Task Three_tasks_late_only_by_the_hours_that_the_system_was_down_call_nobody_in()
    {
        await using var story = await Story.Begin();
        var hazards = new List<string>();
        for (var i = 0; i < 3; i++)
            hazards.Add(await story.General("grid1", $"第 {i} 处疏散指示损坏"));
        await story.SleepThrough(Story.At(9, 15, 20), Story.At(9, 16, 8));
        foreach (var hazard in hazards)
            await story.Notice(hazard, new(2026, 9, 28));
        await story.NeverFires("I1", Story.At(9, 24));
    }

    [Fact]
    public async Task They_do_when_the_time_given_back_is_over_too()
    {
        await using var story = await Story.Begin();
        for (var i = 0; i < 3; i++)
            await story.General("grid1", $"第 {i} 处疏散指示损坏");
        await story.SleepThrough(Story.At(9, 15, 20), Story.At(9, 16, 8));
        var found = await story.FiresOnceAt("I1", Story.At(9, 17));
        Assert.Equal("grid1", found.SubjectUser);
    }

    [Fact]
    public async Task Of_four_late_tasks_the_one_that_an_outage_made_late_is_left_out_and_the_others_still_count()
    {
        await using var story = await Story.Begin();
        for (var i = 0; i < 2; i++)
            await story.General("grid1", $"第 {i} 处疏散指示损坏");
        await story.Given.MoveTo(Story.At(9, 17, 9));
        var excused = await story.General("grid1", "第 2 处疏散指示损坏");
        await story.SleepThrough(Story.At(9, 18, 12), Story.At(9, 19, 9));
        await story.Notice(excused, new(2026, 9, 28));
        await story.Given.MoveTo(Story.At(9, 20, 9));
        Assert.Empty(await story.Of("I1"));
        await story.General("grid1", "第 3 处疏散指示损坏");

        var found = await story.FiresOnceAt("I1", Story.At(9, 22));

        Assert.Contains("3 项任务逾期", found.Facts, StringComparison.Ordinal);
        Assert.DoesNotContain(excused, found.SourceNumbers);
    }

    [Fact]
    public async Task Who_did_it_in_the_time_given_back_is_shown_as_having_done_the_duty()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.SleepThrough(Story.At(9, 15, 20), Story.At(9, 16, 8));
        await story.Notice(hazard, new(2026, 9, 20));
        await DeadlineRulesTests.Apply(story.Given, hazard);

        await story.Given.MoveTo(Story.At(9, 21));

        var proof = await story.Evidence(Assert.Single(await story.Of("N4")).CaseNumber);
        var notice = proof.Holdings.Single(each => each.Task == "签发整改通知书" || each.From == Given.Start);
        Assert.Equal((Diligence.Done, (DateTimeOffset?)Story.At(9, 17)), (notice.Diligence, notice.DueAt));
        // Without the outage being told, a date after the deadline called diligent could not be understood.
        Assert.Single(proof.NotCounted);
    }

    [Fact]
    public async Task The_ten_days_of_the_ladder_do_not_run_while_the_system_is_down()
    {
        await using var story = await Story.Begin();
        await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        await story.Decide(Assert.Single(await story.Of("N2")).CaseNumber);
        await story.SleepThrough(Story.At(9, 28), Story.At(9, 29, 12));
        // Ten working days end on 30 September; a day and a half more, to 24:00.
        await story.FiresOnceAt("I2", Story.At(10, 3));
    }

    [Fact]
    public async Task A_list_that_an_outage_opened_late_is_missing_only_after_the_time_given_back()
    {
        await using var story = await Story.Begin();
        Assert.True((await story.Given.Send(new Rectification.Ledgers.KeepLedgersOpening())).IsOk);
        await story.SleepThrough(Story.At(9, 30, 12), Story.At(10, 8, 9));
        // Five days of October were to be theirs; seven and nine hours of the month had gone.
        await story.Given.MoveTo(Story.At(10, 14).AddTicks(-1));
        Assert.Empty(await story.Of("N7"));
        await story.Given.MoveTo(Story.At(10, 14));
        Assert.Equal(2, (await story.Of("N7")).Count);
    }
}
