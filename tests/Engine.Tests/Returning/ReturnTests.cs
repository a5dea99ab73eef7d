using Rectification.Engine.Returning;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Returning;

public sealed class ReturnTests
{
    private static readonly string Line = $"""
        {Start()} {End()} {UserTask("a")} {UserTask("b")} {UserTask("c")}
        {Boundary("late", "a", Timer("P1D"), interrupting: false)} {UserTask("urge")} {End("urged")}
        start -> a -> b -> c -> end
        late -> urge -> urged
        """;

    private static readonly string Each =
        $"<bpmn:multiInstanceLoopCharacteristics>{Extension("<zeebe:loopCharacteristics inputCollection=\"=[1, 2]\" inputElement=\"item\"/>")}</bpmn:multiInstanceLoopCharacteristics>";

    private static readonly string Branches = $"""
        {Start()} {End()} {UserTask("before")} {UserTask("a1")} {UserTask("a2")} {UserTask("b1")} {UserTask("b2")} {UserTask("after")}
        <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/>
        start -> before -> fork -> a1 -> a2 -> join -> after -> end
        fork -> b1 -> b2 -> join
        """;

    [Fact]
    public void An_earlier_step_opens_again_with_its_timer_and_the_later_one_is_withdrawn()
    {
        var walk = Walk.Through(Line).Start().Complete("a").Complete("b");

        Back(walk, "a");

        Assert.Equal("a", walk.Open);
        Assert.Equal("late", Assert.Single(walk.Timers).ElementId);
        Assert.Equal("c", Finish(walk, "a", "b"));
    }

    [Fact]
    public void A_later_step_is_no_return_and_neither_is_the_step_at_hand()
    {
        var walk = Walk.Through(Line).Start().Complete("a");

        Assert.Contains("不是退回", Refused(walk, "c"), StringComparison.Ordinal);
        Assert.Contains("现在就在", Refused(walk, "b"), StringComparison.Ordinal);
    }

    [Fact]
    public void Returning_before_a_split_withdraws_both_branches_and_says_so()
    {
        var walk = Walk.Through(Branches).Start().Complete("before").Complete("a1");

        var planned = Returns.Of(walk.Definition, walk.State).Single(r => r.TargetId == "before");
        Back(walk, "before");

        Assert.Equal("a2 b1", string.Join(' ', planned.Withdrawn.Select(w => w.ElementId).Order()));
        Assert.Equal("before", walk.Open);
        Assert.Equal("after", Finish(walk, "before", "a1", "b1", "b2", "a2"));
    }

    [Fact]
    public void Returning_inside_a_branch_keeps_the_other()
    {
        var walk = Walk.Through(Branches).Start().Complete("before").Complete("a1").Complete("b1");

        Back(walk, "a1");

        Assert.Equal("a1 b2", walk.Open);
        Assert.Equal("after", Finish(walk, "a1", "a2", "b2"));
    }

    [Fact]
    public void A_finished_branch_opens_again_without_joining_twice()
    {
        var walk = Walk.Through(Branches).Start().Complete("before").Complete("a1").Complete("a2");

        Back(walk, "a1");

        Assert.Equal("a1 b1", walk.Open);
        Assert.Empty(walk.State.Parked);
        Assert.Equal("after", Finish(walk, "b1", "b2", "a1", "a2"));
    }

    [Fact]
    public void Who_works_in_one_branch_cannot_send_the_other_back()
    {
        var walk = Walk.Through(Branches).Start().Complete("before").Complete("a1").Complete("b1");
        var key = walk.TaskAt("b2").Key;

        Assert.Contains("并行", walk.Do(new Command.Return(0, "a1", key)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(walk.Do(new Command.Return(0, "before", key)).Refusal);
        Assert.Equal("before", walk.Open);
    }

    [Fact]
    public void After_the_join_one_branch_alone_cannot_be_entered()
    {
        var walk = Walk.Through(Branches).Start().Complete("before").Complete("a1").Complete("a2").Complete("b1").Complete("b2");

        Assert.Contains("汇合", Refused(walk, "a2"), StringComparison.Ordinal);
        Back(walk, "before");
        Assert.Equal("after", Finish(walk, "before", "a1", "a2", "b1", "b2"));
    }

    [Fact]
    public void What_was_set_off_beside_a_step_goes_when_the_case_goes_back_before_it()
    {
        var walk = Walk.Through(Line.Replace("start -> a", "start -> zero -> a", StringComparison.Ordinal) + "\n" + UserTask("zero")).Start().Complete("zero").Wait(TimeSpan.FromDays(1));
        Assert.Equal("a urge", walk.Open);

        Back(walk, "zero");

        Assert.Equal("zero", walk.Open);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void Going_back_out_of_a_sub_process_ends_all_inside_it_and_coming_again_arms_it_anew()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("a")}
            {Sub("sub", $"{Start("s")} {End("e")} {UserTask("in1")} {UserTask("in2")}\ns -> in1 -> in2 -> e\n{EventSub("side", Timer("PT2H"), $"{UserTask("sided")} {End("se")}\nside-start -> sided -> se", interrupting: false)}")}
            {Boundary("late", "sub", Timer("P1D"))} {End("gone")}
            start -> a -> sub -> end
            late -> gone
            """).Start().Complete("a").Complete("in1");
        Assert.Equal(2, walk.Timers.Count);

        Back(walk, "a");
        Assert.Equal("a", walk.Open);
        Assert.Empty(walk.Timers);

        walk.Complete("a").Complete("in1");
        Assert.Equal(2, walk.Timers.Count);
        walk.Do(new Command.Return(walk.State.Tokens.First(t => t.ElementId == "sub").Key, "in1"));
        Assert.Equal("in1", walk.Open);
        Assert.Equal(2, walk.Timers.Count);
        Assert.Equal("in2", Finish(walk, "in1"));
    }

    [Fact]
    public void A_step_inside_a_sub_process_that_is_over_is_entered_through_it()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("z")}
            {Sub("sub", $"{Start("s")} {End("e")} {UserTask("in1")} {UserTask("in2")}\ns -> in1 -> in2 -> e")}
            {Boundary("late", "sub", Timer("P1D"))} {End("gone")}
            start -> sub -> z -> end
            late -> gone
            """).Start().Complete("in1").Complete("in2");

        Back(walk, "in2");

        Assert.Equal("in2", walk.Open);
        Assert.Equal("late", Assert.Single(walk.Timers).ElementId);
        Assert.Equal("z", Finish(walk, "in2"));
    }

    [Fact]
    public void One_branch_inside_a_sub_process_that_is_over_is_not_entered()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("z")}
            {Sub("sub", $"{Start("s")} {End("e")} {UserTask("x")} {UserTask("y")} <bpmn:parallelGateway id=\"f\"/> <bpmn:parallelGateway id=\"j\"/>\ns -> f -> x -> j -> e\nf -> y -> j")}
            start -> sub -> z -> end
            """).Start().Complete("x").Complete("y");

        Assert.Contains("不能直接进到“sub”里的“x”", Refused(walk, "x"), StringComparison.Ordinal);
        Back(walk, "sub");
        Assert.Equal("x y", walk.Open);
    }

    [Fact]
    public void An_instance_goes_back_within_itself_and_the_whole_loop_is_begun_anew_from_outside()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("a")}
            {Sub("each", $"{Start("s")} {End("e")} {UserTask("in1")} {UserTask("in2")}\ns -> in1 -> in2 -> e", Each)}
            start -> a -> each -> end
            """).Start().Complete("a").Complete("in1");
        Assert.Equal("in1 in2", walk.Open);
        var key = walk.TaskAt("in2").Key;
        var instance = walk.State.Find(key)!.Scope;

        Assert.Null(walk.Do(new Command.Return(instance, "in1", key)).Refusal);
        Assert.Equal("in1 in1", walk.Open);
        Assert.Null(walk.Do(new Command.Return(0, "a", walk.TaskAt("in1").Key)).Refusal);
        Assert.Equal("a", walk.Open);
    }

    [Fact]
    public void No_single_instance_of_a_loop_is_entered_from_outside()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("z")}
            {Sub("each", $"{Start("s")} {End("e")} {UserTask("in1")}\ns -> in1 -> e", Each)}
            start -> each -> z -> end
            """).Start().Complete("in1").Complete("in1");

        Assert.Contains("要办多份", Refused(walk, "in1"), StringComparison.Ordinal);
        Back(walk, "each");
        Assert.Equal("in1 in1", walk.Open);
    }

    [Fact]
    public void Leaving_an_interrupting_event_sub_process_arms_it_again()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("a")}
            {EventSub("stop", Timer("P1D"), $"{UserTask("check")} {End("se")}\nstop-start -> check -> se")}
            start -> a -> end
            """).Start().Wait(TimeSpan.FromDays(1));
        Assert.Equal("check", walk.Open);
        Assert.Empty(walk.Timers);

        Back(walk, "a");

        Assert.Equal("a", walk.Open);
        Assert.Equal("stop-start", Assert.Single(walk.Timers).ElementId);
    }

    [Fact]
    public void A_deadline_at_the_edge_goes_on_through_an_interruption_inside_a_change_of_version_and_the_return_from_it()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {Boundary("late", "sub", Timer("P3D"))}
            {Sub("sub", $"{Start("s")} {UserTask("a")} {End("e")}\ns -> a -> e\n{EventSub("stop", Timer("P1D"), $"{UserTask("check")} {End("se")}\nstop-start -> check -> se")}")}
            start -> sub -> end
            late -> end
            """).Start().Wait(TimeSpan.FromDays(1));
        var late = Assert.Single(walk.Timers);
        Assert.Equal(("late", Walk.Morning.AddDays(3)), (late.ElementId, late.DueAt));
        Assert.Empty(walk.Migrate(walk.Definition).Problems);
        Assert.Equal(late, Assert.Single(walk.Timers));

        Back(walk, "a");

        Assert.Equal(["late", "stop-start"], walk.Timers.Select(timer => timer.ElementId).Order());
        Assert.Contains(late, walk.Timers);
    }

    [Fact]
    public void A_return_to_a_call_calls_anew_and_cancels_what_was_called()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("a")} <bpmn:callActivity id="call">{Extension("<zeebe:calledElement processId=\"q\"/>")}</bpmn:callActivity>
            start -> a -> call -> end
            """).Start().Complete("a");
        var before = Assert.Single(walk.Calls).Key;

        Back(walk, "call");
        Assert.NotEqual(before, Assert.Single(walk.Calls).Key);
        Back(walk, "a");
        Assert.Empty(walk.Calls);
    }

    [Fact]
    public void One_of_several_events_that_are_waited_for_together_is_no_step()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("a")} <bpmn:eventBasedGateway id="which"/> {Catch("news", OnMessage("m"))} {Catch("late", Timer("P1D"))}
            start -> which -> news -> a -> end
            which -> late -> a
            """, Message("m", "note")).Start(("caseNumber", "YH-1")).Deliver("note");

        Assert.Contains("which", Refused(walk, "news"), StringComparison.Ordinal);
        Back(walk, "which");
        Assert.Single(walk.Timers);
        Assert.Single(walk.Subscriptions);
    }

    [Fact]
    public void Tokens_are_moved_added_and_taken_away_only_where_the_joins_still_come_out()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("a")} {UserTask("b")} {UserTask("z")}
            <bpmn:inclusiveGateway id="fork"/> <bpmn:inclusiveGateway id="join"/>
            start -> fork ->(true) a -> join -> z -> end
            fork ->(many = true) b -> join
            """).Start(("many", false));
        Assert.Equal("a", walk.Open);

        Assert.Null(walk.Do(new Command.AddToken(0, "b", Variables.Empty)).Refusal);
        Assert.Equal("a b", walk.Open);
        Assert.Contains("不能与", walk.Do(new Command.AddToken(0, "z", Variables.Empty)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(walk.Do(new Command.CancelToken(walk.TaskAt("a").Key)).Refusal);
        Assert.Contains("最后一个", walk.Do(new Command.CancelToken(walk.TaskAt("b").Key)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(walk.Do(new Command.MoveToken(walk.TaskAt("b").Key, 0, "z")).Refusal);
        Assert.True(walk.Complete("z").Ended);
    }

    [Fact]
    public void A_branch_that_a_parallel_join_waits_for_is_not_taken_away()
    {
        var walk = Walk.Through(Branches).Start().Complete("before");

        Assert.Contains("汇合", walk.Do(new Command.CancelToken(walk.TaskAt("a1").Key)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("同时进行", walk.Do(new Command.MoveToken(walk.TaskAt("a1").Key, 0, "after")).Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(walk.Do(new Command.MoveToken(walk.TaskAt("a1").Key, 0, "a2")).Refusal);
    }

    [Fact]
    public void What_can_be_undone_is_no_less_waited_for()
    {
        var walk = Walk.Through(Branches + $"""

            {Boundary("edge", "b1", "<bpmn:compensateEventDefinition/>")} <bpmn:userTask id="undo" isForCompensation="true"/>
            <bpmn:association id="to-undo" sourceRef="edge" targetRef="undo"/>
            """).Start();

        Assert.Contains("汇合", walk.Do(new Command.MoveToken(walk.TaskAt("before").Key, 0, "a1")).Refusal!.Message, StringComparison.Ordinal);
        walk.Complete("before");
        Assert.Contains("汇合", walk.Do(new Command.CancelToken(walk.TaskAt("b1").Key)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_more_performer_is_added_to_a_running_round_and_one_is_let_off()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("sign", Each)}
            start -> sign -> end
            """).Start();
        var loop = walk.State.Tokens.Single(t => t.Loop is not null).Key;

        Assert.Null(walk.Do(new Command.AddToken(loop, "sign", Variables.Of(("item", 3)))).Refusal);
        Assert.Equal([1m, 2m, 3m], walk.Tasks.Select(t => t.Variables["item"]));
        Assert.Null(walk.Do(new Command.CancelToken(walk.Tasks.First().Key)).Refusal);
        Assert.True(walk.Complete("sign").Complete("sign").Ended);
    }

    [Fact]
    public void A_join_that_stood_still_goes_on_after_a_return()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("choose")} {UserTask("a")} {UserTask("b")} <bpmn:exclusiveGateway id="which"/> <bpmn:parallelGateway id="join"/>
            start -> choose -> which ->(go = "a") a -> join -> end
            which ->(default) b -> join
            """).Start().Complete("choose", ("go", "a")).Complete("a");
        Assert.Single(walk.Incidents);

        Back(walk, "choose");

        Assert.Empty(walk.Incidents);
        Assert.Equal("choose", walk.Open);
    }

    [Fact]
    public void Forty_branches_are_judged_as_surely_as_two()
    {
        var names = Enumerable.Range(1, 40).Select(n => $"b{n}").ToList();
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("before")} <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/>
            {string.Concat(names.Select(name => UserTask(name) + UserTask(name + "x")))}
            start -> before -> fork
            join -> end
            {string.Join('\n', names.Select(name => $"fork -> {name} -> {name}x -> join"))}
            """).Start().Complete("before").Complete("b1").Complete("b1x").Complete("b2");

        Back(walk, "b1");

        Assert.Equal(40, walk.Tasks.Count());
        Assert.Equal(40, Returns.Of(walk.Definition, walk.State).Single(r => r.TargetId == "before").Withdrawn.Length);
    }

    [Fact]
    public void Where_a_drawing_cannot_be_judged_only_what_is_surely_right_is_allowed()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("before")} {UserTask("a")} {UserTask("a2")} {UserTask("b")} <bpmn:parallelGateway id="fork"/> <bpmn:complexGateway id="join"/>
            start -> before -> fork -> a -> a2 -> join -> end
            fork -> b -> join
            """).Start().Complete("before").Complete("a");

        Assert.Contains("判断不了", Refused(walk, "a"), StringComparison.Ordinal);
        Back(walk, "before");
        Assert.Equal("before", walk.Open);
    }

    private static void Back(Walk walk, string targetId)
    {
        var back = Assert.Single(Returns.Of(walk.Definition, walk.State), r => r.TargetId == targetId && r.IsAllowed);
        Assert.Null(walk.Do(new Command.Return(back.Scope, targetId)).Refusal);
    }

    private static string Refused(Walk walk, string targetId)
    {
        var back = Assert.Single(Returns.Of(walk.Definition, walk.State), r => r.TargetId == targetId);
        Assert.NotNull(walk.Do(new Command.Return(back.Scope, targetId)).Refusal);
        return back.Refusal!;
    }

    /// <summary>Completes these and tells the last task before the end, which is completed too.</summary>
    private static string Finish(Walk walk, params string[] tasks)
    {
        foreach (var task in tasks)
            walk.Complete(task);
        var last = walk.Open;
        Assert.True(walk.Complete(last).Ended);
        return last;
    }
}
