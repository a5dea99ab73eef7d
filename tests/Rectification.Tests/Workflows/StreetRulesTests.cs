using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability;
using Rectification.Documents;
using Rectification.Enforcement;
using Rectification.Hazards;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Walks;

/// <summary>What only the whole system can show: who may act, what a message does, what the forms refuse, that nothing is left at the end.</summary>
public sealed class StreetRulesTests
{
    [Fact]
    public async Task Who_revisited_neither_extends_nor_accepts()
    {
        await using var walk = await Walk("general");
        await Revisiting(walk);
        // A community safety officer is grid worker of the own grid too (003-1.2).
        await Grant(walk, "officer1", Role.GridWorker, "grid1");
        await Done(walk.TryAs("officer1", "revisit", "passed"));
        var view = await walk.View("accept");
        Assert.Equal(["SafetyOfficer", "SafetyOfficer"], view.Candidates.Select(candidate => candidate.Role));
        Assert.Equal(ProblemKind.Forbidden, (await walk.TryAs("officer1", "accept", "accepted")).Problem!.Kind);
        await Done(walk.TryAs("safety1", "accept", "accepted"));
    }

    [Fact]
    public async Task Who_found_it_does_not_accept_it()
    {
        await using var walk = (StreetWalk)await StreetWalk.Of("general", "officer1");
        await Revisiting(walk);
        await walk.Complete("revisit", "passed");
        Assert.DoesNotContain((await walk.View("accept")).Candidates, candidate => candidate.UserName == "officer1");
        await walk.Complete("accept", "accepted");
        await walk.Ends("closed");
    }

    [Fact]
    public async Task Nobody_signs_twice_and_no_filler_signs()
    {
        await using var walk = await Walk("major");
        await MajorWalks.Confirm(walk);
        await Grant(walk, "officer1", Role.CommunityLeader, "leader1");
        await walk.Complete(("fill-report", "submitted"), ("complete-report", "submitted"));
        Assert.Equal(["leader1", "leader2"], (await walk.View("sign-as-leader")).Candidates.Select(candidate => candidate.UserName).Order());
        await Done(walk.TryAs("leader1", "sign-as-leader", "signed"));
        Assert.Equal("task.excluded", (await walk.TryAs("leader1", "sign-as-leader", "signed")).Problem!.Code);
        Assert.Equal("task.excluded", (await walk.TryAs("officer1", "sign-as-leader", "signed")).Problem!.Code);
        await Done(walk.TryAs("leader2", "sign-as-leader", "signed"));
        await walk.Stands("affix-seal report-progress");
    }

    [Fact]
    public async Task A_returned_report_goes_back_to_the_same_filler()
    {
        await using var walk = await Walk("major");
        await MajorWalks.Confirm(walk);
        await walk.Complete(("fill-report", "submitted"), ("complete-report", "returned"));
        Assert.Equal("grid1", (await walk.View("fill-report")).Assignee);
    }

    [Fact]
    public async Task The_finder_is_asked_whether_there_is_no_hazard()
    {
        await using var walk = await Walk("undetermined");
        await walk.Complete("assess-level", "none");
        Assert.Equal("grid1", (await walk.View("object-to-none")).Assignee);
    }

    [Fact]
    public async Task An_enterprise_starts_undetermined_and_the_grid_worker_speaks_for_it()
    {
        await using var walk = (StreetWalk)await StreetWalk.Of("general", "enterprise1");
        await walk.Stands("assess-level");
        await walk.Complete("assess-level", "none");
        var view = await walk.View("object-to-none");
        Assert.Null(view.Assignee);
        Assert.Contains(view.Candidates, candidate => candidate.UserName == "grid1");
    }

    [Fact]
    public async Task A_major_hazard_is_not_ready_while_the_stop_is_not_recorded()
    {
        await using var walk = await Walk("major");
        await walk.Complete("verify-on-site", "major");
        var refused = await walk.Try("report-progress", "ready");
        Assert.Contains("outcome", refused.Problem!.Errors!.Keys);
        await walk.Complete(("record-stop-measures", "recorded"), ("report-progress", "ready"));
    }

