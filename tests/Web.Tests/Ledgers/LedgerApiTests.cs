using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Ledgers;

/// <summary>The monthly lists for scripts and spreadsheets, and who may not see them.</summary>
public sealed class LedgerApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_list_is_read_filtered_exported_in_the_official_columns_and_kept_to_its_community()
    {
        var hazard = await app.NewHazard("general", description: "配电间堆放杂物");
        using var administrator = await app.Api("sysadmin1");
        var now = (await administrator.Get("/demo/clock")).Ok()["now"].GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8));
        (await administrator.Post("/demo/clock", new { set = new DateTimeOffset(now.Year, now.Month, 1, 8, 0, 0, now.Offset).AddMonths(1) })).Ok();
        var month = $"{now:yyyy-MM}";

        using var officer = await app.Api("officer1");
        var list = Assert.Single((await officer.Get($"/ledgers?month={month}")).Ok().Items);
        var number = list.GetProperty("caseNumber").GetString()!;
        Assert.Equal(("filling", "open", 0), (list.GetProperty("state").GetString(), list.GetProperty("standing").GetString(), list.GetProperty("edition").GetInt32()));
        Assert.Empty((await officer.Get("/ledgers?state=missing")).Ok().Items);
        var lines = (await officer.Get($"/ledgers/{number}")).Ok()["lines"].EnumerateArray().ToList();
        Assert.Contains(lines, line => line.GetProperty("hazardNumber").GetString() == hazard && line.GetProperty("content").GetString() == "配电间堆放杂物");

        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Api("officer2")).Get($"/ledgers/{number}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Api("grid1")).Get($"/ledgers/{number}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/ledgers/{number}?edition=1")).Status);
        Assert.Equal(["month"], (await officer.Get("/ledgers?month=十一月")).FieldsAtFault);
        Assert.Equal(["state"], (await officer.Get("/ledgers?state=lost")).FieldsAtFault);
        Assert.Equal(2, (await (await app.Api("safety1")).Get($"/ledgers?month={month}")).Ok().Items.Length);

        using var browser = app.Client();
        await browser.SignIn("officer1");
        var rows = await browser.Sheet($"/ledgers/{number}/list.xlsx");
        Assert.Equal("序号 单位名称 地址 隐患内容 类别等级 检查日期 检查人 整改措施 整改期限 网格责任人 验收人 整改情况 销号日期", string.Join(' ', rows[0]));
        Assert.Contains(rows, row => row[3] == "配电间堆放杂物");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/ledgers/list.xlsx")).StatusCode);
        using var enterprise = app.Client();
        await enterprise.SignIn("enterprise1");
        Assert.Equal(HttpStatusCode.Forbidden, (await enterprise.GetAsync($"/ledgers/{number}/list.xlsx")).StatusCode);
    }
}
