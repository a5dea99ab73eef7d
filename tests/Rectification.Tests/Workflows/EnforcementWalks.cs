namespace Rectification.Tests.Walks;

/// <summary>P02 and the way back: no case is closed by a penalty.</summary>
public abstract class EnforcementWalks
{
    protected abstract Task<CaseWalk> Begin(string level);

    [Fact]
    public async Task A_refusal_reported_reaches_street_and_police()
    {
        await using var walk = await General();
        await walk.Stands("report-refusal");
        Assert.Equal(walk.Workday(1), await walk.DueAt("report-refusal"));
        await walk.Complete("report-refusal", "reported");
        await walk.Stands("enforce-on-site");
        Assert.Equal(walk.Workday(3), await walk.DueAt("enforce-on-site"));
        Assert.Contains("tell-refusal", await walk.Jobs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unfounded_a_general_hazard_is_revisited_after_three_working_days()
    {
        await using var walk = await General();
        var again = walk.Workday(3);
        await walk.Complete("report-refusal", "unfounded");
        await walk.Stands("");
        await walk.WaitUntil(again.AddSeconds(-1));
        await walk.Stands("");
        await walk.WaitUntil(again);
        await walk.Stands("revisit");
    }

    [Fact]
    public async Task Unfounded_a_major_hazard_reports_progress()
    {
        await using var walk = await Major();
        await walk.Complete("report-refusal", "unfounded");
        await walk.Stands("fill-report report-progress");
    }

    [Theory, InlineData("passed", "accept"), InlineData("refused", "report-refusal"), InlineData("hopeless", "report-refusal")]
    public async Task Rectified_a_general_hazard_is_revisited_for_the_last_time(string outcome, string open)
    {
        await using var walk = await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "rectified"));
        await walk.Stands("revisit");
        await Assert.ThrowsAnyAsync<Exception>(() => walk.Complete("revisit", "notDone"));
        await walk.Complete("revisit", outcome);
        await walk.Stands(open);
    }

