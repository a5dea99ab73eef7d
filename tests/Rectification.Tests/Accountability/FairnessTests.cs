using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accountability;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Workflow;

namespace Rectification.Tests.Accountability;

/// <summary>The system proposes, people decide; nobody answers for time that was not theirs.</summary>
public sealed class FairnessTests
{
    [Fact]
    public async Task Facts_that_vanish_before_the_decision_are_told_and_dismissal_is_proposed_with_that_reason()
    {
        await using var story = await Story.Begin();
        var (_, number) = await NoticeGivenAfterTheAnswer(story);

        await story.Given.MoveTo(Story.At(9, 17));

        var told = await story.Case(number);
        Assert.Equal((Measures.Dismissed, Story.At(9, 17)), (told.Proposed, told.VanishedAt));
        Assert.Contains("情形已消除", told.ProposedWhy, StringComparison.Ordinal);
        Assert.True(await story.Given.Read(db => db.Journal.AnyAsync(row => row.CaseNumber == number && row.What == "accountability.vanished")));
        await story.Do("director1", number, "decide-measure", ("outcome", "proposed"));
        Assert.Equal((AccountabilityState.Dismissed, told.ProposedWhy), ((await story.Case(number)).State, (await story.Case(number)).Reason));
    }

    [Fact]
    public async Task What_was_done_a_minute_before_the_decision_is_seen_and_the_director_may_still_decide_otherwise()
    {
        await using var story = await Story.Begin();
        var (_, number) = await NoticeGivenAfterTheAnswer(story);
        await story.Do("director1", number, "decide-measure", ("outcome", "other"), ("measure", "letter"));
        var decided = await story.Case(number);
        Assert.NotNull(decided.VanishedAt);
        Assert.Equal("letter", decided.Measure);
    }

    [Fact]
    public async Task A_proposal_that_changes_at_the_decision_is_refused_with_what_changed_and_stands_to_be_seen()
    {
        await using var story = await Story.Begin();
        var (_, number) = await NoticeGivenAfterTheAnswer(story);

        var refused = (await Decide(story, number, null)).Problem!;

        Assert.Equal((ProblemKind.Conflict, "accountability.proposal-changed"), (refused.Kind, refused.Code));
        Assert.Contains("情形已消除", refused.Title, StringComparison.Ordinal);
        Assert.Contains("不予追究", refused.Title, StringComparison.Ordinal);
        var seen = await story.Case(number);
        Assert.Equal((AccountabilityState.Heard, Measures.Dismissed, null), (seen.State, seen.Proposed, seen.Measure));
        Assert.NotNull(seen.VanishedAt);
        Assert.Null((await Decide(story, number, null)).Problem);
        Assert.Equal(AccountabilityState.Dismissed, (await story.Case(number)).State);
    }

    [Fact]
    public async Task What_was_shown_before_the_facts_vanished_in_the_night_is_not_decided()
    {
        await using var story = await Story.Begin();
        var (_, number) = await NoticeGivenAfterTheAnswer(story);
        await story.Given.MoveTo(Story.At(9, 17, 9));
        Assert.Equal(Story.At(9, 17), (await story.Case(number)).VanishedAt);

        Assert.Equal("accountability.proposal-changed", (await Decide(story, number, Story.At(9, 16, 20))).Problem?.Code);
        Assert.Equal(AccountabilityState.Heard, (await story.Case(number)).State);
        Assert.Null((await Decide(story, number, Story.At(9, 17, 9))).Problem);
    }

    private static async Task<Result<CompletedTask>> Decide(Story story, string number, DateTimeOffset? shownAt) => await story.Given.Send("director1",
        new CompleteTask((await story.Given.OpenTask(number, "decide-measure")).Id, Engine.Variables.Of(("outcome", "proposed")), ShownAt: shownAt));

