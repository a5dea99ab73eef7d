namespace Rectification.Tests.Walks;

/// <summary>Undetermined hazards: who sets the level and what follows.</summary>
public abstract class AssessmentWalks
{
    private const string MajorFromCommunity = "fill-report record-stop-measures report-progress verify-street";
    private const string MajorFromStreet = "fill-report record-stop-measures report-progress";

    protected abstract Task<CaseWalk> Begin(string level);

    [Fact]
    public async Task The_community_has_24_hours()
    {
        await using var walk = await Begin("undetermined");
        await walk.Stands("assess-level");
        Assert.Equal(walk.Now.AddHours(24), await walk.DueAt("assess-level"));
    }

    [Theory]
    [InlineData("onTheSpot", "record-fix")]
    [InlineData("general", "issue-notice")]
    [InlineData("major", MajorFromCommunity)]
    [InlineData("none", "object-to-none")]
    [InlineData("unclear", "assess-level-street")]
    public async Task The_community_assesses(string outcome, string open)
    {
        await using var walk = await Begin("undetermined");
        await walk.Complete("assess-level", outcome);
        await walk.Stands(open);
    }

    [Theory]
    [InlineData("onTheSpot", "record-fix")]
    [InlineData("general", "issue-notice")]
    [InlineData("major", MajorFromStreet)]
    public async Task The_street_assesses(string outcome, string open)
    {
        await using var walk = await Begin("undetermined");
        await walk.Complete(("assess-level", "unclear"), ("assess-level-street", outcome));
        await walk.Stands(open);
    }

    [Fact]
    public async Task The_street_finds_nothing_and_that_is_final()
    {
        await using var walk = await Begin("undetermined");
        await walk.Complete(("assess-level", "unclear"), ("assess-level-street", "none"));
        await walk.Ends("noHazard");
    }

    [Fact]
    public async Task Nobody_objects()
    {
        await using var walk = await Begin("undetermined");
        await walk.Complete(("assess-level", "none"), ("object-to-none", "agreed"));
        await walk.Ends("noHazard");
    }

    [Fact]
    public async Task Silence_for_a_working_day_counts_as_agreement()
    {
        await using var walk = await Begin("undetermined");
        await walk.Complete("assess-level", "none");
        var lapse = walk.Workday(1);
        await walk.WaitUntil(lapse.AddSeconds(-1));
        await walk.Stands("object-to-none");
        await walk.WaitUntil(lapse);
        await walk.Ends("noHazard");
    }

    [Fact]
    public async Task An_objection_goes_to_the_street()
    {
        await using var walk = await Begin("undetermined");
        await walk.Complete(("assess-level", "none"), ("object-to-none", "objected"));
        await walk.Stands("assess-level-street");
        await walk.WaitDays(3);
        await walk.Complete("assess-level-street", "general");
        await walk.Stands("issue-notice");
    }

    [Fact]
    public async Task A_major_hazard_that_is_none_can_come_back_without_recording_the_stop_again()
    {
        await using var walk = await Begin("major");
        await walk.Complete(("record-stop-measures", "recorded"), ("verify-on-site", "none"), ("object-to-none", "objected"), ("assess-level-street", "major"));
        await walk.Stands("fill-report report-progress");
    }
}

public sealed class PureAssessmentWalks : AssessmentWalks
{
    protected override Task<CaseWalk> Begin(string level) => Task.FromResult<CaseWalk>(PureWalk.Of(level));
}
