using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.Ledgers;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Tests.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Ledgers;

/// <summary>003-2.3: 每月 5 日前报送上月隐患排查治理问题清单. The street's clock stands in September 2026; September's list opens on 1 October.</summary>
public sealed class LedgerMonthTests
{
    private static readonly DateTimeOffset Opening = Local(10, 1);

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task On_the_first_each_community_gets_last_months_list_due_on_the_fifth_included(DatabaseProvider provider)
    {
        await using var given = await Kept(provider);
        await given.MoveTo(Opening.AddTicks(-1));
        Assert.Empty(await Ledgers(given));
        await given.MoveTo(Opening);

        var ledgers = await Ledgers(given);
        Assert.Equal(["东风社区", "新城社区"], ledgers.Select(ledger => ledger.CommunityName).Order());
        Assert.All(ledgers, ledger => Assert.Equal(("2026-09", Opening, Local(10, 6)), (ledger.Month, ledger.OpenedAt, ledger.DueAt)));
        var task = await given.OpenTask(East(ledgers).CaseNumber, "file-ledger");
        Assert.Equal(Local(10, 6), task.DueAt);
        Assert.Equal("file-ledger", Assert.Single(await given.OpenTasks(East(ledgers).CaseNumber)).ElementId);
    }

    [Fact]
    public async Task A_host_that_was_down_opens_every_missed_month_once_and_in_order()
    {
        await using var given = await Kept();
        given.Time.Set(Local(12, 20));
        await given.MoveTo(Local(12, 21));
        await given.MoveTo(Local(12, 22));

        var months = (await Ledgers(given)).Where(ledger => ledger.CommunityName == "东风社区").Select(ledger => ledger.Month);
        Assert.Equal(["2026-09", "2026-10", "2026-11"], months);
        Assert.Equal(0, (await given.Send(new KeepLedgersOpening())).Value);
        // Its due day was long over when it opened: the officer still has a working day, the record keeps the true due day.
        var first = (await Ledgers(given))[0];
        Assert.Equal(Local(10, 6), first.DueAt);
        Assert.True((await given.OpenTask(first.CaseNumber, "file-ledger")).DueAt > first.OpenedAt);
    }

    [Fact]
    public async Task It_is_filled_from_the_data_filed_confirmed_and_received()
    {
        await using var given = await Kept();
        var hazard = await Found(given);
        await given.MoveTo(Opening);
        var number = East(await Ledgers(given)).CaseNumber;

        var line = Assert.Single((await View(given, number)).Lines);
        Assert.Equal(hazard, line.HazardNumber);
        Assert.Equal("2026-09-14", line[LedgerColumn.InspectedOn].Value);
        Assert.EndsWith(" · 一般", line[LedgerColumn.CategoryLevel].Value);
        Assert.NotEmpty(line[LedgerColumn.Address].Value);

        await Do(given, "officer1", number, "file-ledger", ("outcome", "filed"));
        Assert.Equal(LedgerState.Confirming, (await View(given, number)).Month.State);
        await given.MoveTo(Local(10, 2, 10));
        await Do(given, "leader1", number, "confirm-ledger", ("outcome", "confirmed"));
        await Do(given, "safety1", number, "receive-ledger", ("outcome", "received"));

        var view = await View(given, number);
        Assert.Equal((LedgerState.Received, Local(10, 2, 10), LedgerStanding.OnTime), (view.Month.State, view.Month.FirstConfirmedAt!.Value, view.Head.Standing));
        Assert.Empty(await given.OpenTasks(number));
        Assert.Empty(await given.Read(db => db.Timers.Where(timer => timer.CaseNumber == number).ToListAsync()));
    }

    [Fact]
    public async Task A_filed_list_stays_as_it_was_whatever_becomes_of_the_hazard()
    {
        await using var given = await Kept();
        var hazard = await Found(given);
        await given.MoveTo(Opening);
        var number = East(await Ledgers(given)).CaseNumber;
        await Do(given, "officer1", number, "file-ledger", ("outcome", "filed"));
        var filed = (await View(given, number)).Lines[0];

        await given.Within(async scope =>
        {
            var db = (RectificationDb)scope.GetService(typeof(RectificationDb))!;
            (await db.Hazards.FirstAsync(row => row.CaseNumber == hazard)).Measures = "后来改的措施";
            return 0;
        });

        Assert.Equal(filed[LedgerColumn.Measures].Value, (await View(given, number)).Lines[0][LedgerColumn.Measures].Value);
        Assert.Equal("ledger.frozen", (await given.Send("officer1", new CorrectLedger(number, hazard, LedgerColumn.Measures, "别的", "写错了"))).Problem!.Code);
    }

