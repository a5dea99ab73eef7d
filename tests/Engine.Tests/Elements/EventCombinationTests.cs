using static Rectification.Engine.Tests.Draw;
using static Rectification.Engine.Tests.Elements.Combined;

namespace Rectification.Engine.Tests.Elements;

/// <summary>Events at the edge of what has an inside, event sub-processes in one another, and terminate in them: who is ended and who goes on (BPMN 2.0, 10.5 and 13.5).</summary>
public sealed class EventCombinationTests
{
    [Fact]
    public void A_timer_at_a_call_takes_the_call_back()
    {
        var walk = Through($"{Start()} {Call("call")} {Boundary("late", "call", Timer("PT1H"))} {UserTask("after")} {End()}\nstart -> call -> end\nlate -> after -> end").Start();
        walk.Wait(TimeSpan.FromHours(1));
        Assert.Empty(walk.Calls);
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void A_message_beside_a_looped_call_leaves_all_its_calls_running()
    {
        var walk = Through($"{Start()} {Call("call", Loop2)} {Boundary("told", "call", OnMessage("m"), interrupting: false)} {UserTask("after")} {End()}\nstart -> call -> end\ntold -> after -> end").Start(("caseNumber", "YH-1"));
        walk.Deliver("note").Deliver("note");
        Assert.Equal((2, "after after"), (walk.Calls.Count, walk.Open));
        walk.Return("call").Return("call");
        Assert.Empty(walk.Subscriptions);
        Assert.False(walk.Complete("after").Ended);
        Assert.True(walk.Complete("after").Ended);
    }

    [Fact]
    public void An_interrupting_signal_at_a_looped_sub_process_ends_every_instance()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")}\ns1 -> a -> e1", Loop2)} {Boundary("edge", "sub", Alarm)} {UserTask("after")} {End()}\nstart -> sub -> end\nedge -> after -> end").Start();
        Assert.Equal("after", walk.Signal("alarm").Open);
        Assert.Empty(walk.Signals);
    }

    [Fact]
    public void A_condition_at_a_sub_process_sees_what_is_written_inside()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {UserTask("b")} {End("e1")}\ns1 -> a -> b -> e1")} {Boundary("edge", "sub", Hot())} {UserTask("after")} {End()}\nstart -> sub -> end\nedge -> after -> end").Start();
        Assert.Equal("after", walk.Complete("a", ("hot", true)).Open);
    }

    [Fact]
    public void Two_boundaries_that_do_not_interrupt_and_one_that_does_happen_each_in_its_time()
    {
        var walk = Through($"{Start()} {UserTask("a")} {Boundary("b1", "a", Timer("PT1H"), interrupting: false)} {Boundary("b2", "a", Cycle("R2/PT2H"), interrupting: false)} {Boundary("b3", "a", Timer("PT5H"))} {UserTask("x")} {UserTask("y")} {UserTask("z")} {End()}\nstart -> a -> end\nb1 -> x -> end\nb2 -> y -> end\nb3 -> z -> end").Start();
        Assert.Equal("a x", walk.Wait(TimeSpan.FromHours(1)).Open);
        Assert.Equal("a x y y", walk.Wait(TimeSpan.FromHours(3)).Open);
        Assert.Equal("x y y z", walk.Wait(TimeSpan.FromHours(1)).Open);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void An_error_inside_two_sub_processes_passes_the_one_that_takes_another_code()
    {
        var walk = Through($"""
            {Start()} {End()} {UserTask("far")} {UserTask("near")}
            {Sub("outer", $"{Start("s1")} {Sub("inner", $"{Start("s2")} {UserTask("work")} {EndWith("throw", OnError("E"))}\ns2 -> work -> throw")} {Boundary("edge1", "inner", OnError("F"))} {End("e1")} {UserTask("wrong")}\ns1 -> inner -> e1\nedge1 -> wrong -> e1")}
            {Boundary("edge2", "outer", OnError("E"))}
            start -> outer -> near -> end
            edge2 -> far -> end
            """).Start().Complete("work");
        Assert.Equal("far", walk.Open);
    }

    [Fact]
    public void An_event_sub_process_inside_an_event_sub_process_belongs_to_that_one()
    {
        var walk = Through($"""
            {Start()} {UserTask("a")} {End()}
            {EventSub("on", OnMessage("m"), $"{UserTask("b")} {End("e1")} {EventSub("within", Alarm, $"{UserTask("c")} {End("e2")}\nwithin-start -> c -> e2")}\non-start -> b -> e1", interrupting: false)}
            start -> a -> end
            """).Start(("caseNumber", "YH-1"));
        Assert.Empty(walk.Signals);
        Assert.Equal("a b", walk.Deliver("note").Open);
        Assert.Equal("a c", walk.Signal("alarm").Open);
        Assert.True(walk.Complete("c").Complete("a").Ended);
    }

    [Fact]
    public void Interrupting_by_one_event_ends_the_wait_for_the_others_even_while_one_that_did_not_interrupt_is_at_work()
    {
        var walk = Through($"""
            {Start()} {UserTask("a")} {End()}
            {EventSub("slow", Timer("PT1H"), $"{UserTask("b")} {End("e1")}\nslow-start -> b -> e1", interrupting: false)}
            {EventSub("stop", OnMessage("m"), $"{UserTask("c")} {End("e2")}\nstop-start -> c -> e2")}
            {EventSub("heard", Alarm, $"{UserTask("d")} {End("e3")}\nheard-start -> d -> e3", interrupting: false)}
            start -> a -> end
            """).Start(("caseNumber", "YH-1")).Wait(TimeSpan.FromHours(1));
        Assert.Equal("a b", walk.Open);
        Assert.Equal("c", walk.Deliver("note").Open);
        Assert.Empty(walk.Signals);
        Assert.True(walk.Complete("c").Ended);
    }

    [Fact]
    public void What_does_not_interrupt_keeps_its_scope_open_after_the_main_flow_is_done_and_its_event_too()
    {
        var walk = Through($"""
            {Start()} {End()} {UserTask("after")}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")} {EventSub("on", OnMessage("m"), $"{UserTask("b")} {End("e2")}\non-start -> b -> e2", interrupting: false)}\ns1 -> a -> e1")}
            start -> sub -> after -> end
            """).Start(("caseNumber", "YH-1")).Deliver("note").Complete("a");
        Assert.Equal("b", walk.Open);
        Assert.Equal("b b", walk.Deliver("note").Open);
        Assert.Equal("after", walk.Complete("b").Complete("b").Open);
        Assert.Empty(walk.Subscriptions);
    }

    [Fact]
    public void An_error_event_sub_process_goes_before_the_boundary_of_its_sub_process()
    {
        var walk = Through($"""
            {Start()} {End()} {UserTask("edge-task")} {UserTask("after")}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {EndWith("e1", OnError("E"))} {EventSub("on", OnError("E"), $"{UserTask("b")} {End("e2")}\non-start -> b -> e2")}\ns1 -> a -> e1")}
            {Boundary("edge", "sub", OnError("E"))}
            start -> sub -> after -> end
            edge -> edge-task -> end
            """).Start().Complete("a");
        Assert.Equal("b", walk.Open);
        Assert.Equal("after", walk.Complete("b").Open);
    }

    [Fact]
    public void An_error_thrown_by_an_error_event_sub_process_leaves_by_the_boundary()
    {
        var walk = Through($"""
            {Start()} {End()} {UserTask("edge-task")}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {EndWith("e1", OnError("E"))} {EventSub("on", OnError("E"), $"{EndWith("e2", OnError("E"))}\non-start -> e2")}\ns1 -> a -> e1")}
            {Boundary("edge", "sub", OnError("E"))}
            start -> sub -> end
            edge -> edge-task -> end
            """).Start().Complete("a");
        Assert.Equal("edge-task", walk.Open);
    }

    [Fact]
    public void A_condition_that_does_not_interrupt_begins_its_event_sub_process_each_time_it_becomes_true()
    {
        var walk = Through($"""
            {Start()} {UserTask("a")} {End()}
            {EventSub("on", Hot(), $"{UserTask("b")} {End("e1")}\non-start -> b -> e1", interrupting: false)}
            start -> a -> end
            """).Start(("hot", false));
        Assert.Equal("a b", walk.Set(("hot", true)).Open);
        Assert.Equal("a b", walk.Set(("hot", true)).Open);
        Assert.Equal("a b b", walk.Set(("hot", false)).Set(("hot", true)).Open);
    }

    [Fact]
    public void An_escalation_from_a_looped_sub_process_reaches_the_event_sub_process_once_for_each_instance()
    {
        var walk = Through($"""
            {Start()} {End()}
            {Sub("sub", $"{Start("s1")} {Throw("up", OnEscalation("X"))} {UserTask("a")} {End("e1")}\ns1 -> up -> a -> e1", Loop2)}
            {EventSub("on", OnEscalation("X"), $"{UserTask("b")} {End("e2")}\non-start -> b -> e2", interrupting: false)}
            start -> sub -> end
            """).Start();
        Assert.Equal("a a b b", walk.Open);
    }

    [Fact]
    public void A_cycle_begins_its_event_sub_process_as_often_as_drawn()
    {
        var walk = Through($"""
            {Start()} {UserTask("a")} {End()}
            {EventSub("on", Cycle("R3/PT1H"), $"{UserTask("b")} {End("e1")}\non-start -> b -> e1", interrupting: false)}
            start -> a -> end
            """).Start();
        Assert.Equal("a b b b", walk.Wait(TimeSpan.FromHours(9)).Open);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void Terminate_in_one_instance_of_a_looped_sub_process_ends_that_instance_only()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", $"{Start("s1")} <bpmn:parallelGateway id=\"fork\"/> {UserTask("a")} {UserTask("b")} {EndWith("stop", Terminate)} {End("e1")}\ns1 -> fork -> a -> stop\nfork -> b -> e1", Loop2)}
            start -> sub -> after -> end
            """).Start();
        Assert.Equal("a b", walk.Complete("a").Open);
        Assert.Equal("after", walk.Complete("a").Open);
    }

    [Fact]
    public void Terminate_in_an_event_sub_process_ends_that_and_not_what_goes_on_beside_it()
    {
        var walk = Through($"""
            {Start()} {UserTask("a")} {End()}
            {EventSub("on", OnMessage("m"), $"<bpmn:parallelGateway id=\"fork\"/> {UserTask("b")} {UserTask("c")} {EndWith("stop", Terminate)} {End("e1")}\non-start -> fork -> b -> stop\nfork -> c -> e1", interrupting: false)}
            start -> a -> end
            """).Start(("caseNumber", "YH-1")).Deliver("note");
        Assert.Equal("a", walk.Complete("b").Open);
        Assert.True(walk.Complete("a").Ended);
    }

    [Fact]
    public void Terminate_withdraws_calls_timers_and_event_sub_processes()
    {
        var walk = Through($"""
            {Start()} <bpmn:parallelGateway id="fork"/> {Call("call")} {Catch("wait", Timer("PT1H"))} {UserTask("a")} {EndWith("stop", Terminate)} {End()}
            {EventSub("on", OnMessage("m"), $"{UserTask("b")} {End("e1")}\non-start -> b -> e1", interrupting: false)}
            start -> fork -> call -> end
            fork -> wait -> end
            fork -> a -> stop
            """).Start(("caseNumber", "YH-1")).Deliver("note").Complete("a");
        Assert.Equal(Ending.Terminated, walk.End?.Ending);
        Assert.Empty(walk.Timers);
        Assert.Empty(walk.Subscriptions);
    }

    [Fact]
    public void An_error_of_one_instance_ends_those_that_have_not_begun_yet()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} <bpmn:exclusiveGateway id=\"x\"/> {UserTask("a")} {EndWith("bad", OnError("E"))} {End("e1")}\ns1 -> x ->(loopCounter = 2) bad\nx ->(default) a -> e1", Loop2)} {Boundary("edge", "sub", OnError("E"))} {UserTask("failed")} {End()}\nstart -> sub -> end\nedge -> failed -> end").Start();
        Assert.Equal("failed", walk.Open);
    }

    [Fact]
    public void An_error_event_sub_process_in_one_instance_leaves_the_others_at_work()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {EndWith("bad", OnError("E"))} {EventSub("on", OnError("E"), $"{UserTask("b")} {End("e2")}\non-start -> b -> e2")}\ns1 -> a -> bad", Loop2)} {Boundary("edge", "sub", OnError("E"))} {UserTask("failed")} {UserTask("after")} {End()}\nstart -> sub -> after -> end\nedge -> failed -> end").Start().Complete("a");
        Assert.Equal("a b", walk.Open);
        Assert.Equal("after", walk.Complete("b").Complete("a").Complete("b").Open);
    }

    [Fact]
    public void An_error_of_an_event_sub_process_leaves_by_the_edge_and_not_to_the_one_beside_it()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")} {EventSub("on", OnMessage("m"), $"{UserTask("b")} {EndWith("bad", OnError("E"))}\non-start -> b -> bad", interrupting: false)} {EventSub("err", OnError("E"), $"{UserTask("c")} {End("e3")}\nerr-start -> c -> e3")}\ns1 -> a -> e1")} {Boundary("edge", "sub", OnError("E"))} {UserTask("failed")} {End()}\nstart -> sub -> end\nedge -> failed -> end").Start(("caseNumber", "YH-1")).Deliver("note").Complete("b");
        Assert.Equal("failed", walk.Open);
    }

    [Fact]
    public void An_escalation_on_the_way_and_one_at_the_end_are_both_heard_at_the_edge()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} {Throw("t1", OnEscalation("X"))} {UserTask("a")} {EndWith("t2", OnEscalation("X"))}\ns1 -> t1 -> a -> t2")} {Boundary("edge", "sub", OnEscalation("X"), interrupting: false)} {UserTask("told")} {UserTask("after")} {End()}\nstart -> sub -> after -> end\nedge -> told -> end").Start();
        Assert.Equal("a told", walk.Open);
        Assert.Equal("after told told", walk.Complete("a").Open);
    }

    [Fact]
    public void Of_two_errors_on_parallel_branches_the_first_is_caught_and_the_other_is_gone_with_its_sub_process()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} <bpmn:parallelGateway id=\"fork\"/> {EndWith("x1", OnError("E"))} {EndWith("x2", OnError("E"))}\ns1 -> fork -> x1\nfork -> x2")} {Boundary("edge", "sub", OnError("E"))} {UserTask("failed")} {End()}\nstart -> sub -> end\nedge -> failed -> end").Start();
        Assert.Equal("failed", walk.Open);
    }

    [Fact]
    public void A_signal_ends_one_sub_process_and_begins_something_in_another()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:parallelGateway id="fork"/> {UserTask("x")} {UserTask("cry")} {Throw("throw", Alarm)} {UserTask("after")}
            {Sub("s1", $"{Start("a0")} {UserTask("a")} {End("a9")}\na0 -> a -> a9")} {Boundary("b1", "s1", Alarm)}
            {Sub("s2", $"{Start("c0")} {UserTask("c")} {End("c9")} {EventSub("on", Alarm, $"{UserTask("d")} {End("d9")}\non-start -> d -> d9", interrupting: false)}\nc0 -> c -> c9")}
            start -> fork -> s1 -> end
            fork -> s2 -> end
            fork -> cry -> throw -> after -> end
            b1 -> x -> end
            """).Start().Complete("cry");
        Assert.Equal("after c d x", walk.Open);
    }

    [Fact]
    public void A_condition_that_one_instance_brings_about_ends_the_others()
    {
        var walk = Through($"{Start()} {UserTask("a", Loop2)} {Boundary("edge", "a", Hot())} {UserTask("b")} {UserTask("hot-task")} {End()}\nstart -> a -> b -> end\nedge -> hot-task -> end").Start(("hot", false)).Complete("a", ("hot", true));
        Assert.Equal("hot-task", walk.Open);
    }

    [Fact]
    public void A_condition_that_begins_to_hold_as_its_task_is_completed_comes_too_late()
    {
        var walk = Through($"{Start()} {UserTask("a")} {Boundary("edge", "a", Hot())} {UserTask("b")} {UserTask("hot-task")} {End()}\nstart -> a -> b -> end\nedge -> hot-task -> end").Start(("hot", false)).Complete("a", ("hot", true));
        Assert.Equal("b", walk.Open);
    }
}
