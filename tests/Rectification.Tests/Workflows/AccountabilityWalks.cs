using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Documents;
using Rectification.Engine;
using Rectification.Workflow;

namespace Rectification.Tests.Walks;

/// <summary>P04, every row of it: facts checked and answered, a measure decided, carried out and followed up, the ladder climbed.</summary>
public sealed class AccountabilityWalks
{
    [Fact]
    public async Task Founded_facts_may_be_answered_before_anybody_decides()
    {
        await using var hazard = await Overdue();
        var walk = await Opened(hazard);
        await walk.Stands("check-facts");
        Assert.Equal(Drawings.Calendar.EndOfWorkday((await walk.View("check-facts")).CreatedAt, 2), await walk.DueAt("check-facts"));
        await walk.Complete("check-facts", "founded");
        await walk.Stands("answer-facts");
        Assert.Equal(walk.Workday(3), await walk.DueAt("answer-facts"));
        Assert.All((await walk.View("answer-facts")).Candidates, candidate => Assert.Equal("CommunityLeader", candidate.Role));
        await walk.Complete("answer-facts", "answered");
        await walk.Stands("decide-measure");
        Assert.Equal(walk.Workday(2), await walk.DueAt("decide-measure"));
        Assert.Equal("director1", Assert.Single((await walk.View("decide-measure")).Candidates).UserName);
    }

    [Fact]
    public async Task Three_working_days_of_silence_bring_it_to_the_director_and_not_a_second_less()
    {
        await using var hazard = await Overdue();
        var walk = await Opened(hazard);
        await walk.Complete("check-facts", "founded");
        var lapse = walk.Workday(3);
        await walk.WaitUntil(lapse.AddSeconds(-1));
        await walk.Stands("answer-facts");
        await walk.WaitUntil(lapse);
        await walk.Stands("decide-measure");
    }

