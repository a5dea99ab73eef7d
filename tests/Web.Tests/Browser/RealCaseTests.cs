namespace Rectification.Web.Tests.Browser;

/// <summary>Published cases, taken through to closing by the people of the chain, each on the screen that they would use.</summary>
public sealed class RealCaseTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private const string Garment = "宏达制衣工坊";

    [Fact]
    public async Task A_garment_workshop_without_extinguishers_and_exits_goes_through_the_major_chain_to_strike_off()
    {
        await using var grid = await app.OnPhone("grid1");
        var number = await Register(grid, "fire", "布料和机器堆放杂乱，没有应急照明和灭火器，疏散通道没有标识", "major", photo: true);

        // Both open together: the grid worker urges at once, the officer goes there.
        await grid.OpenTask("督促停产停用并发通知书", number);
        await grid.Page.Locator("input[name=stopKinds]").First.CheckAsync();
        await grid.Fill("measures", "立即停产，撤出作业人员；清空疏散通道，配齐灭火器和应急照明");
        await grid.Fill("deadline", app.InDays(30));
        await grid.Submit();

        await using var officer = await app.OnPhone("officer1");
        await officer.OpenTask("社区现场核实", number);
        await officer.Choose("major");
        await officer.Fill("requirements", "每天到场督促，落实停产，有人作业立即报告");
        await officer.Submit();

        await using var safety = await app.AtDesk("safety1");
        await safety.OpenTask("街道现场核实", number);
        await safety.Choose("confirmed");
        await safety.Submit();

        await Report(grid, officer, safety, number);

        await grid.OpenTask("报告整改进展", number);
        await grid.Choose("ready");
        await grid.Fill("progress", "通道已清空，灭火器、应急照明和疏散标识已配齐，请求验收");
        await grid.Submit();

        await using var department = await app.AtDesk("dept1");
        foreach (var member in (Visitor[])[officer, safety, department])
        {
            await member.OpenTask("联合验收", number);
            await member.Choose("agreed");
            await member.Submit();
        }

        await using var director = await app.AtDesk("director1");
        await director.OpenTask("审核把关销号", number);
        await director.Choose("struckOff");
        await director.Submit();

        await director.Open($"/hazards?view=all&search={number[^6..]}");
        Assert.Contains("已销号", await director.Text(), StringComparison.Ordinal);
        Assert.All((Visitor[])[grid, officer, safety, department, director], visitor => Assert.Empty(visitor.Complaints));
    }

    [Fact]
    public async Task A_blocked_fire_exit_is_noticed_rectified_revisited_and_accepted()
    {
        await using var grid = await app.OnPhone("grid1");
        var number = await Register(grid, "evacuation", "消防出口通道被货物堵塞，空气开关裸露", "general", photo: false);

        await grid.OpenTask("下发整改通知书", number);
        await grid.Fill("measures", "清空通道，更换空气开关并加装面盖");
        await grid.Submit();

        using var api = await app.Api("enterprise1");
        using var applied = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(api, "/api/v1/messages",
            new { name = "reinspection-requested", correlationKey = number, variables = new { text = "已全部改好，请来复查" } });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, applied.StatusCode);

        await grid.OpenTask("整改复查", number);
        await grid.Choose("passed");
        await grid.TakePhoto("photos");
        await grid.Submit();

        await using var officer = await app.OnPhone("officer1");
        await officer.OpenTask("验收", number);
        await officer.Choose("accepted");
        var told = await officer.Submit();

        Assert.Contains("已销号", told, StringComparison.Ordinal);
        await grid.Open($"/hazards?view=all&search={number[^6..]}");
        Assert.Contains("已销号", await grid.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goods_in_a_passage_are_put_right_on_the_spot_with_a_photo_and_a_second_name()
    {
        await using var grid = await app.OnPhone("grid1");
        var number = await Register(grid, "evacuation", "楼梯间堆放纸箱", "onTheSpot", photo: true);

        await grid.OpenTask("当场整改", number);
        await grid.Choose("fixed");
        await grid.TakePhoto("photosAfter");
        await grid.Fill("secondName", "张宏达");
        await grid.Submit();

        await grid.Open($"/hazards?view=all&search={number[^6..]}");
        Assert.Contains("已销号", await grid.Text(), StringComparison.Ordinal);
    }

    private static async Task<string> Register(Visitor grid, string category, string description, string level, bool photo)
    {
        await grid.Open($"/hazards/new?search={Garment}");
        await grid.Page.Locator("a.row-link").First.ClickAsync();
        await grid.Arrive("**/hazards/new?premises=*");
        await grid.Pick("category", category);
        await grid.Fill("description", description);
        if (photo)
            await grid.TakePhoto("photos");
        await grid.Pick("level", level);
        Assert.True(await grid.Overflow() <= 0);
        return Visitor.CaseNumberIn(await grid.Submit());
    }

    private async Task Report(Visitor grid, Visitor officer, Visitor safety, string number)
    {
        await grid.OpenTask("填写重大隐患填报表", number);
        await grid.Fill("responsibility", "宏达制衣工坊负责人 张宏达");
        await grid.Fill("measures", "清空疏散通道，配齐灭火器和应急照明，停产至验收合格");
        await grid.Fill("funds", "1.8");
        await grid.Fill("timeLimit", app.InDays(30));
        await grid.Fill("plan", "停产期间专人值守，发现作业立即制止并报告");
        await grid.Submit();

        await officer.OpenTask("补全填报表", number);
        await officer.Choose("submitted");
        await officer.Fill("opinion", "现场核实属实，按重大隐患填报");
        await officer.Submit();

        foreach (var name in (string[])["leader1", "leader2"])
        {
            await using var leader = await app.OnPhone(name);
            await leader.OpenTask("社区主干签名", number);
            await leader.Choose("signed");
            await leader.Sign(WebApp.Password);
            await leader.Submit();
        }

        await using var seal = await app.AtDesk("seal1");
        await seal.OpenTask("加盖社区公章", number);
        await seal.Choose("sealed");
        if (await seal.Page.Locator("#field-signature").CountAsync() > 0)
            await seal.Sign(WebApp.Password);
        await seal.Submit();

        await using var linked = await app.OnPhone("linked1");
        await linked.OpenTask("挂钩领导审定", number);
        await linked.Choose("approved");
        if (await linked.Page.Locator("#field-signature").CountAsync() > 0)
            await linked.Sign(WebApp.Password);
        await linked.Submit();

        await safety.OpenTask("街道安办接收", number);
        await safety.Choose("filed");
        await safety.Submit();
    }
}
