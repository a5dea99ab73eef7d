using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rectification.Web.Tests.Browser;

/// <summary>Boards in a real browser: from the navigation to a figure, from a figure to its list, and onto one sheet of paper.</summary>
public sealed class BoardTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    [Fact]
    public async Task A_leader_opens_the_board_and_a_bar_leads_to_the_list_behind_it()
    {
        await using var leader = await app.AtDesk("streetleader1");
        await leader.Page.Locator(".frame-side a", new() { HasText = "看板" }).ClickAsync();
        await leader.Arrive("**/boards/leaders");
        await leader.Open("/boards/leaders");
        var bar = leader.Page.Locator("svg a[aria-label^='7 天以内']");
        var count = Regex.Match((await bar.GetAttributeAsync("aria-label"))!, "[0-9]+$").Value;

        await bar.ClickAsync();
        await leader.Arrive("**/hazards?*");

        Assert.Equal(int.Parse(count, null), await leader.Page.Locator("a.row-link").CountAsync());
        Assert.Empty(leader.Complaints);
    }

    [Fact]
    public async Task The_leaders_board_prints_on_one_sheet_of_a4_without_the_frame()
    {
        await using var leader = await app.AtDesk("streetleader1");
        await leader.Open("/boards/leaders");

        var pdf = Encoding.Latin1.GetString(await leader.Page.PdfAsync(new() { PreferCSSPageSize = true }));

        Assert.Equal(1, Regex.Count(pdf, @"/Type\s*/Page\b"));
        var box = Regex.Match(pdf, @"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)");
        Assert.Equal((595.3, 841.9), (double.Parse(box.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(box.Groups[2].Value, CultureInfo.InvariantCulture)), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1 && Math.Abs(a.Item2 - b.Item2) < 1);
        await leader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var hidden in (string[])[".frame-side", ".frame-top", ".tabs", ".filter-form", ".as-table"])
            Assert.False(await leader.Page.Locator(hidden).First.IsVisibleAsync(), hidden);
        Assert.True(await leader.Page.Locator("svg[aria-label='事项停在哪一步']").IsVisibleAsync());
    }

    [Fact]
    public async Task On_the_phone_the_community_sees_first_what_is_late_and_what_comes_due()
    {
        await using var officer = await app.OnPhone("officer2");
        await officer.Open("/boards/community");

        var text = await officer.Text();
        Assert.True(text.IndexOf("逾期未整改隐患", StringComparison.Ordinal) < text.IndexOf("未来 5 个工作日", StringComparison.Ordinal));
        Assert.True(text.IndexOf("未来 5 个工作日", StringComparison.Ordinal) < text.IndexOf("职责和完成情况", StringComparison.Ordinal));
        await officer.Page.Locator(".bites a").First.ClickAsync();
        await officer.Arrive(new Regex("/(tasks|hazards|premises|accountability|ledgers)/"));
        Assert.Empty(officer.Complaints);
    }
}
