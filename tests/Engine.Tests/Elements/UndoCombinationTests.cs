using static Rectification.Engine.Tests.Draw;
using static Rectification.Engine.Tests.Elements.Combined;

namespace Rectification.Engine.Tests.Elements;

/// <summary>Compensation and transactions around loops, circles and sub-processes (BPMN 2.0, 10.7 and 13.5.5).</summary>
public sealed class UndoCombinationTests
{
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
}
