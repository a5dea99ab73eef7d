using Rectification.Web.Tests.Api;

namespace Rectification.Web.Tests.Browser;

/// <summary>The whole ladder of 003-4, from an overdue hazard to the discipline committee, on the pages that its people use; the clock is moved, nothing else is.</summary>
public sealed class LadderTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private const string Description = "成品仓库占用疏散通道";
    private const int Step = 7;
    private const int MostDays = 60;

    [Fact]
    public async Task An_overdue_hazard_climbs_from_notice_to_interview_to_listing_to_the_discipline_committee()
    {
        var hazard = await Noticed();
        await using var safety = await app.AtDesk("safety1");
        await using var leader = await app.OnPhone("leader1");
        await using var director = await app.AtDesk("director1");
        await using var discipline = await app.AtDesk("discipline1");

        var notice = await Awaited(hazard, "I4");
        await Proven(leader, notice, "003-4.2.4", "整改期限届满");
        await Judged(safety, leader, director, notice, measure: "notice");
        await leader.OpenTask("反馈整改情况", notice);
        await leader.Fill("feedback", "已约谈业主，仓库正在清理");
        await leader.Submit();
        await Printed(leader, notice, "书面通报", "已约谈业主，仓库正在清理，请再给几天");

        var interview = await Awaited(hazard, "I2");
        await Proven(leader, interview, "003-4.2.2", notice);
        await Judged(safety, leader, director, interview);
        await Printed(director, interview, "约谈通知书", "到青山街道安办接受约谈");
        await director.OpenTask("约谈", interview);
        await director.Choose("held");
        await director.Fill("interviewee", "社区主任");
        await director.Fill("minutes", "通报后仍未清理，说明了原因");
        await director.Fill("promise", "十日内清空仓库通道");
        await director.Fill("promiseDate", (await Now()).AddDays(10).ToString("yyyy-MM-dd", null));
        await director.Page.SelectOptionAsync("#field-signing", "signed");
        await director.Fill("noPhotoReason", "签字件已扫描归档");
        await director.Submit();
        await Printed(director, interview, "约谈记录", "十日内清空仓库通道");

        var listing = await Awaited(hazard, "L5");
        await Judged(safety, leader, director, listing);
        await using (var street = await app.OnPhone("streetleader1"))
        {
            await street.OpenTask("批准挂牌督办", listing);
            await street.Choose("approved");
            await street.Fill("deadline", (await Now()).AddDays(15).ToString("yyyy-MM-dd", null));
            await street.Submit();
            Assert.Empty(street.Complaints);
        }
        await Printed(leader, listing, "挂牌督办通知书", "督办期限");
        await safety.OpenTask("跟踪落实", listing);
        await safety.Choose("climb");
        await safety.Fill("findings", "督办期内仍未动工");
        await safety.Submit();

        var admonishment = await CaseOf(hazard, "A3");
        string[] ladder = [notice, interview, listing, admonishment];
        Assert.Empty(ladder.Intersect(await Listed(discipline)));
        await Judged(safety, leader, director, admonishment);
        Assert.Equal([admonishment], ladder.Intersect(await Listed(discipline)));
        await discipline.Open($"/accountability/{admonishment}");
        Assert.Contains("督办期内仍未动工", await discipline.Text(), StringComparison.Ordinal);
        foreach (var kept in (string[])[$"/accountability/{notice}", $"/accountability/{interview}", $"/accountability/{listing}", $"/hazards/{hazard}"])
        {
            await discipline.Open(kept);
            Assert.DoesNotContain(Description, await discipline.Text(), StringComparison.Ordinal);
        }
        await discipline.OpenTask("诫勉谈话", admonishment);
        await discipline.Fill("minutes", "对督促整改长期不到位进行诫勉");
        await discipline.Page.SelectOptionAsync("#field-signing", "signed");
        await discipline.Submit();
        await Printed(discipline, admonishment, "诫勉谈话记录", "对督促整改长期不到位进行诫勉");
        Assert.All((Visitor[])[safety, leader, director, discipline], visitor => Assert.Empty(visitor.Complaints));
    }

    [Fact]
    public async Task A_clue_is_put_forward_by_hand_and_received_with_its_evidence_by_the_discipline_committee()
    {
        var hazard = await app.NewHazard("general", description: Description);
        await using var safety = await app.AtDesk("safety1");
        await safety.Open($"/accountability/new?trigger=T1&source={hazard}");
        await safety.Page.SelectOptionAsync("#field-subject", new Microsoft.Playwright.SelectOptionValue { Label = "东风社区" });
        await safety.Fill("facts", "火灾造成多人伤亡，社区长期未督促整改");
        await safety.Page.ClickAsync(".action-bar button[type=submit]");
        await safety.Arrive("**/accountability/ZR-*");
        var clue = safety.Page.Url[(safety.Page.Url.LastIndexOf('/') + 1)..];

        await using var leader = await app.OnPhone("leader2");
        await using var director = await app.AtDesk("director1");
        await using var discipline = await app.AtDesk("discipline1");
        await discipline.Open($"/accountability/{clue}");
        Assert.DoesNotContain("多人伤亡", await discipline.Text(), StringComparison.Ordinal);
        await Judged(safety, leader, director, clue);

        await Printed(discipline, clue, "问题线索移送函", "多人伤亡");
        await discipline.OpenTask("接收问题线索", clue);
        await discipline.Choose("received");
        await discipline.Submit();
        await discipline.OpenTask("登记调查处理结果", clue);
        await discipline.Fill("result", "给予党内警告");
        await discipline.Submit();
        await safety.Open($"/accountability/{clue}");
        Assert.Contains("给予党内警告", await safety.Text(), StringComparison.Ordinal);
        Assert.All((Visitor[])[safety, leader, director, discipline], visitor => Assert.Empty(visitor.Complaints));
    }

    /// <summary>Noticed with a week to put it right; nobody will.</summary>
    private async Task<string> Noticed()
    {
        var hazard = await app.NewHazard("general", description: Description);
        await using var grid = await app.OnPhone("grid1");
        await grid.OpenTask("下发整改通知书", hazard);
        await grid.Fill("measures", "清空疏散通道");
        await grid.Submit();
        return hazard;
    }

    /// <summary>Checked by the officer, answered by the community on the phone, decided by the director.</summary>
    private static async Task Judged(Visitor safety, Visitor leader, Visitor director, string number, string? measure = null)
    {
        await safety.OpenTask("核实情形", number);
        await safety.Choose("founded");
        await safety.Submit();
        await leader.OpenTask("陈述申辩", number);
        Assert.True(await leader.Overflow() <= 0);
        await leader.Fill("answer", "已约谈业主，仓库正在清理，请再给几天");
        await leader.Submit();
        await director.OpenTask("决定处理措施", number);
        Assert.Contains("请再给几天", await director.Text(), StringComparison.Ordinal);
        await director.Choose(measure is null ? "proposed" : "other");
        if (measure is not null)
            await director.Page.SelectOptionAsync("#field-measure", measure);
        await director.Submit();
    }

    /// <summary>The one concerned opens the proof: the clause, and what did or did not happen.</summary>
    private static async Task Proven(Visitor visitor, string number, params string[] words)
    {
        await visitor.Open($"/accountability/{number}");
        var page = await visitor.Text();
        Assert.All(words, word => Assert.Contains(word, page, StringComparison.Ordinal));
        Assert.True(await visitor.Overflow() <= 0);
    }

    private static async Task Printed(Visitor visitor, string number, string paper, string words)
    {
        await visitor.Open($"/accountability/{number}?tab=papers");
        await visitor.Page.Locator("a.row-link", new() { HasText = paper }).First.ClickAsync();
        await visitor.Arrive("**/print");
        Assert.Contains(words, await visitor.Text(), StringComparison.Ordinal);
    }

    private static async Task<List<string>> Listed(Visitor visitor)
    {
        await visitor.Open("/accountability?state=all");
        return [.. (await visitor.Page.Locator("a.row-link .num").AllInnerTextsAsync()).Where(text => text.StartsWith("ZR-", StringComparison.Ordinal))];
    }

    private async Task<string> CaseOf(string hazard, string trigger) => Assert.Single(await CasesOf(hazard, trigger));

    /// <summary>The clock moves on until the working days have passed: how many days they take depends on the holidays.</summary>
    private async Task<string> Awaited(string hazard, string trigger)
    {
        for (var days = 0; (await CasesOf(hazard, trigger)).Count == 0; days += Step)
        {
            Assert.True(days < MostDays, $"{trigger} did not fire within {days} days.");
            await Advance(Step);
        }
        return await CaseOf(hazard, trigger);
    }

    private async Task<List<string>> CasesOf(string hazard, string trigger) =>
        [.. (await (await app.Api("safety1")).Get($"/accountability?source={hazard}")).Ok().Items
            .Where(each => each.GetProperty("trigger").GetString() == trigger).Select(each => each.GetProperty("caseNumber").GetString()!)];

    private async Task Advance(int days) => (await (await app.Api("sysadmin1")).Post("/demo/clock", new { advance = $"P{days}D" })).Ok();

    private async Task<DateTimeOffset> Now() => (await (await app.Api("sysadmin1")).Get("/demo/clock")).Ok()["now"].GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8));
}
