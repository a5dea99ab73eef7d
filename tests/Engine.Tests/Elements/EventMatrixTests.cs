using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

/// <summary>Timer, message, signal, condition, escalation and error at the edge of a task, at the start of an event sub-process, on the way, behind an event-based gateway and thrown, where BPMN 2.0 (table 10.93) allows them: what happens, what stays, and that nothing waits afterwards.</summary>
public sealed class EventMatrixTests
{
    private static readonly string Beside = Message("m", "note") + """<bpmn:signal id="s" name="alarm"/>""" + Error("E") + Escalation("X");

    [Theory]
    [InlineData("timer", true, "handled")]
    [InlineData("timer", false, "handled work")]
    [InlineData("message", true, "handled")]
    [InlineData("message", false, "handled work")]
    [InlineData("signal", true, "handled")]
    [InlineData("signal", false, "handled work")]
    [InlineData("condition", true, "handled")]
    [InlineData("condition", false, "handled work")]
    [InlineData("escalation", true, "handled")]
    [InlineData("escalation", false, "handled work")]
    [InlineData("error", true, "handled")]
    public void At_the_edge_of_a_task(string trigger, bool interrupting, string open)
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("work")} {Boundary("edge", "work", Trigger(trigger), interrupting)} {UserTask("handled")} {End()} {End("end2")}
            start -> work -> end
            edge -> handled -> end2
            """, Beside).Start(("caseNumber", "YH-1"), ("hot", false));
        Finish(walk, trigger, open);
    }

    [Theory]
    [InlineData("timer", true, "handled")]
    [InlineData("timer", false, "handled work")]
    [InlineData("message", true, "handled")]
    [InlineData("message", false, "handled work")]
    [InlineData("signal", true, "handled")]
    [InlineData("signal", false, "handled work")]
    [InlineData("condition", true, "handled")]
    [InlineData("condition", false, "handled work")]
    [InlineData("escalation", true, "handled")]
    [InlineData("escalation", false, "handled work")]
    [InlineData("error", true, "handled")]
    public void At_the_start_of_an_event_sub_process(string trigger, bool interrupting, string open)
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("work")} {End()}
            {EventSub("on", Trigger(trigger), $"{UserTask("handled")} {End("over")}\non-start -> handled -> over", interrupting)}
            start -> work -> end
            """, Beside).Start(("caseNumber", "YH-1"), ("hot", false));
        Finish(walk, trigger, open);
    }

    [Theory]
    [InlineData("timer")]
    [InlineData("message")]
    [InlineData("signal")]
    [InlineData("condition")]
    public void On_the_way(string trigger)
    {
        var walk = Walk.Through($"""
            {Start()} {Catch("wait", Trigger(trigger))} {UserTask("handled")} {End()}
            start -> wait -> handled -> end
            """, Beside).Start(("caseNumber", "YH-1"), ("hot", false));
        Assert.Equal("", walk.Open);
        Finish(walk, trigger, "handled");
    }

    [Theory]
    [InlineData("timer")]
    [InlineData("message")]
    [InlineData("signal")]
    [InlineData("condition")]
    public void Behind_an_event_based_gateway_the_first_one_decides(string trigger)
    {
        // The other way is a different trigger, so that what is left over would show.
        var other = trigger == "timer" ? "message" : "timer";
        var walk = Walk.Through($"""
            {Start()} <bpmn:eventBasedGateway id="which"/> {Catch("first", Trigger(trigger))} {Catch("second", Trigger(other))} {UserTask("handled")} {UserTask("other")} {End()} {End("end2")}
            start -> which -> first -> handled -> end
            which -> second -> other -> end2
            """, Beside).Start(("caseNumber", "YH-1"), ("hot", false));
        Finish(walk, trigger, "handled");
    }

    [Theory]
    [InlineData("message")]
    [InlineData("signal")]
    [InlineData("escalation")]
    public void Thrown_on_the_way_and_at_the_end(string trigger)
    {
        foreach (var inside in new[] { $"{Throw("throw", Trigger(trigger))} {End()}\nstart -> throw -> end", $"{EndWith("throw", Trigger(trigger))}\nstart -> throw" })
        {
            var walk = Walk.Through($"{Start()} {inside}", Beside).Start(("caseNumber", "YH-1"));
            Assert.Equal((trigger == "message" ? 1 : 0, trigger == "signal" ? 1 : 0, trigger == "escalation" ? 1 : 0), (walk.Sent.Count, walk.Signalled.Count, walk.Escalated.Count));
            Assert.True(walk.Ended);
        }
    }

    [Fact]
    public void Errors_and_escalations_go_outwards_to_the_nearest_that_takes_them()
    {
        foreach (var (trigger, code) in new[] { (OnError("E"), "error"), (OnEscalation("X"), "escalation") })
        {
            var walk = Walk.Through($"""
                {Start()} {End()} {UserTask("far")}
                {Sub("outer", $"{Start("s1")} {Sub("inner", $"{Start("s2")} {UserTask("work")} {EndWith("throw", trigger)}\ns2 -> work -> throw")} {Boundary("edge1", "inner", code == "error" ? OnError("E") : OnEscalation("X"))} {UserTask("inside")} {End("e1")}\ns1 -> inner -> e1\nedge1 -> inside -> e1")}
                {Boundary("edge2", "outer", code == "error" ? OnError() : OnEscalation())}
                start -> outer -> end
                edge2 -> far -> end
                """, Beside).Start().Complete("work");
            Assert.Equal("inside", walk.Open);
        }
    }

    private static string Trigger(string kind) => kind switch
    {
        "timer" => Timer("PT1H"),
        "message" => OnMessage("m"),
        "signal" => "<bpmn:signalEventDefinition signalRef=\"s\"/>",
        "condition" => "<bpmn:conditionalEventDefinition><bpmn:condition>=hot</bpmn:condition></bpmn:conditionalEventDefinition>",
        "escalation" => OnEscalation("X"),
        _ => OnError("E"),
    };

    private static void Finish(Walk walk, string trigger, string open)
    {
        _ = trigger switch
        {
            "timer" => walk.Wait(TimeSpan.FromHours(1)),
            "message" => walk.Deliver("note"),
            "signal" => walk.Signal("alarm"),
            "condition" => walk.Set(("hot", true)),
            "escalation" => walk.Escalate("work", "X"),
            _ => walk.ThrowError("work", "E"),
        };
        Assert.Equal(open, walk.Open);
        foreach (var element in open.Split(' '))
            walk.Complete(element);
        Assert.True(walk.Ended);
        Assert.Empty(walk.Timers);
        Assert.Empty(walk.Subscriptions);
        Assert.Empty(walk.Signals);
    }
}
