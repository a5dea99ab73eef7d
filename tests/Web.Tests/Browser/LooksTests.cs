using System.Text.Json;
using Microsoft.Playwright;

namespace Rectification.Web.Tests.Browser;

/// <summary>Every ordinary page, on a phone and at a desk: nothing sticks out, nothing is refused by the policy, and axe finds nothing serious.</summary>
public sealed class LooksTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private static readonly string Axe = Path.Combine(SourceRoot(), "src", "Web", "node_modules", "axe-core", "axe.min.js");

    [Theory]
    [InlineData("grid3", "/", "/?box=done", "/hazards", "/hazards?view=all", "/hazards/new", "/notifications", "/me", "/nowhere")]
    [InlineData("grid3", "/premises", "/search?q=%E6%96%B0%E5%9F%8E", "/hazards/YH-2026-000007", "/hazards/YH-2026-000007?tab=drawing")]
    [InlineData("enterprise1", "/", "/enterprise", "/hazards", "/me")]
    [InlineData("director1", "/", "/hazards?view=overdue", "/incidents", "/settings", "/accountability")]
    [InlineData("safety1", "/boards/street", "/boards/leaders", "/boards/community", "/boards/tasks", "/oversight/inspections", "/oversight/duties", "/accountability?stage=measure")]
    [InlineData("officer2", "/boards/community", "/boards/tasks?late=1&own=1")]
    [InlineData("sysadmin1", "/", "/demo/clock", "/admin/accounts", "/admin/organisation")]
    public async Task Ordinary_pages_are_sound(string userName, params string[] paths)
    {
        await using var phone = await app.OnPhone(userName);
        await using var desk = await app.AtDesk(userName);
        foreach (var path in paths)
            foreach (var visitor in (Visitor[])[phone, desk])
                await LookAt(visitor, path);
        Assert.Empty(phone.Complaints);
        Assert.Empty(desk.Complaints);
    }

    [Fact]
    public async Task The_task_page_and_the_new_hazard_form_are_sound()
    {
        await using var phone = await app.OnPhone("grid3");
        await phone.Open("/hazards/new");
        var premises = await phone.Page.Locator("a.row-link").First.GetAttributeAsync("href");
        await LookAt(phone, premises!);
        await phone.Open("/?box=claimable");
        if (await phone.Page.Locator("a.row-task").CountAsync() == 0)
            await phone.Open("/?box=mine");
        var task = await phone.Page.Locator("a.row-task").First.GetAttributeAsync("href");
        await LookAt(phone, task!);
        await using var desk = await app.AtDesk("grid3");
        await LookAt(desk, task!);
    }

    [Fact]
    public async Task Somebody_with_a_keyboard_walks_the_inbox()
    {
        await using var grid = await app.AtDesk("grid3");
        await grid.Open("/?box=claimable");

        await grid.Page.Keyboard.PressAsync("j");
        await grid.Page.Keyboard.PressAsync("Enter");
        await grid.Arrive("**/tasks/*");
    }

    [Fact]
    public async Task What_was_typed_is_still_there_after_the_browser_was_closed()
    {
        await using var grid = await app.OnPhone("grid3");
        await grid.Open("/hazards/new");
        await grid.Page.Locator("a.row-link").First.ClickAsync();
        await grid.Arrive("**/hazards/new?premises=*");
        await grid.Fill("description", "楼道堆放木料");
        await Assertions.Expect(grid.Page.Locator("[data-draft-said]")).ToContainTextAsync("草稿已自动保存");
        var address = grid.Page.Url;

        await grid.Page.GotoAsync("/me");
        await grid.Page.GotoAsync(address);

        await Assertions.Expect(grid.Page.Locator("#field-description")).ToHaveValueAsync("楼道堆放木料");
    }

    [Fact]
    public async Task Without_script_a_hazard_is_registered_all_the_same()
    {
        await using var grid = await app.OnPhone("grid3", javaScript: false);
        await grid.Open("/hazards/new");
        await grid.Page.Locator("a.row-link").First.ClickAsync();
        await grid.Pick("category", "fire");
        await grid.Fill("description", "灭火器过期，无应急照明");
        await grid.Pick("level", "general");

        var told = await grid.Submit();

        Assert.Matches("已登记 YH-[0-9]{4}-[0-9]{6}", told);
    }

    private static async Task LookAt(Visitor visitor, string path)
    {
        await visitor.Open(path);
        Assert.True(await visitor.Overflow() <= 0, $"{path} is wider than the screen");
        await visitor.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        var found = await visitor.Page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        var serious = found.GetProperty("violations").EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{violation.GetProperty("id")}: {violation.GetProperty("nodes")[0].GetProperty("html")}")
            .ToList();
        Assert.True(serious.Count == 0, $"{path}: {string.Join("\n", serious)}");
    }

    private static string SourceRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RectificationWorkflow.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
    }
}
