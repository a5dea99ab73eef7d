namespace Rectification.Tests.Walks;

/// <summary>Major hazards: stop measures, verification, progress, joint acceptance, striking off.</summary>
public abstract class MajorWalks
{
    protected abstract Task<CaseWalk> Begin(string level);

    [Fact]
    public async Task Stopping_and_verifying_open_together()
    {
        await using var walk = await Begin("major");
        await walk.Stands("record-stop-measures verify-on-site");
        Assert.Equal(walk.Now.AddHours(2), await walk.DueAt("record-stop-measures"));
        Assert.Equal(walk.Now.AddHours(24), await walk.DueAt("verify-on-site"));
    }

    [Fact]
    public async Task Confirmed_the_street_the_progress_and_the_report_begin_at_once()
    {
        await using var walk = await Begin("major");
        await walk.Complete("verify-on-site", "major");
        await walk.Stands("fill-report record-stop-measures report-progress verify-street");
        Assert.Contains("tell-major", await walk.Jobs(), StringComparison.Ordinal);
        Assert.Equal(walk.Workday(2), await walk.DueAt("verify-street"));
        Assert.Equal(walk.Now.AddDays(7), await walk.DueAt("report-progress"));
    }

    [Fact]
    public async Task Marked_unsafe_the_street_has_24_hours()
    {
        await using var walk = await Begin("major");
        await walk.Complete("verify-on-site", "major", ("safetyNotGuaranteed", true));
        Assert.Equal(walk.Now.AddHours(24), await walk.DueAt("verify-street"));
    }

    [Fact]
    public async Task Found_general_on_site_the_stop_task_is_withdrawn()
    {
        await using var walk = await Begin("major");
        await walk.Complete("verify-on-site", "general");
        await walk.Stands("issue-notice");
    }

    [Fact]
    public async Task Found_to_be_none_the_stop_task_is_withdrawn_and_the_finder_asked()
    {
        await using var walk = await Begin("major");
        await walk.Complete("verify-on-site", "none");
        await walk.Stands("object-to-none");
    }

    [Fact]
    public async Task Downgraded_by_the_street_everything_of_the_major_branch_goes()
    {
        await using var walk = await Begin("major");
        await walk.Complete(("verify-on-site", "major"), ("record-stop-measures", "recorded"), ("fill-report", "submitted"));
        await walk.Stands("complete-report report-progress verify-street");
        await walk.Complete("verify-street", "downgraded");
        await walk.Stands("issue-notice");
        await walk.WaitDays(40);
        await walk.Stands("issue-notice");
    }

    [Fact]
    public async Task Progress_is_asked_for_every_7_days()
    {
        await using var walk = await Confirmed();
        for (var round = 0; round < 3; round++)
        {
            await walk.Complete("report-progress", "continuing");
            await walk.Stands("fill-report");
            var next = walk.Now.AddDays(7);
            await walk.WaitUntil(next.AddSeconds(-1));
            await walk.Stands("fill-report");
            await walk.WaitUntil(next);
            await walk.Stands("fill-report report-progress");
        }
    }

    [Fact]
    public async Task Progress_is_asked_for_at_once_when_the_enterprise_applies()
    {
        await using var walk = await Confirmed();
        await walk.Complete("report-progress", "continuing");
        Assert.True(await walk.Apply());
        await walk.Stands("fill-report report-progress");
    }

    [Fact]
    public async Task Progress_is_asked_for_at_once_when_the_deadline_comes()
    {
        await using var walk = await Begin("major");
        await walk.Complete(("verify-on-site", "major"), ("verify-street", "confirmed"), ("report-progress", "continuing"));
        var deadline = walk.Day(3);
        await walk.Complete("record-stop-measures", "recorded", ("deadline", walk.Date(3)));
        await walk.Stands("fill-report");
        await walk.WaitUntil(deadline.AddSeconds(-1));
        await walk.Stands("fill-report");
        await walk.WaitUntil(deadline);
        await walk.Stands("fill-report report-progress");
    }

