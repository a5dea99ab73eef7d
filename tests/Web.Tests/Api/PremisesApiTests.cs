using System.Text;

namespace Rectification.Web.Tests.Api;

public sealed class PremisesApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_grid_workers_list_ends_at_the_grid()
    {
        var mine = (await (await app.Api("grid1")).Get("/premises?take=200")).Ok().Items;
        Assert.NotEmpty(mine);
        Assert.All(mine, item => Assert.Equal("东风一", item.GetProperty("grid").GetString()));
        Assert.All(mine, item => Assert.Equal("东风社区", item.GetProperty("community").GetString()));
        Assert.All(mine, item => Assert.NotEqual("", item.GetProperty("category").GetString()));
        Assert.All(mine, item => Assert.Contains(item.GetProperty("colour").GetString(), new[] { "none", "blue", "yellow", "red" }));
    }

    [Fact]
    public async Task The_street_sees_all_of_it_and_an_enterprise_only_itself()
    {
        var all = (await (await app.Api("safety1")).Get("/premises?take=200")).Ok();
        Assert.True(all.Items.Length >= 60);
        Assert.Single((await (await app.Api("enterprise1")).Get("/premises")).Ok().Items);
    }

    [Fact]
    public async Task The_search_finds_by_a_part_of_the_name_and_takes_wildcards_literally()
    {
        var api = await app.Api("safety1");
        var name = (await api.Get("/premises?take=1")).Ok().Items[0].GetProperty("name").GetString()!;
        var found = (await api.Get($"/premises?search={Uri.EscapeDataString(name[1..^1])}")).Ok().Items;
        Assert.Contains(found, item => item.GetProperty("name").GetString() == name);
        Assert.Empty((await api.Get("/premises?search=%25%25")).Ok().Items);
        Assert.Empty((await api.Get("/premises?search=" + Uri.EscapeDataString("' or 1=1 --"))).Ok().Items);
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        var api = await app.Api("safety1");
        List<string> seen = [];
        for (string? after = null, more = ""; more is not null; after = more)
        {
            var page = (await api.Get($"/premises?take=25{(after is null ? "" : "&after=" + after)}")).Ok();
            seen.AddRange(page.Items.Select(item => item.GetProperty("id").GetString()!));
            more = page["next"].GetString();
        }
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count >= 60);
        (await api.Get("/premises?after=%21%21")).Refused(422, field: "after");
    }

    [Theory]
    [InlineData("discipline1")]
    [InlineData("enterprise1")]
    [InlineData("secadmin1")]
    [InlineData("designer1")]
    public async Task An_import_is_for_those_who_keep_the_register(string userName) =>
        (await (await app.Api(userName)).Upload("/premises/import", Encoding.UTF8.GetBytes("PK"), "premises.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")).Refused(403);

    [Fact]
    public async Task A_file_that_is_no_workbook_is_refused()
    {
        var api = await app.Api("safety1");
        (await api.Upload("/premises/import", Encoding.UTF8.GetBytes("name,address"), "premises.xlsx")).Refused(422);
        (await api.Upload("/premises/import", [0x50, 0x4B, 3, 4, 0, 0], "premises.xlsx")).Refused(422);
        (await api.Upload("/premises/import", new byte[12 * 1024 * 1024], "premises.xlsx")).Refused(413);
        (await api.Post("/premises/import", "{}")).Refused(415);
    }
}
