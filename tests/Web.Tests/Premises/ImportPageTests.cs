using System.Net;
using Rectification.Premises;

namespace Rectification.Web.Tests.Premises;

public sealed class ImportPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_good_file_comes_in_and_a_bad_one_is_answered_row_by_row()
    {
        using var browser = app.Client();
        await browser.SignIn("officer1");
        var bad = await Upload(browser, Sheet(["甲店", "东风路 200 号", "工厂", "零售", "", "", "", "", "", "", "", "", "新城一"]));
        var page = await bad.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Contains("第 2 行 种类", page, StringComparison.Ordinal);
        Assert.Contains("第 2 行 网格", page, StringComparison.Ordinal);

        var good = await Upload(browser, Sheet(["甲店", "东风路 200 号", "生产经营单位", "零售", "", "", "", "", "", "", "", "", "东风二"]));
        Assert.Equal(HttpStatusCode.Found, good.StatusCode);
    }

    [Fact]
    public async Task No_file_and_a_broken_file_are_told_at_the_field()
    {
        using var browser = app.Client();
        await browser.SignIn("officer1");
        Assert.Contains("请选择要导入的 Excel 文件", await (await Upload(browser, null)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("另存为 .xlsx", await (await Upload(browser, [1, 2, 3])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_ten_megabytes_is_refused()
    {
        using var browser = app.Client();
        await browser.SignIn("officer1");
        var answer = await Upload(browser, new byte[SiteSheet.MaxBytes + 10]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("10 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_premises_is_registered_and_corrected_on_its_pages()
    {
        using var browser = app.Client();
        await browser.SignIn("grid1");
        var form = await browser.GetStringAsync("/premises/new");
        var fields = Pages.Hidden(form);
        fields["Input.GridId"] = System.Text.RegularExpressions.Regex.Match(form, "<option value=\"([0-9a-f-]{36})\"").Groups[1].Value;
        (fields["Input.Name"], fields["Input.Address"], fields["Input.Kind"], fields["Input.Category"], fields["Input.Headcount"]) = ("顺风副食店", "", "Business", "零售", "二");
        using var wrong = new FormUrlEncodedContent(fields);
        var refused = await browser.PostAsync("/premises/new", wrong);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("value=\"顺风副食店\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"二\"", page, StringComparison.Ordinal);

        (fields["Input.Address"], fields["Input.Headcount"]) = ("东风路 15 号", "2");
        using var right = new FormUrlEncodedContent(fields);
        var registered = await browser.PostAsync("/premises/new", right);
        Assert.Equal(HttpStatusCode.Found, registered.StatusCode);
        Assert.Contains("东风路 15 号", await browser.GetStringAsync($"{registered.Headers.Location}/change"), StringComparison.Ordinal);

        using var neighbour = app.Client();
        await neighbour.SignIn("grid2");
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"{registered.Headers.Location}/change")).StatusCode);
    }

    private static byte[] Sheet(params object?[][] rows) => Spreadsheet.Write("场所", SiteSheet.Columns, rows);

    private static async Task<HttpResponseMessage> Upload(HttpClient browser, byte[]? file)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Pages.Hidden(await browser.GetStringAsync("/premises/import")))
            form.Add(new StringContent(value), name);
        if (file is not null)
            form.Add(new ByteArrayContent(file), "Upload", "场所.xlsx");
        return await browser.PostAsync("/premises/import", form);
    }
}
