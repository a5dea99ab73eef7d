using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

public sealed class ExclusiveGatewayTests
{
    private static readonly string Levels = $"""
        {Start()} {UserTask("fix")} {UserTask("notice")} {UserTask("verify")} {End()}
        <bpmn:exclusiveGateway id="level"/>
        start -> level ->(level = "onTheSpot") fix -> end
        level ->(level = "major") verify -> end
        level ->(default) notice -> end
        """;

    [Theory]
    [InlineData("onTheSpot", "fix")]
    [InlineData("major", "verify")]
    [InlineData("general", "notice")]
    public void The_first_condition_that_holds_decides_or_else_the_default(string level, string task) =>
        Assert.Equal(task, Walk.Through(Levels).Start(("level", level)).Open);

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_an_incident_which_goes_on_after_the_data_is_mended()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {End()}
            <bpmn:exclusiveGateway id="big"/>
            start -> big ->(size > 3) a -> end
            big ->(default) b -> end
            """).Start();
        var incident = Assert.Single(walk.Incidents);
        Assert.Equal("big", incident.ElementId);
        Assert.Contains("size > 3", incident.Message, StringComparison.Ordinal);

        walk.Resolve();
        Assert.Single(walk.Incidents);
        Assert.Equal("", walk.Open);
        walk.Set(("size", 4)).Resolve();
        Assert.Empty(walk.Incidents);
        Assert.Equal("a", walk.Open);
    }

    [Fact]
    public void No_condition_holds_and_no_default_is_an_incident_and_everything_else_goes_on()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {End()}
            <bpmn:exclusiveGateway id="choice"/> <bpmn:parallelGateway id="fork"/>
            start -> fork -> choice ->(x = 1) a -> end
            choice ->(x = 3) end
            fork -> b -> end
            """).Start(("x", 2));
        Assert.Equal("choice", Assert.Single(walk.Incidents).ElementId);
        Assert.Equal("b", walk.Open);
        walk.Complete("b");
        Assert.False(walk.Ended);
        walk.Set(("x", 1)).Resolve().Complete("a");
        Assert.True(walk.Ended);
    }

    [Fact]
    public void A_loop_goes_round_as_often_as_people_send_it_back()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("fill")} {UserTask("review")} {End()}
            <bpmn:exclusiveGateway id="approved"/>
            start -> fill -> review -> approved ->(outcome = "returned") fill
            approved ->(default) end
            """).Start();
        for (var round = 0; round < 3; round++)
            walk.Complete("fill").Complete("review", ("outcome", "returned"));
        walk.Complete("fill").Complete("review", ("outcome", "approved"));
        Assert.True(walk.Ended);
    }

    [Fact]
    public void A_loop_that_never_waits_is_stopped_by_an_incident()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("other")} {End()}
            <bpmn:parallelGateway id="fork"/> <bpmn:exclusiveGateway id="again"/> <bpmn:task id="nothing"/>
            start -> fork -> other -> end
            fork -> nothing -> again ->(not(done)) nothing
            again ->(default) end
            """).Start(("done", false));
        Assert.Contains("循环", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal("other", walk.Open);
        walk.Set(("done", true)).Resolve().Complete("other");
        Assert.True(walk.Ended);
    }
}

public sealed class ParallelGatewayTests
{
    [Fact]
    public void The_join_waits_for_every_flow()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {UserTask("c")} {UserTask("after")} {End()}
            <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/>
            start -> fork -> a -> join -> after -> end
            fork -> b -> join
            fork -> c -> join
            """).Start();
        Assert.Equal("a b c", walk.Open);
        walk.Complete("a").Complete("c");
        Assert.Equal("b", walk.Open);
        Assert.Equal(2, walk.State.ActiveElements.Count(e => e is { ElementId: "join", Kind: WaitKind.Join }));
        walk.Complete("b");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void Flows_without_an_id_are_told_apart()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {UserTask("after")}
            <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/>
            <bpmn:sequenceFlow sourceRef="start" targetRef="fork"/>
            <bpmn:sequenceFlow sourceRef="fork" targetRef="a"/>
            <bpmn:sequenceFlow sourceRef="fork" targetRef="b"/>
            <bpmn:sequenceFlow sourceRef="a" targetRef="join"/>
            <bpmn:sequenceFlow sourceRef="b" targetRef="join"/>
            <bpmn:sequenceFlow sourceRef="join" targetRef="after"/>
            """).Start().Complete("a");
        Assert.Equal("b", walk.Open);
        walk.Complete("b");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void Two_tokens_on_one_flow_do_not_join()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {UserTask("after")} {End()}
            <bpmn:parallelGateway id="fork"/> <bpmn:exclusiveGateway id="merge"/> <bpmn:parallelGateway id="join"/>
            <bpmn:parallelGateway id="twice"/>
            start -> fork -> twice -> merge -> join -> after -> end
            twice -> a -> merge
            fork -> b -> join
            """).Start();
        walk.Complete("a");
        Assert.Equal("b", walk.Open);
        walk.Complete("b");
        Assert.Equal("after", walk.Open);
        Assert.Single(walk.State.Parked);
    }

    [Fact]
    public void A_join_that_can_never_be_complete_is_an_incident_instead_of_a_silent_stop()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {End()} {End("elsewhere")}
            <bpmn:parallelGateway id="fork"/> <bpmn:exclusiveGateway id="way"/> <bpmn:parallelGateway id="join"/>
            start -> fork -> a -> join -> end
            fork -> b -> way ->(go) join
            way ->(default) elsewhere
            """).Start(("go", false)).Complete("a");
        Assert.Empty(walk.Incidents);
        walk.Complete("b");
        Assert.Equal("join", Assert.Single(walk.Incidents).ElementId);
        walk.Resolve();
        Assert.Single(walk.Incidents);
        walk.Cancel();
        Assert.Empty(walk.Incidents);
    }
}