    [Fact]
    public async Task Ready_opens_one_acceptance_for_each_of_the_three()
    {
        await using var walk = await Confirmed();
        await walk.Complete("report-progress", "ready");
        await walk.Stands("agree-acceptance agree-acceptance agree-acceptance fill-report");
        Assert.Equal(walk.Workday(3), await walk.DueAt("agree-acceptance"));
    }

    [Fact]
    public async Task Striking_off_waits_for_the_report_to_be_filed()
    {
        await using var walk = await Confirmed();
        await walk.Complete("report-progress", "ready");
        await Agree(walk);
        await walk.Stands("fill-report");
        await File(walk);
        await walk.Stands("strike-off");
        await walk.Complete("strike-off", "struckOff");
        await walk.Ends("closed");
    }

    [Fact]
    public async Task Striking_off_waits_for_the_street()
    {
        await using var walk = await Begin("major");
        await walk.Complete(("verify-on-site", "major"), ("record-stop-measures", "recorded"));
        await File(walk);
        await walk.Complete("report-progress", "ready");
        await Agree(walk);
        await walk.Stands("verify-street");
        await walk.Complete("verify-street", "confirmed");
        await walk.Stands("strike-off");
    }

    [Fact]
    public async Task A_returned_strike_off_is_a_fresh_round_that_passes_alone()
    {
        await using var walk = await Confirmed();
        await File(walk);
        await walk.Complete("report-progress", "ready");
        await Agree(walk);
        await walk.Complete("strike-off", "returned");
        await walk.Stands("agree-acceptance agree-acceptance agree-acceptance");
        await Agree(walk);
        await walk.Stands("strike-off");
        await walk.Complete("strike-off", "struckOff");
        await walk.Ends("closed");
    }

    [Fact]
    public async Task One_refusal_ends_the_round_and_the_work_goes_on()
    {
        await using var walk = await Confirmed();
        await walk.Complete("report-progress", "ready");
        await walk.Complete(("agree-acceptance", "agreed"), ("agree-acceptance", "refused"));
        await walk.Stands("fill-report report-progress");
    }

    [Fact]
    public async Task Every_later_refusal_goes_to_enforcement()
    {
        await using var walk = await Confirmed();
        await walk.Complete(("report-progress", "ready"), ("agree-acceptance", "refused"), ("report-progress", "ready"), ("agree-acceptance", "refused"));
        await walk.Stands("fill-report report-refusal");
        await walk.Complete(("report-refusal", "reported"), ("enforce-on-site", "rectified"), ("agree-acceptance", "refused"));
        await walk.Stands("fill-report report-refusal");
    }

    [Theory, InlineData("refused"), InlineData("hopeless")]
    public async Task Refusal_goes_to_enforcement(string outcome)
    {
        await using var walk = await Confirmed();
        await walk.Complete("report-progress", outcome);
        await walk.Stands("fill-report report-refusal");
    }

    [Fact]
    public async Task An_application_while_progress_is_open_opens_no_second_task()
    {
        await using var walk = await Confirmed();
        await walk.Stands("fill-report report-progress");
        await walk.Apply();
        await walk.Stands("fill-report report-progress");
    }

    internal static async Task Agree(CaseWalk walk)
    {
        for (var party = 0; party < 3; party++)
            await walk.Complete("agree-acceptance", "agreed");
    }

    internal static Task File(CaseWalk walk) => walk.Complete(
        ("fill-report", "submitted"), ("complete-report", "submitted"), ("sign-as-leader", "signed"), ("sign-as-leader", "signed"),
        ("affix-seal", "sealed"), ("review-as-linked-leader", "approved"), ("file-report", "filed"));

    internal static async Task Confirm(CaseWalk walk)
    {
        await walk.Complete(("verify-on-site", "major"), ("verify-street", "confirmed"));
        await walk.Complete("record-stop-measures", "recorded", ("deadline", walk.Date(60)));
    }

    private async Task<CaseWalk> Confirmed()
    {
        var walk = await Begin("major");
        await Confirm(walk);
        return walk;
    }
}

public sealed class PureMajorWalks : MajorWalks
{
    protected override Task<CaseWalk> Begin(string level) => Task.FromResult<CaseWalk>(PureWalk.Of(level));
}
