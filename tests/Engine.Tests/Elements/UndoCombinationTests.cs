using static Rectification.Engine.Tests.Draw;
using static Rectification.Engine.Tests.Elements.Combined;

namespace Rectification.Engine.Tests.Elements;

/// <summary>Compensation and transactions around loops, circles and sub-processes (BPMN 2.0, 10.7 and 13.5.5).</summary>
public sealed class UndoCombinationTests
{
    private const string Cancel = "<bpmn:cancelEventDefinition/>";

    private static string Tx(string id, string inside) => $"<bpmn:transaction id=\"{id}\">{Level(inside)}</bpmn:transaction>";

    [Fact]
    public void What_an_event_sub_process_undoes_includes_the_sub_process_that_is_done_beside_it()
    {
        var walk = Through($"""
            {Start()} {UserTask("b")} {End()}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {End("e1")}\ns1 -> a -> e1")}
            {EventSub("on", OnMessage("m"), $"{EndWith("e2", Undo)}\non-start -> e2")}
            start -> sub -> b -> end
            """).Start(("caseNumber", "YH-1")).Complete("a").Deliver("note");
        Assert.Equal("undo-a", walk.Open);
        Assert.True(walk.Complete("undo-a").Ended);
    }

    [Fact]
    public void A_cancelled_transaction_undoes_inside_nested_sub_processes_and_ends_what_waits()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {UserTask("cancelled")} {End()}
            <bpmn:transaction id="tx">{Level($"{Start("s1")} <bpmn:parallelGateway id=\"fork\"/> {Sub("sub", $"{Start("s2")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {End("e2")}\ns2 -> a -> e2")} {UserTask("b")} {UserTask("c")} {EndWith("give-up", "<bpmn:cancelEventDefinition/>")} {End("e1")}\ns1 -> fork -> sub -> b -> e1\nfork -> c -> give-up")}</bpmn:transaction>
            {Boundary("edge", "tx", "<bpmn:cancelEventDefinition/>")}
            start -> tx -> after -> end
            edge -> cancelled -> end
            """).Start().Complete("a");
        Assert.Equal("b c", walk.Open);
        Assert.Equal("undo-a", walk.Complete("c").Open);
        Assert.Equal("cancelled", walk.Complete("undo-a").Open);
    }

    [Fact]
    public void An_error_that_leaves_a_transaction_undoes_nothing()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {UserTask("failed")} {End()}
            <bpmn:transaction id="tx">{Level($"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {UserTask("b")} {EndWith("hazard", OnError("E"))}\ns1 -> a -> b -> hazard")}</bpmn:transaction>
            {Boundary("edge", "tx", OnError("E"))}
            start -> tx -> after -> end
            edge -> failed -> end
            """).Start().Complete("a").Complete("b");
        Assert.Equal("failed", walk.Open);
    }

    [Fact]
    public void A_looped_sub_process_is_undone_instance_by_instance()
    {
        var walk = Through($"""
            {Start()} {UserTask("b")} {Throw("undo", Undo)} {UserTask("after")} {End()}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {End("e1")}\ns1 -> a -> e1", Loop2)}
            start -> sub -> b -> undo -> after -> end
            """).Start().Complete("a").Complete("a").Complete("b");
        Assert.Equal("undo-a undo-a", walk.Open);
        Assert.Equal("after", walk.Complete("undo-a").Complete("undo-a").Open);
    }

    [Fact]
    public void What_was_done_twice_in_a_circle_is_undone_twice()
    {
        var walk = Through($"""
            {Start()} <bpmn:exclusiveGateway id="again"/> {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} <bpmn:exclusiveGateway id="more"/> {EndWith("end", Undo)}
            start -> again -> a -> more ->(default) end
            more ->(more) again
            """).Start().Complete("a", ("more", true)).Complete("a", ("more", false));
        Assert.Equal("undo-a undo-a", walk.Open);
    }

    [Fact]
    public void A_transaction_that_was_done_is_undone_with_the_one_around_it()
    {
        var walk = Through($"""
            {Start()} {UserTask("cancelled")} {End()}
            {Tx("outer", $"{Start("s0")} {Tx("inner", $"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {End("e1")}\ns1 -> a -> e1")} {UserTask("b")} {EndWith("give-up", Cancel)}\ns0 -> inner -> b -> give-up")}
            {Boundary("edge", "outer", Cancel)}
            start -> outer -> end
            edge -> cancelled -> end
            """).Start().Complete("a").Complete("b");
        Assert.Equal("undo-a", walk.Open);
        Assert.Equal("cancelled", walk.Complete("undo-a").Open);
    }

    [Theory]
    [InlineData("a", true, "undo-a")]
    [InlineData("a", false, "undo-a")]
    [InlineData("sub", true, "undo-a")]
    [InlineData("sub-with-event", true, "undo-sub")]
    public void What_is_just_being_undone_when_its_transaction_is_cancelled_is_undone_from_the_beginning(string done, bool isLater, string undoing)
    {
        var a = $"{UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")}";
        var first = done switch
        {
            "a" => a,
            "sub" => Sub("sub", $"{Start("s2")} {a} {End("e2")}\ns2 -> a -> e2"),
            _ => Sub("sub-with-event", $"{Start("s2")} {a} {End("e2")} {EventSub("on", Undo, $"{UserTask("undo-sub")} {End("e3")}\non-start -> undo-sub -> e3")}\ns2 -> a -> e2"),
        };
        var walk = Through($"""
            {Start()} {UserTask("cancelled")} {End()}
            {Tx("tx", $"{Start("s1")} {first} <bpmn:parallelGateway id=\"fork\"/> {Throw("undo", Undo)} {End("e1")} {(isLater ? UserTask("b") : "<bpmn:task id=\"b\"/>")} {EndWith("give-up", Cancel)}\ns1 -> {done} -> fork -> undo -> e1\nfork -> b -> give-up")}
            {Boundary("edge", "tx", Cancel)}
            start -> tx -> end
            edge -> cancelled -> end
            """).Start().Complete("a");
        if (isLater)
        {
            Assert.Equal($"b {undoing}", walk.Open);
            walk.Complete("b");
        }
        Assert.Equal(undoing, walk.Open);
        Assert.Equal("cancelled", walk.Complete(undoing).Open);
    }

    [Fact]
    public void An_event_sub_process_can_give_up_the_transaction_it_stands_in()
    {
        var walk = Through($"""
            {Start()} {UserTask("cancelled")} {End()}
            {Tx("tx", $"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {UserTask("b")} {End("e1")} {EventSub("on", OnMessage("m"), $"{EndWith("give-up", Cancel)}\non-start -> give-up")}\ns1 -> a -> b -> e1")}
            {Boundary("edge", "tx", Cancel)}
            start -> tx -> end
            edge -> cancelled -> end
            """).Start(("caseNumber", "YH-1")).Complete("a").Deliver("note");
        Assert.Equal("undo-a", walk.Open);
        Assert.Equal("cancelled", walk.Complete("undo-a").Open);
    }

    [Fact]
    public void The_thrower_waits_for_the_way_out_of_a_handler_that_was_interrupted()
    {
        var walk = Through($"""
            {Start()} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {Boundary("late", "undo-a", Timer("PT1H"))} {UserTask("ask")} {End("asked")} {UserTask("b")} {Throw("undo", Undo)} {UserTask("after")} {End()}
            start -> a -> b -> undo -> after -> end
            late -> ask -> asked
            """).Start().Complete("a").Complete("b");
        Assert.Equal("undo-a", walk.Open);
        Assert.Equal("ask", walk.Wait(TimeSpan.FromHours(1)).Open);
        Assert.Equal("after", walk.Complete("ask").Open);
    }

    [Fact]
    public void A_handler_can_be_a_looped_sub_process()
    {
        var walk = Through($"""
            {Start()} {UserTask("a")} {Undone("u", "a", "undo-a")} <bpmn:subProcess id="undo-a" isForCompensation="true">{Loop2}{Level($"{Start("s1")} {UserTask("x")} {End("e1")}\ns1 -> x -> e1")}</bpmn:subProcess> {Throw("undo", Undo)} {UserTask("after")} {End()}
            start -> a -> undo -> after -> end
            """).Start().Complete("a");
        Assert.Equal("x x", walk.Open);
        Assert.Equal("after", walk.Complete("x").Complete("x").Open);
    }

    [Fact]
    public void Terminate_ends_what_is_being_undone()
    {
        var walk = Through($"""
            {Start()} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} <bpmn:parallelGateway id="fork"/> {UserTask("b")} {Throw("undo", Undo)} {End()} {EndWith("stop", Terminate)}
            start -> a -> fork -> undo -> end
            fork -> b -> stop
            """).Start().Complete("a");
        Assert.Equal("b undo-a", walk.Open);
        Assert.True(walk.Complete("b").Ended);
    }

    [Fact]
    public void What_was_done_in_a_sub_process_before_it_was_terminated_can_be_undone()
    {
        var walk = Through($"""
            {Start()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {EndWith("stop", Terminate)}\ns1 -> a -> stop")} {UserTask("b")} {EndWith("undo", Undo)}
            start -> sub -> b -> undo
            """).Start().Complete("a").Complete("b");
        Assert.Equal("undo-a", walk.Open);
    }

    [Fact]
    public void What_an_event_sub_process_breaks_off_being_undone_can_be_undone_by_it()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {Throw("undo", Undo)} {End("e1")} {EventSub("on", OnMessage("m"), $"{EndWith("e2", Undo)}\non-start -> e2")}\ns1 -> a -> undo -> e1")}
            start -> sub -> after -> end
            """).Start(("caseNumber", "YH-1")).Complete("a");
        Assert.Equal("undo-a", walk.Open);
        Assert.Equal("undo-a", walk.Deliver("note").Open);
        Assert.Equal("after", walk.Complete("undo-a").Open);
    }

    [Fact]
    public void What_an_event_sub_process_did_beside_is_undone_with_its_sub_process()
    {
        var walk = Through($"""
            {Start()} {UserTask("b")} {Throw("undo", Undo)} {UserTask("after")} {End()}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")} {EventSub("on", OnMessage("m"), $"{UserTask("x")} {Undone("u", "x", "undo-x")} {Handler("undo-x")} {End("e2")}\non-start -> x -> e2", interrupting: false)}\ns1 -> a -> e1")}
            start -> sub -> b -> undo -> after -> end
            """).Start(("caseNumber", "YH-1")).Deliver("note").Complete("x").Complete("a").Complete("b");
        Assert.Equal("undo-x", walk.Open);
        Assert.Equal("after", walk.Complete("undo-x").Open);
    }

    [Fact]
    public void A_sub_process_and_a_loop_can_be_undone_by_name()
    {
        var walk = Through($"""
            {Start()} {UserTask("c", Loop2)} {Undone("u2", "c", "undo-c")} {Handler("undo-c")} {UserTask("b")} {Throw("undo1", "<bpmn:compensateEventDefinition activityRef=\"sub\"/>")} {Throw("undo2", "<bpmn:compensateEventDefinition activityRef=\"c\"/>")} {UserTask("after")} {End()}
            {Sub("sub", $"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} {End("e1")}\ns1 -> a -> e1")}
            start -> sub -> c -> b -> undo1 -> undo2 -> after -> end
            """).Start().Complete("a").Complete("c").Complete("c").Complete("b");
        Assert.Equal("undo-a", walk.Open);
        Assert.Equal("undo-c undo-c", walk.Complete("undo-a").Open);
        Assert.Equal("after", walk.Complete("undo-c").Complete("undo-c").Open);
    }

    [Fact]
    public void A_transaction_begun_anew_after_it_was_cancelled_has_nothing_to_undo_of_the_first_time()
    {
        var walk = Through($"""
            {Start()} <bpmn:exclusiveGateway id="again"/> {UserTask("after")} {End()}
            <bpmn:transaction id="tx">{Level($"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} <bpmn:exclusiveGateway id=\"x\"/> {EndWith("give-up", Cancel)} {End("e1")}\ns1 -> a -> x ->(bad) give-up\nx ->(default) e1")}</bpmn:transaction>
            {Boundary("edge", "tx", Cancel)} {Throw("undo", Undo)}
            start -> again -> tx -> after -> undo -> end
            edge -> again
            """).Start().Complete("a", ("bad", true));
        Assert.Equal("undo-a", walk.Open);
        Assert.Equal("a", walk.Complete("undo-a").Open);
        Assert.Equal("undo-a", walk.Complete("a", ("bad", false)).Complete("after").Open);
        Assert.True(walk.Complete("undo-a").Ended);
    }

    [Fact]
    public void One_instance_gives_up_the_looped_transaction_with_all_that_the_others_did()
    {
        var walk = Through($"""
            {Start()} {UserTask("cancelled")} {UserTask("after")} {End()}
            <bpmn:transaction id="tx">{Loop2}{Level($"{Start("s1")} {UserTask("a")} {Undone("u", "a", "undo-a")} {Handler("undo-a")} <bpmn:exclusiveGateway id=\"x\"/> {EndWith("give-up", Cancel)} {End("e1")}\ns1 -> a -> x ->(bad) give-up\nx ->(default) e1")}</bpmn:transaction>
            {Boundary("edge", "tx", Cancel)}
            start -> tx -> after -> end
            edge -> cancelled -> end
            """).Start().Complete("a", ("bad", false)).Complete("a", ("bad", true));
        Assert.Equal("undo-a undo-a", walk.Open);
        Assert.Equal("cancelled", walk.Complete("undo-a").Complete("undo-a").Open);
    }
}