    [Fact]
    public async Task Rectified_a_major_hazard_goes_to_joint_acceptance()
    {
        await using var walk = await Major();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "rectified"));
        await walk.Stands("agree-acceptance agree-acceptance agree-acceptance fill-report");
    }

    [Theory, InlineData("general", "revisit"), InlineData("major", "fill-report report-progress")]
    public async Task A_penalty_waits_for_its_deadline(string level, string open)
    {
        await using var walk = level == "major" ? await Major() : await General();
        await walk.Complete("report-refusal", "reported");
        var ordered = walk.Day(5);
        await walk.Complete("enforce-on-site", "penalty", ("deadline", walk.Date(5)));
        await walk.WaitUntil(ordered.AddSeconds(-1));
        await walk.Stands(level == "major" ? "fill-report" : "");
        await walk.WaitUntil(ordered);
        await walk.Stands(open);
    }

    [Theory, InlineData("general", "revisit"), InlineData("major", "fill-report report-progress")]
    public async Task A_penalty_waits_no_longer_when_the_enterprise_applies(string level, string open)
    {
        await using var walk = level == "major" ? await Major() : await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "penalty"));
        Assert.True(await walk.Apply());
        await walk.Stands(open);
    }

    [Fact]
    public async Task Suspended_a_general_hazard_is_accepted_by_the_three_and_the_suspension_lifted()
    {
        await using var walk = await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "suspension"));
        await walk.Stands("");
        Assert.True(await walk.Apply());
        await walk.Stands("agree-acceptance agree-acceptance agree-acceptance");
        await MajorWalks.Agree(walk);
        await walk.Ends("closed");
        Assert.Contains("lift-suspension", await walk.Jobs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspended_a_major_hazard_is_lifted_with_the_striking_off()
    {
        await using var walk = await Major();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "suspension"));
        Assert.True(await walk.Apply());
        await MajorWalks.Agree(walk);
        Assert.DoesNotContain("lift-suspension", await walk.Jobs(), StringComparison.Ordinal);
        await MajorWalks.File(walk);
        await walk.Complete("strike-off", "struckOff");
        await walk.Ends("closed");
        Assert.Contains("lift-suspension", await walk.Jobs(), StringComparison.Ordinal);
    }

    [Theory, InlineData("general"), InlineData("major")]
    public async Task Refused_under_suspension_the_suspension_stands_until_the_next_application(string level)
    {
        await using var walk = level == "major" ? await Major() : await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "suspension"));
        for (var round = 0; round < 3; round++)
        {
            Assert.True(await walk.Apply());
            await walk.Complete("agree-acceptance", "refused");
            await walk.Stands(level == "major" ? "fill-report" : "");
        }
        Assert.True(await walk.Apply());
        await walk.Stands("agree-acceptance agree-acceptance agree-acceptance" + (level == "major" ? " fill-report" : ""));
    }

    [Theory, InlineData("general"), InlineData("major")]
    public async Task Thirty_days_of_suspension_without_application_bring_enforcement_back(string level)
    {
        await using var walk = level == "major" ? await Major() : await General();
        var beside = level == "major" ? " fill-report" : "";
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "suspension"));
        var lapse = walk.Now.AddDays(30);
        await walk.WaitUntil(lapse.AddSeconds(-1));
        await walk.Stands(beside.Trim());
        Assert.DoesNotContain("start-closure-clock", await walk.Jobs(), StringComparison.Ordinal);
        await walk.WaitUntil(lapse);
        await walk.Stands("enforce-on-site" + beside);
        Assert.Contains("start-closure-clock", await walk.Jobs(), StringComparison.Ordinal);
        await walk.Complete("enforce-on-site", "suspension");
        await walk.Stands(beside.Trim());
        Assert.True(await walk.Apply());
    }

    [Fact]
    public async Task After_enforcement_came_back_a_new_refusal_is_reported_again()
    {
        await using var walk = await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "suspension"));
        await walk.WaitDays(31);
        await walk.Complete(("enforce-on-site", "rectified"), ("revisit", "refused"));
        await walk.Stands("report-refusal");
    }

    [Fact]
    public async Task Rectified_after_a_suspension_the_acceptance_lifts_it()
    {
        await using var walk = await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "suspension"));
        await walk.WaitDays(31);
        await walk.Complete(("enforce-on-site", "rectified"), ("revisit", "passed"), ("accept", "accepted"));
        await walk.Ends("closed");
        Assert.Contains("lift-suspension", await walk.Jobs(), StringComparison.Ordinal);
    }

    [Theory, InlineData("general"), InlineData("major")]
    public async Task Closed_down_ends_the_case(string level)
    {
        await using var walk = level == "major" ? await Major() : await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "closure"), ("decide-closure", "approved"), ("confirm-closure", "shutDown"));
        await walk.Ends("closedDown");
    }

    [Theory]
    [InlineData("decide-closure", "declined")]
    [InlineData("confirm-closure", "stillWorking")]
    public async Task A_closure_that_fails_comes_back_to_enforcement(string elementId, string outcome)
    {
        await using var walk = await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "closure"));
        Assert.Equal(walk.Workday(2), await walk.DueAt("decide-closure"));
        if (elementId == "confirm-closure")
            await walk.Complete("decide-closure", "approved");
        await walk.Complete(elementId, outcome);
        await walk.Stands("enforce-on-site");
    }

    [Theory]
    [InlineData("rectified", "revisit")]
    [InlineData("penalty", "")]
    [InlineData("closedDown", "confirm-closure")]
    [InlineData("returned", "enforce-on-site")]
    public async Task A_transfer_gives_its_result(string outcome, string open)
    {
        await using var walk = await Transferred();
        await walk.Stands("receive-transfer");
        await walk.Complete("receive-transfer", "received");
        await walk.Stands("give-transfer-result");
        await walk.Complete("give-transfer-result", outcome);
        await walk.Stands(open);
    }

    [Fact]
    public async Task A_transfer_declined_comes_back()
    {
        await using var walk = await Transferred();
        await walk.Complete("receive-transfer", "declined");
        await walk.Stands("enforce-on-site");
    }

    [Theory, InlineData("receive-transfer"), InlineData("give-transfer-result")]
    public async Task A_silent_department_is_urged_after_5_and_relieved_after_10_working_days(string elementId)
    {
        await using var walk = await Transferred();
        if (elementId == "give-transfer-result")
            await walk.Complete("receive-transfer", "received");
        var (urged, relieved) = (walk.Workday(5), walk.Workday(10));
        Assert.Equal(urged, await walk.DueAt(elementId));
        await walk.WaitUntil(urged.AddSeconds(-1));
        Assert.DoesNotContain("notify", await walk.Jobs(), StringComparison.Ordinal);
        await walk.WaitUntil(urged);
        await walk.Stands(elementId);
        Assert.Contains("notify", await walk.Jobs(), StringComparison.Ordinal);
        await walk.WaitUntil(relieved.AddSeconds(-1));
        await walk.Stands(elementId);
        await walk.WaitUntil(relieved);
        await walk.Stands("enforce-on-site");
    }

    [Theory, InlineData("reported", "enforce-on-site"), InlineData("unfounded", "")]
    public async Task Raising_the_level_withdraws_enforcement_too(string outcome, string open)
    {
        await using var walk = await General();
        await walk.Complete("report-refusal", outcome);
        await walk.Stands(open);
        await walk.RaiseToMajor();
        await walk.Stands("fill-report record-stop-measures report-progress verify-street");
        await walk.Complete("report-progress", "refused");
        await walk.Stands("fill-report record-stop-measures report-refusal verify-street");
    }

    private async Task<CaseWalk> General()
    {
        var walk = await Begin("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        await walk.WaitDays(8);
        await walk.Complete("revisit", "refused");
        return walk;
    }

    private async Task<CaseWalk> Major()
    {
        var walk = await Begin("major");
        await MajorWalks.Confirm(walk);
        await walk.Complete("report-progress", "refused");
        return walk;
    }

    private async Task<CaseWalk> Transferred()
    {
        var walk = await General();
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "transfer"));
        return walk;
    }
}

public sealed class PureEnforcementWalks : EnforcementWalks
{
    protected override Task<CaseWalk> Begin(string level) => Task.FromResult<CaseWalk>(PureWalk.Of(level));
}
