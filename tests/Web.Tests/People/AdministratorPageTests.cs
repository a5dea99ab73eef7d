using System.Net;
using System.Text.RegularExpressions;

namespace Rectification.Web.Tests.People;

public sealed class AdministratorPageTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly string[] Everybody =
        ["grid1", "officer1", "leader1", "seal1", "police1", "linked1", "safety1", "director1", "dept1", "streetleader1", "discipline1", "enterprise1", "designer1", "sysadmin1", "secadmin1", "auditor1"];

    [Theory]
    [InlineData("/admin/accounts", "sysadmin1", "secadmin1")]
    [InlineData("/admin/accounts.xlsx", "sysadmin1", "secadmin1")]
    [InlineData("/admin/accounts/new", "sysadmin1")]
    [InlineData("/admin/roles", "secadmin1")]
    [InlineData("/admin/organisation", "sysadmin1")]
    [InlineData("/admin/log", "auditor1")]
    [InlineData("/admin/log.xlsx", "auditor1")]
    [InlineData("/settings", "safety1", "director1", "streetleader1", "designer1", "sysadmin1", "auditor1")]
    [InlineData("/settings/due.revisit", "safety1", "director1", "streetleader1", "designer1", "sysadmin1", "auditor1")]
    [InlineData("/premises/import", "grid1", "officer1", "safety1")]
    [InlineData("/premises/template.xlsx", "grid1", "officer1", "safety1")]
    [InlineData("/premises/new", "grid1", "officer1", "safety1")]
    public async Task A_page_opens_only_for_its_roles(string page, params string[] allowed)
    {
        foreach (var userName in Everybody)
        {
            using var browser = app.Client();
            await browser.SignIn(userName);
            using var answer = await browser.GetAsync(page);
            Assert.True((answer.StatusCode == HttpStatusCode.OK) == allowed.Contains(userName), $"{userName} got {answer.StatusCode} for {page}");
            if (!allowed.Contains(userName))
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        using var stranger = app.Client();
        Assert.StartsWith("/sign-in", (await stranger.GetAsync(page)).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_granted_and_revoked_by_the_security_administrator_and_the_auditor_reads_of_it()
    {
        using var security = app.Client();
        await security.SignIn("secadmin1");
        var account = Regex.Match(await security.GetStringAsync("/admin/accounts?search=seal2"), "/admin/accounts/[0-9a-f-]{36}").Value;
        var choosing = await security.GetStringAsync($"{account}?role=SealKeeper");
        var scope = Regex.Match(choosing, "<option value=\"([0-9a-f-]{36})\"[^>]*>东风社区").Groups[1].Value;
        var granted = await Post(security, $"{account}?role=SealKeeper", "grant", ("Granted.Role", "SealKeeper"), ("Granted.ScopeId", scope));
        Assert.Equal(HttpStatusCode.Found, granted.StatusCode);
        Assert.Contains("已授予罗玉梅社区印章管理员", await security.GetStringAsync(account), StringComparison.Ordinal);

        var again = await Post(security, $"{account}?role=SealKeeper", "grant", ("Granted.Role", "SealKeeper"), ("Granted.ScopeId", scope));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("罗玉梅已是东风社区的社区印章管理员", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var auditor = app.Client();
        await auditor.SignIn("auditor1");
        Assert.Contains("授予 罗玉梅 东风社区的社区印章管理员", await auditor.GetStringAsync("/admin/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_administrator_cannot_post_a_grant()
    {
        using var system = app.Client();
        await system.SignIn("sysadmin1");
        var account = Regex.Match(await system.GetStringAsync("/admin/accounts?search=grid3"), "/admin/accounts/[0-9a-f-]{36}").Value;
        var answer = await Post(system, account, "grant", ("Granted.Role", "SafetyOfficer"), ("Granted.ScopeId", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_setting_is_changed_on_its_page_and_the_page_keeps_what_was_refused()
    {
        using var director = app.Client();
        await director.SignIn("director1");
        var refused = await Post(director, "/settings/due.accept", "setting", ("Input.Value", "99"), ("Input.Reason", "人手不足"));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("value=\"99\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"人手不足\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await Post(director, "/settings/due.accept", "setting", ("Input.Value", "4"), ("Input.Reason", "人手不足"))).StatusCode);
        Assert.Contains("刘国栋 由 3 改为 4", await director.GetStringAsync("/settings/due.accept"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await director.GetAsync("/settings/no.such")).StatusCode);
    }

    [Fact]
    public async Task What_people_type_comes_back_as_text_never_as_markup()
    {
        using var system = app.Client();
        await system.SignIn("sysadmin1");
        var answer = await Post(system, "/admin/accounts/new", "new-account", ("Input.UserName", "<script>alert(1)</script>"), ("Input.Name", "\"><img src=x>"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string page, string handler, params (string Name, string Value)[] values)
    {
        var fields = Pages.Hidden(await browser.GetStringAsync(page));
        fields["_handler"] = handler;
        foreach (var (name, value) in values)
            fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(page, form);
    }
}
