using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Premises;
using Rectification.Storage;
using Rectification.Tests.People;

namespace Rectification.Tests.Premises;

public sealed class SiteTests
{
    private static readonly SiteFacts Shop = new("顺风副食店", "东风路 15 号", SiteKind.Business, "零售", Headcount: 2);

    [Fact]
    public async Task A_grid_worker_registers_in_the_own_grid_and_nowhere_else()
    {
        await using var given = await Given.Street();
        var id = (await given.Send("grid1", new RegisterSite(await RoleGrantTests.Unit(given, "东风一"), Shop))).Value;
        var site = await given.Read(db => db.Sites.FirstAsync(row => row.Id == id));
        Assert.Equal(await RoleGrantTests.Unit(given, "东风社区"), site.CommunityId);
        Assert.Contains("gridId", (await given.Send("grid1", new RegisterSite(await RoleGrantTests.Unit(given, "东风二"), Shop))).Problem!.Errors!.Keys);
        Assert.Contains("gridId", (await given.Send("officer2", new RegisterSite(await RoleGrantTests.Unit(given, "东风二"), Shop))).Problem!.Errors!.Keys);
        Assert.Equal(ProblemKind.Forbidden, (await given.Send("director1", new RegisterSite(await RoleGrantTests.Unit(given, "东风二"), Shop))).Problem!.Kind);
    }

    [Fact]
    public async Task The_same_name_at_the_same_address_is_registered_once()
    {
        await using var given = await Given.Street();
        var grid = await RoleGrantTests.Unit(given, "东风一");
        Assert.True((await given.Send("grid1", new RegisterSite(grid, Shop))).IsOk);
        Assert.Contains("name", (await given.Send("grid1", new RegisterSite(grid, Shop with { Name = " 顺风副食店 " }))).Problem!.Errors!.Keys);
    }

    [Fact]
    public async Task Whatever_is_wrong_with_the_facts_is_told_at_once()
    {
        await using var given = await Given.Street();
        var problem = (await given.Send("grid1", new RegisterSite(await RoleGrantTests.Unit(given, "东风一"),
            new("店", "", (SiteKind)9, "", Headcount: -1, Phone: "无")))).Problem!;
        Assert.Equal(["address", "category", "headcount", "kind", "name", "phone"], problem.Errors!.Keys);
    }

    [Fact]
    public async Task Two_corrections_of_one_premises_do_not_overwrite_each_other()
    {
        await using var given = await Given.Street();
        var grid = await RoleGrantTests.Unit(given, "东风一");
        var id = (await given.Send("grid1", new RegisterSite(grid, Shop))).Value;
        Assert.True((await given.Send("grid1", new ChangeSite(id, grid, Shop with { Headcount = 3 }, 0))).IsOk);
        Assert.Equal(ProblemKind.Conflict, (await given.Send("officer1", new ChangeSite(id, grid, Shop with { Headcount = 9 }, 0))).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await given.Send("grid2", new ChangeSite(id, grid, Shop))).Problem!.Kind);
    }

    [Theory]
    [InlineData("grid1", 17)]
    [InlineData("officer1", 34)]
    [InlineData("linked1", 69)]
    [InlineData("safety1", 69)]
    [InlineData("discipline1", 0)]
    [InlineData("sysadmin1", 0)]
    public async Task A_list_holds_only_the_callers_scope(string userName, int count)
    {
        await using var given = await Given.Street();
        var actor = await given.ActorOf(userName);
        var page = await given.With<PremisesQueries, Result<Page<SiteRow>>>(premises => premises.List(new(), actor, null, 200, CancellationToken.None));
        Assert.Equal(count, page.Value.Items.Length);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Paging_by_key_shows_every_premises_once(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var actor = await given.ActorOf("safety1");
        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await given.With<PremisesQueries, Result<Page<SiteRow>>>(premises => premises.List(new(), actor, after, 10, CancellationToken.None))).Value;
            Assert.True(page.Items.Length <= 10);
            seen.AddRange(page.Items.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(69, seen.Distinct().Count());
        Assert.Equal(69, seen.Count);
        var broken = await given.With<PremisesQueries, Result<Page<SiteRow>>>(premises => premises.List(new(), actor, "nonsense", 10, CancellationToken.None));
        Assert.Equal(ProblemKind.Invalid, broken.Problem!.Kind);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_search_finds_parts_of_name_and_address(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var actor = await given.ActorOf("grid1");
        Assert.Equal("宏达制衣工坊", Assert.Single(await Search("制衣")).Name);
        Assert.Equal(2, (await Search("纸箱")).Length + (await Search("东风路 18 号")).Length);
        Assert.Empty(await Search("新城"));
        Assert.Empty(await Search("%"));

        async Task<ImmutableArray<SiteRow>> Search(string text) =>
            (await given.With<PremisesQueries, Result<Page<SiteRow>>>(premises => premises.List(new(text), actor, null, 50, CancellationToken.None))).Value.Items;
    }
}
