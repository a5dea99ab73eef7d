using System.Net;
using System.Text.RegularExpressions;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Hazards;

public sealed class ReturnPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task What_is_withdrawn_is_said_before_and_the_case_goes_back()
    {
        var number = await app.NewHazard("onTheSpot");
        (await app.Complete("grid1", await app.OpenTaskId(number, "record-fix"), "notFixed")).Ok();
        using var browser = app.Client();
        await browser.SignIn("director1");
        Assert.Contains($"/hazards/{number}/return", await browser.GetStringAsync($"/hazards/{number}"), StringComparison.Ordinal);
        var html = await browser.GetStringAsync($"/hazards/{number}/return");
        Assert.Contains("撤回待办“下发整改通知书”", html, StringComparison.Ordinal);

        using var unsaid = await Post(browser, number, html, "当场整改", "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        using var done = await Post(browser, number, html, "当场整改", "现场已能整改");

        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.Contains("已退回到“当场整改”", await browser.GetStringAsync($"/hazards/{number}"), StringComparison.Ordinal);
        Assert.NotNull(await app.OpenTaskId(number, "record-fix"));
    }

    [Fact]
    public async Task A_grid_worker_is_not_offered_it()
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("grid1");
        Assert.DoesNotContain($"/hazards/{number}/return", await browser.GetStringAsync($"/hazards/{number}"), StringComparison.Ordinal);
        using var away = await browser.GetAsync($"/hazards/{number}/return");
        Assert.Equal(HttpStatusCode.Found, away.StatusCode);
    }

    [Fact]
    public async Task Versions_are_for_those_who_may_migrate()
    {
        using var designer = app.Client();
        await designer.SignIn("designer1");
        Assert.Contains("hazard-rectification", await designer.GetStringAsync("/versions"), StringComparison.Ordinal);
        using var grid = app.Client();
        await grid.SignIn("grid1");
        using var refused = await grid.GetAsync("/versions");
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string number, string html, string step, string reason)
    {
        var fields = Pages.Hidden(html);
        fields["target"] = Regex.Match(html, $"""name="target" value="([^"]+)"[^>]*>\s*<span>\s*<b>{step}</b>""").Groups[1].Value;
        fields["reason"] = reason;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync($"/hazards/{number}/return", form);
    }
}
