using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Triggers;

public sealed class ErrorTests
{
    [Fact]
    public void The_named_code_goes_before_the_one_that_takes_any()
    {
        var drawing = $"""
            {Start()} {UserTask("work")} {UserTask("any")} {UserTask("named")} {End()}
            {Boundary("b-any", "work", OnError())} {Boundary("b-named", "work", OnError("E"))}
            start -> work -> end
            b-any -> any -> end
            b-named -> named -> end
            """;
        Assert.Equal("named", Walk.Through(drawing, Error("E")).Start().ThrowError("work", "E").Open);
        Assert.Equal("any", Walk.Through(drawing, Error("E")).Start().ThrowError("work", "other").Open);
    }

    [Fact]
    public void An_error_end_leaves_the_sub_process_by_its_boundary()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("rescue")} {End()}
            {Sub("sub", $"""
                {Start("s")} {UserTask("a")} {UserTask("b")} {EndWith("fail", OnError("E"))} {End("e")} <bpmn:parallelGateway id="fork"/>
                s -> fork -> a -> fail
                fork -> b -> e
                """)}
            {Boundary("caught", "sub", OnError("E"))}
            start -> sub -> end
            caught -> rescue -> end
            """, Error("E")).Start().Complete("a");
        Assert.Equal("rescue", walk.Open);
    }

    [Fact]
    public void An_error_end_that_nobody_catches_ends_the_process_with_its_code()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {EndWith("fail", OnError("E"))} {End()} <bpmn:parallelGateway id="fork"/>
            start -> fork -> a -> fail
            fork -> b -> end
            """, Error("E")).Start().Complete("a");
        Assert.True(walk.Ended);
        Assert.Equal((Ending.Error, "E"), (walk.End!.Ending, walk.End.ErrorCode));
        Assert.Equal("", walk.Open);
    }

    [Fact]
    public void An_error_of_a_task_that_nobody_catches_is_an_incident_and_the_task_stays_open()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {End()}
            start -> a -> end
            """).Start().ThrowError("a", "E");
        Assert.Single(walk.Incidents);
        walk.Complete("a");
        Assert.True(walk.Ended);
        Assert.Empty(walk.Incidents);
    }
}

public sealed class EscalationTests
{
    private static string Escalating(bool interrupting, string thrower) => $"""
        {Start()} {UserTask("told")} {UserTask("after")} {End()}
        {Sub("sub", $"""
            {Start("s")} {thrower} {UserTask("goes-on")} {End("e")}
            s -> throw -> goes-on -> e
            """)}
        {Boundary("caught", "sub", OnEscalation("X"), interrupting)}
        start -> sub -> after -> end
        caught -> told -> end
        """;

    [Fact]
    public void Caught_without_interrupting_both_go_on() =>
        Assert.Equal("goes-on told", Walk.Through(Escalating(false, Throw("throw", OnEscalation("X"))), Escalation("X")).Start().Open);

    [Fact]
    public void Caught_with_interrupting_the_thrower_is_gone() =>
        Assert.Equal("told", Walk.Through(Escalating(true, Throw("throw", OnEscalation("X"))), Escalation("X")).Start().Open);

    [Fact]
    public void Uncaught_it_is_told_to_the_caller_and_goes_on()
    {
        var walk = Walk.Through(Escalating(true, Throw("throw", OnEscalation("Y"))), Escalation("X") + Escalation("Y")).Start();
        Assert.Equal("goes-on", walk.Open);
        Assert.Equal("Y", Assert.Single(walk.Escalated).Code);
    }

    [Fact]
    public void An_escalation_end_lets_the_scope_end_normally()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("told")} {UserTask("after")} {End()}
            {Sub("sub", $"{Start("s")} {EndWith("fin", OnEscalation("X"))}\ns -> fin")}
            {Boundary("caught", "sub", OnEscalation(), false)}
            start -> sub -> after -> end
            caught -> told -> end
            """, Escalation("X")).Start();
        Assert.Equal("after told", walk.Open);
    }

    [Fact]
    public void A_called_process_escalates_at_the_boundary_of_the_call()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("told")} {End()}
            <bpmn:callActivity id="call">{Extension("""<zeebe:calledElement processId="q"/>""")}</bpmn:callActivity>
            {Boundary("caught", "call", OnEscalation("X"), false)}
            start -> call -> end
            caught -> told -> end
            """, Escalation("X")).Start().Escalate("call", "X", ("who", "grid1"));
        Assert.Equal("told", walk.Open);
        Assert.Single(walk.Calls);
        Assert.Equal("grid1", walk.Variables["who"]);
    }

    [Fact]
    public void An_event_sub_process_can_take_it_without_interrupting()
    {
        var walk = Walk.Through($"""
            {Start()} {Throw("throw", OnEscalation("X"))} {UserTask("goes-on")} {End()}
            {EventSub("event", OnEscalation("X"), $"{UserTask("told")} {End("e")}\nevent-start -> told -> e", false)}
            start -> throw -> goes-on -> end
            """, Escalation("X")).Start();
        Assert.Equal("goes-on told", walk.Open);
    }
}
