using System.Net.Http.Json;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Browser;

/// <summary>A month's list and a refusal that ends in suspension, each through the pages that its people use.</summary>
public sealed class StreetStoryTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    [Fact]
    public async Task A_months_list_is_corrected_and_filed_by_the_officer_confirmed_by_a_leader_and_received_by_the_street()
    {
        var hazard = await app.NewHazard("general", description: "配电箱前堆放布匹");
        (await app.Complete("grid1", await app.OpenTaskId(hazard, "issue-notice"), "issued")).Ok();
        var list = await NextMonth();

        await using var officer = await app.OnPhone("officer1");
        await officer.Open($"/ledgers/{list}");
        Assert.Contains("配电箱前堆放布匹", await officer.Text(), StringComparison.Ordinal);
        Assert.Equal(0, await officer.Overflow());
        await officer.Open($"/ledgers/{list}?row={hazard}");
        await officer.Page.SelectOptionAsync("#field-column", "Acceptor");
        await officer.Fill("value", "李明");
        await officer.Fill("reason", "验收人已更换");
        await officer.Page.ClickAsync("#correct button[type=submit]");
        await officer.Arrive($"**/ledgers/{list}");
        Assert.Contains("验收人已更换", await officer.Text(), StringComparison.Ordinal);
        await officer.OpenTask("报送问题清单", list);
        Assert.Contains("确认问题清单", await officer.Submit(), StringComparison.Ordinal);

        await using var leader = await app.OnPhone("leader1");
        await leader.OpenTask("确认问题清单", list);
        await leader.Choose("confirmed");
        await leader.Submit();
        await using var safety = await app.AtDesk("safety1");
        await safety.Open("/ledgers");
        Assert.Contains("按时报送", await safety.Text(), StringComparison.Ordinal);
        await safety.OpenTask("接收清单备案", list);
        await safety.Choose("received");
        await safety.Submit();

        await safety.Open($"/ledgers/{list}");
        Assert.Contains("现在已备案", await safety.Text(), StringComparison.Ordinal);
        await safety.Open($"/ledgers/{list}/print");
        var sheet = await safety.Text();
        Assert.All((string[])["序号", "单位名称", "类别等级", "销号日期", "李明＊", "社区主干："], words => Assert.Contains(words, sheet, StringComparison.Ordinal));
        var answer = (await (await app.Api("safety1")).Get($"/ledgers/{list}")).Ok();
        Assert.Equal(("received", "onTime"), (answer["ledger"].GetProperty("state").GetString(), answer["ledger"].GetProperty("standing").GetString()));
        Assert.Equal("李明", answer["lines"].EnumerateArray().Single(line => line.GetProperty("hazardNumber").GetString() == hazard).GetProperty("acceptor").GetString());
        Assert.All((Visitor[])[officer, leader, safety], visitor => Assert.Empty(visitor.Complaints));
    }

    [Fact]
    public async Task A_refusal_brings_penalties_then_a_suspension_with_its_decision_and_resumes_after_acceptance()
    {
        var number = await app.NewHazard("general", description: "安全出口上锁，拒不打开");
        (await app.Complete("grid1", await app.OpenTaskId(number, "issue-notice"), "issued")).Ok();
        await Apply(number);
        (await app.Complete("grid1", await app.OpenTaskId(number, "revisit"), "refused")).Ok();
        (await app.Complete("officer1", await app.OpenTaskId(number, "report-refusal"), "reported")).Ok();

        await using var safety = await app.AtDesk("safety1");
        await safety.OpenTask("现场执法", number);
        await safety.Choose("suspension");
        await safety.Fill("amount", "5000");
        await safety.Fill("party", "张宏达");
        await safety.Page.SelectOptionAsync("#field-partyKind", "tenant");
        await safety.Page.SelectOptionAsync("#field-orderKind", "stopUse");
        await safety.Fill("seals", "二层车间");
        await safety.Fill("reason", "出口上锁，随时可能造成伤亡");
        await safety.Submit();

        await safety.Open($"/hazards/{number}?tab=story");
        var story = await safety.Text();
        Assert.All((string[])["张宏达", "承租方", "5000 元", "责令停止使用", "正在停产停业整顿"], words => Assert.Contains(words, story, StringComparison.Ordinal));
        await safety.Page.Locator("a", new() { HasText = "现场处理措施决定书" }).First.ClickAsync();
        await safety.Arrive("**/print");
        Assert.Contains("☑责令停止使用", await safety.Text(), StringComparison.Ordinal);

        await Apply(number);
        foreach (var person in (string[])["officer1", "safety1", "dept1"])
        {
            await using var member = await app.AtDesk(person);
            await member.OpenTask("联合验收", number);
            await member.Choose("agreed");
            await member.Submit();
        }
        await safety.Open($"/hazards/{number}?tab=story");
        Assert.Contains("恢复生产经营", await safety.Text(), StringComparison.Ordinal);
        await safety.Open($"/hazards/{number}?tab=papers");
        Assert.Contains("整改复查意见书 街安复", await safety.Text(), StringComparison.Ordinal);
        Assert.Empty(safety.Complaints);
    }

    private async Task Apply(string number)
    {
        using var api = await app.Api("grid1");
        using var applied = await api.PostAsJsonAsync("/api/v1/messages", new { name = "reinspection-requested", correlationKey = number, variables = new { text = "请来复查" } });
        applied.EnsureSuccessStatusCode();
    }

    /// <summary>Moves the demonstration's clock to ten o'clock on the 1st of next month.</summary>
    private async Task<string> NextMonth()
    {
        using var api = await app.Api("sysadmin1");
        var now = (await api.Get("/demo/clock")).Ok()["now"].GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8));
        var first = new DateTimeOffset(now.Year, now.Month, 1, 10, 0, 0, now.Offset).AddMonths(1);
        (await api.Post("/demo/clock", new { set = first })).Ok();
        var lists = (await (await app.Api("officer1")).Get("/ledgers")).Ok().Items;
        return lists[0].GetProperty("caseNumber").GetString()!;
    }
}
