using Rectification.Hazards;
using Rectification.People;

namespace Rectification.Tests.Hazards;

public sealed class HazardTests
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 14, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_hazard_that_has_ended_neither_moves_nor_ends_again()
    {
        var hazard = New();
        hazard.End(HazardState.Closed, null, Monday);

        Assert.Throws<InvalidOperationException>(() => hazard.MoveTo(HazardState.Rectifying));
        Assert.Throws<InvalidOperationException>(() => hazard.End(HazardState.Withdrawn, "误登", Monday));
        Assert.Equal((HazardState.Closed, Monday), (hazard.State, hazard.EndedAt));
    }

    [Fact]
    public void An_end_is_reached_by_its_own_verb_only() =>
        Assert.Throws<InvalidOperationException>(() => New().MoveTo(HazardState.Closed));

    [Fact]
    public void Overdue_runs_from_the_deadline_until_it_is_met_and_again_when_that_was_not_so()
    {
        var hazard = New();
        Assert.False(hazard.IsOverdue(Monday));

        hazard.SetDeadline(Monday.AddDays(1), Monday);
        Assert.False(hazard.IsOverdue(Monday.AddDays(1)));
        Assert.True(hazard.IsOverdue(Monday.AddDays(1).AddTicks(1)));

        hazard.MeetDeadline(Monday.AddDays(2));
        Assert.False(hazard.IsOverdue(Monday.AddDays(3)));

        hazard.ReopenDeadline();
        Assert.True(hazard.IsOverdue(Monday.AddDays(3)));
    }

    [Fact]
    public void A_new_deadline_opens_the_enterprises_part_again()
    {
        var hazard = New();
        hazard.SetDeadline(Monday.AddDays(1), Monday);
        hazard.MeetDeadline(Monday.AddDays(1));

        hazard.SetDeadline(Monday.AddDays(5), Monday.AddDays(2));

        Assert.Null(hazard.DeadlineMetAt);
        Assert.Equal(Monday.AddDays(2), hazard.DeadlineSetAt);
    }

    [Fact]
    public void Only_the_first_mark_that_safety_cannot_be_guaranteed_is_news()
    {
        var hazard = New();

        Assert.True(hazard.MarkSafetyNotGuaranteed(Monday));
        Assert.False(hazard.MarkSafetyNotGuaranteed(Monday.AddHours(3)));
        Assert.Equal(Monday, hazard.SafetyNotGuaranteedAt);
    }

    [Fact]
    public void Raised_to_major_every_count_starts_afresh()
    {
        var hazard = New();
        hazard.Extend();
        hazard.RejectAcceptance();
        hazard.LastChance = true;

        hazard.RaiseToMajor();

        Assert.Equal((HazardLevel.Major, 0, 0, false), (hazard.Level, hazard.Extensions, hazard.Rejections, hazard.LastChance));
    }

    [Theory]
    [InlineData("消防安全", "fire")]
    [InlineData("fire", "fire")]
    [InlineData("用电安全", "electrical")]
    [InlineData("消防", null)]
    [InlineData(null, null)]
    public void A_category_is_known_by_code_or_Chinese_name(string? word, string? code) =>
        Assert.Equal(code, HazardCategories.Find(word)?.Code);

    [Theory]
    [InlineData(HazardState.InEnforcement, "inEnforcement")]
    [InlineData(HazardState.NoHazard, "noHazard")]
    [InlineData(HazardState.ClosedDown, "closedDown")]
    public void A_state_has_one_code_and_is_read_back_from_it(HazardState state, string code)
    {
        Assert.Equal(code, state.Code);
        Assert.Equal(state, HazardWords.State(code));
    }

    [Fact]
    public void Nobody_but_the_finder_withdraws_and_not_after_somebody_acted()
    {
        var hazard = New();
        var finder = new Actor(hazard.RegisteredById, "grid1", "王敏", hazard.StreetId, [new(Role.GridWorker, hazard.GridId, "东风一")]);
        var officer = new Actor(Guid.CreateVersion7(), "officer1", "陈立", hazard.StreetId, [new(Role.CommunitySafetyOfficer, hazard.CommunityId, "东风社区")]);

        Assert.True(HazardActions.May(HazardAction.Withdraw, hazard, finder));
        Assert.False(HazardActions.May(HazardAction.Withdraw, hazard, officer));

        hazard.Touch();
        Assert.False(HazardActions.May(HazardAction.Withdraw, hazard, finder));
    }

    private static Hazard New() => new()
    {
        CaseNumber = "YH-2026-000001",
        Level = HazardLevel.General,
        Kind = HazardKind.Fire,
        Category = "fire",
        Source = HazardSource.Patrol,
        Description = "疏散通道堆放布料",
        PremisesId = Guid.CreateVersion7(),
        PremisesName = "宏达制衣工坊",
        StreetId = Guid.CreateVersion7(),
        CommunityId = Guid.CreateVersion7(),
        GridId = Guid.CreateVersion7(),
        RegisteredAt = Monday,
        RegisteredById = Guid.CreateVersion7(),
        RegisteredBy = "grid1",
        RegisteredByName = "王敏",
        RegisteredAs = Role.GridWorker,
    };
}