    [Fact]
    public async Task A_correction_keeps_what_the_data_said_and_why_in_every_edition()
    {
        await using var given = await Kept();
        var hazard = await Found(given);
        await given.MoveTo(Opening);
        var number = East(await Ledgers(given)).CaseNumber;
        var data = (await View(given, number)).Lines[0][LedgerColumn.Acceptor].Value;
        Assert.True((await given.Send("officer1", new CorrectLedger(number, hazard, LedgerColumn.Acceptor, "李明", "验收人已更换"))).IsOk);

        await Do(given, "officer1", number, "file-ledger", ("outcome", "filed"));
        await Do(given, "leader1", number, "confirm-ledger", ("outcome", "returned"), ("reason", "地址不全"));
        Assert.Equal(LedgerState.Filling, (await View(given, number)).Month.State);
        Assert.True((await given.Send("officer1", new CorrectLedger(number, hazard, LedgerColumn.Address, "东风路 1 号二楼", "补楼层"))).IsOk);
        await Do(given, "officer1", number, "file-ledger", ("outcome", "filed"));

        var view = await View(given, number);
        Assert.Equal((2, 2), (view.Edition, view.Corrections.Length));
        Assert.Equal(new("李明", data, "验收人已更换"), view.Lines[0][LedgerColumn.Acceptor] with { By = null, At = null });
        var first = await View(given, number, edition: 1);
        Assert.NotEqual("东风路 1 号二楼", first.Lines[0][LedgerColumn.Address].Value);
        Assert.Null(view.Month.FirstConfirmedAt);
    }

    [Fact]
    public async Task A_row_left_out_has_no_number_on_paper_but_stays_visible_with_its_reason()
    {
        await using var given = await Kept();
        var hazard = await Found(given);
        await given.MoveTo(Opening);
        var number = East(await Ledgers(given)).CaseNumber;
        Assert.True((await given.Send("officer1", new CorrectLedger(number, hazard, null, LedgerCorrection.LeftOut, "属邻近社区"))).IsOk);
        Assert.Contains("value", (await given.Send("officer1", new CorrectLedger(number, hazard, null, LedgerCorrection.LeftOut, "再来一次"))).Problem!.Errors!.Keys);

        await Do(given, "officer1", number, "file-ledger", ("outcome", "filed"));

        var view = await View(given, number);
        Assert.Equal(0, view.Month.Rows);
        Assert.Empty(view.Listed);
        Assert.StartsWith("属邻近社区", view.Lines[0].LeftOut);
    }

    [Fact]
    public async Task Reminders_come_on_the_third_and_fifth_until_a_leader_has_confirmed()
    {
        await using var given = await Kept();
        await given.MoveTo(Opening);
        var (east, west) = (East(await Ledgers(given)).CaseNumber, (await Ledgers(given)).Single(ledger => ledger.CommunityName == "新城社区").CaseNumber);
        await given.MoveTo(Local(10, 3, 9));
        await Do(given, "officer1", east, "file-ledger", ("outcome", "filed"));
        await Do(given, "leader2", east, "confirm-ledger", ("outcome", "confirmed"));
        await given.MoveTo(Local(10, 5, 9));

        Assert.Equal([Local(10, 3, 9)], await Reminded(east));
        Assert.Equal([Local(10, 3, 9), Local(10, 5, 9)], await Reminded(west));

        Task<List<DateTimeOffset>> Reminded(string number) => given.Read(db =>
            db.Journal.Where(row => row.CaseNumber == number && row.What == "ledger.reminded").OrderBy(row => row.Number).Select(row => row.At.ToOffset(TimeSpan.FromHours(8))).ToListAsync());
    }

    [Fact]
    public async Task What_no_leader_confirmed_by_the_fifth_is_missing_from_the_sixth_and_late_when_it_comes()
    {
        await using var given = await Kept();
        await given.MoveTo(Opening);
        var ledger = East(await Ledgers(given));
        await Do(given, "officer1", ledger.CaseNumber, "file-ledger", ("outcome", "filed"));
        await given.MoveTo(Local(10, 6).AddTicks(-1));
        Assert.Empty(await Missing());
        await given.MoveTo(Local(10, 6));
        Assert.Contains(ledger.CaseNumber, (await Missing()).Select(row => row.CaseNumber));
        Assert.Equal(LedgerStanding.Missing, (await View(given, ledger.CaseNumber)).Head.Standing);

        await Do(given, "leader1", ledger.CaseNumber, "confirm-ledger", ("outcome", "confirmed"));

        Assert.DoesNotContain(ledger.CaseNumber, (await Missing()).Select(row => row.CaseNumber));
        Assert.Equal(LedgerStanding.Late, (await View(given, ledger.CaseNumber)).Head.Standing);

        async Task<ImmutableArray<LedgerMonth>> Missing() =>
            await given.With<LedgerQueries, ImmutableArray<LedgerMonth>>(queries => queries.Missing(ledger.StreetId, CancellationToken.None));
    }

