using Microsoft.EntityFrameworkCore;
using Rectification.Enforcement;
using Rectification.Hazards;
using Rectification.Notifications;
using Rectification.Storage;
using Rectification.Tests.Hazards;
using Rectification.Workflow;

namespace Rectification.Tests.Enforcement;

public sealed class EnforcementTests
{
    [Fact]
    public async Task A_reported_refusal_tells_street_and_police_and_puts_the_hazard_in_enforcement()
    {
        await using var given = await Given.Street();
        var number = await Refused(given);
        await MajorHazardTests.Do(given, "officer1", number, "report-refusal", ("outcome", "reported"), ("facts", "两次督促仍不整改"));

        Assert.Equal(HazardState.InEnforcement, (await DeadlineRulesTests.View(given, number)).Facts.State);
        var told = await given.Read(db => db.Notifications.Where(line => line.Key.StartsWith("refusal:")).Join(db.Users, line => line.UserId, user => user.Id, (_, user) => user.UserName).Order().ToListAsync());
        Assert.Equal(["police1", "safety1", "safety2"], told);
        await given.OpenTask(number, "enforce-on-site");
    }

    [Fact]
    public async Task An_unfounded_report_waits_three_working_days_and_then_knows_only_the_last_outcomes()
    {
        await using var given = await Given.Street();
        var number = await Refused(given);
        await MajorHazardTests.Do(given, "officer1", number, "report-refusal", ("outcome", "unfounded"), ("reason", "当天已在整改"));
        Assert.Empty(await given.OpenTasks(number));

        await given.MoveTo(new DateTimeOffset(2026, 9, 18, 0, 0, 0, TimeSpan.FromHours(8)));

        await given.OpenTask(number, "revisit");
        var problem = (await given.Complete("grid1", number, "revisit", ("outcome", "partly"), ("noPhotoReason", "夜间"), ("reason", "配件未到"),
            ("requestedDeadline", new DateOnly(2026, 9, 25)))).Problem!;
        Assert.Contains("outcome", problem.Errors!.Keys);
    }

    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task Each_liable_party_has_its_own_penalty_and_the_ordered_deadline_binds(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "penalty"), ("deadline", new DateOnly(2026, 9, 18)),
            ("party", "承租方张宏达"), ("amount", 5000m), ("document", "青应急罚〔2026〕3号"), ("party2", "产权人蔡阿福"), ("amount2", 2000m));

        var view = await DeadlineRulesTests.View(given, number);
        var penalties = view.Enforcement.Where(act => act.Act == EnforcementAct.Penalty).ToList();
        Assert.Equal(["承租方张宏达", "产权人蔡阿福"], penalties.Select(penalty => penalty.Party));
        Assert.Equal(new DateTimeOffset(2026, 9, 19, 0, 0, 0, TimeSpan.FromHours(8)), view.Facts.DeadlineAt);
        Assert.Equal("行政处罚时责令限期改正", view.Deadlines[0].Cause);

        await given.MoveTo(new DateTimeOffset(2026, 9, 19, 0, 0, 0, TimeSpan.FromHours(8)));
        await given.OpenTask(number, "revisit");
    }

    [Fact]
    public async Task A_suspended_premises_resumes_only_after_all_three_agree_and_the_general_case_is_then_closed()
    {
        await using var given = await Given.Street();
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "suspension"), ("reason", "继续作业有危险"));
        Assert.True((await DeadlineRulesTests.View(given, number)).Facts.UnderSuspension);

        await DeadlineRulesTests.Apply(given, number);
        Assert.Equal(HazardState.InAcceptance, (await DeadlineRulesTests.View(given, number)).Facts.State);
        foreach (var person in new[] { "officer1", "safety1", "dept1" })
            await Agree(given, person, number);

        var view = await DeadlineRulesTests.View(given, number);
        Assert.Equal((HazardState.Closed, false), (view.Facts.State, view.Facts.UnderSuspension));
        Assert.Equal(EnforcementAct.SuspensionLifted, view.Enforcement[^1].Act);
    }

    [Fact]
    public async Task Thirty_days_of_suspension_without_application_bring_the_officers_back_and_start_the_closure_clock()
    {
        await using var given = await Given.Street();
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "suspension"), ("reason", "继续作业有危险"));

        await given.Advance(TimeSpan.FromDays(30));

        await given.OpenTask(number, "enforce-on-site");
        Assert.Equal(given.Now, (await DeadlineRulesTests.View(given, number)).Facts.ClosureClockAt);
    }

    [Fact]
    public async Task A_closure_is_proposed_approved_and_confirmed()
    {
        await using var given = await Given.Street();
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "closure"), ("reason", "不具备安全生产条件"));
        await MajorHazardTests.Do(given, "director1", number, "decide-closure", ("outcome", "approved"));
        await MajorHazardTests.Do(given, "grid1", number, "confirm-closure", ("outcome", "shutDown"), ("noPhotoReason", "已贴封条"));

        var view = await DeadlineRulesTests.View(given, number);
        Assert.Equal(HazardState.ClosedDown, view.Facts.State);
        Assert.Empty(view.OpenTasks);
        Assert.Equal(0, await given.Read(db => db.Notifications.CountAsync(line => line.Key.StartsWith("incident:"))));
    }

    [Fact]
    public async Task A_transfer_returned_comes_back_to_the_officers()
    {
        await using var given = await Given.Street();
        var number = await InEnforcement(given);
        await MajorHazardTests.Do(given, "safety1", number, "enforce-on-site", ("outcome", "transfer"), ("authority", "区消防救援大队"), ("reason", "无执法权限"));
        await MajorHazardTests.Do(given, "dept1", number, "receive-transfer", ("outcome", "received"));
        await MajorHazardTests.Do(given, "dept1", number, "give-transfer-result", ("outcome", "returned"), ("reason", "不属本部门职责"));

        await given.OpenTask(number, "enforce-on-site");
        var acts = (await DeadlineRulesTests.View(given, number)).Enforcement.Select(act => act.Act);
        Assert.Equal([EnforcementAct.RefusalReported, EnforcementAct.Transferred, EnforcementAct.TransferReceived, EnforcementAct.TransferReturned], acts);
    }

    private static async Task Agree(Given given, string userName, string number)
    {
        var role = (await given.ActorOf(userName)).Grants[0].Role.ToString();
        var task = (await given.OpenTasks(number)).Single(each => each.CandidateKey!.StartsWith(role + "@", StringComparison.Ordinal));
        var done = await given.Send(userName, new CompleteTask(task.Id, Engine.Variables.Of(("outcome", "agreed"))));
        Assert.True(done.IsOk, done.Problem?.Title);
    }

    private static async Task<string> Refused(Given given)
    {
        var number = await DeadlineRulesTests.Noticed(given, days: 7);
        await DeadlineRulesTests.Apply(given, number);
        await MajorHazardTests.Do(given, "grid1", number, "revisit", ("outcome", "refused"), ("noPhotoReason", "拒绝拍照"), ("reason", "明确表示不改"));
        return number;
    }

    private static async Task<string> InEnforcement(Given given)
    {
        var number = await Refused(given);
        await MajorHazardTests.Do(given, "officer1", number, "report-refusal", ("outcome", "reported"), ("facts", "两次督促仍不整改"));
        return number;
    }
}