    [Fact]
    public async Task Before_the_notice_of_a_major_hazard_an_application_reaches_nobody()
    {
        await using var walk = await Walk("major");
        await walk.Complete(("verify-on-site", "major"), ("report-progress", "continuing"));
        var refused = await walk.Given.Send("enterprise1", new SendMessage("reinspection-requested", walk.CaseNumber, Engine.Variables.Empty));
        Assert.Equal("message.no-receiver", refused.Problem!.Code);
        await walk.Complete("record-stop-measures", "recorded");
        Assert.True(await walk.Apply());
    }

    [Fact]
    public async Task With_the_revisit_open_an_application_is_attached()
    {
        await using var walk = await Walk("general");
        await Revisiting(walk);
        var sent = await walk.Given.Send("grid1", new RequestReinspection(walk.CaseNumber, "补充照片", []));
        Assert.False(sent.Value.MovedTheCase);
        await walk.Stands("revisit");
    }

    [Theory, InlineData(-1), InlineData(16)]
    public async Task A_deadline_lies_between_today_and_15_days(int days)
    {
        await using var walk = await Walk("general");
        var refused = await walk.Try("issue-notice", "issued", ("deadline", walk.Date(days)));
        Assert.Contains("deadline", refused.Problem!.Errors!.Keys);
        await walk.Stands("issue-notice");
    }

