using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Documents;
using Rectification.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Hazards;

/// <summary>What the steps of a general hazard hold people to.</summary>
public sealed class DeadlineRulesTests
{
    private static readonly DateOnly Today = new(2026, 9, 14);

    [Fact]
    public async Task A_notice_is_numbered_delivered_and_binds_from_its_day_on()
    {
        await using var given = await Given.Street();
        var number = await Noticed(given, days: 7);

        var document = await given.Read(db => db.Documents.SingleAsync());
        Assert.Equal(("街安改〔2026〕1号", DocumentState.Issued, Delivery.WithSignature), (document.Number, document.State, document.Delivery));
        Assert.Equal(Document.DigestOf(document.Text), document.Digest);
        var view = await View(given, number);
        var deadline = Assert.Single(view.Deadlines);
        Assert.Equal(new DateTimeOffset(2026, 9, 22, 0, 0, 0, TimeSpan.FromHours(8)), deadline.EndsAt);
        Assert.Equal(("003-2.1.2", true), (deadline.Clause, deadline.IsCurrent));
        Assert.Equal(HazardState.Rectifying, view.Facts.State);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(16)]
    public async Task A_notice_with_a_deadline_out_of_range_is_refused_and_nothing_is_written(int days)
    {
        await using var given = await Given.Street();
        var number = await Registered(given);

        var problem = (await given.Complete("grid1", number, "issue-notice", Notice(days))).Problem!;

        Assert.Contains("deadline", problem.Errors!.Keys);
        Assert.Equal(0, await given.Read(db => db.Documents.CountAsync()));
        await given.OpenTask(number, "issue-notice");
    }

    [Fact]
    public async Task A_refusal_to_sign_needs_a_witness()
    {
        await using var given = await Given.Street();
        var number = await Registered(given);

        var problem = (await given.Complete("grid1", number, "issue-notice", [.. Notice(7), ("delivery", "refused")])).Problem!;
        Assert.Contains("witness", problem.Errors!.Keys);

        Assert.True((await given.Complete("grid1", number, "issue-notice", [.. Notice(7), ("delivery", "refused"), ("witness", "李建国")])).IsOk);
        var document = await given.Read(db => db.Documents.SingleAsync());
        Assert.Equal((Delivery.RefusedToSign, "李建国"), (document.Delivery, document.Witness));
    }

    [Fact]
    public async Task An_extension_is_asked_for_with_day_and_reason_and_granted_at_most_twice()
    {
        await using var given = await Given.Street();
        var number = await Noticed(given, days: 7);
        for (var round = 1; round <= 2; round++)
        {
            await Apply(given, number);
            Assert.True((await given.Complete("grid1", number, "revisit", Partly(given, 9))).IsOk);
            Assert.True((await given.Complete("officer1", number, "approve-extension", ("outcome", "granted"))).IsOk);
            Assert.Equal($"第 {round} 次延期", (await View(given, number)).Deadlines[0].Cause);
        }

        await Apply(given, number);
        Assert.True((await given.Complete("grid1", number, "revisit", Partly(given, 9))).IsOk);

        // None left: enforcement and facts for accountability.
        await given.OpenTask(number, "report-refusal");
        var opened = await given.Read(db => db.AccountabilityCases.SingleAsync(row => row.Trigger == "I4"));
        Assert.Equal(("I4", number, number), (opened.Trigger, opened.SubjectId, opened.Period));
    }

    [Fact]
    public async Task After_the_ordering_notice_only_the_three_last_outcomes_are_known()
    {
        await using var given = await Given.Street();
        var number = await Noticed(given, days: 1);
        await given.MoveTo(Given.Start.AddDays(2));
        await given.Complete("grid1", number, "revisit", Partly(given, 5));
        await given.Complete("officer1", number, "approve-extension", ("outcome", "declined"), ("reason", "理由不充分"));

        var tooLong = (await given.Complete("safety1", number, "order-rectification", ("outcome", "ordered"), ("workdays", 4m))).Problem!;
        Assert.Contains("workdays", tooLong.Errors!.Keys);
        Assert.True((await given.Complete("safety1", number, "order-rectification", ("outcome", "ordered"), ("workdays", 3m))).IsOk);
        var order = await given.Read(db => db.Documents.SingleAsync(document => document.Kind == DocumentKind.OrderNotice));
        Assert.Equal(DocumentState.Issued, order.State);
        Assert.Equal(DocumentState.Replaced, (await given.Read(db => db.Documents.SingleAsync(document => document.Kind == DocumentKind.RectificationNotice))).State);

        await Apply(given, number);
        var problem = (await given.Complete("grid1", number, "revisit", Partly(given, 5))).Problem!;
        Assert.Contains("outcome", problem.Errors!.Keys);
    }

