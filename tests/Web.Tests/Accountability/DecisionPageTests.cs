using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Accountability;

/// <summary>What a director decides is what the page showed.</summary>
public sealed class DecisionPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_proposal_that_changed_after_the_page_was_made_is_shown_before_it_is_decided()
    {
        var hazard = await app.NewHazard("general");
        using var administrator = await app.Api("sysadmin1");
        (await administrator.Post("/demo/clock", new { advance = "P5D" })).Ok();
        var number = (await (await app.Api("safety1")).Get($"/accountability?source={hazard}")).Ok().Items.Single(item => item.GetProperty("trigger").GetString() == "N2").GetProperty("caseNumber").GetString()!;
        (await app.Complete("safety1", await Waiting("safety1", number), "founded")).Ok();
        (await app.Complete("leader1", await Waiting("leader1", number), "answered")).Ok();
        var task = await Waiting("director1", number);
        using var director = app.Client();
        await director.SignIn("director1");
        var before = await director.GetStringAsync($"/tasks/{task}");
        Assert.Contains("<dt>建议</dt><dd>书面通报", before, StringComparison.Ordinal);
        (await app.Complete("grid1", await app.OpenTaskId(hazard, "issue-notice"), "issued")).Ok();

        using var refused = await Decide(director, task, before);
        var after = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("这次没有作出决定", after, StringComparison.Ordinal);
        Assert.Contains("<dt>建议</dt><dd>不予追究", after, StringComparison.Ordinal);
        // Again from the old page, now that the change is kept: it still decides nothing.
        using (var again = await Decide(director, task, before))
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        using var decided = await Decide(director, task, await director.GetStringAsync($"/tasks/{task}"));
        Assert.Equal(HttpStatusCode.Found, decided.StatusCode);
    }

    private async Task<string> Waiting(string userName, string number) => (await (await app.Api(userName)).Get("/tasks?box=claimable&take=200")).Ok().Items
        .Single(task => task.GetProperty("caseNumber").GetString() == number).GetProperty("id").GetString()!;

    private static async Task<HttpResponseMessage> Decide(HttpClient director, string task, string page)
    {
        var fields = Pages.Hidden(page);
        fields["_handler"] = "complete";
        fields["outcome"] = "proposed";
        using var form = new FormUrlEncodedContent(fields);
        return await director.PostAsync($"/tasks/{task}", form);
    }
}