    [Theory, InlineData(0), InlineData(15)]
    public async Task Both_ends_of_the_15_days_are_good(int days)
    {
        await using var walk = await Walk("general");
        var deadline = walk.Day(days);
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(days)));
        await walk.WaitUntil(deadline);
        await walk.Stands("revisit");
    }

    [Fact]
    public async Task A_last_deadline_has_at_most_three_working_days()
    {
        await using var walk = await Walk("general");
        await Revisiting(walk);
        await walk.Complete(("revisit", "notDone"), ("approve-extension", "declined"));
        Assert.NotNull((await walk.Try("order-rectification", "ordered", ("workdays", 4))).Problem);
        await walk.Complete("order-rectification", "ordered", ("workdays", 3));
    }

    [Fact]
    public async Task A_new_deadline_after_a_rejection_has_at_most_five_working_days()
    {
        await using var walk = await Walk("general");
        await Revisiting(walk);
        await walk.Complete("revisit", "passed");
        Assert.Contains("newDeadline", (await walk.Try("accept", "rejected", ("newDeadline", walk.Date(9)))).Problem!.Errors!.Keys);
        await walk.Complete("accept", "rejected", ("newDeadline", walk.Date(7)));
    }

    [Fact]
    public async Task Reminders_come_before_on_and_after_the_deadline_and_climb()
    {
        await using var walk = await Walk("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        var deadline = walk.Day(7);
        Assert.Equal(0, await Told(walk, Role.GridWorker, "before-3"));
        await walk.WaitUntil(deadline.AddDays(-3));
        Assert.Equal(1, await Told(walk, Role.GridWorker, "before-3"));
        await walk.WaitUntil(deadline.AddDays(-1));
        Assert.Equal(1, await Told(walk, Role.GridWorker, "before-1"));
        await walk.WaitUntil(deadline);
        Assert.Equal(1, await Told(walk, Role.GridWorker, "on-day"));
        Assert.Equal(0, await Told(walk, Role.CommunitySafetyOfficer, "overdue-1"));
        await walk.WaitUntil(Drawings.Calendar.EndOfWorkday(deadline.AddSeconds(-1), 1));
        Assert.Equal(1, await Told(walk, Role.CommunitySafetyOfficer, "overdue-1"));
        Assert.Equal(0, await Told(walk, Role.SafetyOfficer, "overdue-1"));
        await walk.WaitUntil(Drawings.Calendar.EndOfWorkday(deadline.AddSeconds(-1), 3));
        Assert.Equal(1, await Told(walk, Role.SafetyOfficer, "overdue-3"));
    }

    [Fact]
    public async Task Five_working_days_overdue_open_one_case_of_accountability_and_no_second_one()
    {
        await using var walk = await Walk("general");
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        var fifth = Drawings.Calendar.EndOfWorkday(walk.Day(7).AddSeconds(-1), 5);
        await walk.WaitUntil(fifth.AddSeconds(-1));
        Assert.Empty(await Accountability(walk));
        await walk.WaitUntil(fifth);
        var opened = Assert.Single(await Accountability(walk));
        Assert.Equal("I4", opened.Trigger);
        Assert.Equal("check-facts", Assert.Single(await walk.Given.OpenTasks(opened.CaseNumber)).ElementId);
        for (var extension = 0; extension < 2; extension++)
        {
            await walk.Complete(("revisit", "partly"), ("approve-extension", "granted"));
            await walk.WaitDays(20);
        }
        await walk.Complete("revisit", "partly");
        Assert.Single(await Accountability(walk));
        await walk.Stands("report-refusal");
    }

    [Fact]
    public async Task An_extension_arms_the_reminders_anew()
    {
        await using var walk = await Walk("general");
        await Revisiting(walk);
        await walk.Complete("revisit", "partly", ("requestedDeadline", walk.Date(10)));
        await walk.Complete("approve-extension", "granted");
        var fifth = Drawings.Calendar.EndOfWorkday(walk.Day(10).AddSeconds(-1), 5);
        await walk.WaitUntil(fifth.AddSeconds(-1));
        Assert.Empty(await Accountability(walk));
        await walk.WaitUntil(fifth);
        Assert.Single(await Accountability(walk));
    }

    [Fact]
    public async Task A_passed_revisit_ends_the_reminders()
    {
        await using var walk = await Walk("general");
        await Revisiting(walk);
        await walk.Complete("revisit", "passed");
        await walk.WaitDays(40);
        Assert.Empty(await Accountability(walk));
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("closedDown")]
    [InlineData("withdrawn")]
    public async Task A_final_state_leaves_no_task_timer_message_or_process(string ending)
    {
        await using var walk = await Walk("major");
        if (ending != "withdrawn")
        {
            await MajorWalks.Confirm(walk);
            await walk.Complete("report-progress", "refused");
            await walk.Complete("report-refusal", "reported");
        }
        switch (ending)
        {
            case "closed":
                await walk.Complete("enforce-on-site", "suspension");
                await walk.Apply();
                await MajorWalks.Agree(walk);
                await MajorWalks.File(walk);
                await walk.Complete("strike-off", "struckOff");
                break;
            case "closedDown":
                await walk.Complete(("enforce-on-site", "closure"), ("decide-closure", "approved"), ("confirm-closure", "shutDown"));
                break;
            default:
                Assert.Null((await walk.Given.Send("grid1", new WithdrawHazard(walk.CaseNumber, "登记错场所"))).Problem);
                break;
        }
        await walk.Ends(ending);
        var given = walk.Given;
        Assert.Empty(await given.Read(db => db.Instances.AsNoTracking().Where(row => row.CaseNumber == walk.CaseNumber).Select(row => row.DefinitionKey).ToListAsync()));
        Assert.Empty(await given.Read(db => db.Timers.AsNoTracking().Where(row => row.CaseNumber == walk.CaseNumber).Select(row => row.ElementId).ToListAsync()));
        Assert.Empty(await given.Read(db => db.Subscriptions.AsNoTracking().Where(row => row.CorrelationKey == walk.CaseNumber).Select(row => row.ElementId).ToListAsync()));
    }

    [Fact]
    public async Task A_downgraded_hazard_keeps_its_filed_report_marked_and_gets_a_new_notice()
    {
        await using var walk = await Walk("major");
        await walk.Complete(("record-stop-measures", "recorded"), ("verify-on-site", "major"));
        await MajorWalks.File(walk);
        await walk.Complete("verify-street", "downgraded");
        await walk.Stands("issue-notice");
        await walk.Complete("issue-notice", "issued");
        var papers = await walk.Given.Read(db => db.Documents.AsNoTracking().Where(paper => paper.CaseNumber == walk.CaseNumber).ToListAsync());
        Assert.Equal(DocumentState.Downgraded, papers.Single(paper => paper.Kind == DocumentKind.MajorHazardReport && paper.Number is not null).State);
        Assert.Equal([DocumentState.Replaced, DocumentState.Issued],
            papers.Where(paper => paper.Kind == DocumentKind.RectificationNotice).OrderBy(paper => paper.Id).Select(paper => paper.State));
    }

    [Fact]
    public async Task A_fine_may_be_added_to_a_suspension_and_then_names_its_party()
    {
        await using var walk = await Walk("general");
        await Revisiting(walk);
        await walk.Complete(("revisit", "refused"), ("report-refusal", "reported"));
        Assert.Contains("party", (await walk.Try("enforce-on-site", "suspension", ("amount", 5000), ("party", null))).Problem!.Errors!.Keys);
        await walk.Complete("enforce-on-site", "suspension", ("amount", 5000), ("party", "承租人林某"));
        var acts = await walk.Given.Read(db => db.EnforcementRecords.AsNoTracking().Where(act => act.CaseNumber == walk.CaseNumber).ToListAsync());
        Assert.Equal(5000, acts.Single(act => act.Act == EnforcementAct.Penalty).Amount);
        Assert.Contains(acts, act => act.Act == EnforcementAct.Suspension);
    }

    [Fact]
    public async Task A_street_changes_a_due_time_without_a_drawing()
    {
        await using var walk = await Walk("general");
        Assert.Null((await walk.Given.Send("director1", new ChangeSetting("due.revisit", "5", "汛期人手不足"))).Problem);
        await Revisiting(walk);
        // Counted from the deadline, whose 24:00 has just come.
        Assert.Equal(Drawings.Calendar.EndOfWorkday(walk.Now.AddTicks(-1), 5), await walk.DueAt("revisit"));
    }

    private static async Task<StreetWalk> Walk(string level) => (StreetWalk)await StreetWalk.Of(level);

    private static async Task Revisiting(StreetWalk walk)
    {
        await walk.Complete("issue-notice", "issued", ("deadline", walk.Date(7)));
        await walk.WaitUntil(walk.Day(7));
        await walk.Stands("revisit");
    }

    private static async Task Done(Task<Result<CompletedTask>> completed) => Assert.Null((await completed).Problem);

    private static Task<List<AccountabilityCase>> Accountability(StreetWalk walk) =>
        walk.Given.Read(db => db.AccountabilityCases.AsNoTracking().Where(row => row.Sources.Contains(walk.CaseNumber) && row.Trigger == "I4").ToListAsync());

    /// <summary>How often a role was told of a stage.</summary>
    private static Task<int> Told(StreetWalk walk, Role role, string stage) => walk.Given.Read(db => db.Notifications.AsNoTracking()
        .Where(line => line.CaseNumber == walk.CaseNumber && line.Key.StartsWith("deadline:") && line.Key.EndsWith($":{stage}:{role}")).Select(line => line.Key).Distinct().CountAsync());

    /// <summary>Gives a person a role where somebody else has it.</summary>
    private static Task<RoleGrant> Grant(StreetWalk walk, string userName, Role role, string like) => walk.Given.Within(async scope =>
    {
        var db = scope.GetRequiredService<RectificationDb>();
        var user = await db.Users.SingleAsync(user => user.UserName == userName);
        var holder = await db.Users.SingleAsync(user => user.UserName == like);
        var known = await db.RoleGrants.FirstAsync(grant => grant.UserId == holder.Id && grant.Role == role);
        var given = new RoleGrant { UserId = user.Id, Role = role, ScopeId = known.ScopeId, StreetId = known.StreetId };
        db.RoleGrants.Add(given);
        return given;
    });
}
