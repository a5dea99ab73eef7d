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

    [Fact]
    public async Task The_lists_of_inspections_and_the_ledger_of_a_day_are_exported_as_they_are_narrowed()
    {
        var premises = await app.SomePremises("grid2");
        using var worker = await app.Api("grid2");
        (await worker.Post("/inspections", new { premisesId = premises, result = "消防通道畅通" })).Ok(HttpStatusCode.NoContent);
        using var safety = await app.Api("safety1");
        (await safety.Post("/inspection-duties", new { premisesId = premises, dueOn = app.InDays(0) })).Ok(HttpStatusCode.Created);

        using var officer = await SignedIn("officer1");
        var month = app.Now.ToString("yyyy-MM", null);
        foreach (var (page, file, head, value) in ((string, string, string, string)[])
            [($"/oversight/inspections?month={month}&done=yes", $"/oversight/inspections.xlsx?month={month}&done=yes", "本月最近检查", app.InDays(0)),
            ($"/oversight/duties?month={month}", $"/oversight/planned.xlsx?month={month}", "情况", "已检查"),
            ("/oversight/days", $"/oversight/days.xlsx?day={app.InDays(0)}", "结果", "消防通道畅通")])
        {
            Assert.Contains($"href=\"{file.Replace("&", "&amp;", StringComparison.Ordinal)}\"", await officer.GetStringAsync(page), StringComparison.Ordinal);
            var rows = await officer.Sheet(file);
            Assert.Contains(value, rows.Skip(1).Select(row => row[Array.IndexOf(rows[0], head)]));
        }
        // The other tab, another month, another day.
        Assert.DoesNotContain(app.InDays(0), (await officer.Sheet($"/oversight/inspections.xlsx?month={month}&done=no")).SelectMany(row => row));
        Assert.Single(await officer.Sheet($"/oversight/planned.xlsx?month={month}&state=missed"));
        Assert.Single(await officer.Sheet($"/oversight/days.xlsx?day={app.InDays(-9)}"));

        using var other = await SignedIn("officer2");
        using var enterprise = await SignedIn("enterprise1");
        Assert.Single(await other.Sheet($"/oversight/planned.xlsx?month={month}"));
        Assert.DoesNotContain("消防通道畅通", (await other.Sheet("/oversight/days.xlsx")).SelectMany(row => row));
        foreach (var file in (string[])["inspections", "planned", "days"])
        {
            using var answer = await enterprise.GetAsync($"/oversight/{file}.xlsx");
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
