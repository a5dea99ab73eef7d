using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using System.Text.RegularExpressions;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Hazards;

public sealed class NewHazardPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_same_form_sent_twice_registers_one_hazard()
    {
        using var browser = await SignedIn("grid1");
        var address = $"/hazards/new?premises={await app.SomePremises()}";
        var fields = Filled(await browser.GetStringAsync(address), "二次提交也只登记一条");

        using var first = await browser.PostAsync(address, new FormUrlEncodedContent(fields));
        using var second = await browser.PostAsync(address, new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal(HttpStatusCode.Found, second.StatusCode);
        var list = await browser.GetStringAsync($"/hazards?view=all&search={Uri.EscapeDataString("二次提交也只登记一条")}");
        Assert.Single(Regex.Matches(list, "class=\"row-link row-hazard\""));
    }

    [Fact]
    public async Task Everything_typed_stays_when_something_is_missing_or_wrong()
    {
        using var browser = await SignedIn("grid1");
        var address = $"/hazards/new?premises={await app.SomePremises()}";
        var fields = Filled(await browser.GetStringAsync(address), "配电箱敞开");
        fields["category"] = "";
        fields["generalDeadline"] = "2020-01-01";
        fields["measures"] = "加门并上锁";
        fields["photos"] = Guid.NewGuid().ToString();

        using var answer = await browser.PostAsync(address, new FormUrlEncodedContent(fields));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"error-category\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"error-deadline\"", html, StringComparison.Ordinal);
        Assert.Contains("配电箱敞开", html, StringComparison.Ordinal);
        Assert.Contains("加门并上锁", html, StringComparison.Ordinal);
        Assert.Contains(fields["key"], html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_picture_is_refused_at_its_field_and_the_text_stays()
    {
        using var browser = await SignedIn("grid1");
        var address = $"/hazards/new?premises={await app.SomePremises()}";
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Filled(await browser.GetStringAsync(address), "灭火器过期"))
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent([0xff, 0xd8, 0xff, 0x00, 0x01]), "photos.files", "broken.jpg");

        using var answer = await browser.PostAsync(address, form);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"error-photos\"", html, StringComparison.Ordinal);
        Assert.Contains("灭火器过期", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Premises_outside_the_scope_are_not_offered_and_not_taken()
    {
        using var browser = await SignedIn("grid3");
        var foreign = await app.SomePremises("grid1");

        using var page = await browser.GetAsync($"/hazards/new?premises={foreign}");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        var own = $"/hazards/new?premises={await app.SomePremises("grid3")}";
        var fields = Filled(await browser.GetStringAsync(own), "越权登记");
        fields["measures"] = "立即停用";
        foreach (var notTheirs in new[] { foreign, Guid.NewGuid().ToString(), "" })
        {
            fields["premisesId"] = notTheirs;
            using var answer = await browser.PostAsync(own, new FormUrlEncodedContent(fields));
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("<span class=\"field-error\" id=\"error-premisesId\">没有这个场所，或不在您的范围内。请重新选择。</span>", html, StringComparison.Ordinal);
            Assert.Contains("越权登记", html, StringComparison.Ordinal);
            Assert.Contains("立即停用", html, StringComparison.Ordinal);
            Assert.Contains(fields["key"], html, StringComparison.Ordinal);
            Assert.DoesNotContain($"<option value=\"{foreign}\"", html, StringComparison.Ordinal);
            Assert.Contains($"<option value=\"{await app.SomePremises("grid3")}\"", html, StringComparison.Ordinal);
        }
        fields["premisesId"] = await app.SomePremises("grid3");
        using var corrected = await browser.PostAsync(own, new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Found, corrected.StatusCode);
    }

    [Theory]
    [InlineData("general")]
    [InlineData("major")]
    public async Task No_id_stands_twice_and_the_deadline_of_the_chosen_level_is_the_one_at_fault(string level)
    {
        using var browser = await SignedIn("grid1");
        var address = $"/hazards/new?premises={await app.SomePremises()}";
        var blank = await browser.GetStringAsync(address);
        var fields = Filled(blank, "期限早于今天");
        fields["level"] = level;
        fields[$"{level}Deadline"] = "2020-01-01";

        using var answer = await browser.PostAsync(address, new FormUrlEncodedContent(fields));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Empty(Twice(blank));
        Assert.Empty(Twice(html));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var refused = Regex.Match(html, "id=\"error-deadline\".*?name=\"([^\"]+)\"", RegexOptions.Singleline);
        Assert.Equal($"{level}Deadline", refused.Groups[1].Value);
    }

    [Theory]
    [InlineData("leader1")]
    [InlineData("sysadmin1")]
    public async Task Who_does_not_register_hazards_is_not_let_in(string userName)
    {
        using var browser = await SignedIn(userName);
        using var answer = await browser.GetAsync("/hazards/new");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_list_is_exported_with_what_is_typed_kept_from_becoming_a_formula()
    {
        await app.NewHazard("general", description: "=HYPERLINK(\"http://x\")堵塞");
        using var browser = await SignedIn("grid1");

        using var answer = await browser.GetAsync("/hazards/export?view=all");
        Assert.Equal(Spreadsheet.ContentType, answer.Content.Headers.ContentType!.MediaType);
        using var book = SpreadsheetDocument.Open(await answer.Content.ReadAsStreamAsync(), isEditable: false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().ToList();
        Assert.Equal(CellValues.InlineString, cells.Single(cell => cell.InnerText.StartsWith("=HYPERLINK", StringComparison.Ordinal)).DataType!.Value);
        Assert.DoesNotContain(cells, cell => cell.InnerText.Contains("新城", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Twice(string html) =>
        Regex.Matches(html, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value).GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key);

    private Dictionary<string, string> Filled(string html, string description)
    {
        var fields = Pages.Hidden(html);
        fields["category"] = "fire";
        fields["description"] = description;
        fields["level"] = "general";
        fields["kind"] = "accident";
        fields["generalDeadline"] = app.InDays(7);
        return fields;
    }

    private async Task<HttpClient> SignedIn(string userName)
    {
        var browser = app.Client();
        await browser.SignIn(userName);
        return browser;
    }
}
