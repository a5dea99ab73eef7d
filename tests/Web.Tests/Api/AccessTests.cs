namespace Rectification.Web.Tests.Api;

/// <summary>Every call of the contract, asked by nobody and by those whose role or scope does not reach.</summary>
public sealed class AccessTests(WebApp app) : IClassFixture<WebApp>
{
    private const string Anyone = "00000000-0000-7000-8000-000000000001";

    public static TheoryData<string, string> Calls =>
    [
        ("GET", "/me"), ("GET", "/tasks"), ("GET", $"/tasks/{Anyone}"), ("POST", $"/tasks/{Anyone}/claim"), ("POST", $"/tasks/{Anyone}/unclaim"),
        ("POST", $"/tasks/{Anyone}/complete"), ("POST", "/files"), ("GET", $"/files/{Anyone}"), ("POST", "/hazards"), ("GET", "/hazards"),
        ("GET", "/hazards/YH-2026-000001"), ("GET", "/cases/YH-2026-000001/trace"), ("GET", "/cases/YH-2026-000001/diagram"), ("GET", "/premises"),
        ("POST", "/premises/import"), ("GET", "/accountability"), ("GET", "/definitions"), ("GET", "/definitions/hazard-rectification/1"), ("POST", "/definitions"),
        ("POST", "/instances"), ("GET", $"/instances/{Anyone}"), ("POST", "/messages"), ("GET", "/demo/clock"), ("POST", "/demo/clock"),
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Without_sign_in_nothing_is_told(string method, string path) =>
        (await app.Client().Send(new(method), path, method == "POST" ? Body(path) : null)).Refused(401, "sign-in.required");

    /// <summary>Who may not, and what they are told: 403 where the role is missing, 404 where even existence must not show.</summary>
    public static TheoryData<string, string, string, int> Refusals =>
    [
        ("discipline1", "POST", "/hazards", 403), ("sysadmin1", "POST", "/hazards", 403), ("designer1", "POST", "/hazards", 403), ("auditor1", "POST", "/hazards", 403),
        ("grid1", "POST", "/definitions", 403), ("sysadmin1", "POST", "/definitions", 403),
        ("grid1", "POST", "/demo/clock", 403), ("streetleader1", "POST", "/demo/clock", 403), ("enterprise1", "POST", "/demo/clock", 403),
        ("grid1", "POST", "/instances", 403), ("enterprise1", "POST", "/instances", 403),
        ("grid1", "GET", $"/tasks/{Anyone}", 404), ("grid1", "POST", $"/tasks/{Anyone}/claim", 404), ("grid1", "POST", $"/tasks/{Anyone}/complete", 404),
        ("grid1", "GET", $"/files/{Anyone}", 404), ("grid1", "GET", $"/instances/{Anyone}", 404),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Without_the_right_nothing_is_done(string userName, string method, string path, int status) =>
        (await (await app.Api(userName)).Send(new(method), path, method == "POST" ? Body(path) : null)).Refused(status);

    [Theory]
    [InlineData("DELETE", "/me", 405)]
    [InlineData("PUT", "/tasks", 405)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/tasks/not-an-id", 404)]
    public async Task An_address_that_is_none_is_told_as_a_problem_too(string method, string path, int status) =>
        (await (await app.Api("grid1")).Send(new(method), path)).Refused(status);

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("level", "general")]);
        (await (await app.Api("grid1")).Send(HttpMethod.Post, "/hazards", form)).Refused(415);
    }

    [Theory]
    [InlineData("{\"description\":\"\\ud800\"}")]
    [InlineData("{\"description\":\"a\\u0000b\"}")]
    [InlineData("{\"x\":1e999}")]
    [InlineData("{\"a\":")]
    [InlineData("nothing")]
    [InlineData("\"text\"")]
    public async Task Json_that_nobody_can_store_is_malformed(string body) =>
        (await (await app.Api("grid1")).Post("/hazards", body)).Refused(400, "request.malformed");

    [Fact]
    public async Task Json_without_end_is_malformed_or_too_large_never_an_error()
    {
        var api = await app.Api("grid1");
        (await api.Post("/hazards", new string('[', 100_000))).Refused(400);
        (await api.Post("/hazards", "{\"description\":\"" + new string('a', 3 * 1024 * 1024) + "\"}")).Refused(413, "request.too-large");
        using var latin = new ByteArrayContent([(byte)'{', (byte)'"', 0xE9, (byte)'"', (byte)':', (byte)'1', (byte)'}']) { Headers = { ContentType = new("application/json") } };
        (await api.Send(HttpMethod.Post, "/hazards", latin)).Refused(400);
    }

    private static HttpContent Body(string path)
    {
        if (path is "/files" or "/premises/import")
            return new MultipartFormDataContent { { new ByteArrayContent(Scenes.Pixel), "file", "photo.png" } };
        if (path is "/definitions")
            return new StringContent("<x/>", System.Text.Encoding.UTF8, "application/xml");
        return Api.Calls.Json(path switch
        {
            "/demo/clock" => """{"advance":"PT1H"}""",
            "/instances" => """{"definition":"nothing"}""",
            "/hazards" => $$"""{"premisesId":"{{Anyone}}","level":"general","category":"消防安全","description":"疏散通道堆放布料"}""",
            _ => """{"variables":{"outcome":"fixed"}}""",
        });
    }
}
