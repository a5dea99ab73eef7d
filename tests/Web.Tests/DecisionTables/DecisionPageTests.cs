using System.Net;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.DecisionTables;

public sealed class DecisionPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_tables_are_listed_and_shown_in_words()
    {
        using var browser = await SignedIn("director1");
        Assert.Contains("责任追究措施建议", await browser.GetStringAsync("/decisions"), StringComparison.Ordinal);

        var page = await browser.GetStringAsync("/decisions/accountability");

        Assert.Contains("书面通报", page, StringComparison.Ordinal);
        Assert.Contains("title=\"北峰街道〔2020〕29号 第四部分第 1 项（4）\">003-4.1.4", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"matched\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_is_a_plain_address_and_marks_the_rows_that_matched()
    {
        using var browser = await SignedIn("safety1");

        var page = await browser.GetStringAsync("/decisions/inspection-frequency?ask=inspection-interval&isKey=true&colour=yellow&campaign=false");

        Assert.Contains("至少每 7 天巡查一次", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("class=\"matched\"").Length - 1);
        Assert.Contains("“间隔依据”第 1、3、8 行符合", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_number_is_told_at_its_field()
    {
        using var browser = await SignedIn("safety1");
        Assert.Contains("请填数字", await browser.GetStringAsync("/decisions/accountability?ask=accountability-measure&trigger=N1&repeats=x"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enterprise1", "/decisions", HttpStatusCode.Forbidden)]
    [InlineData("director1", "/decisions/nothing", HttpStatusCode.NotFound)]
    [InlineData("director1", "/decisions/grading?version=99", HttpStatusCode.NotFound)]
    public async Task Only_those_who_decide_by_them_see_the_tables_that_there_are(string userName, string path, HttpStatusCode status)
    {
        using var browser = await SignedIn(userName);
        using var answer = await browser.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_ticked_at_registration_is_advised_by_and_kept_with_the_case()
    {
        using var browser = await SignedIn("grid1");
        var address = $"/hazards/new?premises={await app.SomePremises()}";
        var fields = Pages.Hidden(await browser.GetStringAsync(address));
        (fields["description"], fields["category"], fields["level"], fields["kind"], fields["criteria"], fields["advise"]) =
            ("二楼住人", "threeInOne", "", "fire", "有人住宿", "1");

        using var advised = await browser.PostAsync(address, new FormUrlEncodedContent(fields));
        var html = await advised.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, advised.StatusCode);
        Assert.Contains("建议列为重大隐患", html, StringComparison.Ordinal);
        Assert.Contains("二楼住人", html, StringComparison.Ordinal);

        fields.Remove("advise");
        fields["level"] = "undetermined";
        using var registered = await browser.PostAsync(address, new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Found, registered.StatusCode);

        var officer = await app.Api("officer1");
        var task = (await officer.Get("/tasks?box=claimable&take=200")).Ok().Items.Single(item => item.GetProperty("title").GetString() == "二楼住人");
        var trace = (await officer.Get($"/cases/{task.GetProperty("caseNumber").GetString()}/trace")).Ok().Json.EnumerateArray();
        var decision = trace.Single(line => line.GetProperty("what").GetString() == "decision.made").GetProperty("decision");
        Assert.Equal("major", decision.GetProperty("value").GetProperty("level").GetString());
        using var theirs = await SignedIn("officer1");
        var page = await theirs.GetStringAsync($"/tasks/{task.GetProperty("id").GetString()}");
        Assert.Contains("登记时勾选：有人住宿", page, StringComparison.Ordinal);
        Assert.Contains("建议列为重大隐患", page, StringComparison.Ordinal);
        Assert.Contains("看依据", await theirs.GetStringAsync($"/hazards/{task.GetProperty("caseNumber").GetString()}?tab=story"), StringComparison.Ordinal);
        Assert.Contains("建议列为重大隐患", await theirs.GetStringAsync("/hazards/advice?category=threeInOne&criteria=" + Uri.EscapeDataString("有人住宿")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_designer_uploads_a_file_sees_every_problem_and_takes_the_mended_one_into_use()
    {
        using var browser = await SignedIn("designer1");
        Assert.Contains("/decisions/upload", await browser.GetStringAsync("/decisions"), StringComparison.Ordinal);

        var (refused, told) = await Upload(browser, "deploy", Table("fees", """<rule><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>"low</text></outputEntry></rule><rule><inputEntry><text>"x"</text></inputEntry><outputEntry><text>lvel</text></outputEntry></rule>"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Contains("“fees.dmn”有 3 处错误，没有启用", told, StringComparison.Ordinal);
        Assert.Contains("收费 第 1 行第 2 列", told, StringComparison.Ordinal);
        Assert.Contains("文本没有结束", told, StringComparison.Ordinal);
        Assert.Contains("第 2 行第 1 列", told, StringComparison.Ordinal);
        Assert.Contains("不认识名称“lvel”", told, StringComparison.Ordinal);

        const string Rows = """<rule><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>""";
        var (looked, doubts) = await Upload(browser, "check", Table("fees", Rows));
        Assert.Equal(HttpStatusCode.OK, looked);
        Assert.Contains("没有错误，可以启用；有 1 处值得核对", doubts, StringComparison.Ordinal);
        Assert.Contains("没有一行适用于", doubts, StringComparison.Ordinal);
        Assert.DoesNotContain("/decisions/fees", await browser.GetStringAsync("/decisions"), StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.Found, "/decisions/fees"), await Upload(browser, "deploy", Table("fees", Rows)));
        var page = await browser.GetStringAsync("/decisions/fees");
        Assert.Contains("已启用第 1 版，此后的案件按它判断。有 1 处值得核对", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await Upload(browser, "deploy", Table("fees", Rows))).Status);
        Assert.Contains("一字不差", await browser.GetStringAsync("/decisions/fees"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "请选择决策文件")]
    [InlineData("GBK", "不是 UTF-8 编码")]
    [InlineData("<bpmn/>", "根元素应当是 definitions，这不是 DMN 文件")]
    public async Task What_is_no_decision_file_is_told(string content, string message)
    {
        using var browser = await SignedIn("designer1");
        var (status, told) = await Upload(browser, "deploy", content == "GBK" ? [0xB1, 0xED] : System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(message, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_designer_may_upload()
    {
        using var browser = await SignedIn("director1");
        Assert.DoesNotContain("/decisions/upload", await browser.GetStringAsync("/decisions"), StringComparison.Ordinal);
        using var answer = await browser.GetAsync("/decisions/upload");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <returns>The page, or where it leads.</returns>
    private static async Task<(HttpStatusCode Status, string Told)> Upload(HttpClient browser, string button, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new StringContent(button), "do" } };
        foreach (var (name, value) in Pages.Hidden(await browser.GetStringAsync("/decisions/upload")))
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(file), "file", "fees.dmn");
        using var answer = await browser.PostAsync("/decisions/upload", form);
        return (answer.StatusCode, answer.Headers.Location?.ToString() is { } location
            ? new Uri(new("http://localhost"), location).AbsolutePath : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static byte[] Table(string key, string rules) => System.Text.Encoding.UTF8.GetBytes($"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="{key}" name="收费" namespace="urn:{key}">
          <inputData id="days" name="days"><variable name="days" typeRef="number"/></inputData>
          <decision id="{key}-fee" name="收费"><variable name="fee"/><informationRequirement><requiredInput href="#days"/></informationRequirement>
            <decisionTable><input><inputExpression typeRef="number"><text>days</text></inputExpression></input><output name="fee"/>{rules}</decisionTable>
          </decision>
        </definitions>
        """);

    private async Task<HttpClient> SignedIn(string userName)
    {
        var browser = app.Client();
        await browser.SignIn(userName);
        return browser;
    }
}