    [Fact]
    public async Task The_first_rejection_gives_a_short_deadline_and_the_second_goes_to_enforcement()
    {
        await using var given = await Given.Street();
        var number = await Noticed(given, days: 7);
        await Apply(given, number);
        await given.Complete("grid1", number, "revisit", Passed);
        Assert.Equal(HazardState.InAcceptance, (await View(given, number)).Facts.State);

        var late = (await given.Complete("officer1", number, "accept", ("outcome", "rejected"), ("newDeadline", Today.AddDays(10)), ("reason", "仍有堆放"))).Problem!;
        Assert.Contains("newDeadline", late.Errors!.Keys);
        Assert.True((await given.Complete("officer1", number, "accept", ("outcome", "rejected"), ("newDeadline", Today.AddDays(4)), ("reason", "仍有堆放"))).IsOk);

        await Apply(given, number);
        await given.Complete("grid1", number, "revisit", Passed);
        Assert.True((await given.Complete("officer1", number, "accept", ("outcome", "rejected"), ("reason", "还是没有改"))).IsOk);

        await given.OpenTask(number, "report-refusal");
        var hazard = (await View(given, number)).Facts;
        Assert.Equal((2, HazardState.InEnforcement), (hazard.Rejections, hazard.State));
        Assert.NotNull(hazard.ClosureClockAt);
    }

    [Fact]
    public async Task Accepted_the_case_is_closed_with_nothing_left_open()
    {
        await using var given = await Given.Street();
        var number = await Noticed(given, days: 7);
        await Apply(given, number);
        await given.Complete("grid1", number, "revisit", Passed);
        Assert.True((await given.Complete("officer1", number, "accept", ("outcome", "accepted"))).IsOk);

        var view = await View(given, number);
        Assert.Equal((HazardState.Closed, "陈立"), (view.Facts.State, view.Facts.AcceptorName));
        Assert.Empty(view.OpenTasks);
        Assert.Equal(0, await given.Read(db => db.Timers.CountAsync(timer => timer.CaseNumber == number)));
        Assert.Equal(0, await given.Read(db => db.Instances.CountAsync(instance => instance.CaseNumber == number)));
        Assert.Empty(view.Actions);
    }

    [Fact]
    public async Task Five_working_days_overdue_open_one_accountability_case_and_no_second()
    {
        await using var given = await Given.Street();
        var number = await Noticed(given, days: 1);

        // Due at the end of Tuesday the 15th; the fifth working day after it is Monday the 21st, for Sunday the 20th is worked.
        await given.MoveTo(new DateTimeOffset(2026, 9, 20, 23, 59, 0, TimeSpan.FromHours(8)));
        Assert.Equal(0, await given.Read(db => db.AccountabilityCases.CountAsync(row => row.Trigger == "I4")));
        await given.MoveTo(new DateTimeOffset(2026, 9, 22, 0, 0, 0, TimeSpan.FromHours(8)));
        await given.MoveTo(new DateTimeOffset(2026, 10, 30, 9, 0, 0, TimeSpan.FromHours(8)));

        var opened = await given.Read(db => db.AccountabilityCases.SingleAsync(row => row.Trigger == "I4"));
        Assert.Equal((number, number), (opened.Period, opened.Sources));
        await given.OpenTask(opened.CaseNumber, "check-facts");
        Assert.True((await View(given, number)).IsOverdue);
    }

    [Fact]
    public async Task A_passed_revisit_ends_the_reminders()
    {
        await using var given = await Given.Street();
        var number = await Noticed(given, days: 7);
        await Apply(given, number);
        await given.Complete("grid1", number, "revisit", Passed);

        await given.Advance(TimeSpan.FromDays(40));

        Assert.Equal(0, await given.Read(db => db.AccountabilityCases.CountAsync(row => row.Trigger == "I4")));
        Assert.False((await View(given, number)).IsOverdue);
    }

    private static readonly (string, object?)[] Passed = [("outcome", "passed"), ("noPhotoReason", "单位已提交照片")];

    private static (string, object?)[] Partly(Given given, int days) =>
    [
        ("outcome", "partly"), ("noPhotoReason", "光线不足"), ("reason", "配件未到"),
        ("requestedDeadline", DateOnly.FromDateTime(given.Now.ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(days)),
    ];

    internal static (string, object?)[] Notice(int days) =>
    [
        ("outcome", "issued"), ("problem", "疏散通道堆放布料"), ("measures", "清空通道"), ("acceptanceStandard", "通道净宽符合要求"),
        ("deadline", Today.AddDays(days)), ("delivery", "signed"), ("receiver", "张宏达"),
    ];

    internal static async Task<string> Registered(Given given, string level = "general") =>
        (await given.Send("grid1", await RegisterHazardTests.Draft(given, level))).Value.CaseNumber;

    internal static async Task<string> Noticed(Given given, int days)
    {
        var number = await Registered(given);
        var noticed = await given.Complete("grid1", number, "issue-notice", Notice(days));
        Assert.True(noticed.IsOk, noticed.Problem?.Title);
        return number;
    }

    internal static async Task Apply(Given given, string number)
    {
        var applied = await given.Send("grid1", new RequestReinspection(number, "已整改，申请复查", []));
        Assert.True(applied.IsOk, applied.Problem?.Title);
    }

    internal static async Task<HazardView> View(Given given, string number)
    {
        var actor = await given.ActorOf("safety1");
        return (await given.With<HazardQueries, Result<HazardView>>(queries => queries.Find(number, actor, CancellationToken.None))).Value;
    }
}
