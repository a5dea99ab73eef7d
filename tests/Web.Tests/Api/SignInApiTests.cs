namespace Rectification.Web.Tests.Api;

public sealed class SignInApiTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_token_opens_the_api_for_a_working_day()
    {
        var answer = (await app.Client().Post("/sign-in", new { userName = "officer1", password = WebApp.Password })).Ok();
        Assert.True(answer["expiresAt"].GetDateTimeOffset() >= TestClock.Instance.GetUtcNow().AddHours(8).AddMinutes(-1));

        using var api = app.Client();
        api.DefaultRequestHeaders.Authorization = new("Bearer", answer["accessToken"].GetString());
        var me = (await api.Get("/me")).Ok();
        Assert.Equal("officer1", me["userName"].GetString());
        var role = Assert.Single(me["roles"].EnumerateArray());
        Assert.Equal("CommunitySafetyOfficer", role.GetProperty("role").GetString());
        Assert.Equal("东风社区", role.GetProperty("scope").GetString());
    }

    [Theory]
    [InlineData("grid1", "wrong", 401)]
    [InlineData("nobody-of-that-name", "Qingshan#2026", 401)]
    [InlineData("grid1", null, 422)]
    [InlineData(null, "Qingshan#2026", 422)]
    [InlineData("", "", 422)]
    public async Task Nobody_else_gets_one(string? userName, string? password, int status) =>
        (await app.Client().Post("/sign-in", new { userName, password })).Refused(status);

    [Fact]
    public async Task Five_failures_lock_the_account_and_say_so()
    {
        for (var i = 0; i < 5; i++)
            (await app.Client().Post("/sign-in", new { userName = "grid4", password = "wrong" })).Refused(401);
        (await app.Client().Post("/sign-in", new { userName = "grid4", password = WebApp.Password })).Refused(401, "sign-in.locked");
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer not-a-token")]
    [InlineData("Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxIn0.")]
    [InlineData("Basic Z3JpZDE6eA==")]
    public async Task A_forged_token_is_none(string authorization)
    {
        using var api = app.Client();
        api.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        (await api.Get("/me")).Refused(401, "sign-in.required");
    }
}
