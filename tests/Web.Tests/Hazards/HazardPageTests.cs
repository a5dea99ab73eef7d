using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Hazards;

public sealed class HazardPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("", "时限")]
    [InlineData("?tab=story", "正在等待")]
    [InlineData("?tab=papers", "还没有文书")]
    [InlineData("?tab=photos", "还没有照片")]
    [InlineData("?tab=drawing", "data-diagram")]
    [InlineData("?tab=journal", "散列")]
    public async Task Every_tab_has_an_address_of_its_own(string query, string expected)
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("grid1");
        var html = await browser.GetStringAsync($"/hazards/{number}{query}");
        Assert.Contains(expected, html, StringComparison.Ordinal);
        Assert.Contains(number, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_where_it_stands_and_offers_the_next_step_to_who_may_do_it()
    {
        var number = await app.NewHazard("general");
        using var finder = app.Client();
        await finder.SignIn("grid1");
        var mine = await finder.GetStringAsync($"/hazards/{number}");
        Assert.Contains("正在等待：下发整改通知书", mine, StringComparison.Ordinal);
        Assert.Contains("办理：下发整改通知书", mine, StringComparison.Ordinal);
        using var officer = app.Client();
        await officer.SignIn("officer1");
        Assert.DoesNotContain("办理：下发整改通知书", await officer.GetStringAsync($"/hazards/{number}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_drawing_names_where_it_stands_for_those_who_cannot_see_it()
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("grid1");
        Assert.Contains("现在：下发整改通知书", await browser.GetStringAsync($"/hazards/{number}?tab=drawing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hazard_outside_ones_scope_is_not_found()
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("grid4");
        using var answer = await browser.GetAsync($"/hazards/{number}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Who_registered_it_withdraws_it_with_a_reason()
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("grid1");
        using var answer = await Act(browser, number, "withdraw", ("reason", "重复登记了同一处"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var html = await browser.GetStringAsync($"/hazards/{number}");
        Assert.Contains("登记已撤回，本案结束。", html, StringComparison.Ordinal);
        Assert.Contains("由登记人撤回", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_reason_the_form_comes_back_as_it_was()
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("officer1");
        using var answer = await Act(browser, number, "duplicate", ("ofCaseNumber", "YH-2026-999999"), ("reason", ""));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("请写明理由", html, StringComparison.Ordinal);
        Assert.Contains("YH-2026-999999", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_worker_does_not_raise_a_hazard_to_major()
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("grid1");
        // The form's own fields, taken from an action that this person does have.
        var fields = Pages.Hidden(await browser.GetStringAsync($"/hazards/{number}/actions/withdraw"));
        fields["reason"] = "我认为是重大";
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync($"/hazards/{number}/actions/raise", form);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("general", (await (await app.Api("grid1")).Get($"/hazards/{number}")).Ok()["level"].GetString());
    }

    [Fact]
    public async Task A_community_safety_officer_raises_a_hazard_to_major()
    {
        var number = await app.NewHazard("general");
        using var browser = app.Client();
        await browser.SignIn("officer1");
        using var answer = await Act(browser, number, "raise", ("reason", "现场有人住宿，不能保证安全"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("major", (await (await app.Api("grid1")).Get($"/hazards/{number}")).Ok()["level"].GetString());
    }

    private static async Task<HttpResponseMessage> Act(HttpClient browser, string number, string action, params (string Name, string Value)[] typed)
    {
        var address = $"/hazards/{number}/actions/{action}";
        var fields = Pages.Hidden(await browser.GetStringAsync(address));
        foreach (var (name, value) in typed)
            fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(address, form);
    }
}
