using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Boards;
using Rectification.Hazards;
using Rectification.Ledgers;
using Rectification.Oversight;
using Rectification.People;
using Rectification.Storage;
using Rectification.Tests.Accountability;
using Rectification.Workflow;

namespace Rectification.Tests.Boards;

/// <summary>看板 of a street whose clock stands at Monday 14 September 2026, 9:00. Each figure is the length of the list behind it, on both databases.</summary>
public sealed class BoardTests
{
    private static readonly Month September = new(2026, 9);

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Each_figure_of_a_community_is_as_long_as_the_list_behind_it(DatabaseProvider provider)
    {
        await using var story = await Busy(provider);
        var actor = await story.Given.ActorOf("safety1");

        var east = (await Street(story, new())).Single(row => row.Name == "东风社区");

        var found = (await Community(story, "safety1", "东风社区")).Found;
        Assert.Equal((4, 1, 2, 5, new ClosingRate(1, 3)), (east.Open, east.Major, east.Overdue, found, east.Rate));
        Assert.Equal(new PlannedCount(2, 1, 1), east.Planned);
        // Who registers a hazard was there: two premises, and the one of the planned inspection.
        Assert.Equal(3, east.Inspections.Done);
        Assert.Equal(east.Open, await Hazards(story, new(CommunityId: east.Id, OpenOnly: true)));
        Assert.Equal(east.Major, await Hazards(story, new(CommunityId: east.Id, OpenOnly: true, Level: HazardLevel.Major)));
        Assert.Equal(east.Overdue, await Hazards(story, new(CommunityId: east.Id, Overdue: true)));
        Assert.Equal(found, await Hazards(story, new(CommunityId: east.Id, FoundFrom: September.First, FoundTo: September.Last)));
        Assert.Equal(east.Rate.Passed, await Hazards(story, new(CommunityId: east.Id, DueIn: September)));
        Assert.Equal(east.Rate.StruckOff, await Hazards(story, new(CommunityId: east.Id, DueIn: September, StruckOffIn: September)));
        Assert.True(east.LateTasks > 0);
        Assert.Equal(east.LateTasks, (await story.Given.With<OpenTaskQueries, Page<OpenTaskLine>>(tasks => tasks.List(new(east.Id, IsLate: true, IsOwn: true), actor, null, 200, default))).Items.Length);
        foreach (var (isDone, count) in ((bool?, int)[])[(null, east.Inspections.Due), (true, east.Inspections.Done), (false, east.Inspections.Missing)])
            Assert.Equal(count, (await story.Given.With<MonthlyInspections, Result<Page<InspectedSite>>>(list => list.List(new(September, east.Id, isDone), actor, null, 200, default))).Value.Items.Length);
        foreach (var (state, count) in ((PlannedState?, int)[])[(null, 2), (PlannedState.Done, 1), (PlannedState.Missed, 1), (PlannedState.Open, 0)])
            Assert.Equal(count, (await story.Given.With<PlannedInspections, Page<PlannedLine>>(list => list.List(new(September, east.Id, state), actor, null, 200, default))).Items.Length);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Missing_lists_and_measures_stand_with_the_community_and_the_highest_is_its_rung(DatabaseProvider provider)
    {
        await using var story = await Story.Begin(provider);
        await story.Given.Send(new KeepLedgersOpening());
        await story.General();
        // Nobody does anything for two months: the lists of August to October are missing, the triggers fire.
        await story.Given.MoveTo(Story.At(11, 9, 10));
        var interview = (await story.Of("I5"))[0].CaseNumber;
        await story.Decide(interview);

        var actor = await story.Given.ActorOf("director1");
        var east = (await Street(story, new(), new(2026, 11))).Single(row => row.Name == "东风社区");

        Assert.Equal((1, Measures.Interview, 2), (east.Measures, east.Highest, east.Rung));
        Assert.Equal(east.LedgersMissing, (await story.Given.With<LedgerQueries, Page<LedgerHead>>(ledgers => ledgers.List(new(CommunityId: east.Id, MissingOnly: true), actor, null, 200, default))).Items.Length);
        Assert.True(east.LedgersMissing > 0);
        Assert.True(east.Undecided > 0);
        Assert.Equal(east.Undecided, await Cases(story, actor, new(IsOpen: true, CommunityId: east.Id, Stage: AccountabilityStage.Undecided)));
        Assert.Equal(interview, Assert.Single((await story.Given.With<AccountabilityQueries, Page<AccountabilityLine>>(cases =>
            cases.Search(new(IsOpen: true, CommunityId: east.Id, Stage: AccountabilityStage.Measure), actor, null, 200, default))).Items).CaseNumber);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task The_leaders_page_counts_as_the_lists_do(DatabaseProvider provider)
    {
        await using var story = await Busy(provider);
        var actor = await story.Given.ActorOf("streetleader1");

        var board = (await story.Given.With<LeaderBoardQueries, Result<LeaderBoard>>(boards => boards.Find(September, actor, default))).Value;

        Assert.Equal((4, 1, 2, new ClosingRate(1, 3)), (board.Open, board.Major, board.Overdue, board.Rate));
        Assert.Equal(board.Open, board.Ages.Sum(age => age.Count));
        Assert.Equal([0, 8, 16, 31, 91], board.Ages.Select(age => age.FromDays));
        foreach (var age in board.Ages)
            Assert.Equal(age.Count, await Hazards(story, new(OpenOnly: true, FoundFrom: age.FoundFrom, FoundTo: age.FoundTo)));
        Assert.NotEmpty(board.Steps);
        foreach (var step in board.Steps)
            Assert.Equal(step.Count, (await story.Given.With<OpenTaskQueries, Page<OpenTaskLine>>(tasks => tasks.List(new(Step: step.ElementId), actor, null, 200, default))).Items.Length);
        Assert.Equal([4, 5, 6, 7, 8, 9], board.Trend.Select(flow => flow.Month.Number));
        Assert.Equal(new MonthFlow(September, 5, 1), board.Trend[^1]);
        Assert.Equal(1, await Hazards(story, new(StruckOffIn: September)));
    }

    [Fact]
    public async Task Before_the_month_is_over_its_rate_is_that_of_the_sweep_until_now_and_afterwards_that_of_the_month()
    {
        await using var story = await Busy();
        var running = (await Street(story, new())).Single(row => row.Name == "东风社区").Rate;
        await story.Given.MoveTo(Story.At(11, 2, 9));
        var over = (await Street(story, new())).Single(row => row.Name == "东风社区").Rate;
        Assert.Equal(new ClosingRate(1, 3), running);
        // The fourth deadline passed in September too, the major one's in November.
        Assert.Equal(new ClosingRate(1, 4), over);
    }

    [Fact]
    public async Task What_bites_within_five_working_days_is_told_with_its_consequence_and_its_case()
    {
        await using var story = await Story.Begin();
        var number = await story.General();
        await story.Notice(number, new DateOnly(2026, 9, 18));
        var fresh = await story.General(description: "灭火器过期");
        // Another one: who registered the hazards was at the first.
        var grid = (await story.Given.Premises("grid1")).GridId;
        var site = await story.Given.Read(db => db.Set<Rectification.Premises.Site>().Where(row => row.GridId == grid).OrderByDescending(row => row.Id).FirstAsync());
        Assert.True((await story.Given.Send("officer1", new PlanInspection(site.Id, new(2026, 9, 16)))).IsOk);

        var coming = (await Community(story, "officer1", "东风社区")).Coming;

        // Five working days after Monday the 14th: Friday the 18th is the fourth, Sunday the 20th is worked.
        Assert.Equal(Story.At(9, 21), coming.Until);
        var notice = Assert.Single(coming.Items, bite => bite.Kind == BiteKind.Task && bite.CaseNumber == fresh);
        Assert.Equal(("下发整改通知书", Story.At(9, 16)), (notice.What, notice.At));
        Assert.Contains("N2", notice.Consequence, StringComparison.Ordinal);
        Assert.NotNull(notice.Task);
        var deadline = Assert.Single(coming.Items, bite => bite.Kind == BiteKind.Deadline);
        Assert.Equal((number, Story.At(9, 19)), (deadline.CaseNumber, deadline.At));
        Assert.Contains("I4", deadline.Consequence, StringComparison.Ordinal);
        var duty = Assert.Single(coming.Items, bite => bite.Kind == BiteKind.Inspection);
        Assert.Equal((site.Id, Story.At(9, 17)), (duty.PremisesId!.Value, duty.At));
        Assert.Equal(coming.Items.Select(bite => bite.At).Order(), coming.Items.Select(bite => bite.At));
    }

    [Fact]
    public async Task An_overdue_hazard_is_told_with_the_day_on_which_it_is_put_forward_and_no_longer_afterwards()
    {
        await using var story = await Story.Begin();
        var number = await story.General();
        await story.Notice(number, new DateOnly(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 17, 9));
        var told = Assert.Single((await Community(story, "leader1", "东风社区")).Coming.Items, bite => bite.Kind == BiteKind.Overdue);

        // The sweep opens I4 at the very instant that the board told.
        Assert.Equal(number, told.CaseNumber);
        Assert.Equal(told.At, (await story.FiresOnceAt("I4", told.At)).OpenedAt);
        Assert.DoesNotContain((await Community(story, "leader1", "东风社区")).Coming.Items, bite => bite.Kind == BiteKind.Overdue);
    }

    [Fact]
    public async Task Of_many_overdue_hazards_those_that_bite_first_are_told_and_that_there_are_more()
    {
        await using var story = await Story.Begin();
        var first = await story.General();
        await story.Notice(first, new DateOnly(2026, 9, 14));
        for (var i = 0; i < Bites.MostOfAKind; i++)
        {
            var later = await story.General(description: $"第 {i} 处通道堆物");
            await story.Notice(later, new DateOnly(2026, 9, 15));
        }
        await story.Given.MoveTo(Story.At(9, 17, 9));
        var coming = (await Community(story, "leader1", "东风社区")).Coming;
        var told = coming.Items.Where(bite => bite.Kind == BiteKind.Overdue).ToList();
        Assert.Equal((true, Bites.MostOfAKind, first), (coming.IsCut, told.Count, told[0].CaseNumber));
    }

    [Fact]
    public async Task A_case_that_was_closed_still_tells_when_the_next_rung_opens_until_somebody_climbed()
    {
        await using var story = await Story.Begin();
        var number = await story.General();
        await story.Notice(number, new DateOnly(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 23, 9));
        var notice = Assert.Single(await story.Of("I4")).CaseNumber;
        await story.Decide(notice, "notice");
        await story.Do("leader1", notice, "give-feedback", ("outcome", "given"), ("feedback", "已督促"));
        await story.Do("safety1", notice, "follow-up", ("outcome", "closed"), ("findings", "已反馈"));
        Assert.Equal(AccountabilityState.Closed, (await story.Case(notice)).State);

        await story.Given.MoveTo(Story.At(10, 12, 9));
        var climb = Assert.Single((await Community(story, "officer1", "东风社区")).Coming.Items, bite => bite.Kind == BiteKind.Climb);

        Assert.Equal(climb.At, (await story.FiresOnceAt("I2", climb.At)).OpenedAt);
        Assert.DoesNotContain((await Community(story, "officer1", "东风社区")).Coming.Items, bite => bite.Kind == BiteKind.Climb);
    }

    [Fact]
    public async Task After_an_interview_the_next_rung_is_told_for_the_instant_at_which_it_opens()
    {
        await using var story = await Story.Begin();
        var number = await story.General();
        await story.Notice(number, new DateOnly(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 23, 9));
        var interview = Assert.Single(await story.Of("I4")).CaseNumber;
        await story.Decide(interview);
        await story.Do("director1", interview, "hold-interview", ("outcome", "held"), ("interviewee", "王敏"), ("minutes", "已谈"), ("promise", "三日内清理"),
            ("promiseDate", new DateOnly(2026, 9, 28)), ("signing", "signed"), ("noPhotoReason", "签字件已扫描归档"));
        var clockAt = (await story.Case(interview)).ClimbClockAt!.Value;

        await story.Given.MoveTo(Story.At(10, 12, 9));
        var climb = Assert.Single((await Community(story, "officer1", "东风社区")).Coming.Items, bite => bite.Kind == BiteKind.Climb);

        Assert.True(climb.At > clockAt);
        Assert.Contains("L5", climb.Consequence, StringComparison.Ordinal);
        Assert.Equal(climb.At, (await story.FiresOnceAt("L5", climb.At)).OpenedAt);
    }

    [Fact]
    public async Task The_table_is_narrowed_and_sorted_and_equals_keep_their_order()
    {
        await using var story = await Busy();
        Assert.Equal(["东风社区", "新城社区"], (await Street(story, new())).Select(row => row.Name));
        Assert.Equal(["新城社区", "东风社区"], (await Street(story, new(Sort: BoardColumn.Overdue, IsAscending: true))).Select(row => row.Name));
        Assert.Equal(["东风社区", "新城社区"], (await Street(story, new(Sort: BoardColumn.Overdue))).Select(row => row.Name));
        Assert.Equal(["东风社区", "新城社区"], (await Street(story, new(Sort: BoardColumn.Ladder))).Select(row => row.Name));
        Assert.Equal(["东风社区"], (await Street(story, new(Only: BoardSubset.Overdue))).Select(row => row.Name));
        Assert.Equal(["新城社区"], (await Street(story, new(Search: "新城"))).Select(row => row.Name));
        // 新城 had nothing due: neither best nor worst.
        Assert.Equal("新城社区", (await Street(story, new(Sort: BoardColumn.Rate, IsAscending: true)))[^1].Name);
    }

    [Theory]
    [InlineData("officer1", true, false)]
    [InlineData("leader1", true, false)]
    [InlineData("linked1", true, true)]
    [InlineData("director1", true, true)]
    [InlineData("auditor1", true, true)]
    [InlineData("grid1", false, false)]
    [InlineData("seal1", false, false)]
    [InlineData("dept1", false, false)]
    [InlineData("discipline1", false, false)]
    [InlineData("enterprise1", false, false)]
    [InlineData("sysadmin1", false, false)]
    public async Task A_board_is_opened_only_by_who_answers_for_its_scope(string userName, bool east, bool west)
    {
        await using var given = await Given.Street();
        var actor = await given.ActorOf(userName);
        var ofStreet = userName is "director1" or "auditor1";
        foreach (var (name, expected) in ((string, bool)[])[("东风社区", east), ("新城社区", west)])
        {
            var id = await given.Read(db => db.OrgUnits.Where(unit => unit.Name == name).Select(unit => unit.Id).FirstAsync());
            Assert.Equal(expected, (await given.With<CommunityBoardQueries, Result<CommunityBoard>>(boards => boards.Find(id, September, actor, default))).IsOk);
            Assert.Equal(expected, (await given.With<CommunityBoardQueries, ImmutableArray<BoardPlace>>(boards => boards.Places(actor, default))).Any(place => place.Id == id));
        }
        Assert.Equal(ofStreet, (await given.With<StreetBoardQueries, Result<ImmutableArray<CommunityFigures>>>(boards => boards.List(new(), September, actor, default))).IsOk);
        Assert.Equal(ofStreet, (await given.With<LeaderBoardQueries, Result<LeaderBoard>>(boards => boards.Find(September, actor, default))).IsOk);
    }

    [Fact]
    public async Task A_month_without_anything_counts_nothing()
    {
        await using var story = await Busy();
        var east = (await Street(story, new(), new(2025, 3))).Single(row => row.Name == "东风社区");
        Assert.Equal((new ClosingRate(0, 0), new InspectionCount(0, 0), default(PlannedCount)), (east.Rate, east.Inspections, east.Planned));
        Assert.Null(east.Rate.Percent);
    }

    /// <summary>东风: one struck off, two overdue, one running, one major; two visits, of two planned ones one missed. It is Friday the 18th.</summary>
    private static async Task<Story> Busy(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var story = await Story.Begin(provider);
        string[] numbers = [await story.General(), await story.General(description: "灭火器过期"), await story.General(description: "电线私拉乱接"), await story.General(description: "应急灯损坏")];
        await story.Register("grid2", "major", "冷库氨气报警失灵");
        foreach (var number in numbers[..3])
            await story.Notice(number, new DateOnly(2026, 9, 16));
        await story.Notice(numbers[3], new DateOnly(2026, 9, 28));
        var own = (await story.Given.Premises("grid1")).GridId;
        var planned = await story.Given.Read(db => db.Set<Rectification.Premises.Site>().Where(site => site.GridId == own).OrderBy(site => site.Id).Skip(3).Take(2).ToListAsync());
        Assert.True((await story.Given.Send("officer1", new PlanInspection(planned[0].Id, new(2026, 9, 16)))).IsOk);
        Assert.True((await story.Given.Send("officer1", new PlanInspection(planned[1].Id, new(2026, 9, 16)))).IsOk);
        Assert.True((await story.Given.Send("grid1", new RecordInspection(planned[0].Id, "未发现隐患"))).IsOk);
        await story.Given.MoveTo(Story.At(9, 17, 9));
        await story.Passed(numbers[0]);
        await story.Do("officer1", numbers[0], "accept", ("outcome", "accepted"), ("noPhotoReason", "现场已看"));
        await story.Given.MoveTo(Story.At(9, 18, 9));
        return story;
    }

    private static async Task<ImmutableArray<CommunityFigures>> Street(Story story, StreetBoardFilter filter, Month? month = null)
    {
        var actor = await story.Given.ActorOf("safety1");
        return (await story.Given.With<StreetBoardQueries, Result<ImmutableArray<CommunityFigures>>>(boards => boards.List(filter, month ?? September, actor, default))).Value;
    }

    private static async Task<CommunityBoard> Community(Story story, string userName, string name)
    {
        var actor = await story.Given.ActorOf(userName);
        var id = await story.Given.Read(db => db.OrgUnits.Where(unit => unit.Name == name).Select(unit => unit.Id).FirstAsync());
        return (await story.Given.With<CommunityBoardQueries, Result<CommunityBoard>>(boards => boards.Find(id, September, actor, default))).Value;
    }

    private static async Task<int> Hazards(Story story, HazardFilter filter)
    {
        var actor = await story.Given.ActorOf("safety1");
        return (await story.Given.With<HazardQueries, Page<HazardLine>>(hazards => hazards.List(filter, actor, null, 200, default))).Items.Length;
    }

    private static async Task<int> Cases(Story story, Actor actor, AccountabilityFilter filter) =>
        (await story.Given.With<AccountabilityQueries, Page<AccountabilityLine>>(cases => cases.Search(filter, actor, null, 200, default))).Items.Length;
}