    [Fact]
    public async Task The_streets_return_gives_two_working_days_and_does_not_undo_that_it_was_reported()
    {
        await using var given = await Kept();
        await given.MoveTo(Opening);
        var number = East(await Ledgers(given)).CaseNumber;
        await Do(given, "officer1", number, "file-ledger", ("outcome", "filed"));
        await Do(given, "leader1", number, "confirm-ledger", ("outcome", "confirmed"));
        await given.MoveTo(Local(10, 9, 10));
        Assert.Contains("reason", (await given.Complete("safety1", number, "receive-ledger", ("outcome", "returned"))).Problem!.Errors!.Keys);
        await Do(given, "safety1", number, "receive-ledger", ("outcome", "returned"), ("reason", "整改措施过于笼统"));

        // 10 October is a make-up day, 12 October a Monday.
        Assert.Equal(Local(10, 13), (await given.OpenTask(number, "file-ledger")).DueAt);
        await given.MoveTo(Local(11, 2));
        Assert.Equal(LedgerStanding.OnTime, (await View(given, number)).Head.Standing);
    }

    [Fact]
    public async Task An_empty_month_is_reported_too_and_earlier_hazards_stay_on_the_list_until_struck_off()
    {
        await using var given = await Kept();
        var hazard = await Found(given);
        await given.MoveTo(Local(11, 1));
        var october = (await Ledgers(given)).Single(ledger => ledger is { CommunityName: "东风社区", Month: "2026-10" }).CaseNumber;
        Assert.True(Assert.Single((await View(given, october)).Lines).IsCarriedOver);

        await given.Send("director1", new ChangeSetting("ledger.carry-over", "关"));
        Assert.Empty((await View(given, october)).Lines);
        await Do(given, "officer1", october, "file-ledger", ("outcome", "filed"));
        Assert.Equal((1, 0), ((await View(given, october)).Month.Edition, (await View(given, october)).Month.Rows));
        Assert.NotEmpty(hazard);
    }

    [Fact]
    public async Task Nobody_corrects_or_sees_the_list_of_another_community()
    {
        await using var given = await Kept();
        var hazard = await Found(given);
        await given.MoveTo(Opening);
        var number = East(await Ledgers(given)).CaseNumber;

        Assert.Equal("ledger.not-found", (await given.Send("officer2", new CorrectLedger(number, hazard, LedgerColumn.Unit, "改名", "写错了"))).Problem!.Code);
        var page = await given.With<LedgerQueries, Page<LedgerHead>>(async queries => await queries.List(new(), await given.ActorOf("officer2"), null, 50, CancellationToken.None));
        Assert.All(page.Items, head => Assert.Equal("新城社区", head.Month.CommunityName));
        Assert.Contains("reason", (await given.Send("officer1", new CorrectLedger(number, hazard, LedgerColumn.Unit, "改名", " "))).Problem!.Errors!.Keys);
        Assert.Contains("value", (await given.Send("officer1", new CorrectLedger(number, hazard, LedgerColumn.InspectedOn, "九月", "写错了"))).Problem!.Errors!.Keys);
        Assert.Contains("hazard", (await given.Send("officer1", new CorrectLedger(number, "YH-2026-999999", LedgerColumn.Unit, "改名", "写错了"))).Problem!.Errors!.Keys);
    }

    private static DateTimeOffset Local(int month, int day, int hour = 0) => new(2026, month, day, hour, 0, 0, TimeSpan.FromHours(8));

    private static async Task<Given> Kept(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var given = await Given.Street(provider);
        Assert.Equal(1, (await given.Send(new KeepLedgersOpening())).Value);
        return given;
    }

    private static Task<List<LedgerMonth>> Ledgers(Given given) => given.Read(db => db.LedgerMonths.AsNoTracking().OrderBy(row => row.CaseNumber).ToListAsync());

    private static LedgerMonth East(List<LedgerMonth> ledgers) => ledgers.Single(ledger => ledger is { CommunityName: "东风社区", Month: "2026-09" });

    private static async Task<LedgerView> View(Given given, string number, int? edition = null) =>
        (await given.With<LedgerQueries, Result<LedgerView>>(async queries => await queries.Find(number, edition, await given.ActorOf("officer1"), CancellationToken.None))).Value;

    private static async Task<string> Found(Given given) => await DeadlineRulesTests.Noticed(given, 10);

    private static async Task Do(Given given, string userName, string number, string elementId, params (string Name, object? Value)[] values)
    {
        var done = await given.Complete(userName, number, elementId, values);
        Assert.True(done.IsOk, $"{elementId}: {done.Problem?.Title}");
    }
}
