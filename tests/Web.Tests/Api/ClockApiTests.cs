namespace Rectification.Web.Tests.Api;

public sealed class ClockApiTests
{
    [Fact]
    public async Task Only_the_system_administrator_moves_it_and_only_ahead()
    {
        await using var app = await WebApp.Start();
        var now = (await (await app.Api("grid1")).Get("/demo/clock")).Ok()["now"].GetDateTimeOffset();
        Assert.InRange(now, TestClock.Instance.GetUtcNow().AddMinutes(-5), TestClock.Instance.GetUtcNow());

        foreach (var other in (string[])["grid1", "director1", "secadmin1", "designer1"])
            (await (await app.Api(other)).Post("/demo/clock", new { advance = "P1D" })).Refused(403);

        var admin = await app.Api("sysadmin1");
        foreach (var wrong in (string[])["""{"advance":"tomorrow"}""", """{"advance":"-P1D"}""", """{"set":"2020-01-01T00:00:00+08:00"}""", """{"set":"never"}""", "{}", """{"advance":3}"""])
            (await admin.Post("/demo/clock", wrong)).Refused(422);

        var moved = (await admin.Post("/demo/clock", new { advance = "PT36H" })).Ok()["now"].GetDateTimeOffset();
        Assert.InRange(moved, now.AddHours(36), now.AddHours(36).AddMinutes(5));
        var set = now.AddDays(4);
        Assert.InRange((await admin.Post("/demo/clock", new { set })).Ok()["now"].GetDateTimeOffset(), set, set.AddMinutes(5));
        (await admin.Post("/demo/clock", new { set = now.AddDays(1) })).Refused(422);
    }

    [Fact]
    public async Task It_answers_when_all_that_fell_due_has_run()
    {
        await using var app = await WebApp.Start();
        var number = await app.NewHazard("general");
        (await app.Complete("grid1", await app.OpenTaskId(number, "issue-notice"), "issued")).Ok();

        (await (await app.Api("sysadmin1")).Post("/demo/clock", new { advance = "P16D" })).Ok();
        await app.OpenTask(number, "revisit");

        // Five working days after the deadline the street asks who answers for it; that nobody took the revisit or made it is asked on its own.
        (await (await app.Api("sysadmin1")).Post("/demo/clock", new { advance = "P20D" })).Ok();
        var cases = (await (await app.Api("safety1")).Get($"/accountability?source={number}")).Ok().Items;
        Assert.Equal(["I4", "I5", "N4"], cases.Select(each => each.GetProperty("trigger").GetString()!).Order(StringComparer.Ordinal));
        var one = cases.Single(each => each.GetProperty("trigger").GetString() == "I4");
        Assert.Matches(@"^ZR-\d{4}-\d{6}$", one.GetProperty("caseNumber").GetString());
        Assert.Equal(number, one.GetProperty("period").GetString());
        Assert.Equal([number], one.GetProperty("sources").EnumerateArray().Select(source => source.GetString()));
        Assert.Equal("hazard", one.GetProperty("subject").GetProperty("kind").GetString());
        foreach (var field in (string[])["facts", "state", "openedAt"])
            Assert.NotEqual("", one.GetProperty(field).GetString());
        Assert.True(one.TryGetProperty("measure", out _));

        Assert.Empty((await (await app.Api("officer2")).Get($"/accountability?source={number}")).Ok().Items);
        (await (await app.Api("safety1")).Get("/accountability?after=%21")).Refused(422, field: "after");
    }
}
