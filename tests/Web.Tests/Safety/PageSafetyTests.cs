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
        fields["comment"] = "三楼通道仍有堆物" + Markup;
        fields["signature.password"] = WebApp.Password;
        using var forged = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync($"/tasks/{task}", forged);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("text/html", answer.Content.Headers.ContentType?.ToString() ?? "", StringComparison.Ordinal);
        Assert.Equal(task, await app.OpenTaskId(number, "record-fix"));
        var source = await answer.Content.ReadAsStringAsync();
        var html = WebUtility.HtmlDecode(source);
        Assert.Contains("所以没有提交，数据没有改变", html, StringComparison.Ordinal);
        Assert.Contains("请返回填写页，刷新后核对填写的内容，再提交一次", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/tasks/{task}\" data-back", html, StringComparison.Ordinal);
        Assert.Contains("三楼通道仍有堆物" + Markup, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", source, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", source, StringComparison.Ordinal);
        Assert.DoesNotContain(WebApp.Password, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/hazards/new")]
    [InlineData("/account/password")]
    [InlineData("/notifications")]
    [InlineData("/me")]
    public async Task Every_page_tells_that_it_is_too_old_and_the_way_back(string address)
    {
        using var browser = app.Client();
        await browser.SignIn("grid1");
        var from = new Uri(browser.BaseAddress!, address + "?from=list");
        foreach (var handler in new[] { "elsewhere", "" })
        {
            var fields = Pages.Hidden(await browser.GetStringAsync("/me"));
            fields["_handler"] = handler;
            foreach (var token in new[] { fields["__RequestVerificationToken"], "forged" })
            {
                fields["__RequestVerificationToken"] = token;
                using var post = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields), Headers = { Referrer = from } };
                using var answer = await browser.SendAsync(post);
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                var html = await answer.Content.ReadAsStringAsync();
                Assert.Contains("<h1>这个页面已过期</h1>", html, StringComparison.Ordinal);
                Assert.Contains($"href=\"{from.PathAndQuery}\" data-back", html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_another_site_sends_is_not_shown()
    {
        using var browser = app.Client();
        await browser.SignIn("grid1");
        using var post = new HttpRequestMessage(HttpMethod.Post, "/hazards/new")
        {
            Content = new FormUrlEncodedContent([new("description", "请拨打这个号码")]),
            Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Referer", "https://elsewhere.example/hazards/new?trap" } },
        };
        using var answer = await browser.SendAsync(post);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<h1>这个页面已过期</h1>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/hazards/new\" data-back", html, StringComparison.Ordinal);
        Assert.DoesNotContain("请拨打这个号码", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_to_show_is_cut_and_said_so_and_a_form_beyond_all_bounds_is_too_large()
    {
        using var browser = app.Client();
        await browser.SignIn("grid1");
        using var answer = await browser.PostAsync("/hazards/new", new FormUrlEncodedContent([new("description", new string('长', 30_000) + "尾")]));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(new string('长', 20_000), html, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('长', 20_001), html, StringComparison.Ordinal);
        Assert.Contains("每段只显示前 20000 字", html, StringComparison.Ordinal);

        using var tooMany = await browser.PostAsync("/hazards/new", new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(each => KeyValuePair.Create($"field{each}", "值"))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooMany.StatusCode);
        Assert.Contains("<h1>提交的内容太大</h1>", await tooMany.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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
