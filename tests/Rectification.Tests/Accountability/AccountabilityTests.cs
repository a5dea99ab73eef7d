using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability;
using Rectification.Storage;
using Rectification.Tests.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Accountability;

public sealed class AccountabilityTests
{
    [Fact]
    public async Task What_would_be_a_second_case_is_added_to_the_first_as_facts()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given);
        var first = await Open(given, number, "整改逾期 5 个工作日");
        await Open(given, number, "延期 2 次用完");
        await Open(given, number, "延期 2 次用完");

        var only = await given.Read(db => db.AccountabilityCases.SingleAsync());
        Assert.Equal((first, "整改逾期 5 个工作日\n延期 2 次用完"), (only.CaseNumber, only.Facts));
        Assert.Single(await given.OpenTasks(first));
    }

    [Fact]
    public async Task Founded_facts_are_answered_before_the_director_decides()
    {
        await using var given = await Given.Street();
        var number = await Opened(given);
        await MajorHazardTests.Do(given, "safety1", number, "check-facts", ("outcome", "founded"));
        Assert.Equal(["answer-facts"], (await given.OpenTasks(number)).Select(task => task.ElementId));
        await MajorHazardTests.Do(given, "leader1", number, "answer-facts", ("outcome", "answered"), ("answer", "已约谈企业"));
        await MajorHazardTests.Do(given, "director1", number, "decide-measure", ("outcome", "proposed"));
        await MajorHazardTests.Do(given, "director1", number, "hold-interview", ("outcome", "held"), ("interviewee", "王敏"), ("minutes", "已谈"), ("promise", "三日内清理"),
            ("promiseDate", new DateOnly(2026, 9, 21)), ("signing", "signed"), ("noPhotoReason", "签字件已扫描归档"));
        await MajorHazardTests.Do(given, "safety1", number, "follow-up", ("outcome", "closed"), ("findings", "已清理"));

        var closed = await given.Read(db => db.AccountabilityCases.SingleAsync());
        Assert.Equal(("interview", "已约谈企业", AccountabilityState.Closed), (closed.Measure, closed.Answer, closed.State));
        Assert.Empty(await given.OpenTasks(number));
    }

    [Fact]
    public async Task Without_an_answer_the_director_decides_after_three_working_days_and_never_before()
    {
        await using var given = await Given.Street();
        var number = await Opened(given);
        await MajorHazardTests.Do(given, "safety1", number, "check-facts", ("outcome", "founded"));

        await given.MoveTo(new DateTimeOffset(2026, 9, 17, 23, 59, 59, TimeSpan.FromHours(8)));
        await given.OpenTask(number, "answer-facts");
        await given.MoveTo(new DateTimeOffset(2026, 9, 18, 0, 0, 0, TimeSpan.FromHours(8)));

        await given.OpenTask(number, "decide-measure");
    }

    [Fact]
    public async Task Unfounded_facts_go_to_the_director_with_that_recommendation()
    {
        await using var given = await Given.Street();
        var number = await Opened(given);
        await MajorHazardTests.Do(given, "safety1", number, "check-facts", ("outcome", "unfounded"), ("reason", "期限计算有误"));
        await MajorHazardTests.Do(given, "director1", number, "decide-measure", ("outcome", "proposed"));

        var dismissed = await given.Read(db => db.AccountabilityCases.SingleAsync());
        Assert.Equal(AccountabilityState.Dismissed, dismissed.State);
        Assert.Empty(await given.OpenTasks(number));
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task The_street_and_the_community_see_it_and_the_grid_and_other_communities_do_not(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var number = await Opened(given);

        foreach (var (person, count) in new[] { ("safety1", 1), ("director1", 1), ("officer1", 1), ("leader2", 1), ("officer2", 0), ("grid1", 0), ("enterprise1", 0), ("sysadmin1", 0) })
        {
            var actor = await given.ActorOf(person);
            var page = await given.With<AccountabilityQueries, Page<AccountabilityLine>>(queries => queries.List(null, actor, null, 50, CancellationToken.None));
            Assert.True(count == page.Items.Length, person);
        }
        var street = await given.ActorOf("safety1");
        var line = Assert.Single((await given.With<AccountabilityQueries, Page<AccountabilityLine>>(queries =>
            queries.List("YH-2026-000001", street, null, 50, CancellationToken.None))).Items);
        Assert.Equal((number, SubjectKind.Hazard, "YH-2026-000001"), (line.CaseNumber, line.SubjectKind, line.Period));
    }

    private static async Task<string> Opened(Given given) => await Open(given, await DeadlineRulesTests.Registered(given), "整改逾期 5 个工作日");

    private static Task<string> Open(Given given, string hazard, string facts) => given.Within(async scope =>
    {
        var db = scope.GetRequiredService<RectificationDb>();
        var @case = await db.Cases.SingleAsync(row => row.CaseNumber == hazard);
        return (await scope.GetRequiredService<OpenAccountability>().OfHazard("I4", @case, facts, given.Now, CancellationToken.None)).CaseNumber;
    });
}
