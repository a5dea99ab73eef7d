using static Rectification.Engine.Tests.Draw;
using static Rectification.Engine.Tests.Elements.Combined;

namespace Rectification.Engine.Tests.Elements;

/// <summary>What still waits, and what does not any more, once part of an activity is over (BPMN 2.0, 10.3.8, 10.5.4, 10.5.6 and 13.5).</summary>
public sealed class DeadlineCombinationTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_timer_beside_a_looped_sub_process_ends_with_its_last_instance_and_what_it_began_goes_on()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")}\ns1 -> a -> e1", Loop2)} {Boundary("late", "sub", Cycle("R/PT1H"), interrupting: false)} {UserTask("urge")} {UserTask("after")} {End()}\nstart -> sub -> after -> end\nlate -> urge -> end").Start();
        Assert.Equal("a a urge", walk.Wait(Hour).Open);
        Assert.Equal("a urge urge", walk.Complete("a").Wait(Hour).Open);
        Assert.Equal("after urge urge", walk.Complete("a").Wait(Hour * 9).Open);
        Assert.Empty(walk.Timers);
        Assert.True(walk.Complete("after").Complete("urge").Complete("urge").Ended);
    }

    [Fact]
    public void Terminate_in_a_sub_process_on_one_branch_goes_on_to_the_join_with_the_other()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/> {UserTask("b")} {UserTask("after")}
            {Sub("sub", $"{Start("s1")} <bpmn:parallelGateway id=\"f1\"/> {UserTask("a")} {Catch("wait", Timer("PT9H"))} {EndWith("stop", Terminate)} {End("e1")}\ns1 -> f1 -> a -> stop\nf1 -> wait -> e1")}
            start -> fork -> sub -> join -> after -> end
            fork -> b -> join
            """).Start();
        Assert.Equal("b", walk.Complete("a").Open);
        Assert.Empty(walk.Timers);
        Assert.Equal("after", walk.Complete("b").Open);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_inclusive_join_that_only_the_edge_of_a_task_leads_to_waits_as_long_as_the_task_is_open(bool interrupting)
    {
        var drawn = $"""
            {Start()} {End()} {End("gone")} <bpmn:parallelGateway id="fork"/> {UserTask("a")} {UserTask("b")} {Boundary("edge", "b", OnMessage("m"), interrupting)} <bpmn:inclusiveGateway id="join"/> {UserTask("after")}
            start -> fork -> a -> join -> after -> end
            fork -> b -> gone
            edge -> join
            """;
        var calm = Through(drawn).Start(("caseNumber", "YH-1")).Complete("a");
        Assert.Equal("b", calm.Open);
        Assert.Equal("after", calm.Complete("b").Open);
        var told = Through(drawn).Start(("caseNumber", "YH-1")).Deliver("note").Complete("a");
        Assert.Equal(interrupting ? "after" : "after b", told.Open);
    }

    [Theory]
    [InlineData("<bpmn:standardLoopCharacteristics loopMaximum=\"2\"/>")]
    [InlineData("<bpmn:multiInstanceLoopCharacteristics isSequential=\"true\"><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>")]
    public void A_cycle_in_a_looped_sub_process_begins_anew_with_each_instance(string loop)
    {
        var walk = Through($"{Start()} {UserTask("after")} {End()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")}\ns1 -> a -> e1\n{EventSub("event", Cycle("R3/PT1H"), $"{UserTask("on")} {End("e2")}\nevent-start -> on -> e2", interrupting: false)}", loop)}\nstart -> sub -> after -> end").Start();
        Assert.Equal("a on", walk.Wait(Hour).Open);
        Assert.Equal("a on on", walk.Wait(Hour).Open);
        Assert.Equal("on on", walk.Complete("a").Open);
        Assert.Equal("a", walk.Complete("on").Complete("on").Open);
        Assert.Equal("a on on on", walk.Wait(Hour * 9).Open);
        Assert.Empty(walk.Timers);
        Assert.Equal("after", walk.Complete("a").Complete("on").Complete("on").Complete("on").Open);
    }

    [Theory]
    [InlineData("timer")]
    [InlineData("message")]
    [InlineData("condition")]
    [InlineData("error")]
    public void The_edge_of_a_sub_process_holds_while_an_interrupting_event_sub_process_is_at_work_in_it(string kind)
    {
        var edge = kind switch { "timer" => Timer("PT1H"), "message" => OnMessage("m"), "condition" => Hot(), _ => OnError("E") };
        var walk = Through($"""
            {Start()} {UserTask("after")} {UserTask("late-task")} {End()}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")} {EventSub("event", Alarm, $"{UserTask("b")} {End("e2")}\nevent-start -> b -> e2")} {EventSub("other", Timer("PT2H"), $"{UserTask("c")} {End("e3")}\nother-start -> c -> e3")}\ns1 -> a -> e1")}
            {Boundary("late", "sub", edge)}
            start -> sub -> after -> end
            late -> late-task -> end
            """).Start(("caseNumber", "YH-1"), ("hot", false)).Signal("alarm");
        Assert.Equal("b", walk.Open);
        walk = kind switch { "timer" => walk.Wait(Hour), "message" => walk.Deliver("note"), "condition" => walk.Set(("hot", true)), _ => walk.ThrowError("b", "E") };
        Assert.Equal("late-task", walk.Open);
        Assert.Empty(walk.Timers);
        Assert.Equal("after", Walk.Of(walk.Definition).Start(("caseNumber", "YH-1"), ("hot", false)).Signal("alarm").Complete("b").Open);
    }

    [Fact]
    public void Only_the_instances_that_were_done_are_undone_when_a_loop_ends_early()
    {
        const string Loop = """<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list" inputElement="item"/></bpmn:extensionElements><bpmn:completionCondition>=numberOfCompletedInstances >= 2</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>""";
        var walk = Through($"{Start()} {UserTask("a", Loop)} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {UserTask("b")} {EndWith("end", Undo)}\nstart -> a -> b -> end").Start(("list", new object[] { 1, 2, 3, 4 }));
        walk.Complete("a").Complete("a").Complete("b");
        Assert.Equal([2m, 1m], walk.Tasks.Where(task => task.ElementId == "undo-a").Select(task => task.Variables["item"]));
        Assert.True(walk.Complete("undo-a").Complete("undo-a").Ended);
    }

    [Fact]
    public void A_loop_that_was_interrupted_is_not_undone()
    {
        var walk = Through($"{Start()} {UserTask("a", Loop2)} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {Boundary("late", "a", Timer("PT1H"))} {End()} {EndWith("undo", Undo)}\nstart -> a -> end\nlate -> undo").Start().Complete("a").Wait(Hour);
        Assert.True(walk.Ended);
    }

    [Fact]
    public void While_a_cancelled_transaction_is_undone_nothing_else_happens_to_it()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {UserTask("cancelled")} {UserTask("late-task")} {End()}
            <bpmn:transaction id="tx">{Level($"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {EndWith("give-up", "<bpmn:cancelEventDefinition/>")} {EventSub("event", Alarm, $"{UserTask("b")} {End("e2")}\nevent-start -> b -> e2")}\ns1 -> a -> give-up")}</bpmn:transaction>
            {Boundary("edge", "tx", "<bpmn:cancelEventDefinition/>")} {Boundary("late", "tx", Timer("PT1H"))}
            start -> tx -> after -> end
            edge -> cancelled -> end
            late -> late-task -> end
            """).Start().Complete("a");
        Assert.Equal("undo-a", walk.Open);
        Assert.Empty(walk.Timers);
        Assert.Empty(walk.Signals);
        Assert.Equal("cancelled", walk.Complete("undo-a").Open);
    }

    [Fact]
    public void A_signal_thrown_in_a_transaction_stays_thrown_when_it_is_cancelled()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:parallelGateway id="fork"/> {Catch("heard", Alarm)} {UserTask("told")} {UserTask("cancelled")}
            <bpmn:transaction id="tx">{Level($"{Start("s1")} {UserTask("a")} {Throw("cry", Alarm)} {EndWith("give-up", "<bpmn:cancelEventDefinition/>")}\ns1 -> a -> cry -> give-up")}</bpmn:transaction>
            {Boundary("edge", "tx", "<bpmn:cancelEventDefinition/>")}
            start -> fork -> tx -> end
            fork -> heard -> told -> end
            edge -> cancelled -> end
            """).Start().Complete("a");
        Assert.Equal("cancelled told", walk.Open);
        Assert.Single(walk.Signalled);
    }

    [Fact]
    public void An_inclusive_join_does_not_wait_for_handlers_that_the_thrower_does_not_wait_for()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:parallelGateway id="fork"/> {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {UserTask("b")} <bpmn:inclusiveGateway id="join"/> {UserTask("after")}
            {Throw("undo", "<bpmn:compensateEventDefinition waitForCompletion=\"false\"/>")} {UserTask("c")} <bpmn:exclusiveGateway id="which"/>
            start -> fork -> a -> undo -> which ->(default) c -> end
            which ->(never) join
            fork -> b -> join -> after -> end
            """).Start(("never", false)).Complete("a").Complete("b");
        Assert.Equal("after c undo-a", walk.Open);
    }

    [Fact]
    public void An_event_sub_process_waits_anew_in_each_instance_and_the_edge_through_all_of_them()
    {
        const string Seq = "<bpmn:multiInstanceLoopCharacteristics isSequential=\"true\"><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>";
        var walk = Through($"{Start()} {UserTask("after")} {End()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")} {EventSub("on", Timer("PT1H"), $"{UserTask("b")} {End("e2")}\non-start -> b -> e2")}\ns1 -> a -> e1", Seq)} {Boundary("late", "sub", Timer("PT9H"))}\nstart -> sub -> after -> end\nlate -> after").Start();
        Assert.Equal("b", walk.Wait(Hour).Open);
        Assert.Equal("a", walk.Complete("b").Open);
        Assert.Equal("b", walk.Wait(Hour).Open);
        Assert.Single(walk.Timers);
        Assert.Equal("after", walk.Complete("b").Open);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void An_escalation_that_interrupts_from_inside_ends_the_call_and_leaves_the_edge()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {UserTask("late-task")} {End()}
            {Sub("sub", $"{Start("s1")} {Call("call")} {End("e1")} {EventSub("on", OnEscalation("X"), $"{UserTask("b")} {End("e2")}\non-start -> b -> e2")}\ns1 -> call -> e1")} {Boundary("late", "sub", Timer("PT1H"), interrupting: false)}
            start -> sub -> after -> end
            late -> late-task -> end
            """).Start().Escalate("call", "X");
        Assert.Equal("b", walk.Open);
        Assert.Empty(walk.Calls);
        Assert.Equal("b late-task", walk.Wait(Hour).Open);
        Assert.Equal("after late-task", walk.Complete("b").Open);
    }

    [Fact]
    public void A_cycle_at_a_task_begins_anew_when_a_link_leads_back_to_it()
    {
        const string Go = """<bpmn:linkEventDefinition name="again"/>""";
        var walk = Through($"{Start()} <bpmn:exclusiveGateway id=\"merge\"/> {Catch("in", Go)} {UserTask("a")} {Boundary("urge", "a", Cycle("R2/PT1H"), interrupting: false)} {UserTask("urged")} <bpmn:exclusiveGateway id=\"x\"/> {Throw("out", Go)} {End()} {End("e2")}\nstart -> merge -> a -> x ->(more) out\nin -> merge\nx ->(default) end\nurge -> urged -> e2").Start();
        Assert.Equal("a urged", walk.Wait(Hour).Open);
        Assert.Equal("a urged", walk.Complete("a", ("more", true)).Open);
        Assert.Equal("a urged urged urged", walk.Wait(Hour * 5).Open);
        Assert.Empty(walk.Complete("a", ("more", false)).Timers);
    }

    [Fact]
    public void A_sub_process_begun_anew_after_an_error_has_its_whole_time_again()
    {
        var walk = Through($"{Start()} <bpmn:exclusiveGateway id=\"m1\"/> {Sub("sub", $"{Start("s1")} {UserTask("a")} <bpmn:exclusiveGateway id=\"x\"/> {EndWith("bad", OnError("E"))} {End("e1")}\ns1 -> a -> x ->(bad) bad\nx ->(default) e1")} {Boundary("edge", "sub", OnError("E"))} {Boundary("late", "sub", Timer("PT5H"))} {UserTask("after")} {UserTask("late-task")} {End()}\nstart -> m1 -> sub -> after -> end\nedge -> m1\nlate -> late-task -> end").Start().Wait(Hour * 4).Complete("a", ("bad", true));
        Assert.Equal("a", walk.Open);
        Assert.Equal(Walk.Morning + Hour * 9, Assert.Single(walk.Timers).DueAt);
        Assert.Equal("after", walk.Complete("a", ("bad", false)).Open);
    }

    [Fact]
    public void An_event_sub_process_of_the_process_ends_calls_loops_and_what_waits_at_joins()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:parallelGateway id="fork"/> {Call("call", Loop2)} {UserTask("each", Loop2)} {Catch("pause", Timer("PT1H"))} <bpmn:parallelGateway id="join"/>
            {EventSub("on", OnMessage("m"), $"{UserTask("x")} {End("e2")}\non-start -> x -> e2")}
            start -> fork -> call -> join -> end
            fork -> each -> join
            fork -> pause -> join
            """).Start(("caseNumber", "YH-1")).Wait(Hour).Deliver("note");
        Assert.Equal("x", walk.Open);
        Assert.Empty(walk.Calls);
        Assert.Empty(walk.State.Parked);
        Assert.True(walk.Complete("x").Ended);
    }
}
