using System.Text.Json;

namespace Rectification.Web.Tests.Api;

/// <summary>Whole chains as a script drives them: whoever is a candidate completes what is open, with forms filled from their schema alone.</summary>
public sealed class ChainApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_major_hazard_goes_from_the_grid_worker_to_striking_off()
    {
        var number = await app.NewHazard("major", description: "多层厂房地下室用聚氨酯泡沫板分隔，疏散楼梯间未封闭");
        var done = await Walk(number, new()
        {
            ["record-stop-measures"] = "recorded", ["verify-on-site"] = "major", ["verify-street"] = "confirmed", ["report-progress"] = "ready",
            ["fill-report"] = "submitted", ["complete-report"] = "submitted", ["sign-as-leader"] = "signed", ["affix-seal"] = "sealed",
            ["review-as-linked-leader"] = "approved", ["file-report"] = "filed", ["agree-acceptance"] = "agreed", ["strike-off"] = "struckOff",
        });

        Assert.Equal(2, done.Count(task => task.ElementId == "sign-as-leader"));
        Assert.Equal(2, done.Where(task => task.ElementId == "sign-as-leader").Select(task => task.By).Distinct().Count());
        Assert.Equal(3, done.Count(task => task.ElementId == "agree-acceptance"));
        Assert.Equal("strike-off", done[^1].ElementId);
        Assert.Equal("closed", (await State(number)));
    }

    [Fact]
    public async Task A_general_hazard_goes_through_notice_revisit_and_acceptance()
    {
        var number = await app.NewHazard("general", description: "配电箱敞开，电线私拉乱接");
        await Walk(number, new() { ["issue-notice"] = "issued" });
        Assert.Equal("rectifying", await State(number));

        (await (await app.Api("grid1")).Post("/messages", new { name = "reinspection-requested", correlationKey = number })).Ok(System.Net.HttpStatusCode.Accepted);
        await Walk(number, new() { ["revisit"] = "passed", ["accept"] = "accepted" });
        Assert.Equal("closed", await State(number));
    }

    [Fact]
    public async Task A_signing_step_without_the_right_password_leaves_no_signature()
    {
        var number = await app.NewHazard("major");
        await Walk(number, new()
        {
            ["record-stop-measures"] = "recorded", ["verify-on-site"] = "major", ["fill-report"] = "submitted", ["complete-report"] = "submitted",
        });
        var task = (await Open(number)).First(open => open.GetProperty("elementId").GetString() == "sign-as-leader");
        var (id, user) = (task.GetProperty("id").GetString()!, Candidate(task));
        (await app.Complete(user, id, "signed")).Refused(422, field: "signature");
        (await app.Complete(user, id, "signed", new { password = "wrong", image = Scenes.Drawn })).Refused(422, field: "signature");
        (await app.Complete(user, id, "signed", new { password = WebApp.Password, image = "data:image/png;base64,AAAA" })).Refused(422, field: "signature");
        (await app.Complete(user, id, "signed", new { password = WebApp.Password, image = "data:image/png;base64," + new string('A', 400_000) })).Refused(422, field: "signature");
        (await app.Complete(user, id, "signed", new { password = WebApp.Password, image = Scenes.Drawn })).Ok();

        // Who signed may not sign the other one too.
        var other = (await Open(number)).Single(open => open.GetProperty("elementId").GetString() == "sign-as-leader");
        Assert.NotEqual(user, Candidate(other));
        (await app.Complete(user, other.GetProperty("id").GetString()!, "signed", new { password = WebApp.Password, image = Scenes.Drawn })).Refused(403);
    }

    private static string Candidate(JsonElement task) => task.GetProperty("candidates")[0].GetProperty("userName").GetString()!;

    /// <summary>Completes what is open as long as an outcome is known for it.</summary>
    private async Task<List<(string ElementId, string By)>> Walk(string caseNumber, Dictionary<string, string> outcomes)
    {
        List<(string ElementId, string By)> done = [];
        for (var steps = 0; steps < 40; steps++)
        {
            var next = (await Open(caseNumber)).FirstOrDefault(task => outcomes.ContainsKey(task.GetProperty("elementId").GetString()!));
            if (next.ValueKind == JsonValueKind.Undefined)
                return done;
            var element = next.GetProperty("elementId").GetString()!;
            var user = Candidate(next);
            (await app.Complete(user, next.GetProperty("id").GetString()!, outcomes[element], new { password = WebApp.Password, image = Scenes.Drawn })).Ok();
            done.Add((element, user));
        }
        throw new InvalidOperationException($"{caseNumber} goes round in circles: {string.Join(", ", done)}");
    }

    private async Task<JsonElement[]> Open(string caseNumber) =>
        [.. (await (await app.Api("safety1")).Get($"/hazards/{caseNumber}")).Ok()["openTasks"].EnumerateArray()];

    private async Task<string?> State(string caseNumber) => (await (await app.Api("safety1")).Get($"/hazards/{caseNumber}")).Ok()["state"].GetString();
}
