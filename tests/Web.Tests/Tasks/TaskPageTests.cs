using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Tasks;

public sealed class TaskPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_refused_form_comes_back_filled_with_the_message_at_the_field_and_a_summary_that_jumps_there()
    {
        var task = await NoticeToIssue();
        using var browser = await SignedIn("grid1");

        using var answer = await Post(browser, task, ("measures", ""), ("problem", ""), ("acceptanceStandard", "通道畅通，宽度不小于 1.2 米"));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("填写的内容都还在", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#field-measures\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"error-problem\"", html, StringComparison.Ordinal);
        Assert.Contains("通道畅通，宽度不小于 1.2 米", html, StringComparison.Ordinal);
        Assert.Contains("data-returned", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_a_hundred_thousand_characters_is_refused_at_its_field_and_kept()
    {
        var task = await NoticeToIssue();
        using var browser = await SignedIn("grid1");

        using var answer = await Post(browser, task, ("measures", new string('改', 100_000)));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("最多 2000 字，现在 100000 字", html, StringComparison.Ordinal);
        Assert.Contains(new string('改', 3000), html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_and_when_and_keeps_what_was_typed()
    {
        var number = await app.NewHazard("undetermined");
        var task = await app.OpenTaskId(number, "assess-level");
        using var late = await SignedIn("officer1");
        var fields = Pages.Hidden(await late.GetStringAsync($"/tasks/{task}"));
        (await app.Complete("officer1", task, "general")).Ok();

        fields["outcome"] = "onTheSpot";
        fields["findings"] = "现场可以马上改好";
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await late.PostAsync($"/tasks/{task}", form);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("已由陈立于", html, StringComparison.Ordinal);
        Assert.Contains("您刚才填写的内容", html, StringComparison.Ordinal);
        Assert.Contains("现场可以马上改好", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_claimed_given_back_and_done()
    {
        var task = await NoticeToIssue();
        using var browser = await SignedIn("grid1");

        using (var claimed = await Press(browser, task, "claim"))
            Assert.Equal(HttpStatusCode.Found, claimed.StatusCode);
        Assert.Contains("退回可签收", await browser.GetStringAsync($"/tasks/{task}"), StringComparison.Ordinal);
        using (var given = await Press(browser, task, "unclaim"))
            Assert.Equal(HttpStatusCode.Found, given.StatusCode);

        using var done = await Post(browser, task, ("problem", "疏散通道堵塞"), ("measures", "清空通道"), ("acceptanceStandard", "通道畅通"), ("deadline", Week()), ("delivery", "signed"));
        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.StartsWith("/", done.Headers.Location!.ToString().Replace("http://localhost", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("已于", await browser.GetStringAsync($"/tasks/{task}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_task_is_shown_without_a_form_and_refuses_a_post()
    {
        var task = await NoticeToIssue();
        using var officer = await SignedIn("officer1");

        var html = await officer.GetStringAsync($"/tasks/{task}");
        Assert.Contains("不由您办理", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"measures\"", html, StringComparison.Ordinal);
        using var answer = await Post(officer, task, ("_handler", "complete"), ("outcome", "issued"));
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(task, await app.OpenTaskId(await CaseOf(task), "issue-notice"));
    }

    [Theory]
    [InlineData("grid3")]
    [InlineData("designer1")]
    public async Task Outside_the_scope_a_task_does_not_exist(string userName)
    {
        var task = await NoticeToIssue();
        using var browser = await SignedIn(userName);

        using var answer = await browser.GetAsync($"/tasks/{task}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有找到", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outcome_that_is_not_offered_is_refused()
    {
        var number = await app.NewHazard("undetermined");
        var task = await app.OpenTaskId(number, "assess-level");
        using var browser = await SignedIn("officer1");

        using var answer = await Post(browser, task, ("outcome", "closed"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"error-outcome\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private string Week() => app.InDays(7);

    private async Task<string> NoticeToIssue() => await app.OpenTaskId(await app.NewHazard("general"), "issue-notice");

    private async Task<string> CaseOf(string task) => (await (await app.Api("safety1")).Get($"/tasks/{task}")).Ok()["caseNumber"].GetString()!;

    private async Task<HttpClient> SignedIn(string userName)
    {
        var browser = app.Client();
        await browser.SignIn(userName);
        return browser;
    }

    private static Task<HttpResponseMessage> Press(HttpClient browser, string task, string handler) => Post(browser, task, ("_handler", handler));

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string task, params (string Name, string Value)[] typed)
    {
        var fields = Pages.Hidden(await browser.GetStringAsync($"/tasks/{task}"));
        foreach (var (name, value) in typed)
            fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync($"/tasks/{task}", form);
    }
}
