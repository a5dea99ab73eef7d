using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.People;
using Rectification.Storage;
using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Boards;

/// <summary>Boards as people open them, over a street in which weeks went by: deadlines passed, triggers fired, lists were not reported.</summary>
public sealed class BoardPageTests(LateStreet app) : IClassFixture<LateStreet>
{
    [Theory]
    [InlineData("safety1", "/boards/street", "/boards/leaders")]
    [InlineData("officer2", "/boards/community")]
    [InlineData("leader3", "/boards/community")]
    [InlineData("linked1", "/boards/community?community=新城社区")]
    public async Task Each_figure_is_as_long_as_the_list_that_it_leads_to(string userName, params string[] paths)
    {
        using var browser = app.Client();
        await browser.SignIn(userName);
        HashSet<string> lists = [];
        foreach (var path in paths)
        {
            var page = await browser.GetStringAsync(await Address(path));
            var figures = Figures(page);
            Assert.True(figures.Count > 4, $"{path} shows {figures.Count} figures");
            foreach (var (href, count) in figures)
            {
                Assert.True(count == await Rows(browser, href), $"{path}: {count} leads to {await Rows(browser, href)} rows of {href}");
                lists.Add(href.Split('?')[0]);
            }
        }
        string[] kinds = ["/hazards", "/boards/tasks", "/oversight/inspections", "/ledgers", "/accountability"];
        Assert.Empty(kinds.Except(lists));
    }

