using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Settings;

/// <summary>Settings and calendar pages: told before saving, refused in words, nothing half done.</summary>
public sealed class RulePageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Before_saving_the_director_sees_which_open_deadlines_change_and_chooses()
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("director1");
        var shown = await Post(browser, "/settings/due.issue-notice", "setting", new() { ["Input.Value"] = "4", ["Input.Reason"] = "节后积案多" });
        var preview = await shown.Content.ReadAsStringAsync();
        Assert.Contains("确认修改", preview, StringComparison.Ordinal);
        Assert.Contains(number, preview, StringComparison.Ordinal);

        var fields = Pages.Hidden(preview);
        fields["_handler"] = "confirm";
        fields["Sure.Open"] = "move";
        using var form = new FormUrlEncodedContent(fields);
        using var saved = await browser.PostAsync("/settings/due.issue-notice", form);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var history = await browser.GetStringAsync("/settings/due.issue-notice");
        Assert.Contains("期限一并重算", history, StringComparison.Ordinal);
        Assert.Contains("节后积案多", history, StringComparison.Ordinal);
        Assert.Contains("的期限由", await browser.GetStringAsync($"/hazards/{number}?tab=journal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_is_chosen_and_a_value_out_of_range_is_told_at_the_field()
    {
        using var browser = app.Client();
        await browser.SignIn("director1");
        Assert.Contains("<option value=\"关\"", await browser.GetStringAsync("/settings/ledger.carry-over"), StringComparison.Ordinal);
        using var refused = await Post(browser, "/settings/due.revisit", "setting", new() { ["Input.Value"] = "99" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("应在 0–15", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_is_typed_checked_shown_as_a_picture_and_taken_over()
    {
        using var browser = app.Client();
        await browser.SignIn("sysadmin1");
        const string address = "/settings/calendar?year=2031";
        var page = await browser.GetStringAsync(address);
        Assert.Contains("暂定", page, StringComparison.Ordinal);
        (string Name, string From, string To, string MakeUp)[] rows =
        [
            ("元旦", "2031-01-01", "2031-01-01", ""), ("春节", "2031-01-22", "2031-01-29", "2031-02-08"), ("清明节", "2031-04-05", "2031-04-07", ""), ("劳动节", "2031-05-01", "2031-05-05", "2031-04-27"),
            ("端午节", "2031-06-24", "2031-06-24", ""), ("中秋节", "2031-09-28", "2031-09-28", ""), ("国庆节", "2031-10-01", "2031-10-07", "2031-10-11"),
        ];

        using var faulty = await Rows(browser, address, rows[..6]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.StatusCode);
        Assert.Contains("缺少 国庆", await faulty.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var proposed = await Rows(browser, address, rows);
        var preview = await proposed.Content.ReadAsStringAsync();
        Assert.Contains("采用这份安排", preview, StringComparison.Ordinal);
        var fields = new List<KeyValuePair<string, string>> { new("_handler", "save"), new("source", "手工录入"), new("__RequestVerificationToken", Pages.Hidden(preview)["__RequestVerificationToken"]) };
        fields.AddRange(Fields(rows));
        using var form = new FormUrlEncodedContent(fields);
        using var saved = await browser.PostAsync(address, form);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var after = await browser.GetStringAsync(address);
        Assert.DoesNotContain("暂定", after, StringComparison.Ordinal);
        Assert.Contains("1月22日（周三）至1月29日（周三），共 8 天", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_director_and_system_administrator_change_rules()
    {
        using var browser = app.Client();
        await browser.SignIn("safety1");
        Assert.DoesNotContain("保存参数", await browser.GetStringAsync("/settings/due.revisit"), StringComparison.Ordinal);
        Assert.DoesNotContain("读取文件", await browser.GetStringAsync("/settings/calendar?year=2031"), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Rows(HttpClient browser, string address, (string, string, string, string)[] rows)
    {
        var fields = new List<KeyValuePair<string, string>> { new("_handler", "typed"), new("__RequestVerificationToken", Pages.Hidden(await browser.GetStringAsync(address))["__RequestVerificationToken"]) };
        fields.AddRange(Fields(rows));
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(address, form);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields((string Name, string From, string To, string MakeUp)[] rows) => rows.SelectMany(row => (KeyValuePair<string, string>[])
        [new("name", row.Name), new("from", row.From), new("to", row.To), new("makeUp", row.MakeUp)]);

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string address, string handler, Dictionary<string, string> typed)
    {
        var fields = Pages.Hidden(await browser.GetStringAsync(address));
        fields["_handler"] = handler;
        foreach (var (name, value) in typed)
            fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(address, form);
    }
}
