using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;

namespace Rectification.Tests.Walks;

/// <summary>P04 as far as it is drawn: facts checked, answered, a measure decided and followed up.</summary>
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
    public async Task A_measure_as_proposed_is_followed_up_and_closed()
    {
        await using var hazard = await Overdue();
        var walk = await Opened(hazard);
        await walk.Complete(("check-facts", "founded"), ("answer-facts", "answered"));
        Assert.Equal("director1", Assert.Single((await walk.View("decide-measure")).Candidates).UserName);
        await walk.Complete("decide-measure", "proposed");
        await walk.Stands("follow-up");
        Assert.Equal("interview", (await Record(walk)).Measure);
        Assert.Equal(walk.Workday(10), await walk.DueAt("follow-up"));
        await walk.Complete("follow-up", "closed");
        await walk.Stands("");
        Assert.Equal(AccountabilityState.Closed, (await Record(walk)).State);
    }

    [Theory, InlineData("notice"), InlineData("listedSupervision"), InlineData("warningTalk"), InlineData("exposure")]
    public async Task Another_measure_is_recorded(string measure)
    {
        await using var hazard = await Overdue();
        var walk = await Opened(hazard);
        await walk.Complete(("check-facts", "founded"), ("answer-facts", "answered"));
        await walk.Complete("decide-measure", "other", ("measure", measure));
        await walk.Stands("follow-up");
        Assert.Equal(measure, (await Record(walk)).Measure);
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

    private static async Task<StreetWalk> Overdue()
    {
        var walk = (StreetWalk)await StreetWalk.Of("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(2)));
        await walk.WaitDays(10);
        return walk;
    }

    private static async Task<StreetWalk> Opened(StreetWalk hazard) =>
        hazard.Beside((await hazard.Given.Read(db => db.AccountabilityCases.AsNoTracking().SingleAsync())).CaseNumber);

    private static Task<AccountabilityCase> Record(StreetWalk walk) =>
        walk.Given.Read(db => db.AccountabilityCases.AsNoTracking().SingleAsync(row => row.CaseNumber == walk.CaseNumber));
}
