using System.Net;
using System.Text.RegularExpressions;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Documents;

public sealed class PrintTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_notice_prints_with_its_number_and_a_code_that_proves_it_to_anyone()
    {
        var (number, id) = await Notice();
        using var browser = app.Client();
        await browser.SignIn("grid1");
        var sheet = await browser.GetStringAsync($"/documents/{id}/print");
        Assert.Contains("整改通知书", sheet, StringComparison.Ordinal);
        Assert.Contains(number, sheet, StringComparison.Ordinal);
        Assert.Matches("街安改〔\\d{4}〕\\d+号", sheet);
        Assert.Contains("验收标准", sheet, StringComparison.Ordinal);

        var code = Regex.Match(sheet, "核验码 <span class=\"code\">([0-9A-Z ]+)</span>").Groups[1].Value;
        using var stranger = app.Client();
        var proof = await stranger.GetStringAsync($"/verify/{code.Replace(" ", "", StringComparison.Ordinal)}");
        Assert.Contains("现在有效", proof, StringComparison.Ordinal);
        Assert.Contains(Regex.Match(sheet, "街安改〔\\d{4}〕\\d+号").Value, proof, StringComparison.Ordinal);
        Assert.DoesNotContain("王敏", proof, StringComparison.Ordinal);
        Assert.DoesNotContain(number, proof, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_another_replaced_says_so_on_the_sheet_and_to_who_scans_it()
    {
        var (number, id) = await Notice();
        using var officer = app.Client();
        await officer.SignIn("officer1");
        var fields = Pages.Hidden(await officer.GetStringAsync($"/hazards/{number}/actions/raise"));
        fields["reason"] = "现场有人住宿，不能保证安全";
        using var form = new FormUrlEncodedContent(fields);
        using var raised = await officer.PostAsync($"/hazards/{number}/actions/raise", form);
        Assert.Equal(HttpStatusCode.Found, raised.StatusCode);
        (await app.Complete("grid1", await app.OpenTaskId(number, "record-stop-measures"), "recorded")).Ok();

        var sheet = await officer.GetStringAsync($"/documents/{id}/print");
        Assert.Contains("sheet-mark", sheet, StringComparison.Ordinal);
        Assert.Contains("已被代替", sheet, StringComparison.Ordinal);
        var code = Regex.Match(sheet, "核验码 <span class=\"code\">([0-9A-Z ]+)</span>").Groups[1].Value;
        using var stranger = app.Client();
        Assert.Contains("不是有效文书", await stranger.GetStringAsync("/verify/" + Uri.EscapeDataString(code)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signed_sealed_approved_and_received_stands_on_the_version_that_they_had_before_them()
    {
        var number = await app.NewHazard("major");
        (await app.Complete("grid1", await app.OpenTaskId(number, "record-stop-measures"), "recorded")).Ok();
        (await app.Complete("officer1", await app.OpenTaskId(number, "verify-on-site"), "major")).Ok();
        (await app.Complete("grid1", await app.OpenTaskId(number, "fill-report"), "submitted")).Ok();
        (await app.Complete("officer1", await app.OpenTaskId(number, "complete-report"), "submitted")).Ok();
        var safety = await app.Api("safety1");
        foreach (var leader in new[] { "leader1", "leader2" })
        {
            var open = (await safety.Get($"/hazards/{number}")).Ok()["openTasks"].EnumerateArray().First(task => task.GetProperty("elementId").GetString() == "sign-as-leader");
            (await app.Complete(leader, open.GetProperty("id").GetString()!, "signed", new { password = WebApp.Password, image = Scenes.Drawn })).Ok();
        }
        (await app.Complete("seal1", await app.OpenTaskId(number, "affix-seal"), "sealed")).Ok();
        (await app.Complete("linked1", await app.OpenTaskId(number, "review-as-linked-leader"), "approved")).Ok();
        (await app.Complete("safety1", await app.OpenTaskId(number, "file-report"), "filed")).Ok();

        var papers = (await safety.Get($"/hazards/{number}")).Ok()["documents"].EnumerateArray()
            .Where(paper => paper.GetProperty("kind").GetString() == "majorHazardReport").OrderBy(paper => paper.GetProperty("version").GetInt32()).ToList();
        using var browser = app.Client();
        await browser.SignIn("safety1");
        var last = await browser.GetStringAsync($"/documents/{papers[^1].GetProperty("id").GetString()}/print");
        Assert.Equal(2, Regex.Count(last, "data:image/png;base64,"));
        Assert.Contains("已接收，编号 街安报", last, StringComparison.Ordinal);
        Assert.Contains("用印", last, StringComparison.Ordinal);
        var first = await browser.GetStringAsync($"/documents/{papers[0].GetProperty("id").GetString()}/print");
        Assert.Contains("（待签名）", first, StringComparison.Ordinal);
        Assert.DoesNotContain("已接收", first, StringComparison.Ordinal);
        Assert.DoesNotContain("用印", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_of_another_grid_is_not_found()
    {
        var (_, id) = await Notice();
        using var browser = app.Client();
        await browser.SignIn("grid4");
        using var answer = await browser.GetAsync($"/documents/{id}/print");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_code_that_no_paper_bears_proves_nothing()
    {
        using var stranger = app.Client();
        var page = await stranger.GetStringAsync("/verify/AAAABBBBCCCCDDDD");
        Assert.Contains("没有找到核验码", page, StringComparison.Ordinal);
        Assert.DoesNotContain("由本系统制作，现在", page, StringComparison.Ordinal);
    }

    private async Task<(string Number, string Id)> Notice()
    {
        var number = await app.NewHazard("general");
        (await app.Complete("grid1", await app.OpenTaskId(number, "issue-notice"), "issued")).Ok();
        var hazard = (await (await app.Api("grid1")).Get($"/hazards/{number}")).Ok();
        return (number, hazard["documents"][0].GetProperty("id").GetString()!);
    }
}
