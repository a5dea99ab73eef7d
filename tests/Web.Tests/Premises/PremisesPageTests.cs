using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Rectification.Web.Tests.Api;
using Rectification.Web.Tests.Enterprise;

namespace Rectification.Web.Tests.Premises;

public sealed class PremisesPageTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_list_is_narrowed_by_name_and_keeps_to_the_scope()
    {
        using var browser = app.Client();
        await browser.SignIn("grid1");
        var found = await browser.GetStringAsync("/premises?search=" + Uri.EscapeDataString("宏达制衣"));
        Assert.Contains("宏达制衣工坊", found, StringComparison.Ordinal);
        var elsewhere = await browser.GetStringAsync("/premises?search=" + Uri.EscapeDataString("冰轮冷库"));
        Assert.Contains("没有符合这些条件的场所", elsewhere, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_holds_what_the_list_shows()
    {
        using var browser = app.Client();
        await browser.SignIn("grid1");
        var address = "?search=" + Uri.EscapeDataString("宏达制衣");
        Assert.Contains($"/premises/list.xlsx{address}", await browser.GetStringAsync("/premises" + address), StringComparison.OrdinalIgnoreCase);

        using var book = SpreadsheetDocument.Open(await browser.GetStreamAsync("/premises/list.xlsx" + address), isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().ToList();
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("宏达制衣工坊", rows[1].InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_what_was_found_there_and_starts_a_new_report()
    {
        var number = await app.NewHazardAtWorkshop();
        var id = await Workshop();
        using var browser = app.Client();
        await browser.SignIn("grid1");
        var page = await browser.GetStringAsync($"/premises/{id}");
        Assert.Contains($"/hazards/{number}", page, StringComparison.Ordinal);
        Assert.Contains($"/hazards/new?premises={id}", page, StringComparison.Ordinal);
        Assert.Contains("检查台账", page, StringComparison.Ordinal);
        Assert.Contains("class=\"qr\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_premises_of_another_grid_is_not_found()
    {
        var id = await Workshop();
        using var browser = app.Client();
        await browser.SignIn("grid4");
        using var answer = await browser.GetAsync($"/premises/{id}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_search_finds_by_premises_by_person_and_goes_straight_to_a_number()
    {
        var number = await app.NewHazardAtWorkshop();
        using var browser = app.Client();
        await browser.SignIn("officer1");
        Assert.Contains("宏达制衣工坊", await browser.GetStringAsync("/search?q=" + Uri.EscapeDataString("宏达")), StringComparison.Ordinal);
        Assert.Contains(number, await browser.GetStringAsync("/search?q=" + Uri.EscapeDataString("王敏")), StringComparison.Ordinal);
        using var straight = await browser.GetAsync("/search?q=" + number);
        Assert.EndsWith($"/hazards/{number}", straight.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> Workshop() =>
        (await (await app.Api("enterprise1")).Get("/premises?take=1")).Ok().Items[0].GetProperty("id").GetString()!;
}
