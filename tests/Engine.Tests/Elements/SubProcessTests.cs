using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

public sealed class SubProcessTests
{
    [Fact]
    public void It_ends_when_nothing_goes_on_inside()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", $"""
                {Start("s")} {UserTask("a")} {UserTask("b")} {End("e")}
                <bpmn:parallelGateway id="fork"/>
                s -> fork -> a -> e
                fork -> b -> e
                """)}
            start -> sub -> after -> end
            """).Start().Complete("a");
        Assert.Equal("b", walk.Open);
        walk.Complete("b");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void Its_own_variables_hide_those_outside_and_end_with_it()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", $"""
                {Start("s")} {UserTask("a")} {End("e")}
                s -> a -> e
                """, Extension("""<zeebe:ioMapping><zeebe:input source="=1" target="round"/></zeebe:ioMapping>"""))}
            start -> sub -> after -> end
            """).Start(("round", 9));
        Assert.Equal(1m, walk.TaskAt("a").Variables["round"]);
        walk.Complete("a", ("round", 2), ("outcome", "done"));
        Assert.Equal(9m, walk.Variables["round"]);
        Assert.Equal("done", walk.Variables["outcome"]);
    }

    [Fact]
    public void An_interrupting_boundary_withdraws_everything_inside()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", $"""
                {Start("s")} {UserTask("a")} {Catch("w", OnMessage("m"))} {End("e")}
                {Boundary("inner", "a", Timer("P9D"), false)}
                <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/>
                <bpmn:callActivity id="call">{Extension("""<zeebe:calledElement processId="q"/>""")}</bpmn:callActivity>
                <bpmn:task id="t"/>
                s -> fork -> a -> join -> e
                fork -> w -> join
                fork -> call -> join
                fork -> t -> join
                inner -> e
                """)}
            {Boundary("late", "sub", Timer("P1D"))}
            start -> sub -> end
            late -> after -> end
            """, Message("m", "go", "=1")).Start();
        Assert.Equal(2, walk.Timers.Count);
        walk.Wait(TimeSpan.FromDays(1));
        Assert.Equal("after", walk.Open);
        Assert.Empty(walk.Timers);
        Assert.Empty(walk.Subscriptions);
        Assert.Empty(walk.Calls);
        Assert.Empty(walk.State.Parked);
    }

    [Fact]
    public void Terminate_inside_ends_only_the_sub_process()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("after")} {UserTask("beside")} {End()} <bpmn:parallelGateway id="f"/>
            {Sub("sub", $"""
                {Start("s")} {UserTask("a")} {UserTask("b")} {EndWith("stop", Terminate)} {End("e")}
                <bpmn:parallelGateway id="fork"/>
                s -> fork -> a -> stop
                fork -> b -> e
                """)}
            start -> f -> sub -> after -> end
            f -> beside -> end
            """).Start().Complete("a");
        Assert.Equal("after beside", walk.Open);
    }

    [Fact]
    public void Without_a_start_event_it_begins_wherever_no_flow_leads()
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            {Sub("sub", $"""
                {UserTask("a")} {UserTask("b")} {UserTask("c")}
                a -> c
                """)}
            start -> sub -> end
            """).Start();
        Assert.Equal("a b", walk.Open);
        walk.Complete("a").Complete("b").Complete("c");
        Assert.True(walk.Ended);
    }
}

public sealed class EventSubProcessTests
{
    private static string With(string trigger, bool interrupting) => $"""
        {Start()} {UserTask("work")} {End()}
        {EventSub("event", trigger, $"""
            {UserTask("inside")} {End("e")}
            event-start -> inside -> e
            """, interrupting)}
        start -> work -> end
        """;

    [Fact]
    public void An_interrupting_message_ends_what_goes_on_beside_it()
    {
        var walk = Walk.Through(With(OnMessage("m"), true), Message("m", "withdrawn")).Start(("caseNumber", "YH-1"));
        walk.Deliver("withdrawn", ("reason", "duplicate"));
        Assert.Equal("inside", walk.Open);
        Assert.Empty(walk.Subscriptions);
        Assert.Equal("duplicate", walk.Variables["reason"]);
        walk.Complete("inside");
        Assert.True(walk.Ended);
    }

    [Fact]
    public void A_message_that_does_not_interrupt_can_come_again()
    {
        var walk = Walk.Through(With(OnMessage("m"), false), Message("m", "note")).Start(("caseNumber", "YH-1"));
        walk.Deliver("note").Deliver("note");
        Assert.Equal("inside inside work", walk.Open);
        walk.Complete("work").Complete("inside");
        Assert.False(walk.Ended);
        walk.Complete("inside");
        Assert.True(walk.Ended);
        Assert.Empty(walk.Subscriptions);
    }

    [Fact]
    public void A_timer_that_does_not_interrupt_fires_and_the_process_can_end_before()
    {
        var walk = Walk.Through(With(Timer("P1D"), false)).Start().Wait(TimeSpan.FromDays(2));
        Assert.Equal("inside work", walk.Open);
        var early = Walk.Through(With(Timer("P1D"), false)).Start().Complete("work");
        Assert.True(early.Ended);
        Assert.Empty(early.Timers);
    }

    [Fact]
    public void Inside_a_sub_process_it_belongs_to_that()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", With(Timer("P1D"), true).Replace("\"start\"", "\"s\"", StringComparison.Ordinal).Replace("\"end\"", "\"x\"", StringComparison.Ordinal)
                .Replace("start -> work -> end", "s -> work -> x", StringComparison.Ordinal))}
            start -> sub -> after -> end
            """).Start();
        walk.Wait(TimeSpan.FromDays(1));
        Assert.Equal("inside", walk.Open);
        walk.Complete("inside");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void An_error_start_takes_the_error_of_a_task_in_the_process()
    {
        var walk = Walk.Through(With(OnError("E"), true), Error("E")).Start().ThrowError("work", "E");
        Assert.Equal("inside", walk.Open);
    }

    [Fact]
    public void What_an_event_sub_process_throws_goes_further_out_not_to_itself()
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            {Sub("sub", $"""
                {Start("s")} {UserTask("work")} {End("e")}
                {EventSub("event", OnError(), $"{EndWith("again", OnError("E"))}\nevent-start -> again")}
                s -> work -> e
                """)}
            {Boundary("caught", "sub", OnError("E"))} {UserTask("rescue")}
            start -> sub -> end
            caught -> rescue -> end
            """, Error("E")).Start().ThrowError("work", "E");
        Assert.Equal("rescue", walk.Open);
    }
}
