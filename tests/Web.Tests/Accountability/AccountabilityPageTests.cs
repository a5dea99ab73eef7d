using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability;
using Rectification.Storage;
using Rectification.Web.Tests.Api;
using Rectification.Workflow;

namespace Rectification.Web.Tests.Accountability;

public sealed class AccountabilityPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_case_is_listed_and_shows_its_facts_and_where_they_come_from()
    {
        var hazard = await app.NewHazard("general");
        var number = await Open(hazard);
        using var browser = app.Client();
        await browser.SignIn("safety1");
        Assert.Contains(number, await browser.GetStringAsync("/accountability"), StringComparison.Ordinal);
        Assert.Contains(number, await browser.GetStringAsync($"/accountability?source={hazard}"), StringComparison.Ordinal);
        var page = await browser.GetStringAsync($"/accountability/{number}");
        Assert.Contains("隐患督促整改不力", page, StringComparison.Ordinal);
        Assert.Contains($"/hazards/{hazard}", page, StringComparison.Ordinal);
        Assert.Contains("约谈", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_of_what_a_hazard_led_to_holds_its_facts_and_follows_the_filter()
    {
        var hazard = await app.NewHazard("general");
        var (number, other) = (await Open(hazard), await Open(await app.NewHazard("general")));
        using var browser = app.Client();
        await browser.SignIn("safety1");
        Assert.Contains($"/accountability/list.xlsx?source={hazard}", await browser.GetStringAsync($"/accountability?source={hazard}"), StringComparison.Ordinal);
        var rows = await browser.Sheet($"/accountability/list.xlsx?source={hazard}");
        Assert.Equal([number], rows.Skip(1).Select(row => row[0]));
        Assert.Equal(["003-4.2.4", "整改期限已过 5 个工作日仍未整改到位", hazard, "约谈"], ((string[])["依据", "事实", "来源", "建议措施"]).Select(head => rows[1][Array.IndexOf(rows[0], head)]));
        Assert.Contains(await browser.Sheet("/accountability/list.xlsx"), row => row[0] == other);
    }

    [Fact]
    public async Task The_list_is_narrowed_by_words_and_by_what_it_is_about_and_the_export_follows()
    {
        var hazard = await app.NewHazard("general");
        var (number, other) = (await Open(hazard), await Open(await app.NewHazard("general")));
        using var browser = app.Client();
        await browser.SignIn("safety1");
        foreach (var narrowed in new[] { $"search={hazard}", $"search={number}&trigger=I4" })
        {
            var page = await browser.GetStringAsync($"/accountability?{narrowed}");
            Assert.Contains($"/accountability/{number}", page, StringComparison.Ordinal);
            Assert.DoesNotContain($"/accountability/{other}", page, StringComparison.Ordinal);
            Assert.Equal([number], (await browser.Sheet($"/accountability/list.xlsx?{narrowed}")).Skip(1).Select(row => row[0]));
        }
        Assert.Contains("没有符合这些条件的", await browser.GetStringAsync($"/accountability?search={number}&trigger=N1"), StringComparison.Ordinal);
        // What stands in the address and in no list is as if it weren't there; signs that a pattern would read as its own are letters.
        Assert.Contains($"/accountability/{other}", await browser.GetStringAsync("/accountability?trigger=nope"), StringComparison.Ordinal);
        Assert.Contains("没有符合这些条件的", await browser.GetStringAsync("/accountability?search=%25_"), StringComparison.Ordinal);
        Assert.Contains($"/accountability?state=over&amp;search={number}", await browser.GetStringAsync($"/accountability?search={number}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_source_is_opened_where_its_kind_lives()
    {
        var hazard = await app.NewHazard("general");
        var number = await Open(hazard, "TZ-2026-000009", "ZR-2026-000009", "YS-2026-000009");
        using var browser = app.Client();
        await browser.SignIn("safety1");
        var page = await browser.GetStringAsync($"/accountability/{number}");
        foreach (var address in new[] { $"/hazards/{hazard}", "/ledgers/TZ-2026-000009", "/accountability/ZR-2026-000009", "/handovers/YS-2026-000009" })
            Assert.Contains($"href=\"{address}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_worker_neither_lists_nor_opens_it()
    {
        var number = await Open(await app.NewHazard("general"));
        using var browser = app.Client();
        await browser.SignIn("grid1");
        using var list = await browser.GetAsync("/accountability");
        Assert.Equal(HttpStatusCode.Forbidden, list.StatusCode);
        using var export = await browser.GetAsync("/accountability/list.xlsx");
        Assert.Equal(HttpStatusCode.Forbidden, export.StatusCode);
        using var page = await browser.GetAsync($"/accountability/{number}");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    private async Task<string> Open(string hazard, params string[] otherSources)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var opened = await services.GetRequiredService<Committer>().Commit<string>(async ct =>
        {
            var @case = (await services.GetRequiredService<RectificationDb>().Cases.FindAsync([hazard], ct))!;
            const string Facts = "整改期限已过 5 个工作日仍未整改到位";
            return (await services.GetRequiredService<OpenAccountability>().Open(new("I4", Subject.Hazard(hazard, @case.Title), hazard, Facts, Facts,
                [hazard, .. otherSources], @case.StreetId, @case.CommunityId) { Title = @case.Title, PremisesName = @case.PremisesName }, TestClock.Instance.GetUtcNow(), ct)).CaseNumber;
        }, TestContext.Current.CancellationToken);
        return opened.Value;
    }
}