    [Fact]
    public async Task A_day_of_outage_is_no_day_of_theirs()
    {
        await using var story = await Story.Begin();
        await story.Down(Story.At(9, 15, 8), Story.At(9, 15, 18));
        await story.General();
        // One working day ended on the 15th; ten hours of it the system was down, and a deadline at 24:00 stays one at 24:00.
        var found = await story.FiresOnceAt("N2", Story.At(9, 17));
        var proof = await story.Evidence(found.CaseNumber);
        Assert.Equal((Story.At(9, 16), Story.At(9, 17)), (proof.Duties[0].DueAt, proof.Duties[0].ExtendedTo));
        Assert.Equal("系统停机", Assert.Single(proof.NotCounted).Why);
    }

    [Fact]
    public async Task What_fell_due_while_the_system_was_down_is_marked_and_told_in_one_message()
    {
        await using var story = await Story.Begin();
        for (var i = 0; i < 6; i++)
            await story.General(i % 2 == 0 ? "grid1" : "grid2", $"第 {i} 处疏散指示损坏");
        await story.Down(Story.At(9, 15, 20), Story.At(9, 16, 8));
        await story.Given.MoveTo(Story.At(9, 17));
        var cases = await story.Of("N2");
        Assert.Equal(6, cases.Count);
        Assert.Single(cases.Select(row => Assert.NotNull(row.OutageId)).Distinct());
        var told = await story.Given.Read(db => db.Notifications.AsNoTracking().Select(row => row.Key).Distinct().ToListAsync());
        Assert.Single(told, key => key.StartsWith("outage:", StringComparison.Ordinal));
        var tasks = await story.Given.Read(db => db.Tasks.Where(task => task.ElementId == "check-facts" && cases.Select(row => row.CaseNumber).Contains(task.CaseNumber)).Select(task => task.Id).ToListAsync());
        Assert.DoesNotContain(told, key => tasks.Any(id => key == $"task:{id:N}:opened"));
    }

    [Fact]
    public async Task A_gap_in_the_heartbeat_is_kept_as_an_outage_and_a_short_one_is_not()
    {
        await using var story = await Story.Begin();
        Assert.Null((await story.Given.Send(new Heartbeat("one"))).Value);
        story.Given.Time.Set(Given.Start.AddMinutes(5));
        Assert.Null((await story.Given.Send(new Heartbeat("two"))).Value);
        story.Given.Time.Set(Given.Start.AddHours(7));
        var outage = Assert.IsType<OutageRow>((await story.Given.Send(new Heartbeat("three"))).Value);
        Assert.Equal((Given.Start.AddMinutes(5), Given.Start.AddHours(7), OutageKind.Down), (outage.From, outage.To, outage.Kind));
        story.Given.Time.Set(Given.Start.AddDays(40));
        Assert.Equal(OutageKind.ClockJump, (await story.Given.Send(new Heartbeat("three"))).Value!.Kind);
    }

    [Theory, InlineData(1), InlineData(31), InlineData(365)]
    public async Task The_clock_jumps_and_every_fact_is_found_once(int days)
    {
        await using var story = await Story.Begin();
        await story.General();
        story.Given.Time.Set(Given.Start.AddDays(days + 2));
        await story.Given.MoveTo(Given.Start.AddDays(days + 3));
        Assert.Single(await story.Of("N2"));
        Assert.Single(await story.Of("I5"));
    }

    [Fact]
    public async Task A_month_with_no_data_brings_no_rates()
    {
        await using var story = await Story.Begin();
        await story.NeverFires("N1", Story.At(12, 2));
    }

    [Fact]
    public async Task Two_who_decide_at_once_are_one_decision()
    {
        await using var story = await Story.Begin();
        await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        var number = Assert.Single(await story.Of("N2")).CaseNumber;
        var task = await story.Given.OpenTask(number, "check-facts");
        var both = await Task.WhenAll(
            story.Given.Send("safety1", new CompleteTask(task.Id, Engine.Variables.Of(("outcome", "founded")))),
            story.Given.Send("safety2", new CompleteTask(task.Id, Engine.Variables.Of(("outcome", "unfounded"), ("reason", "期限计算有误")))));
        Assert.Single(both, answer => answer.IsOk);
        Assert.Equal("task.already-done", Assert.Single(both, answer => !answer.IsOk).Problem!.Code);
        Assert.Single(await story.Given.OpenTasks(number));
    }

