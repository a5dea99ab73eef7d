using System.Net;

namespace Rectification.Web.Tests.Identity;

public sealed class SignInTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_page_asked_for_before_signing_in_comes_after_it()
    {
        using var browser = app.Client();
        var asked = await browser.GetAsync("/settings?x=1");
        Assert.Equal("/sign-in?to=%2Fsettings%3Fx%3D1", asked.Headers.Location?.OriginalString);
        var signedIn = await Post(browser, asked.Headers.Location!.OriginalString, "director1", WebApp.Password);
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        Assert.Equal("/settings?x=1", signedIn.Headers.Location!.PathAndQuery());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/settings")).StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_never_leads_to_another_site(string to)
    {
        using var browser = app.Client();
        var signedIn = await Post(browser, $"/sign-in?to={Uri.EscapeDataString(to)}", "grid1", WebApp.Password);
        Assert.Equal("/", signedIn.Headers.Location!.PathAndQuery());
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_words_and_keeps_the_name()
    {
        using var browser = app.Client();
        var answer = await Post(browser, "/sign-in", "grid2", "wrong");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("账号或密码不正确", page, StringComparison.Ordinal);
        Assert.Contains("value=\"grid2\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fifth_wrong_password_locks_page_and_api_alike()
    {
        using var browser = app.Client();
        for (var failure = 1; failure <= 5; failure++)
            await Post(browser, "/sign-in", "grid4", "wrong");
        var page = await (await Post(browser, "/sign-in", "grid4", WebApp.Password)).Content.ReadAsStringAsync();
        Assert.Contains("账号锁定到", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        using var browser = app.Client();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in", ["__RequestVerificationToken"] = "forged", ["Input.UserName"] = "grid1", ["Input.Password"] = WebApp.Password,
        });
        var answer = await browser.PostAsync("/sign-in", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/account/password")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_needs_the_form_and_ends_it()
    {
        using var browser = app.Client();
        await browser.SignIn("grid1");
        using var forged = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-out", forged)).StatusCode);
        using var form = new FormUrlEncodedContent(Pages.Hidden(await browser.GetStringAsync("/account/password")));
        Assert.Equal(HttpStatusCode.Found, (await browser.PostAsync("/sign-out", form)).StatusCode);
        Assert.Equal("/sign-in?to=%2Faccount%2Fpassword", (await browser.GetAsync("/account/password")).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Six_hundred_sign_ins_a_minute_from_this_machine_pass_and_a_flood_is_told_to_wait()
    {
        await using var own = await WebApp.Start();
        using var browser = own.Client();
        // Too long to be hashed: this test is about the gate, not about passwords.
        var fields = Pages.Hidden(await browser.GetStringAsync("/sign-in"));
        fields["Input.UserName"] = "grid1";
        fields["Input.Password"] = new string('x', 300);
        var answers = new List<HttpStatusCode>();
        while (answers.Count < 1300 && !answers.Contains(HttpStatusCode.TooManyRequests))
        {
            using var form = new FormUrlEncodedContent(fields);
            using var answer = await browser.PostAsync("/sign-in", form);
            answers.Add(answer.StatusCode);
        }
        Assert.InRange(answers.Count, 600, 1300);
        Assert.All(answers.SkipLast(1), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string page, string userName, string password)
    {
        var fields = Pages.Hidden(await browser.GetStringAsync(page));
        fields["Input.UserName"] = userName;
        fields["Input.Password"] = password;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(page, form);
    }
}

internal static class Locations
{
    /// <summary>A redirect is absolute or not as the framework likes.</summary>
    public static string PathAndQuery(this Uri location) => location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
}
