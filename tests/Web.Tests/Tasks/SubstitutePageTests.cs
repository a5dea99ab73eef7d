using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Tasks;

/// <summary>When a person is away, the street leader names somebody else; nobody but the leader can.</summary>
public sealed class SubstitutePageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_street_leader_names_a_substitute_who_then_does_the_task()
    {
        var number = await app.NewHazard("general");
        var task = await app.OpenTaskId(number, "issue-notice");
        using var leader = app.Client();
        await leader.SignIn("streetleader1");

        Assert.Contains($"/tasks/{task}/substitute", await leader.GetStringAsync($"/tasks/{task}"), StringComparison.Ordinal);
        using (var refused = await Post(leader, task, ("userName", "grid2"), ("reason", "")))
        {
            var html = await refused.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("id=\"error-reason\"", html, StringComparison.Ordinal);
            Assert.Matches("<option value=\"grid2\" selected", html);
        }
        using (var named = await Post(leader, task, ("userName", "grid2"), ("reason", "网格员本周住院")))
            Assert.Equal(HttpStatusCode.Found, named.StatusCode);

        Assert.Contains("网格员本周住院", (await (await app.Api("safety1")).Get($"/cases/{number}/trace")).Text, StringComparison.Ordinal);
        Assert.Equal("task.claimed", (await app.Complete("grid1", task, "issued")).Code);
        (await app.Complete("grid2", task, "issued")).Ok();
    }

    [Fact]
    public async Task Nobody_else_may_name_one_on_the_page_or_by_the_api()
    {
        var task = await app.OpenTaskId(await app.NewHazard("general"), "issue-notice");
        using var browser = app.Client();
        await browser.SignIn("director1");

        using var page = await browser.GetAsync($"/tasks/{task}/substitute");
        var director = await app.Api("director1");
        var leader = await app.Api("streetleader1");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await director.Get($"/tasks/{task}/substitutes")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await director.Post($"/tasks/{task}/substitute", new { userName = "grid2", reason = "本人休假" })).Status);
        Assert.Equal(["userName"], (await leader.Post($"/tasks/{task}/substitute", new { userName = "enterprise9", reason = "本人休假" })).FieldsAtFault);
        Assert.Contains((await leader.Get($"/tasks/{task}/substitutes")).Ok().Json.EnumerateArray(), choice => choice.GetProperty("userName").GetString() == "grid2");
        (await leader.Post($"/tasks/{task}/substitute", new { userName = "grid2", reason = "本人休假" })).Ok(HttpStatusCode.NoContent);
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string task, params (string Name, string Value)[] typed)
    {
        var fields = Pages.Hidden(await browser.GetStringAsync($"/tasks/{task}/substitute"));
        foreach (var (name, value) in typed)
            fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync($"/tasks/{task}/substitute", form);
    }
}
