namespace Rectification.Web.Tests.Browser;

/// <summary>The demonstration clock runs past every deadline, moved by hand on its page.</summary>
public sealed class ClockTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    [Fact]
    public async Task The_clock_runs_past_every_deadline_of_a_general_hazard_until_the_street_office_is_asked()
    {
        await using var grid = await app.OnPhone("grid1");
        await grid.Open("/hazards/new?search=宏达制衣工坊");
        await grid.Page.Locator("a.row-link").First.ClickAsync();
        await grid.Arrive("**/hazards/new?premises=*");
        await grid.Pick("category", "electrical");
        await grid.Fill("description", "配电箱敞开，电线裸露");
        await grid.Pick("level", "general");
        var number = Visitor.CaseNumberIn(await grid.Submit());
        await grid.OpenTask("下发整改通知书", number);
        await grid.Fill("measures", "配电箱加门，电线穿管");
        await grid.Submit();

        await using var administrator = await app.AtDesk("sysadmin1");
        // Reminders, the deadline itself, then the ladder upwards.
        for (var day = 0; day < 28; day += 7)
        {
            await administrator.Open("/demo/clock");
            await administrator.Page.ClickAsync("button[value=P7D]");
            await administrator.Arrive("**/demo/clock?from=*", timeout: 60_000);
        }
        Assert.Contains("到期", await administrator.Text(), StringComparison.Ordinal);

        await grid.Open("/");
        Assert.Contains("已逾期", await grid.Text(), StringComparison.Ordinal);
        await grid.OpenTask("整改复查", number);
        Assert.Contains("已逾期", await grid.Text(), StringComparison.Ordinal);
        await grid.Open("/notifications");
        Assert.Contains(number, await grid.Text(), StringComparison.Ordinal);

        await using var safety = await app.AtDesk("safety1");
        await safety.Open("/");
        Assert.Contains("核实情形", await safety.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_system_administrator_moves_it_and_never_back()
    {
        await using var officer = await app.AtDesk("officer1");
        await officer.Open("/demo/clock");

        Assert.Contains("由系统管理员操作", await officer.Text(), StringComparison.Ordinal);
        Assert.Equal(0, await officer.Page.Locator("button[value=P3D]").CountAsync());
    }
}
