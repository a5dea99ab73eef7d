using System.Text.Json;

namespace Rectification.Web.Tests.Api;

public sealed class CaseApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_trace_tells_who_did_what_when_each_with_a_hash_of_its_own()
    {
        var number = await app.NewHazard();
        (await app.Complete("grid1", await app.OpenTaskId(number, "record-fix"), "notFixed")).Ok();
        var name = (await (await app.Api("grid1")).Get("/me"))["name"].GetString();

        var lines = (await (await app.Api("officer1")).Get($"/cases/{number}/trace")).Ok().Json.EnumerateArray().ToArray();

        Assert.Contains(lines, line => line.GetProperty("elementId").GetString() == "record-fix" && line.GetProperty("who").GetString() == name);
        Assert.All(lines, line => Assert.NotEqual("", line.GetProperty("text").GetString()));
        Assert.All(lines, line => Assert.NotEqual("", line.GetProperty("what").GetString()));
        Assert.Equal(lines.Length, lines.Select(line => line.GetProperty("hash").GetString()).Distinct().Count());
        Assert.Equal(lines.Select(At).Order(), lines.Select(At));

        static DateTimeOffset At(JsonElement line) => line.GetProperty("at").GetDateTimeOffset();
    }

    [Fact]
    public async Task The_drawing_knows_what_is_done_and_where_the_case_stands()
    {
        var number = await app.NewHazard();
        (await app.Complete("grid1", await app.OpenTaskId(number, "record-fix"), "notFixed")).Ok();
        var drawing = (await (await app.Api("officer1")).Get($"/cases/{number}/diagram")).Ok();

        Assert.Equal("hazard-rectification", drawing["process"].GetString());
        Assert.True(drawing["version"].GetInt32() >= 1);
        Assert.Contains("record-fix", drawing["done"].EnumerateArray().Select(id => id.GetString()));
        Assert.Contains("issue-notice", drawing["active"].EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(JsonValueKind.Array, drawing["timers"].ValueKind);
    }

    [Theory]
    [InlineData("grid2")]
    [InlineData("officer2")]
    [InlineData("discipline1")]
    [InlineData("sysadmin1")]
    public async Task Outside_ones_scope_the_case_does_not_exist(string userName)
    {
        var number = await app.NewHazard();
        var api = await app.Api(userName);
        (await api.Get($"/cases/{number}/trace")).Refused(404);
        (await api.Get($"/cases/{number}/diagram")).Refused(404);
    }

    [Fact]
    public async Task A_number_that_nobody_gave_is_not_found()
    {
        var api = await app.Api("safety1");
        (await api.Get("/cases/YH-2026-999999/trace")).Refused(404);
        (await api.Get("/cases/YH-2026-999999/diagram")).Refused(404);
    }
}
