using System.Net;
using System.Net.Http.Json;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Enforcement;

/// <summary>涉嫌犯罪移送 has a page and a sheet of its own, for the police, the offices and the community, and for nobody else.</summary>
public sealed class HandoverPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task What_was_handed_to_the_police_is_listed_shown_and_printed_to_whom_it_concerns()
    {
        var number = await HandedOver();
        using var police = app.Client();
        await police.SignIn("police1");
        Assert.Contains(number, await police.GetStringAsync("/handovers"), StringComparison.Ordinal);
        var page = await police.GetStringAsync($"/handovers/{number}");
        Assert.All((string[])["涉嫌危险作业", "待公安机关接收", "接收涉嫌犯罪移送", "街安移〔"], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.Contains("涉嫌犯罪移送登记表", await police.GetStringAsync($"/handovers/{number}/print"), StringComparison.Ordinal);

        Assert.Contains("/handovers/list.xlsx", await police.GetStringAsync("/handovers"), StringComparison.Ordinal);
        var row = Assert.Single(await police.Sheet("/handovers/list.xlsx"), row => row[0] == number);
        Assert.Contains("拒不执行停产停业决定，涉嫌危险作业", row);
        using var elsewhere = app.Client();
        await elsewhere.SignIn("officer2");
        Assert.DoesNotContain(await elsewhere.Sheet("/handovers/list.xlsx"), row => row[0] == number);

        foreach (var (person, status) in ((string, HttpStatusCode)[])[("officer2", HttpStatusCode.NotFound), ("grid1", HttpStatusCode.Forbidden), ("enterprise1", HttpStatusCode.Forbidden), ("discipline1", HttpStatusCode.Forbidden)])
        {
            using var other = app.Client();
            await other.SignIn(person);
            foreach (var address in (string[])[$"/handovers/{number}", $"/handovers/{number}/print"])
            {
                using var answer = await other.GetAsync(address);
                Assert.Equal(status, answer.StatusCode);
            }
            using var export = await other.GetAsync("/handovers/list.xlsx");
            Assert.Equal(person == "officer2" ? HttpStatusCode.OK : HttpStatusCode.Forbidden, export.StatusCode);
        }
    }

    private async Task<string> HandedOver()
    {
        var hazard = await app.NewHazard("general", description: "车间内违规住宿");
        (await app.Complete("grid1", await app.OpenTaskId(hazard, "issue-notice"), "issued")).Ok();
        using var grid = await app.Api("grid1");
        using var applied = await grid.PostAsJsonAsync("/api/v1/messages", new { name = "reinspection-requested", correlationKey = hazard, variables = new { text = "请来复查" } });
        applied.EnsureSuccessStatusCode();
        (await app.Complete("grid1", await app.OpenTaskId(hazard, "revisit"), "refused")).Ok();
        (await app.Complete("officer1", await app.OpenTaskId(hazard, "report-refusal"), "reported")).Ok();
        var enforce = await app.OpenTaskId(hazard, "enforce-on-site");
        (await (await app.Api("safety1")).Post($"/tasks/{enforce}/complete", new { variables = new { outcome = "closure", reason = "不具备安全生产条件", crime = "拒不执行停产停业决定，涉嫌危险作业" } })).Ok();
        var tasks = (await (await app.Api("police1")).Get("/tasks?box=claimable")).Ok().Items;
        return tasks.Single(task => task.GetProperty("elementId").GetString() == "receive-police-handover").GetProperty("caseNumber").GetString()!;
    }
}
