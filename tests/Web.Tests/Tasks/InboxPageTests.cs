using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Tasks;

public sealed class InboxPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_inbox_opens_on_what_can_be_claimed_while_nothing_is_ones_own()
    {
        var number = await app.NewHazard("general", userName: "grid2");
        using var browser = app.Client();
        await browser.SignIn("grid2");

        var html = await browser.GetStringAsync("/");

        Assert.Matches("href=\"/\\?box=claimable\" aria-current=\"page\"", html);
        Assert.Contains(number, html, StringComparison.Ordinal);
        Assert.Contains("下发整改通知书", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?box=claimable&level=major")]
    [InlineData("/?box=done")]
    [InlineData("/?after=nonsense")]
    [InlineData("/?box=unheard-of&grid=nonsense&level=%3Cb%3E")]
    public async Task Whatever_stands_in_the_address_the_page_answers(string address)
    {
        using var browser = app.Client();
        await browser.SignIn("grid2");

        using var answer = await browser.GetAsync(address);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
        Assert.DoesNotContain("<b>", (await answer.Content.ReadAsStringAsync()).Split("</nav>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notification_leads_to_its_task_and_counts_no_longer()
    {
        await app.NewHazard("general", userName: "grid2");
        using var browser = app.Client();
        await browser.SignIn("grid2");
        var html = "";
        for (var i = 0; i < 100 && !html.Contains("row-line unread", StringComparison.Ordinal); i++, await Task.Delay(100))
            html = await browser.GetStringAsync("/notifications");
        var link = System.Text.RegularExpressions.Regex.Match(html, "row-line unread\" href=\"([^\"]+)\"").Groups[1].Value;

        using var opened = await browser.GetAsync(link);

        Assert.Equal(HttpStatusCode.Found, opened.StatusCode);
        Assert.StartsWith("/tasks/", opened.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains($"row-line read\" href=\"{link}\"", await browser.GetStringAsync("/notifications"), StringComparison.Ordinal);
        using var others = app.Client();
        await others.SignIn("grid3");
        using var foreign = await others.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task Incidents_are_for_operators()
    {
        using var grid = app.Client();
        await grid.SignIn("grid2");
        using var director = app.Client();
        await director.SignIn("director1");

        using var refused = await grid.GetAsync("/incidents");
        using var shown = await director.GetAsync("/incidents");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }
}
