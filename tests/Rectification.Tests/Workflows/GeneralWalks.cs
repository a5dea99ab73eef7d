namespace Rectification.Tests.Walks;

/// <summary>On the spot and general hazards: <c>record-fix</c> to <c>accept</c>.</summary>
public abstract class GeneralWalks
{
    protected abstract Task<CaseWalk> Begin(string level);

    [Fact]
    public async Task Fixed_on_the_spot_is_closed()
    {
        await using var walk = await Begin("onTheSpot");
        await walk.Stands("record-fix");
        await walk.Complete("record-fix", "fixed");
        await walk.Ends("closed");
    }

    [Fact]
    public async Task Not_fixed_on_the_spot_gets_a_notice()
    {
        await using var walk = await Begin("onTheSpot");
        await walk.Complete("record-fix", "notFixed");
        await walk.Stands("issue-notice");
    }

    [Fact]
    public async Task After_the_notice_nothing_is_asked_until_the_deadline()
    {
        await using var walk = await Begin("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        await walk.Stands("");
        var deadline = walk.Day(7);
        await walk.WaitUntil(deadline.AddSeconds(-1));
        await walk.Stands("");
        await walk.WaitUntil(deadline);
        await walk.Stands("revisit");
        // 24:00 belongs to the deadline's day: three working days after it.
        Assert.Equal(Drawings.Calendar.EndOfWorkday(deadline.AddTicks(-1), 3), await walk.DueAt("revisit"));
    }

    [Fact]
    public async Task An_application_before_the_notice_reaches_nobody()
    {
        await using var walk = await Begin("general");
        Assert.False(await walk.Apply());
        await walk.Stands("issue-notice");
    }

    [Fact]
    public async Task An_application_before_the_deadline_opens_the_revisit_at_once()
    {
        await using var walk = await Noticed();
        await walk.WaitDays(2);
        Assert.True(await walk.Apply());
        await walk.Stands("revisit");
        await walk.WaitDays(10);
        await walk.Stands("revisit");
    }

    [Fact]
    public async Task All_done_is_accepted_and_closed()
    {
        await using var walk = await Revisiting();
        await walk.Complete("revisit", "passed");
        await walk.Stands("accept");
        Assert.Equal(walk.Workday(3), await walk.DueAt("accept"));
        await walk.Complete("accept", "accepted");
        await walk.Ends("closed");
    }

    [Theory, InlineData("partly"), InlineData("notDone")]
    public async Task An_extension_granted_gives_a_new_deadline(string outcome)
    {
        await using var walk = await Revisiting();
        await walk.Complete("revisit", outcome, ("requestedDeadline", walk.Date(10)));
        await walk.Stands("approve-extension");
        var deadline = walk.Day(10);
        await walk.Complete("approve-extension", "granted");
        await walk.Stands("");
        await walk.WaitUntil(deadline.AddSeconds(-1));
        await walk.Stands("");
        await walk.WaitUntil(deadline);
        await walk.Stands("revisit");
    }

    [Fact]
    public async Task An_extension_declined_before_the_deadline_waits_for_it()
    {
        await using var walk = await Noticed();
        var deadline = walk.Day(7);
        await walk.Apply();
        await walk.Complete(("revisit", "partly"), ("approve-extension", "declined"));
        await walk.Stands("");
        await walk.WaitUntil(deadline);
        await walk.Stands("revisit");
    }

    [Fact]
    public async Task An_extension_declined_after_the_deadline_leads_to_an_order_and_a_last_revisit()
    {
        await using var walk = await Revisiting();
        await walk.Complete(("revisit", "notDone"), ("approve-extension", "declined"));
        await walk.Stands("order-rectification");
        var last = walk.Workday(3);
        await walk.Complete("order-rectification", "ordered", ("workdays", 3));
        await walk.Stands("");
        await walk.WaitUntil(last);
        await walk.Stands("revisit");
        await Assert.ThrowsAnyAsync<Exception>(() => walk.Complete("revisit", "partly"));
        await walk.Complete("revisit", "refused");
        await walk.Stands("report-refusal");
    }

    [Theory, InlineData("partly"), InlineData("notDone")]
    public async Task A_third_extension_is_not_to_be_had(string outcome)
    {
        await using var walk = await Revisiting();
        for (var extension = 0; extension < 2; extension++)
        {
            await walk.Complete(("revisit", "partly"), ("approve-extension", "granted"));
            await walk.WaitDays(9);
        }
        await walk.Complete("revisit", outcome);
        await walk.Stands("report-refusal");
        Assert.Contains("open-accountability", await walk.Jobs(), StringComparison.Ordinal);
    }

    [Theory, InlineData("refused"), InlineData("hopeless")]
    public async Task Refusal_goes_to_enforcement(string outcome)
    {
        await using var walk = await Revisiting();
        await walk.Complete("revisit", outcome);
        await walk.Stands("report-refusal");
        Assert.DoesNotContain("open-accountability", await walk.Jobs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_once_there_is_a_new_deadline_rejected_twice_it_is_enforcement()
    {
        await using var walk = await Revisiting();
        await walk.Complete("revisit", "passed");
        var again = walk.Day(7);
        await walk.Complete("accept", "rejected", ("newDeadline", walk.Date(7)));
        await walk.Stands("");
        await walk.WaitUntil(again);
        await walk.Stands("revisit");
        await walk.Complete(("revisit", "passed"), ("accept", "rejected"));
        await walk.Stands("report-refusal");
        Assert.Contains("start-closure-clock", await walk.Jobs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_general_hazard_raised_to_major_goes_on_as_verified_by_the_community()
    {
        await using var walk = await Noticed();
        await walk.RaiseToMajor();
        await walk.Stands("fill-report record-stop-measures report-progress verify-street");
    }

    [Fact]
    public async Task Raising_withdraws_what_was_open()
    {
        await using var walk = await Revisiting();
        await walk.RaiseToMajor();
        await walk.Stands("fill-report record-stop-measures report-progress verify-street");
    }

    private async Task<CaseWalk> Noticed()
    {
        var walk = await Begin("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        return walk;
    }

    private async Task<CaseWalk> Revisiting()
    {
        var walk = await Noticed();
        await walk.WaitDays(8);
        await walk.Stands("revisit");
        return walk;
    }
}

public sealed class PureGeneralWalks : GeneralWalks
{
    protected override Task<CaseWalk> Begin(string level) => Task.FromResult<CaseWalk>(PureWalk.Of(level));
}
