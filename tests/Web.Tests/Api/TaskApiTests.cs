using System.Net;
using System.Text.Json;

namespace Rectification.Web.Tests.Api;

public sealed class TaskApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_new_hazard_is_claimable_for_its_grid_worker_with_all_that_a_list_shows()
    {
        var number = await app.NewHazard();
        var item = await ItemOf("grid1", "claimable", number);
        Assert.Equal("record-fix", item.GetProperty("elementId").GetString());
        Assert.Equal("hazard-rectification", item.GetProperty("process").GetString());
        Assert.Equal("onTheSpot", item.GetProperty("level").GetString());
        Assert.False(item.GetProperty("overdue").GetBoolean());
        Assert.Equal(JsonValueKind.Null, item.GetProperty("assignee").ValueKind);
        foreach (var field in (string[])["id", "name", "title", "premises", "dueAt", "createdAt"])
            Assert.NotEqual("", item.GetProperty(field).GetString());
    }

    [Fact]
    public async Task Claiming_moves_it_to_mine_and_giving_back_returns_it()
    {
        var number = await app.NewHazard();
        var id = await app.OpenTaskId(number, "record-fix");
        var grid1 = await app.Api("grid1");

        (await grid1.Post($"/tasks/{id}/claim")).Ok(HttpStatusCode.NoContent);
        Assert.Equal("grid1", (await ItemOf("grid1", "mine", number)).GetProperty("assignee").GetString());
        (await grid1.Post($"/tasks/{id}/unclaim")).Ok(HttpStatusCode.NoContent);
        Assert.Equal(id, (await ItemOf("grid1", "claimable", number)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_task_tells_its_form_candidates_and_outcomes()
    {
        var task = (await (await app.Api("grid1")).Get($"/tasks/{await app.OpenTaskId(await app.NewHazard(), "record-fix")}")).Ok();
        Assert.Contains(FormFilling.Fields(task["form"]), field => field.TryGetProperty("key", out var key) && key.GetString() == "outcome");
        Assert.Equal(["fixed", "notFixed"], task["outcomes"].EnumerateArray().Select(outcome => outcome.GetString()!).Order());
        Assert.Contains(task["candidates"].EnumerateArray(), person => person.GetProperty("userName").GetString() == "grid1");
        Assert.Equal(JsonValueKind.Object, task["values"].ValueKind);
    }

    [Fact]
    public async Task Completing_moves_the_case_on_and_lands_in_done()
    {
        var number = await app.NewHazard();
        var answer = (await app.Complete("grid1", await app.OpenTaskId(number, "record-fix"), "notFixed")).Ok();
        Assert.Equal(number, answer["caseNumber"].GetString());
        Assert.Equal("issue-notice", Assert.Single(answer["openTasks"].EnumerateArray()).GetProperty("elementId").GetString());
        Assert.Equal("record-fix", (await ItemOf("grid1", "done", number)).GetProperty("elementId").GetString());
    }

    [Fact]
    public async Task A_done_task_can_be_looked_at_but_not_done_again()
    {
        var number = await app.NewHazard();
        var id = await app.OpenTaskId(number, "record-fix");
        (await app.Complete("grid1", id, "fixed")).Ok();

        (await (await app.Api("grid1")).Get($"/tasks/{id}")).Ok();
        (await (await app.Api("officer1")).Get($"/tasks/{id}")).Ok();
        var again = (await (await app.Api("grid1")).Post($"/tasks/{id}/complete", new { variables = new { outcome = "fixed" } })).Refused(409, "task.already-done");
        var me = (await (await app.Api("grid1")).Get("/me"))["name"].GetString()!;
        Assert.Contains(me, again.Title, StringComparison.Ordinal);
        (await (await app.Api("grid1")).Post($"/tasks/{id}/claim")).Refused(409);
    }

    [Fact]
    public async Task Of_two_people_completing_the_same_task_at_once_one_wins_and_the_other_is_told_who()
    {
        var number = await app.NewHazard("undetermined");
        (await app.Complete("officer1", await app.OpenTaskId(number, "assess-level"), "unclear")).Ok();
        var id = await app.OpenTaskId(number, "assess-level-street");

        var both = await Task.WhenAll(app.Complete("safety1", id, "general"), app.Complete("safety2", id, "none"));

        var winner = Assert.Single(both, answer => answer.Status == HttpStatusCode.OK);
        var loser = Assert.Single(both, answer => answer != winner).Refused(409);
        var names = await Task.WhenAll(new[] { "safety1", "safety2" }.Select(async user => (await (await app.Api(user)).Get("/me"))["name"].GetString()!));
        Assert.Contains(names, name => loser.Title.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_colleague_holds_is_not_mine_to_complete()
    {
        var number = await app.NewHazard("undetermined");
        (await app.Complete("officer1", await app.OpenTaskId(number, "assess-level"), "unclear")).Ok();
        var id = await app.OpenTaskId(number, "assess-level-street");
        (await (await app.Api("safety1")).Post($"/tasks/{id}/claim")).Ok(HttpStatusCode.NoContent);

        (await (await app.Api("safety2")).Post($"/tasks/{id}/claim")).Refused(409);
        (await app.Complete("safety2", id, "general")).Refused(409);
        (await (await app.Api("safety2")).Post($"/tasks/{id}/unclaim")).Refused(409);
        (await app.Complete("safety1", id, "general")).Ok();
    }

    [Theory]
    [InlineData("officer1", 403)]
    [InlineData("grid2", 404)]
    [InlineData("grid3", 404)]
    [InlineData("discipline1", 404)]
    [InlineData("sysadmin1", 404)]
    [InlineData("designer1", 404)]
    public async Task Someone_elses_task_stays_theirs(string userName, int status)
    {
        var id = await app.OpenTaskId(await app.NewHazard(), "record-fix");
        var api = await app.Api(userName);
        (await api.Post($"/tasks/{id}/complete", new { variables = new { outcome = "fixed" } })).Refused(status);
        (await api.Post($"/tasks/{id}/claim")).Refused(status);
        if (status == 404)
            (await api.Get($"/tasks/{id}")).Refused(404);
    }

    [Theory]
    [InlineData("""{"variables":{"outcome":"burnt"}}""", 422, "outcome")]
    [InlineData("""{"variables":{}}""", 422, "outcome")]
    [InlineData("""{}""", 422, "outcome")]
    [InlineData("""{"variables":[]}""", 422, "variables")]
    [InlineData("""{"variables":{"outcome":5}}""", 422, "outcome")]
    [InlineData("""{"variables":{"outcome":"fixed"},"comment":7}""", 422, "comment")]
    [InlineData("""{"variables":{"outcome":"fixed"},"signature":"me"}""", 422, "signature")]
    [InlineData("""{"variables":""", 400, null)]
    [InlineData("""[1,2]""", 400, null)]
    [InlineData("", 400, null)]
    public async Task A_completion_that_makes_no_sense_changes_nothing(string body, int status, string? field)
    {
        var number = await app.NewHazard();
        var id = await app.OpenTaskId(number, "record-fix");
        (await (await app.Api("grid1")).Post($"/tasks/{id}/complete", body)).Refused(status, field: field);
        Assert.Equal(id, await app.OpenTaskId(number, "record-fix"));
    }

    [Fact]
    public async Task A_text_of_a_hundred_thousand_characters_is_told_at_its_field()
    {
        var id = await app.OpenTaskId(await app.NewHazard(), "record-fix");
        (await app.Complete("grid1", id, "fixed", comment: new string('长', 100_000))).Refused(422, field: "comment");
    }

    [Fact]
    public async Task Unknown_variables_and_a_signature_that_nobody_asked_for_are_ignored()
    {
        var number = await app.NewHazard();
        var id = await app.OpenTaskId(number, "record-fix");
        var api = await app.Api("grid1");
        var values = FormFilling.Fill((await api.Get($"/tasks/{id}")).Ok()["form"], "fixed", app.Today);
        values["level"] = "major";
        values["anything"] = new { deep = new[] { 1, 2 } };
        (await api.Post($"/tasks/{id}/complete", new { variables = values, signature = new { password = "wrong", image = "no image" } })).Ok();
        Assert.Equal("onTheSpot", (await api.Get($"/hazards/{number}")).Ok()["level"].GetString());
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        for (var i = 0; i < 3; i++)
            await app.NewHazard(description: $"第 {i} 处电线乱接");
        var api = await app.Api("grid1");
        List<string> seen = [];
        for (string? after = null, more = ""; more is not null; after = more)
        {
            var page = (await api.Get($"/tasks?box=claimable&take=1{(after is null ? "" : "&after=" + after)}")).Ok();
            Assert.True(page.Items.Length <= 1);
            seen.AddRange(page.Items.Select(item => item.GetProperty("id").GetString()!));
            more = page["next"].GetString();
            if (more is not null)
                Assert.Equal(Uri.EscapeDataString(more), more);
        }
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count >= 3);
        var atOnce = (await api.Get("/tasks?box=claimable&take=5000")).Ok();
        Assert.Equal(seen.Take(200), atOnce.Items.Select(item => item.GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData("?after=!!!", "after")]
    [InlineData("?after=AAAA", "after")]
    [InlineData("?take=many", "take")]
    [InlineData("?take=0", "take")]
    [InlineData("?take=-1", "take")]
    [InlineData("?box=everything", "box")]
    public async Task A_list_asked_for_wrongly_is_told_at_the_field(string query, string field) =>
        (await (await app.Api("grid1")).Get("/tasks" + query)).Refused(422, field: field);

    private async Task<JsonElement> ItemOf(string userName, string box, string caseNumber) =>
        Assert.Single((await (await app.Api(userName)).Get($"/tasks?box={box}&take=200")).Ok().Items, item => item.GetProperty("caseNumber").GetString() == caseNumber);
}