    [Fact]
    public async Task Each_bar_of_a_picture_leads_where_its_table_leads()
    {
        using var browser = app.Client();
        await browser.SignIn("streetleader1");
        var page = await browser.GetStringAsync("/boards/leaders");
        var figures = Figures(page).Select(figure => figure.Href).ToHashSet();
        var bars = 0;
        foreach (Match chart in Regex.Matches(page, "<figure class=\"board-chart\">.*?</figure>", RegexOptions.Singleline))
        {
            var picture = Regex.Match(chart.Value, "<svg.*?</svg>", RegexOptions.Singleline).Value;
            foreach (Match bar in Regex.Matches(picture, "<a href=\"([^\"]*)\"[^>]*aria-label=\"[^\"]* ([0-9]+)\""))
            {
                Assert.True(bar.Groups[2].Value == "0" || figures.Contains(WebUtility.HtmlDecode(bar.Groups[1].Value)), bar.Value);
                bars += bar.Groups[2].Value == "0" ? 0 : 1;
            }
        }
        Assert.True(bars > 0, "No bar was found.");
        Assert.Equal(5, Regex.Count(page, "<figure class=\"board-chart\">"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grid1")]
    [InlineData("enterprise1")]
    [InlineData("discipline1")]
    [InlineData("seal1")]
    [InlineData("police1")]
    [InlineData("dept1")]
    [InlineData("sysadmin1")]
    public async Task Who_answers_for_no_community_finds_no_board(string userName)
    {
        using var browser = app.Client();
        await browser.SignIn(userName);
        Assert.DoesNotContain("href=\"/boards\"", await browser.GetStringAsync("/me"), StringComparison.Ordinal);
        foreach (var path in (string[])["/boards", "/boards/community", "/boards/street", "/boards/leaders", "/boards/tasks", "/boards/street.xlsx", "/boards/tasks.xlsx"])
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_community_sees_its_own_board_and_no_other()
    {
        using var browser = app.Client();
        await browser.SignIn("officer1");
        Assert.Contains("href=\"/boards\"", await browser.GetStringAsync("/me"), StringComparison.Ordinal);
        using var led = await browser.GetAsync("/boards");
        Assert.EndsWith("/boards/community", led.Headers.Location!.ToString(), StringComparison.Ordinal);
        var page = await browser.GetStringAsync("/boards/community");
        Assert.Contains("东风社区 看板", page, StringComparison.Ordinal);
        Assert.DoesNotContain("新城", page, StringComparison.Ordinal);
        using var other = await browser.GetAsync(await Address("/boards/community?community=新城社区"));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        foreach (var path in (string[])["/boards/street", "/boards/leaders", "/boards/street.xlsx"])
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        // Asked for another community's, lists stay empty.
        foreach (var path in (string[])["/boards/tasks?community=新城社区", "/oversight/inspections?community=新城社区", "/oversight/duties?community=新城社区", "/accountability?community=新城社区&state=all", "/hazards?view=all&community=新城社区"])
            Assert.Equal(0, await Rows(browser, await Address(path)));
    }

    [Theory]
    [InlineData("streetleader1", "/boards/leaders")]
    [InlineData("director1", "/boards/street")]
    [InlineData("linked1", "/boards/community")]
    public async Task The_navigation_leads_to_the_nearest_board(string userName, string expected)
    {
        using var browser = app.Client();
        await browser.SignIn(userName);
        using var led = await browser.GetAsync("/boards");
        Assert.EndsWith(expected, led.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_is_sorted_and_narrowed_by_its_address_and_the_export_follows()
    {
        using var browser = app.Client();
        await browser.SignIn("director1");
        Assert.Equal(["新城社区", "东风社区"], Communities(await browser.GetStringAsync("/boards/street?sort=overdue")));
        var page = await browser.GetStringAsync("/boards/street?sort=overdue&up=1");
        Assert.Equal(["东风社区", "新城社区"], Communities(page));
        Assert.Contains("aria-sort=\"ascending\"", page, StringComparison.Ordinal);
        Assert.Equal(["东风社区"], Communities(await browser.GetStringAsync("/boards/street?name=" + Uri.EscapeDataString("东风"))));
        Assert.Contains("没有符合条件的社区", await browser.GetStringAsync("/boards/street?name=" + Uri.EscapeDataString("西门")), StringComparison.Ordinal);

        var rows = await browser.Sheet("/boards/street.xlsx?sort=overdue");
        Assert.Equal(["社区", "新城社区", "东风社区"], rows.Select(row => row[0]));
        var overdue = Figures(await browser.GetStringAsync("/boards/street?name=" + Uri.EscapeDataString("新城"))).Single(figure => figure.Href.Contains("view=overdue", StringComparison.Ordinal)).Count;
        Assert.Equal($"{overdue}", rows[1][Array.IndexOf(rows[0], "逾期隐患")]);
    }

    [Theory]
    [InlineData("safety1", "/boards/tasks")]
    [InlineData("safety1", "/boards/tasks?community=东风社区&late=1&own=1")]
    [InlineData("safety1", "/boards/tasks?step=revisit")]
    [InlineData("officer1", "/boards/tasks")]
    [InlineData("safety1", "/accountability")]
    [InlineData("safety1", "/accountability?state=all")]
    [InlineData("safety1", "/accountability?stage=measure")]
    [InlineData("officer1", "/accountability?state=all")]
    public async Task An_export_holds_the_rows_of_the_list_that_it_stands_on(string userName, string path)
    {
        using var browser = app.Client();
        await browser.SignIn(userName);
        var address = await Address(path);
        var link = Regex.Match(await browser.GetStringAsync(address), "href=\"([^\"]*\\.xlsx[^\"]*)\"");
        var count = await Rows(browser, address);
        Assert.Equal(count > 0, link.Success);
        if (link.Success)
            Assert.Equal(count, (await browser.Sheet(WebUtility.HtmlDecode(link.Groups[1].Value))).Count - 1);
    }

    [Fact]
    public async Task An_export_ends_where_the_list_ends_for_who_asks()
    {
        using var browser = app.Client();
        await browser.SignIn("officer1");
        using var street = app.Client();
        await street.SignIn("safety1");
        foreach (var path in (string[])["/boards/tasks.xlsx", "/accountability/list.xlsx?state=all"])
        {
            var (own, all) = (await browser.Sheet(path), await street.Sheet(path));
            Assert.InRange(own.Count, 2, all.Count - 1);
            Assert.Empty(own.Skip(1).Select(row => string.Join('|', row)).Except(all.Select(row => string.Join('|', row))));
            Assert.Single(await browser.Sheet(await Address($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}community=新城社区")));
        }
    }

    [Fact]
    public async Task A_month_without_anything_is_told_in_words()
    {
        using var browser = app.Client();
        await browser.SignIn("streetleader1");
        var month = app.Today.AddMonths(-8).ToString("yyyy-MM", null);
        var leaders = await browser.GetStringAsync($"/boards/leaders?month={month}");
        Assert.Contains("这个月没有到期的隐患", leaders, StringComparison.Ordinal);
        Assert.Contains("这几个月没有发现隐患，也没有销号", leaders, StringComparison.Ordinal);
        var community = await browser.GetStringAsync($"/boards/community?month={month}");
        Assert.Contains("没有到期的隐患", community, StringComparison.Ordinal);
        Assert.Contains("没有登记隐患", community, StringComparison.Ordinal);
        Assert.Contains("还没有开启", community, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_due_leads_to_the_task_for_who_may_act_and_to_the_case_for_the_others()
    {
        var number = await app.NewHazard("general");
        var task = await app.OpenTaskId(number, "issue-notice");
        using var officer = app.Client();
        await officer.SignIn("officer1");
        var page = await officer.GetStringAsync("/boards/community");
        Assert.Contains(number, page, StringComparison.Ordinal);
        // The grid worker's, not the officer's.
        Assert.DoesNotContain($"/tasks/{task}", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"href=\"/hazards/{number}\"", page, StringComparison.Ordinal);
        foreach (Match link in Regex.Matches(page, "href=\"(/(?:tasks|hazards|ledgers|accountability)/[^\"]+)\""))
        {
            using var answer = await officer.GetAsync(link.Groups[1].Value);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static List<(string Href, int Count)> Figures(string page) =>
        [.. Regex.Matches(page, "<a[^>]*href=\"([^\"]*)\"[^>]*data-figure=\"([0-9]+)\"").Select(match => (WebUtility.HtmlDecode(match.Groups[1].Value), int.Parse(match.Groups[2].Value, null)))];

    private static List<string> Communities(string page) => [.. Regex.Matches(page, "<th scope=\"row\"[^>]*><a [^>]*>([^<]*)</a>").Select(match => match.Groups[1].Value)];

    /// <summary>All rows of a list, over all its pages.</summary>
    private static async Task<int> Rows(HttpClient browser, string address)
    {
        var count = 0;
        for (var next = (string?)address; next is not null;)
        {
            var page = await browser.GetStringAsync(next);
            count += Regex.Count(page, "class=\"row-link ");
            next = Regex.Match(page, "<a class=\"btn\" href=\"([^\"]*)\" rel=\"next\"") is { Success: true } onward ? WebUtility.HtmlDecode(onward.Groups[1].Value) : null;
        }
        return count;
    }

    /// <summary>With a community's name in place of its id.</summary>
    private async Task<string> Address(string path)
    {
        if (Regex.Match(path, "community=([^&]+)") is not { Success: true } named)
            return path;
        await using var scope = app.Services.CreateAsyncScope();
        var name = named.Groups[1].Value;
        var id = await scope.ServiceProvider.GetRequiredService<RectificationDb>().OrgUnits.Where(unit => unit.Name == name).Select(unit => unit.Id).SingleAsync();
        return path.Replace(name, id.ToString(), StringComparison.Ordinal);
    }
}
