using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Browser;

/// <summary>A form that was open for so long that its token no longer holds.</summary>
public sealed class StaleFormTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    [Fact]
    public async Task The_way_back_leads_to_what_was_typed_and_then_it_is_taken()
    {
        await using var grid = await app.OnPhone("grid1");
        await grid.Open($"/hazards/new?premises={await app.SomePremises()}");
        await grid.Pick("category", "electrical");
        await grid.Fill("description", "配电箱敞开，电线裸露，页面放了一夜");
        await grid.Pick("level", "general");
        await grid.Page.Context.ClearCookiesAsync(new() { Name = "rectification-form" });

        await grid.Page.ClickAsync(".action-bar button[type=submit]");
        await grid.Page.Locator("[data-error-page]").WaitForAsync();
        Assert.Equal(0, await grid.Overflow());
        var refused = await grid.Text();
        Assert.Contains("这个页面已过期", refused, StringComparison.Ordinal);
        Assert.Contains("配电箱敞开，电线裸露，页面放了一夜", refused, StringComparison.Ordinal);

        await grid.Page.ClickAsync("a[data-back]");
        await grid.Arrive("**/hazards/new?premises=*");
        await grid.Page.WaitForFunctionAsync("document.querySelector('[name=description]')?.value === '配电箱敞开，电线裸露，页面放了一夜'");
        Assert.NotEmpty(Visitor.CaseNumberIn(await grid.Submit()));
        Assert.Empty(grid.Complaints);
    }
}
