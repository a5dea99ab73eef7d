using System.Net;
using System.Text.Json;

namespace Rectification.Web.Tests.Api;

public sealed class HazardApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_registered_hazard_tells_where_it_stands()
    {
        var number = await app.NewHazard("general");
        Assert.Matches(@"^YH-\d{4}-\d{6}$", number);

        var hazard = (await (await app.Api("officer1")).Get($"/hazards/{number}")).Ok();
        Assert.Equal("registered", hazard["state"].GetString());
        Assert.Equal("general", hazard["level"].GetString());
        Assert.Contains("疏散通道", hazard["description"].GetString(), StringComparison.Ordinal);
        var task = Assert.Single(hazard["openTasks"].EnumerateArray());
        Assert.Equal("issue-notice", task.GetProperty("elementId").GetString());
        Assert.Contains(task.GetProperty("candidates").EnumerateArray(), person => person.GetProperty("userName").GetString() == "grid1");
        Assert.Equal(JsonValueKind.Array, hazard["deadlines"].ValueKind);
        Assert.NotEmpty(hazard["people"].EnumerateArray());
    }

    [Fact]
    public async Task The_same_key_makes_the_hazard_once()
    {
        var api = await app.Api("grid1");
        var body = new { premisesId = await app.SomePremises(), level = "general", category = "消防安全", description = "配电箱无盖，线路老化" };
        var key = Guid.NewGuid().ToString();

        var first = (await api.Post("/hazards", body, key)).Ok(HttpStatusCode.Created)["caseNumber"].GetString();
        var again = await Task.WhenAll(api.Post("/hazards", body, key), api.Post("/hazards", body, key));
        Assert.All(again, answer => Assert.Equal(first, answer.Ok(HttpStatusCode.Created)["caseNumber"].GetString()));
        (await api.Post("/hazards", body with { description = "另一处隐患" }, key)).Refused(409, "idempotency.reused");
        (await api.Post("/hazards", body, new string('k', 300))).Refused(422);
    }

    [Fact]
    public async Task Two_at_once_with_the_same_key_make_one()
    {
        var api = await app.Api("grid1");
        var body = new { premisesId = await app.SomePremises(), level = "general", category = "消防安全", description = "灭火器压力不足" };
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => api.Post("/hazards", body, key)));
        Assert.Single(answers.Select(answer => answer.Ok(HttpStatusCode.Created)["caseNumber"].GetString()).Distinct());
    }

    [Fact]
    public async Task Without_a_key_each_is_new_and_likeness_only_warns()
    {
        var api = await app.Api("grid2");
        var body = new { premisesId = await app.SomePremises("grid2"), level = "general", category = "消防安全", description = "安全出口被货物堵塞" };
        var first = (await api.Post("/hazards", body)).Ok(HttpStatusCode.Created);
        var second = (await api.Post("/hazards", body)).Ok(HttpStatusCode.Created);
        Assert.NotEqual(first["caseNumber"].GetString(), second["caseNumber"].GetString());
        Assert.NotEmpty(second["warnings"].EnumerateArray());
    }

    public static TheoryData<string, object?, int, string?> Wrongs => new()
    {
        { "level", "grave", 422, "level" },
        { "level", null, 422, "level" },
        { "level", 3, 422, "level" },
        { "category", "占星", 422, "category" },
        { "category", null, 422, "category" },
        { "description", null, 422, "description" },
        { "description", "", 422, "description" },
        { "description", new string('长', 100_000), 422, "description" },
        { "description", 12, 422, "description" },
        { "premisesId", "not-an-id", 422, "premisesId" },
        { "premisesId", null, 422, "premisesId" },
        { "deadline", "2020-01-01", 422, "deadline" },
        { "deadline", "2099-01-01", 422, "deadline" },
        { "deadline", "soon", 422, "deadline" },
        { "photos", new[] { "not-an-id" }, 422, "photos" },
        { "photos", new[] { "0198c0de-0000-7000-8000-000000000000" }, 422, "photos" },
        { "photos", "a.png", 422, "photos" },
        { "kind", "astrology", 422, "kind" },
        { "measures", new string('长', 3_000), 422, "measures" },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task Bad_input_is_told_at_its_field(string field, object? value, int status, string? atFault)
    {
        var body = new Dictionary<string, object?>
        {
            ["premisesId"] = await app.SomePremises(), ["level"] = "general", ["category"] = "消防安全", ["description"] = "疏散通道堆放布料",
            [field] = value,
        };
        var answer = (await (await app.Api("grid1")).Post("/hazards", body)).Refused(status);
        Assert.Contains(answer.FieldsAtFault, name => name == atFault || name.StartsWith(atFault + "[", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Premises_outside_ones_scope_take_no_hazard()
    {
        var elsewhere = await app.SomePremises("grid3");
        var answer = await (await app.Api("grid1")).Post("/hazards", new { premisesId = elsewhere, level = "general", category = "消防安全", description = "疏散通道堆放布料" });
        Assert.Contains((int)answer.Status, new[] { 403, 404 });
        answer.Refused((int)answer.Status);
    }

    [Fact]
    public async Task From_an_enterprise_the_level_is_always_undetermined()
    {
        var number = await app.NewHazard("onTheSpot", "enterprise1");
        var hazard = (await (await app.Api("officer1")).Get($"/hazards/{number}")).Ok();
        Assert.Equal("undetermined", hazard["level"].GetString());
        Assert.Equal("assess-level", Assert.Single(hazard["openTasks"].EnumerateArray()).GetProperty("elementId").GetString());
    }

    [Theory]
    [InlineData("officer1", true)]
    [InlineData("safety1", true)]
    [InlineData("dept1", true)]
    [InlineData("grid2", false)]
    [InlineData("officer2", false)]
    [InlineData("discipline1", false)]
    [InlineData("sysadmin1", false)]
    [InlineData("secadmin1", false)]
    [InlineData("designer1", false)]
    public async Task Lists_and_cases_end_at_the_callers_scope(string userName, bool sees)
    {
        var number = await app.NewHazard("general", description: "冷库保温材料未做阻燃处理");
        var api = await app.Api(userName);
        var listed = (await api.Get("/hazards?take=200")).Ok().Items.Any(item => item.GetProperty("caseNumber").GetString() == number);
        Assert.Equal(sees, listed);
        if (sees)
            (await api.Get($"/hazards/{number}")).Ok();
        else
            (await api.Get($"/hazards/{number}")).Refused(404);
    }

    [Fact]
    public async Task The_list_is_filtered_paged_and_newest_first()
    {
        for (var i = 0; i < 3; i++)
            await app.NewHazard("general", description: $"液化气瓶间无通风，第 {i} 处");
        var api = await app.Api("grid1");
        List<string> seen = [];
        for (string? after = null, more = ""; more is not null; after = more)
        {
            var page = (await api.Get($"/hazards?level=general&state=registered&take=2{(after is null ? "" : "&after=" + after)}")).Ok();
            Assert.All(page.Items, item => Assert.Equal("general", item.GetProperty("level").GetString()));
            seen.AddRange(page.Items.Select(item => item.GetProperty("caseNumber").GetString()!));
            more = page["next"].GetString();
        }
        Assert.Equal(seen.Distinct().OrderDescending(), seen);
        (await api.Get("/hazards?state=gone")).Refused(422, field: "state");
        (await api.Get("/hazards?level=gone")).Refused(422, field: "level");
        (await api.Get("/hazards?after=%00%01")).Refused(422, field: "after");
        (await api.Get("/hazards?take=x")).Refused(422, field: "take");
    }

    [Theory]
    [InlineData("YH-2026-999999")]
    [InlineData("nothing")]
    [InlineData("%27%20or%201=1")]
    public async Task An_unknown_number_is_not_found(string number) =>
        (await (await app.Api("safety1")).Get($"/hazards/{number}")).Refused(404);
}
