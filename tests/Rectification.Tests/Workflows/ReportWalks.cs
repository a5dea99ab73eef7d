namespace Rectification.Tests.Walks;

/// <summary>P03: filled in, completed, signed by two, sealed, approved, filed.</summary>
public abstract class ReportWalks
{
    protected abstract Task<CaseWalk> Begin(string level);

    [Fact]
    public async Task Each_of_the_six_has_a_working_day()
    {
        await using var walk = await Reporting();
        foreach (var (elementId, outcome) in new[]
        {
            ("fill-report", "submitted"), ("complete-report", "submitted"), ("sign-as-leader", "signed"), ("sign-as-leader", "signed"),
            ("affix-seal", "sealed"), ("review-as-linked-leader", "approved"), ("file-report", "filed"),
        })
        {
            Assert.Contains(elementId, await walk.Open(), StringComparison.Ordinal);
            Assert.Equal(walk.Workday(1), await walk.DueAt(elementId));
            await walk.Complete(elementId, outcome);
        }
        await walk.Stands("report-progress");
    }

    [Fact]
    public async Task Two_leaders_are_asked_at_the_same_time()
    {
        await using var walk = await Reporting();
        await walk.Complete(("fill-report", "submitted"), ("complete-report", "submitted"));
        await walk.Stands("report-progress sign-as-leader sign-as-leader");
        await walk.Complete("sign-as-leader", "signed");
        await walk.Stands("report-progress sign-as-leader");
    }

    [Fact]
    public async Task Returned_for_completion_nothing_is_voided()
    {
        await using var walk = await Reporting();
        await walk.Complete(("fill-report", "submitted"), ("complete-report", "returned"));
        await walk.Stands("fill-report report-progress");
        Assert.DoesNotContain("void-signatures", await walk.Jobs(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign-as-leader rejected")]
    [InlineData("sign-as-leader signed", "sign-as-leader rejected")]
    [InlineData("sign-as-leader signed", "sign-as-leader signed", "affix-seal returned")]
    [InlineData("sign-as-leader signed", "sign-as-leader signed", "affix-seal sealed", "review-as-linked-leader returned")]
    [InlineData("sign-as-leader signed", "sign-as-leader signed", "affix-seal sealed", "review-as-linked-leader approved", "file-report returned")]
    public async Task Any_later_refusal_voids_the_signatures_and_begins_a_full_round(params string[] tasks)
    {
        await using var walk = await Reporting();
        await walk.Complete(("fill-report", "submitted"), ("complete-report", "submitted"));
        foreach (var task in tasks.Select(task => task.Split(' ')))
            await walk.Complete(task[0], task[1]);
        await walk.Stands("fill-report report-progress");
        Assert.Contains("void-signatures", await walk.Jobs(), StringComparison.Ordinal);
        await walk.Wait(TimeSpan.FromMinutes(10));
        await MajorWalks.File(walk);
        await walk.Stands("report-progress");
    }

    private async Task<CaseWalk> Reporting()
    {
        var walk = await Begin("major");
        await MajorWalks.Confirm(walk);
        return walk;
    }
}

public sealed class PureReportWalks : ReportWalks
{
    protected override Task<CaseWalk> Begin(string level) => Task.FromResult<CaseWalk>(PureWalk.Of(level));
}