public sealed class InclusiveGatewayTests
{
    private static readonly string ForkAndJoin = $"""
        {Start()} {UserTask("a")} {UserTask("b")} {UserTask("c")} {UserTask("after")} {End()}
        <bpmn:inclusiveGateway id="fork"/> <bpmn:inclusiveGateway id="join"/>
        start -> fork ->(x > 0) a -> join
        fork ->(x > 1) b -> join
        fork ->(default) c -> join -> after -> end
        """;

    [Theory]
    [InlineData(0, "c")]
    [InlineData(1, "a")]
    [InlineData(2, "a b")]
    public void Every_condition_that_holds_opens_its_flow_and_the_join_waits_for_just_those(int x, string open)
    {
        var walk = Walk.Through(ForkAndJoin).Start(("x", x));
        Assert.Equal(open, walk.Open);
        foreach (var task in open.Split(' '))
        {
            Assert.DoesNotContain("after", walk.Open, StringComparison.Ordinal);
            walk.Complete(task);
        }
        Assert.Equal("after", walk.Open);
        walk.Complete("after");
        Assert.True(walk.Ended);
    }

    [Fact]
    public void The_join_goes_on_when_the_last_other_token_has_left_for_elsewhere()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {UserTask("after")} {End()} {End("gone")}
            <bpmn:parallelGateway id="fork"/> <bpmn:exclusiveGateway id="way"/> <bpmn:inclusiveGateway id="join"/>
            start -> fork -> a -> join -> after -> end
            fork -> b -> way ->(go) join
            way ->(default) gone
            """).Start(("go", false));
        walk.Complete("a");
        Assert.Equal("b", walk.Open);
        walk.Complete("b");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void A_boundary_event_that_can_lead_to_the_join_counts_as_a_way_there()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {UserTask("after")} {End()} {End("gone")}
            {Boundary("late", "b", Timer("P1D"))}
            <bpmn:parallelGateway id="fork"/> <bpmn:inclusiveGateway id="join"/>
            start -> fork -> a -> join -> after -> end
            fork -> b -> gone
            late -> join
            """).Start().Complete("a");
        Assert.Equal("b", walk.Open);
        walk.Wait(TimeSpan.FromDays(1));
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void In_a_loop_the_join_does_not_wait_for_its_own_future()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("work")} {End()}
            <bpmn:inclusiveGateway id="join"/> <bpmn:exclusiveGateway id="again"/>
            start -> join -> work -> again ->(more) join
            again ->(default) end
            """).Start(("more", true)).Complete("work").Complete("work", ("more", false));
        Assert.True(walk.Ended);
    }
}

public sealed class EventGatewayTests
{
    private static readonly string ApplyOrDeadline = $"""
        {Start()} {UserTask("revisit")} {UserTask("overdue")} {End()}
        <bpmn:eventBasedGateway id="either"/>
        {Catch("applied", OnMessage("m"))} {Catch("deadline", Timer("P3D"))}
        start -> either -> applied -> revisit -> end
        either -> deadline -> overdue -> end
        """;

    [Fact]
    public void The_message_first_disarms_the_timer()
    {
        var walk = Walk.Through(ApplyOrDeadline, Message("m", "reinspection-requested")).Start(("caseNumber", "YH-1"));
        Assert.Equal("YH-1", Assert.Single(walk.Subscriptions).CorrelationKey);
        walk.Deliver("reinspection-requested", ("evidence", "f1"));
        Assert.Equal("revisit", walk.Open);
        Assert.Equal("f1", walk.Variables["evidence"]);
        Assert.Empty(walk.Timers);
        Assert.Empty(walk.Subscriptions);
    }

    [Fact]
    public void The_timer_first_ends_the_subscription()
    {
        var walk = Walk.Through(ApplyOrDeadline, Message("m", "reinspection-requested")).Start(("caseNumber", "YH-1"));
        walk.Wait(TimeSpan.FromDays(3));
        Assert.Equal("overdue", walk.Open);
        Assert.Empty(walk.Subscriptions);
        Assert.Equal("start either deadline", walk.Trail);
    }

    [Fact]
    public void The_drawing_shows_what_it_waits_for()
    {
        var walk = Walk.Through(ApplyOrDeadline, Message("m", "reinspection-requested")).Start(("caseNumber", "YH-1"));
        Assert.Equal(
            [("applied", WaitKind.Message), ("deadline", WaitKind.Timer), ("either", WaitKind.Choice)],
            walk.State.ActiveElements.Select(e => (e.ElementId, e.Kind)).Order());
    }
}
