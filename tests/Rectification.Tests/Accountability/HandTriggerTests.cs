using Rectification.Accountability;
using Rectification.Oversight;
using Rectification.Tests.Hazards;

namespace Rectification.Tests.Accountability;

/// <summary>What only people know, put forward by hand (003-4.1.8, 4.2.7, 4.3.1, 4.4.3, 4.5 and the neighbours of 003-4): at that very moment, once a subject and period, and never by the system itself.</summary>
public sealed class HandTriggerTests
{
    public static TheoryData<string, SubjectKind, string, string?, string, string> Known => new()
    {
        { "N8", SubjectKind.Community, "一季度未组织安全学习", null, Measures.Notice, "check-facts" },
        { "I7", SubjectKind.Person, "例会三次无故缺席", null, Measures.Interview, "check-facts" },
        { "L1", SubjectKind.Community, "逾期未完成整改，被区里通报", "区安委〔2026〕7号", Measures.Listing, "check-facts" },
        { "L5", SubjectKind.Community, "整改长期停滞", null, Measures.Listing, "check-facts" },
        { "A3", SubjectKind.Person, "约谈后仍不整改", null, Measures.Admonishment, "check-facts" },
        { "T1", SubjectKind.Community, "督促责任不履行，造成影响较大的火灾", null, Measures.ClueTransfer, "check-facts" },
        { "X1", SubjectKind.Hazard, "拒不整改致使重大隐患长期存在", null, Measures.Admonishment, "check-facts" },
        { "X2", SubjectKind.Community, "经手检查、签字、验收的人员未尽责", null, Measures.ClueTransfer, "check-facts" },
        { "X3", SubjectKind.Community, "检查走过场，见而不查", null, Measures.Interview, "check-facts" },
        { "X4", SubjectKind.Department, "行业领域被区里点名批评", "区安办通报第 3 期", Measures.WarningTalk, "check-facts" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public async Task What_is_put_forward_opens_at_once_is_the_same_case_a_second_time_and_leads_to_its_measure(
        string trigger, SubjectKind kind, string facts, string? document, string measure, string step)
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Given.MoveTo(Story.At(9, 14, 15, 30));
        Assert.Empty(await story.Of(trigger));
        var command = new PutForward(trigger, kind, await Subject(story, kind, hazard), facts, [hazard], null, document);
        var number = (await story.Given.Send("safety1", command)).Value;
        var found = Assert.Single(await story.Of(trigger));
        Assert.Equal((number, Story.At(9, 14, 15, 30), measure, document), (found.CaseNumber, found.OpenedAt, found.Proposed, found.Document));
        Assert.Contains(facts, found.Facts, StringComparison.Ordinal);
        Assert.NotNull(found.OpenedByName);
        Assert.NotNull(await story.Given.OpenTask(number, step));

        // Once more: the same case; with other words: a fact more of it.
        Assert.Equal(number, (await story.Given.Send("safety2", command)).Value);
        Assert.Equal(number, (await story.Given.Send("director1", command with { Facts = "又查出同类情形" })).Value);
        found = Assert.Single(await story.Of(trigger));
        Assert.Contains("又查出同类情形", found.Facts, StringComparison.Ordinal);
        await story.Given.MoveTo(Story.At(9, 15, 12));
        Assert.Single(await story.Of(trigger));
    }

    [Theory]
    [InlineData("N8")]
    [InlineData("I7")]
    [InlineData("L1")]
    [InlineData("A3")]
    [InlineData("T1")]
    [InlineData("X2")]
    [InlineData("X3")]
    [InlineData("X4")]
    public async Task Nothing_of_it_opens_by_itself_however_long_a_hazard_lies(string trigger)
    {
        await using var story = await Story.Begin();
        await story.Notice(await story.General(), new(2026, 9, 15));
        await story.NeverFires(trigger, Story.At(10, 31));
    }

    [Fact]
    public async Task X1_a_major_hazard_found_falsely_rectified_brings_the_inquiry()
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        await story.Do("grid1", hazard, "record-stop-measures", [.. MajorHazardTests.Stop(20)]);
        await story.Do("grid1", hazard, "report-progress", ("outcome", "ready"), ("progress", "已整改到位"));
        var found = await story.Given.Send("safety1", new RecordSupervision(FindingKind.FalseRectification, "现场仍有人住宿", hazard));
        Assert.True(found.IsOk, found.Problem?.Title);
        var opened = Assert.Single(await story.Of("X1"));
        Assert.Equal((SubjectKind.Hazard, hazard, Given.Start), (opened.SubjectKind, opened.Period, opened.OpenedAt));
    }

    [Fact]
    public async Task X1_does_not_fire_for_a_general_hazard_found_falsely_rectified()
    {
        await using var story = await Story.Begin();
        var hazard = await InterviewTriggerTests.Closed(story);
        Assert.True((await story.Given.Send("safety1", new RecordSupervision(FindingKind.FalseRectification, "通道仍堆满布料", hazard))).IsOk);
        Assert.NotEmpty(await story.Of("I6"));
        Assert.Empty(await story.Of("X1"));
    }

    [Fact]
    public async Task X1_does_not_fire_for_a_major_hazard_that_is_merely_not_put_right_yet()
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        var found = await story.Given.Send("safety1", new RecordSupervision(FindingKind.NotRectified, "现场仍有人住宿", hazard));
        Assert.True(found.IsOk, found.Problem?.Title);
        await story.NeverFires("X1", Story.At(9, 30));
    }

    [Theory]
    [InlineData(FindingKind.NotInspected)]
    [InlineData(FindingKind.NotRectified)]
    public async Task X3_does_not_fire_for_other_things_that_supervision_sees(FindingKind kind)
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        Assert.True((await story.Given.Send("safety1", new RecordSupervision(kind, "本月没有检查记录", PremisesId: site.Id))).IsOk);
        Assert.NotEmpty(await story.Of("A2"));
        await story.NeverFires("X3", Story.At(9, 30));
    }

    [Fact]
    public async Task X3_supervision_sees_inspections_gone_through_as_a_formality()
    {
        await using var story = await Story.Begin();
        var site = await story.Given.Premises("grid1");
        var found = await story.Given.Send("safety1", new RecordSupervision(FindingKind.Formality, "检查记录成批补填", PremisesId: site.Id));
        var opened = Assert.Single(await story.Of("X3"));
        Assert.Equal((SubjectKind.Community, found.Value.Number, Measures.Interview), (opened.SubjectKind, opened.Period, opened.Proposed));
    }

    private static async Task<string> Subject(Story story, SubjectKind kind, string hazard)
    {
        var actor = await story.Given.ActorOf("safety1");
        var choices = await story.Given.With<PutForwardChoices, System.Collections.Immutable.ImmutableArray<SubjectChoice>>(each => each.For(actor, CancellationToken.None));
        return kind switch
        {
            SubjectKind.Hazard => hazard,
            SubjectKind.Person => "grid1",
            SubjectKind.Community => choices.First(choice => choice.Name == "东风社区").Value.Split(':')[1],
            _ => choices.First(choice => choice.Group == "科室").Value.Split(':')[1],
        };
    }
}
