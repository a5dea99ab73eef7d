using System.Net;
using System.Text.RegularExpressions;

namespace Rectification.Web.Tests.Identity;

public sealed class PasswordPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_new_person_changes_the_one_time_password_before_anything_else()
    {
        using var administrator = app.Client();
        await administrator.SignIn("sysadmin1");
        var created = await Post(administrator, "/admin/accounts/new", new() { ["Input.UserName"] = "lin.hua", ["Input.Name"] = "林华" });
        var password = Regex.Match(await created.Content.ReadAsStringAsync(), "一次性密码</dt><dd><code>([^<]+)").Groups[1].Value;

        using var browser = app.Client();
        await browser.SignIn("lin.hua", password);
        Assert.Equal("/account/password", (await browser.GetAsync("/")).Headers.Location?.OriginalString);
        Assert.Contains("一次性密码", await browser.GetStringAsync("/account/password"), StringComparison.Ordinal);

        var weak = await Post(browser, "/account/password", Change(password, "weak", "weak"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        Assert.Contains("密码至少 10 位", await weak.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var different = await Post(browser, "/account/password", Change(password, "Linhua20261122", "Linhua20261123"));
        Assert.Contains("两次输入的新密码不一样", await different.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await Post(browser, "/account/password", Change(password, "Lin.shu20261122", "Lin.shu20261122"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_changed_password_signs_out_the_other_places_cookie_and_token()
    {
        using var here = app.Client();
        using var there = app.Client();
        using var program = await app.Api("designer1");
        await here.SignIn("designer1");
        await there.SignIn("designer1");
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/me")).StatusCode);

        Assert.Equal(HttpStatusCode.Found, (await Post(here, "/account/password", Change(WebApp.Password, "Zhusiyuan2026", "Zhusiyuan2026"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await there.GetAsync("/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/me")).StatusCode);
    }

    private static Dictionary<string, string> Change(string current, string next, string repeated) =>
        new() { ["Input.CurrentPassword"] = current, ["Input.NewPassword"] = next, ["Input.Repeated"] = repeated };

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string page, Dictionary<string, string> values)
    {
        var fields = Pages.Hidden(await browser.GetStringAsync(page));
        foreach (var (name, value) in values)
            fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(page, form);
    }
}
