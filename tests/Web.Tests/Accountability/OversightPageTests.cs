using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Accountability;

/// <summary>检查和督查 as its readers see and fetch it, each of their own community.</summary>
public sealed class OversightPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Each_register_is_exported_to_those_who_read_it_and_ends_at_their_community()
    {
        var premises = await app.SomePremises("grid1");
        using var safety = await app.Api("safety1");
        (await safety.Post("/inspection-duties", new { premisesId = premises, dueOn = app.InDays(3) })).Ok(HttpStatusCode.Created);
        (await safety.Post("/supervision-findings", new { kind = "formality", facts = "检查走过场", premisesId = premises })).Ok(HttpStatusCode.Created);
        (await safety.Post("/accidents", new { premisesId = premises, kind = "fire", grade = "ordinary", happenedAt = app.Now.AddHours(-1), facts = "电线短路起火", injured = 1 })).Ok(HttpStatusCode.Created);

        using var officer = await SignedIn("officer1");
        var page = await officer.GetStringAsync("/oversight");
        foreach (var (address, head, value) in ((string, string, string)[])[("duties", "情况", "待检查"), ("findings", "情况", "检查走过场"), ("accidents", "经过", "电线短路起火")])
        {
            Assert.Contains($"/oversight/{address}.xlsx", page, StringComparison.Ordinal);
            var rows = await officer.Sheet($"/oversight/{address}.xlsx");
            Assert.Contains(value, rows.Skip(1).Select(row => row[Array.IndexOf(rows[0], head)]));
        }
        Assert.DoesNotContain("/oversight/resumptions.xlsx", page, StringComparison.Ordinal);
        Assert.Single(await officer.Sheet("/oversight/resumptions.xlsx"));

        using var other = await SignedIn("officer2");
        using var enterprise = await SignedIn("enterprise1");
        foreach (var address in (string[])["duties", "findings", "accidents", "resumptions"])
        {
            Assert.Single(await other.Sheet($"/oversight/{address}.xlsx"));
            using var answer = await enterprise.GetAsync($"/oversight/{address}.xlsx");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private async Task<HttpClient> SignedIn(string userName)
    {
        var browser = app.Client();
        await browser.SignIn(userName);
        return browser;
    }
}
