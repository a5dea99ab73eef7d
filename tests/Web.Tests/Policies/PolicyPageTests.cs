using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Web.Tests.Policies;

public sealed class PolicyPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Each_clause_leads_to_what_carries_it_out()
    {
        using var browser = await SignedIn("director1");
        var html = await browser.GetStringAsync("/policies?document=003");
        Assert.Contains("003-2.1.3", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"001-8\"", html, StringComparison.Ordinal);
        var drawing = WebUtility.HtmlDecode(Regex.Match(html, "href=\"(/policies/drawings/[^\"]+)\"").Groups[1].Value);
        Assert.Contains("data-diagram", await browser.GetStringAsync(drawing), StringComparison.Ordinal);
        using var gone = await browser.GetAsync("/policies/drawings/nothing/1");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var table = await browser.GetAsync("/policies/list.xlsx?only=missing");
        Assert.Equal(Spreadsheet.ContentType, table.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_street_document_is_attached_and_its_sentences_are_tied_one_after_the_other()
    {
        using var browser = await SignedIn("designer1");
        using var refused = await Attach(browser, "青山街办〔2026〕8号", "a.pdf", "x");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var kept = await refused.Content.ReadAsStringAsync();
        Assert.Contains("id=\"error-file\"", kept, StringComparison.Ordinal);
        Assert.Contains("value=\"青山街办〔2026〕8号\"", WebUtility.HtmlDecode(kept), StringComparison.Ordinal);

        using var attached = await Attach(browser, "青山街办〔2026〕8号", "a.txt", "每月五日前报上月清单。能当场改的当场改。");
        Assert.Equal(HttpStatusCode.Found, attached.StatusCode);
        var document = attached.Headers.Location!.ToString().Replace("http://localhost", "", StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(await browser.GetStringAsync(document), "class=\"unmatched\""));

        using var tied = await browser.PostAsync($"{document}/1", new FormUrlEncodedContent(
            new Dictionary<string, string>(Pages.Hidden(await browser.GetStringAsync($"{document}/1"))) { ["clauseCode"] = "003-2.3" }));
        Assert.EndsWith("/2", tied.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Single(Regex.Matches(await browser.GetStringAsync(document), "class=\"unmatched\""));
        Assert.Contains("每月五日前报上月清单", await browser.GetStringAsync("/policies"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grid1", "/policies")]
    [InlineData("safety1", "/policies/documents/new")]
    public async Task Others_are_kept_out(string userName, string path)
    {
        using var browser = await SignedIn(userName);
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> Attach(HttpClient browser, string title, string name, string text)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (key, value) in Pages.Hidden(await browser.GetStringAsync("/policies/documents/new")))
            form.Add(new StringContent(value), key);
        form.Add(new StringContent(title), "title");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name);
        return await browser.PostAsync("/policies/documents/new", form);
    }

    private async Task<HttpClient> SignedIn(string userName)
    {
        var browser = app.Client();
        await browser.SignIn(userName);
        return browser;
    }
}
