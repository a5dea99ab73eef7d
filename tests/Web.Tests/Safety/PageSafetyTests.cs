using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Safety;

/// <summary>What an attacker or a broken browser sends to pages.</summary>
public sealed class PageSafetyTests(WebApp app) : IClassFixture<WebApp>
{
    private const string Markup = "<script>alert('隐患')</script><img src=x onerror=alert(1)>";

    [Fact]
    public async Task Html_in_a_text_comes_back_as_text()
    {
        var number = await app.NewHazard("general", description: "通道堆物" + Markup);
        var task = await app.OpenTaskId(number, "issue-notice");
        using var browser = await app.Api("grid1");
        foreach (var address in (string[])["/?box=claimable", "/hazards", $"/tasks/{task}"])
        {
            using var page = await browser.GetAsync(address);
            var html = await page.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("通道堆物", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task In_production_a_style_sheet_asked_for_with_gzip_has_a_body()
    {
        using var client = app.Client();
        var html = await client.GetStringAsync("/sign-in");
        var sheet = Regex.Match(html, "<link[^>]+href=\"([^\"]+\\.css)\"").Groups[1].Value;
        Assert.NotEqual("", sheet);
        using var request = new HttpRequestMessage(HttpMethod.Get, sheet.StartsWith('/') ? sheet : "/" + sheet) { Headers = { { "Accept-Encoding", "gzip" } } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using var plain = answer.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(body, CompressionMode.Decompress) : body;
        using var text = new StreamReader(plain);
        Assert.Contains("{", await text.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_post_with_a_forged_antiforgery_token_changes_nothing(string? token)
    {
        var number = await app.NewHazard();
        var task = await app.OpenTaskId(number, "record-fix");
        using var browser = app.Client();
        await browser.SignIn("grid1");
        var fields = Pages.Hidden(await browser.GetStringAsync($"/tasks/{task}"));
        Assert.True(fields.Remove("__RequestVerificationToken"));
        if (token is not null)
            fields["__RequestVerificationToken"] = token;
        fields["outcome"] = "notFixed";
        using var forged = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync($"/tasks/{task}", forged);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("text/html", answer.Content.Headers.ContentType?.ToString() ?? "", StringComparison.Ordinal);
        Assert.Equal(task, await app.OpenTaskId(number, "record-fix"));
    }

    [Fact]
    public async Task A_cookie_alone_changes_nothing_through_the_api()
    {
        using var client = app.Client();
        await client.SignIn("grid1");
        (await client.Get("/me")).Ok();
        (await client.Post("/hazards", new { premisesId = Guid.Empty, level = "general", category = "消防安全", description = "跨站提交" })).Refused(400, "antiforgery.invalid");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/hazards")]
    [InlineData("/me")]
    public async Task A_page_asks_a_stranger_to_sign_in(string address)
    {
        using var answer = await app.Client().GetAsync(address);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}
