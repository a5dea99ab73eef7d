using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Hazards;

/// <summary>Withdraw, mark as duplicate, reassign: each with a reason and a trace, each within its scope.</summary>
public sealed class CaseActionTests
{
    [Fact]
    public async Task The_finder_withdraws_before_anybody_acted()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given);
        Assert.Equal("hazard.not-yours", (await given.Send("officer1", new WithdrawHazard(number, "登记错误"))).Problem?.Code);
        Assert.Equal("reason", Assert.Single((await given.Send("grid1", new WithdrawHazard(number, " "))).Problem!.Errors!).Key);

        Assert.True((await given.Send("grid1", new WithdrawHazard(number, "登记到了别的场所"))).IsOk);

        var view = await DeadlineRulesTests.View(given, number);
        Assert.Equal((HazardState.Withdrawn, "登记到了别的场所"), (view.Facts.State, view.Facts.EndReason));
        Assert.Empty(view.OpenTasks);
        Assert.Equal(0, await given.Read(db => db.Timers.CountAsync(timer => timer.CaseNumber == number)));
        Assert.Contains(await given.Read(db => db.Journal.Where(row => row.CaseNumber == number).ToListAsync()), row => row.What == "hazard.withdrawn");
    }

    [Fact]
    public async Task After_a_step_it_is_too_late_to_withdraw()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Noticed(given, days: 7);

        Assert.Equal("hazard.acted-on", (await given.Send("grid1", new WithdrawHazard(number, "登记错误"))).Problem?.Code);
    }

    [Fact]
    public async Task A_duplicate_ends_and_names_the_one_that_carries_on()
    {
        await using var given = await Given.Street();
        var first = await DeadlineRulesTests.Registered(given);
        var second = await DeadlineRulesTests.Registered(given);
        Assert.Contains("ofCaseNumber", (await given.Send("officer1", new MarkDuplicate(second, second, "同一隐患"))).Problem!.Errors!.Keys);
        Assert.Contains("ofCaseNumber", (await given.Send("officer1", new MarkDuplicate(second, "YH-2026-999999", "同一隐患"))).Problem!.Errors!.Keys);

        Assert.True((await given.Send("officer1", new MarkDuplicate(second, first, "同一通道，重复登记"))).IsOk);

        var merged = await DeadlineRulesTests.View(given, second);
        Assert.Equal((HazardState.Merged, first), (merged.Facts.State, merged.Facts.MergedInto));
        Assert.Empty(merged.OpenTasks);
        Assert.Single((await DeadlineRulesTests.View(given, first)).OpenTasks);
        Assert.Equal("hazard.ended", (await given.Send("officer1", new MarkDuplicate(second, first, "再并一次"))).Problem?.Code);
    }

    [Fact]
    public async Task Another_grid_worker_of_the_grid_takes_it_over_with_its_open_tasks()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given);
        await given.Within(async scope =>
        {
            var db = scope.GetRequiredService<RectificationDb>();
            var hazard = await db.Hazards.SingleAsync();
            var other = await db.Users.SingleAsync(user => user.UserName == "grid2");
            db.RoleGrants.Add(new() { UserId = other.Id, Role = Role.GridWorker, ScopeId = hazard.GridId, StreetId = hazard.StreetId });
            return 0;
        });
        Assert.Contains("userName", (await given.Send("officer1", new ReassignHazard(number, "grid3", "休假"))).Problem!.Errors!.Keys);

        Assert.True((await given.Send("officer1", new ReassignHazard(number, "grid2", "王敏休假"))).IsOk);

        var view = await DeadlineRulesTests.View(given, number);
        Assert.Equal("吴建华", view.Facts.GridOwnerName);
        Assert.Equal("吴建华", Assert.Single(view.OpenTasks).AssigneeName);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Lists_end_at_the_scope_and_page_by_number(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var numbers = new List<string>();
        for (var count = 0; count < 3; count++)
            numbers.Add(await DeadlineRulesTests.Registered(given));

        var first = await List(given, "officer1", null, 2);
        var second = await List(given, "officer1", first.Next, 2);

        Assert.Equal([numbers[2], numbers[1]], first.Items.Select(line => line.CaseNumber));
        Assert.Equal([numbers[0]], second.Items.Select(line => line.CaseNumber));
        Assert.Null(second.Next);
        foreach (var stranger in new[] { "officer2", "grid2", "grid3", "discipline1", "sysadmin1", "secadmin1", "designer1" })
            Assert.Empty((await List(given, stranger, null, 50)).Items);
        foreach (var insider in new[] { "grid1", "leader1", "police1", "linked1", "safety2", "director1", "dept1", "streetleader1" })
            Assert.Equal(3, (await List(given, insider, null, 50)).Items.Length);
        Assert.Equal(["下发整改通知书"], first.Items[0].WaitingFor);
    }

    [Fact]
    public async Task A_hazard_outside_the_scope_does_not_even_show_that_it_is_there()
    {
        await using var given = await Given.Street();
        var number = await DeadlineRulesTests.Registered(given);
        var stranger = await given.ActorOf("officer2");

        var found = await given.With<HazardQueries, Result<HazardView>>(queries => queries.Find(number, stranger, CancellationToken.None));

        Assert.Equal(ProblemKind.NotFound, found.Problem?.Kind);
    }

    private static async Task<Page<HazardLine>> List(Given given, string userName, string? after, int take)
    {
        var actor = await given.ActorOf(userName);
        return await given.With<HazardQueries, Page<HazardLine>>(queries => queries.List(new HazardFilter(OpenOnly: true), actor, after, take, CancellationToken.None));
    }
}