    [Fact]
    public async Task An_interview_as_proposed_is_held_followed_up_and_closed()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, null);
        await walk.Stands("hold-interview");
        Assert.Equal(walk.Workday(5), await walk.DueAt("hold-interview"));
        Assert.Equal("director1", Assert.Single((await walk.View("hold-interview")).Candidates).UserName);
        Assert.NotNull((await walk.Try("hold-interview", "held", ("signing", "refused"), ("witness", null))).Problem);
        await walk.Complete("hold-interview", "held");
        await walk.Stands("follow-up");
        Assert.Equal(walk.Workday(10), await walk.DueAt("follow-up"));
        await walk.Complete("follow-up", "closed");
        await walk.Stands("");
        var record = await Record(walk);
        Assert.Equal(("interview", AccountabilityState.Closed), (record.Measure, record.State));
        Assert.Equal([DocumentKind.InterviewSummons, DocumentKind.InterviewRecord], await Papers(walk));
    }

    [Fact]
    public async Task An_interview_counts_with_its_signed_record_or_the_reason_why_there_is_no_picture_of_it()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, null);
        Assert.Contains("photos", (await walk.Try("hold-interview", "held", ("photos", null))).Problem!.Errors!.Keys);
        Assert.Null((await walk.Try("hold-interview", "held", ("noPhotoReason", "签字件已扫描归档"))).Problem);
    }

    [Fact]
    public async Task A_failed_interview_is_put_off_within_its_time_and_falls_due_on_the_new_day()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, null);
        var last = new[] { Drawings.Calendar.DeadlineDay(walk.Workday(5)), walk.Date(7) }.Max();
        Assert.Contains("newDate", (await walk.Try("hold-interview", "failed", ("newDate", last.AddDays(1)))).Problem!.Errors!.Keys);
        await walk.Complete("hold-interview", "failed", ("newDate", last));
        Assert.Equal(Drawings.Calendar.EndOfDay(last), await walk.DueAt("hold-interview"));
    }

    [Fact]
    public async Task An_interview_that_fails_twice_goes_to_the_follow_up_with_the_next_step_proposed()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, null);
        await walk.Complete("hold-interview", "failed");
        await walk.Stands("hold-interview");
        await walk.Complete("hold-interview", "failed");
        await walk.Stands("follow-up");
        Assert.Equal(true, (await walk.View("follow-up")).Variables["climbProposed"]);
        await walk.Complete("follow-up", "climb");
        var next = await Next(walk, "L5");
        await next.Stands("check-facts");
    }

    [Fact]
    public async Task A_notice_is_answered_by_the_community_and_followed_up()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, "notice");
        await walk.Stands("give-feedback");
        Assert.Equal(walk.Workday(5), await walk.DueAt("give-feedback"));
        Assert.Equal(["leader1", "leader2"], (await walk.View("give-feedback")).Candidates.Select(candidate => candidate.UserName).Order());
        Assert.Equal([DocumentKind.CriticismNotice], await Papers(walk));
        Assert.Equal("notice", (await Record(walk)).Measure);
        await walk.Complete("give-feedback", "given");
        await walk.Stands("follow-up");
    }

    [Fact]
    public async Task Without_feedback_the_follow_up_begins_anyway_and_once()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, "notice");
        var due = walk.Workday(5);
        await walk.WaitUntil(due.AddSeconds(-1));
        await walk.Stands("give-feedback");
        await walk.WaitUntil(due);
        await walk.Stands("follow-up");
        Assert.Equal([DocumentKind.CriticismNotice, DocumentKind.UrgingLetter], await Papers(walk));
        await walk.Complete("follow-up", "closed");
        await walk.Stands("");
    }

    [Fact]
    public async Task A_listing_is_approved_by_the_street_leader_and_lifted_at_the_end()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, "listedSupervision");
        await walk.Stands("approve-listing");
        Assert.Equal("streetleader1", Assert.Single((await walk.View("approve-listing")).Candidates).UserName);
        await walk.Complete("approve-listing", "declined");
        await walk.Stands("decide-measure");
        await walk.Complete("decide-measure", "other", ("measure", "listedSupervision"));
        await walk.Complete("approve-listing", "approved", ("deadline", walk.Date(20)));
        await walk.Stands("follow-up");
        await walk.Complete("follow-up", "closed");
        Assert.Equal([DocumentKind.ListingNotice, DocumentKind.ListingRelease], await Papers(walk));
        var record = await Record(walk);
        Assert.Equal(("listedSupervision", AccountabilityState.Closed), (record.Measure, record.State));
    }

    [Fact]
    public async Task A_listing_that_did_not_help_climbs_to_an_admonishment()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, "listedSupervision");
        await walk.Complete("approve-listing", "approved");
        await walk.Complete("follow-up", "climb");
        var next = await Next(walk, "A3");
        var (record, below) = (await Record(next), await Record(walk));
        Assert.Equal((below.Period, below.SubjectId, below.CaseNumber), (record.Period, record.SubjectId, record.Follows));
        Assert.Equal([.. below.SourceNumbers, below.CaseNumber], record.SourceNumbers);
        Assert.DoesNotContain(DocumentKind.ListingRelease, await Papers(walk));
    }

    [Theory, InlineData("warningTalk", "hold-warning-talk", "streetleader1"), InlineData("admonishment", "hold-admonishment", "discipline1")]
    public async Task A_talk_is_held_by_whom_it_belongs_to_and_climbs_no_further(string measure, string talk, string by)
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, measure);
        await walk.Stands(talk);
        Assert.Equal(walk.Workday(5), await walk.DueAt(talk));
        Assert.Equal(by, Assert.Single((await walk.View(talk)).Candidates).UserName);
        Assert.Equal(measure, (await Record(walk)).Measure);
        await walk.Complete(talk, "held");
        await walk.Stands("follow-up");
        Assert.NotNull((await walk.Try("follow-up", "climb")).Problem);
        await walk.Complete("follow-up", "closed");
        await walk.Stands("");
    }

    [Fact]
    public async Task A_clue_is_received_by_the_committee_and_ends_with_its_result()
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, "clueTransfer");
        await walk.Stands("receive-clue");
        await walk.Complete("receive-clue", "declined");
        await walk.Stands("decide-measure");
        await walk.Complete("decide-measure", "other", ("measure", "clueTransfer"));
        await walk.Complete("receive-clue", "received");
        await walk.Stands("record-result");
        Assert.Equal(walk.Day(60), await walk.DueAt("record-result"));
        await walk.Complete("record-result", "recorded");
        await walk.Stands("");
        Assert.Equal(AccountabilityState.Closed, (await Record(walk)).State);
    }

    [Theory, InlineData("letter", DocumentKind.WarningLetter), InlineData("exposure", DocumentKind.ExposureNotice)]
    public async Task A_letter_or_an_exposure_is_a_paper_and_a_follow_up(string measure, DocumentKind paper)
    {
        await using var hazard = await Overdue();
        var walk = await Decided(hazard, measure);
        await walk.Stands("follow-up");
        Assert.Equal([paper], await Papers(walk));
        Assert.Equal(measure, (await Record(walk)).Measure);
    }

    [Fact]
    public async Task A_measure_that_the_drawing_does_not_know_sends_nothing_out_and_is_decided_again()
    {
        await using var walk = PureWalk.Of("accountability", Variables.Of(("subjectKind", "community"), ("subjectUser", null), ("subjectGroup", "CommunityLeader@community"),
            ("hasCommunity", true), ("grouped", false), ("measure", null)));
        await walk.Complete(("check-facts", "founded"), ("answer-facts", "answered"));
        await walk.Complete("decide-measure", "other", ("measure", "unheardOf"));
        await walk.Stands("decide-measure");
        Assert.Equal("", await walk.Jobs());
    }

    [Fact]
    public async Task Unfounded_facts_go_to_the_director_with_that_recommendation()
    {
        await using var hazard = await Overdue();
        var walk = await Opened(hazard);
        await walk.Complete("check-facts", "unfounded");
        await walk.Stands("decide-measure");
        await walk.Complete("decide-measure", "proposed");
        await walk.Stands("");
        Assert.Equal(AccountabilityState.Dismissed, (await Record(walk)).State);
    }

    [Fact]
    public async Task Dismissing_against_the_proposal_needs_a_reason()
    {
        await using var hazard = await Overdue();
        var walk = await Opened(hazard);
        await walk.Complete(("check-facts", "founded"), ("answer-facts", "answered"));
        Assert.NotNull((await walk.Try("decide-measure", "other", ("measure", "dismissed"), ("reason", null))).Problem);
        await walk.Complete("decide-measure", "other", ("measure", "dismissed"), ("reason", "期限内已停用，未造成后果"));
        await walk.Stands("");
    }

    [Fact]
    public async Task A_late_check_is_urged_then_told_to_the_director_then_to_the_street_leader_and_feeds_no_trigger()
    {
        await using var hazard = await Overdue();
        var walk = await Opened(hazard);
        var due = (await walk.DueAt("check-facts"))!.Value;
        await walk.WaitUntil(Drawings.Calendar.EndOfDay(Drawings.Calendar.AddWorkdays(Drawings.Calendar.DeadlineDay(due), 2)));
        var told = await walk.Given.Read(db => db.Journal.AsNoTracking()
            .Where(row => row.CaseNumber == walk.CaseNumber && row.What == "task.escalated").OrderBy(row => row.Number).Select(row => row.Text).ToListAsync());
        Assert.Collection(told, first => Assert.EndsWith("已告知街道安办主任", first), second => Assert.EndsWith("已告知街道领导", second));
        Assert.DoesNotContain(await walk.Given.Read(db => db.AccountabilityCases.AsNoTracking().ToListAsync()), row => row.SourceNumbers.Contains(walk.CaseNumber));
    }

    internal static async Task<StreetWalk> Overdue()
    {
        var walk = (StreetWalk)await StreetWalk.Of("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(2)));
        await walk.WaitDays(10);
        return walk;
    }

    internal static async Task<StreetWalk> Opened(StreetWalk hazard, string trigger = "I4") =>
        hazard.Beside((await hazard.Given.Read(db => db.AccountabilityCases.AsNoTracking().SingleAsync(row => row.Trigger == trigger))).CaseNumber);

    /// <summary>Checked, answered and decided: as proposed, or another measure.</summary>
    private static async Task<StreetWalk> Decided(StreetWalk hazard, string? measure)
    {
        var walk = await Opened(hazard);
        await walk.Complete(("check-facts", "founded"), ("answer-facts", "answered"));
        if (measure is null)
            await walk.Complete("decide-measure", "proposed");
        else
            await walk.Complete("decide-measure", "other", ("measure", measure));
        return walk;
    }

    private static Task<StreetWalk> Next(StreetWalk walk, string trigger) => Opened(walk, trigger);

    private static Task<AccountabilityCase> Record(StreetWalk walk) =>
        walk.Given.Read(db => db.AccountabilityCases.AsNoTracking().SingleAsync(row => row.CaseNumber == walk.CaseNumber));

    private static async Task<DocumentKind[]> Papers(StreetWalk walk) =>
        [.. await walk.Given.Read(db => db.Documents.AsNoTracking().Where(row => row.CaseNumber == walk.CaseNumber).OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync())];
}