    [Fact]
    public async Task A_successor_acts_and_the_history_keeps_the_name()
    {
        await using var story = await Story.Begin();
        await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        var number = Assert.Single(await story.Of("N2")).CaseNumber;
        var task = await story.Given.OpenTask(number, "check-facts");
        Assert.True((await story.Given.Send("safety1", new ClaimTask(task.Id))).IsOk);
        var left = await story.Given.ActorOf("safety1");
        var gone = await story.Given.Send("sysadmin1", new DeactivateAccount(left.UserId));
        Assert.True(gone.IsOk, gone.Problem?.Title);
        await story.Do("safety2", number, "check-facts", ("outcome", "founded"));
        var journal = await story.Given.Read(db => db.Journal.AsNoTracking().Where(row => row.CaseNumber == number).Select(row => row.Text).ToListAsync());
        Assert.Contains(journal, text => text.Contains(left.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_role_is_taken_back_between_opening_and_decision_the_next_level_decides_and_it_is_traced()
    {
        await using var story = await Story.Begin();
        await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        var number = Assert.Single(await story.Of("N2")).CaseNumber;
        await story.Do("safety1", number, "check-facts", ("outcome", "founded"));
        var director = await story.Given.ActorOf("director1");
        var grant = await story.Given.Read(db => db.RoleGrants.SingleAsync(row => row.UserId == director.UserId && row.Role == Role.SafetyOfficeDirector));
        Assert.True((await story.Given.Send("secadmin1", new RevokeRole(grant.Id))).IsOk);
        await story.Answer(number);
        await story.Do("streetleader1", number, "decide-measure", ("outcome", "proposed"));
        var journal = await story.Given.Read(db => db.Journal.AsNoTracking().Where(row => row.CaseNumber == number && row.What == "task.handed-on").Select(row => row.Text).ToListAsync());
        Assert.Contains("街道安办主任空缺", Assert.Single(journal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_left_is_answered_for_by_the_unit()
    {
        await using var story = await Story.Begin();
        await story.General();
        await story.Given.MoveTo(Story.At(9, 17, 9));
        var number = Assert.Single(await story.Of("I5")).CaseNumber;
        Assert.True((await story.Given.Send("sysadmin1", new DeactivateAccount((await story.Given.ActorOf("grid1")).UserId))).IsOk);
        await story.Do("safety1", number, "check-facts", ("outcome", "founded"));
        await story.Do("leader2", number, "answer-facts", ("outcome", "answered"), ("answer", "该同志已离岗"));
        Assert.Equal("grid1", (await story.Case(number)).SubjectUser);
    }

    [Fact]
    public async Task Whoever_is_concerned_does_not_judge()
    {
        await using var story = await Story.Begin();
        var number = (await story.Given.Send("safety1", new PutForward("I7", SubjectKind.Person, "safety2", "多次不参加调度", []))).Value;
        var task = await story.Given.OpenTask(number, "check-facts");
        var refused = await story.Given.Send("safety2", new CompleteTask(task.Id, Engine.Variables.Of(("outcome", "unfounded"), ("reason", "没有此事"))));
        Assert.Equal("task.excluded", refused.Problem!.Code);
        Assert.Contains("当事人", refused.Problem.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_who_is_concerned_signs_nothing_of_that_hazard()
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        Assert.True((await story.Given.Send("safety1", new PutForward("I7", SubjectKind.Person, "leader1", "督促不力", [hazard]))).IsOk);
        await AwaitSignatures(story, hazard);
        var refused = await story.Given.Complete("leader1", hazard, "sign-as-leader", ("outcome", "signed"));
        Assert.Equal((ProblemKind.Forbidden, "task.excluded"), (refused.Problem!.Kind, refused.Problem.Code));
        Assert.Contains("当事人", refused.Problem.Title, StringComparison.Ordinal);

        // Once the other leader has signed nobody is left: the street leader is asked, and can name neither the one concerned nor somebody who works on no cases.
        await story.Do("leader2", hazard, "sign-as-leader", ("outcome", "signed"));
        var left = await story.Given.Read(db => db.Tasks.AsNoTracking().SingleAsync(task => task.CaseNumber == hazard && task.ElementId == "sign-as-leader" && task.State == TaskState.Open));
        Assert.Null(left.OwnerId);
        Assert.Contains(await story.Given.Read(db => db.Notifications.AsNoTracking().Select(line => line.Key).ToListAsync()), key => key.StartsWith($"task:{left.Id:N}:vacant:", StringComparison.Ordinal));
        foreach (var unfit in new[] { "leader1", "leader2", "auditor1" })
            Assert.Equal("userName", Assert.Single((await story.Given.Send("streetleader1", new NameSubstitute(left.Id, unfit, "主干回避"))).Problem!.Errors!).Key);
        Assert.True((await story.Given.Send("streetleader1", new NameSubstitute(left.Id, "leader3", "主干回避"))).IsOk);
        await story.Do("leader3", hazard, "sign-as-leader", ("outcome", "signed"));
    }

    [Fact]
    public async Task A_leader_who_becomes_concerned_while_the_report_waits_loses_the_signature()
    {
        await using var story = await Story.Begin();
        var hazard = await NoticeTriggerTests.MajorHazard(story);
        await AwaitSignatures(story, hazard);
        Assert.True((await story.Given.Send("safety1", new PutForward("I7", SubjectKind.Person, "leader1", "督促不力", [hazard]))).IsOk);
        var refused = await story.Given.Complete("leader1", hazard, "sign-as-leader", ("outcome", "signed"));
        Assert.Equal((ProblemKind.Forbidden, "task.excluded"), (refused.Problem!.Kind, refused.Problem.Code));
    }

    [Fact]
    public async Task A_hazard_that_joins_a_case_tells_so_in_its_own_story_once()
    {
        await using var story = await Story.Begin();
        var (first, second) = (await story.General(), await story.General("grid1", "配电箱没有接地保护"));
        var number = (await story.Given.Send("safety1", new PutForward("N8", SubjectKind.Person, "grid1", "通道无人督促", [first], "2026-09"))).Value;
        Assert.Equal(number, (await story.Given.Send("safety1", new PutForward("N8", SubjectKind.Person, "grid1", "配电箱无人督促", [first, second], "2026-09"))).Value);
        foreach (var hazard in new[] { first, second })
            Assert.Contains(number, Assert.Single(await story.Given.Read(db => db.Journal.AsNoTracking()
                .Where(row => row.CaseNumber == hazard && row.What == "accountability.opened").Select(row => row.Text).ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_that_come_again_after_the_case_is_over_are_added_to_it()
    {
        await using var story = await Story.Begin();
        var hazard = await InterviewTriggerTests.Closed(story);
        await story.General();
        var first = Assert.Single(await story.Of("I4"), row => row.SubjectId == hazard).CaseNumber;
        await story.Do("safety1", first, "check-facts", ("outcome", "unfounded"), ("reason", "位置不同"));
        await story.Do("director1", first, "decide-measure", ("outcome", "proposed"));
        await story.General("grid1", "疏散通道堆放布料三处");
        var only = Assert.Single(await story.Of("I4"), row => row.SubjectId == hazard);
        Assert.Equal((first, AccountabilityState.Dismissed, 2), (only.CaseNumber, only.State, only.Facts.Split('\n').Length));
    }

    [Fact]
    public async Task A_hazard_that_runs_on_and_is_overdue_again_after_its_case_closed_is_a_fact_more_of_that_case_and_told()
    {
        await using var story = await Story.Begin();
        var hazard = await story.General();
        await story.Notice(hazard, new(2026, 9, 15));
        await story.Given.MoveTo(Story.At(9, 22, 9));
        var first = Assert.Single(await story.Of("I4")).CaseNumber;
        await story.Do("safety1", first, "check-facts", ("outcome", "unfounded"), ("reason", "业主住院"));
        await story.Do("director1", first, "decide-measure", ("outcome", "proposed"));
        await story.Do("grid1", hazard, "revisit", ("outcome", "notDone"), ("noPhotoReason", "夜间"), ("reason", "业主住院"), ("requestedDeadline", new DateOnly(2026, 9, 28)));
        await story.Do("officer1", hazard, "approve-extension", ("outcome", "granted"), ("deadline", new DateOnly(2026, 9, 28)), ("reason", "情况属实"));
        // 29 and 30 September, 8, 9 and 10 October.
        await story.Given.MoveTo(Story.At(10, 11));
        var only = Assert.Single(await story.Of("I4"));
        Assert.Equal((first, AccountabilityState.Dismissed, 2), (only.CaseNumber, only.State, only.Facts.Split('\n').Length));
        Assert.Contains(await story.Given.Read(db => db.Notifications.AsNoTracking().Select(line => line.Key).ToListAsync()), key => key.StartsWith($"accountability:{first}:again:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_discipline_committee_sees_only_what_was_handed_to_it()
    {
        await using var story = await Story.Begin();
        var number = (await story.Given.Send("safety1", new PutForward("A3", SubjectKind.Person, "grid1", "多次谎报", []))).Value;
        Assert.False(await Sees(story, number));
        await story.Decide(number);
        Assert.True(await Sees(story, number));
        var other = (await story.Given.Send("safety1", new PutForward("I7", SubjectKind.Person, "grid2", "不参加例会", []))).Value;
        Assert.False(await Sees(story, other));
    }

    [Fact]
    public async Task By_hand_wants_a_known_trigger_a_subject_facts_and_where_the_policy_says_so_the_paper()
    {
        await using var story = await Story.Begin();
        async Task<IEnumerable<string>> Faults(PutForward command) => (await story.Given.Send("safety1", command)).Problem?.Errors?.Keys ?? [];
        Assert.Equal(["trigger"], await Faults(new("N2", SubjectKind.Person, "grid1", "没有下发通知书", [])));
        Assert.Equal(["facts", "subject", "trigger"], await Faults(new("Z9", SubjectKind.Person, "nobody", "", [])));
        Assert.Equal(["document"], await Faults(new("L1", SubjectKind.Person, "grid1", "被区里通报", [])));
        Assert.Equal(["sources"], await Faults(new("N8", SubjectKind.Person, "grid1", "没有参加例会", ["YH-2026-999999"])));
        Assert.Equal(["period"], await Faults(new("N8", SubjectKind.Person, "grid1", "没有参加例会", [], "九月")));
        Assert.Empty(await Faults(new("L1", SubjectKind.Person, "grid1", "被区里通报", [], null, "区安委〔2026〕7号")));
        Assert.Equal(ProblemKind.Forbidden, (await story.Given.Send("grid1", new PutForward("N8", SubjectKind.Person, "grid2", "没有参加例会", []))).Problem!.Kind);
    }

    private static async Task<bool> Sees(Story story, string number)
    {
        var committee = await story.Given.ActorOf("discipline1");
        return await story.Given.With<AccountabilityQueries, AccountabilityLine?>(queries => queries.Find(number, committee, CancellationToken.None)) is not null;
    }

    /// <summary>The report of a major hazard is complete and lies with the community's leaders.</summary>
    private static async Task AwaitSignatures(Story story, string hazard)
    {
        await story.Do("grid1", hazard, "fill-report", ("outcome", "submitted"), ("problem", "通道锁闭，车间内有人住宿"), ("responsibility", "张宏达"), ("measures", "清空通道"), ("funds", 1m), ("timeLimit", new DateOnly(2026, 9, 30)), ("plan", "专人值守"));
        await story.Do("officer1", hazard, "complete-report", ("outcome", "submitted"), ("opinion", "属实"));
    }

    /// <summary>N2 is checked and answered; then the notice goes out after all.</summary>
    private static async Task<(string Hazard, string Number)> NoticeGivenAfterTheAnswer(Story story)
    {
        var hazard = await story.General();
        await story.Given.MoveTo(Story.At(9, 16, 9));
        var number = Assert.Single(await story.Of("N2")).CaseNumber;
        await story.Do("safety1", number, "check-facts", ("outcome", "founded"));
        await story.Answer(number);
        await story.Notice(hazard, new(2026, 9, 28));
        return (hazard, number);
    }
}
