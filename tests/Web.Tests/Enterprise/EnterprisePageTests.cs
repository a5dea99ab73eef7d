using System.Net;
using System.Text.RegularExpressions;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Enterprise;

public sealed class EnterprisePageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_enterprise_confirms_its_notice_then_asks_for_the_revisit()
    {
        var number = await Noticed();
        using var browser = app.Client();
        await browser.SignIn("enterprise1");
        var page = await browser.GetStringAsync("/enterprise");
        Assert.Contains("确认收到通知书", page, StringComparison.Ordinal);
        Assert.Contains("整改好后申请复查", page, StringComparison.Ordinal);

        // The form of this case's notice: its article is the last whose number is this one.
        var article = page[page.IndexOf(number, StringComparison.Ordinal)..];
        var fields = Pages.Hidden(article[..article.IndexOf("</form>", StringComparison.Ordinal)]);
        using var confirm = new FormUrlEncodedContent(fields);
        using var confirmed = await browser.PostAsync("/enterprise", confirm);
        Assert.Equal(HttpStatusCode.Found, confirmed.StatusCode);
        Assert.Contains("已确认收到整改通知书", await browser.GetStringAsync("/enterprise"), StringComparison.Ordinal);

        var address = $"/hazards/{number}/actions/reinspection";
        var asked = Pages.Hidden(await browser.GetStringAsync(address));
        asked["text"] = "已清理通道";
        using var form = new FormUrlEncodedContent(asked);
        using var answer = await browser.PostAsync(address, form);
        Assert.Equal("/enterprise", new Uri(new("http://localhost"), answer.Headers.Location!).AbsolutePath);
        Assert.Equal("revisit", (await app.OpenTask(number, "revisit")).GetProperty("elementId").GetString());
    }

    [Fact]
    public async Task Before_the_notice_there_is_nothing_to_revisit()
    {
        var number = await app.NewHazardAtWorkshop();
        using var browser = app.Client();
        await browser.SignIn("enterprise1");
        using var answer = await browser.GetAsync($"/hazards/{number}/actions/reinspection");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var fields = Pages.Hidden(await browser.GetStringAsync($"/hazards/{number}/actions/evidence"));
        fields["text"] = "已经改好";
        using var form = new FormUrlEncodedContent(fields);
        using var refused = await browser.PostAsync($"/hazards/{number}/actions/reinspection", form);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("整改通知书尚未下发", html, StringComparison.Ordinal);
        Assert.Contains("已经改好", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_for_enterprises_only()
    {
        using var browser = app.Client();
        await browser.SignIn("grid1");
        using var answer = await browser.GetAsync("/enterprise");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task An_enterprise_sees_neither_the_drawing_nor_the_journal_tab()
    {
        var number = await Noticed();
        using var browser = app.Client();
        await browser.SignIn("enterprise1");
        var page = await browser.GetStringAsync($"/hazards/{number}?tab=journal");
        Assert.DoesNotMatch(new Regex("tab=(journal|drawing)\""), page);
        Assert.Contains("隐患情况", page, StringComparison.Ordinal);
    }

    private async Task<string> Noticed()
    {
        var number = await app.NewHazardAtWorkshop();
        (await app.Complete("grid1", await app.OpenTaskId(number, "issue-notice"), "issued")).Ok();
        return number;
    }
}

internal static class WorkshopScenes
{
    /// <summary>A general hazard at the premises of enterprise1.</summary>
    public static async Task<string> NewHazardAtWorkshop(this WebApp app)
    {
        var premises = (await (await app.Api("enterprise1")).Get("/premises?take=1")).Ok().Items[0].GetProperty("id").GetString();
        var answer = await (await app.Api("grid1")).Post("/hazards", new { premisesId = premises, level = "general", category = "消防安全", description = "疏散通道堆放布料" });
        return answer.Ok(HttpStatusCode.Created)["caseNumber"].GetString()!;
    }
}
