using static Rectification.Engine.Tests.Draw;
using static Rectification.Engine.Tests.Elements.Combined;

namespace Rectification.Engine.Tests.Elements;

/// <summary>Joins in circles, in loops and beside interrupted ways, event-based gateways, loops within loops, links and data (BPMN 2.0, 10.3, 10.6 and 13.3 to 13.4).</summary>
public sealed class FlowCombinationTests
{
    [Fact]
    public void An_inclusive_join_in_a_loop_goes_on_once_a_round()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:exclusiveGateway id="again"/> <bpmn:inclusiveGateway id="split"/> {UserTask("a")} {UserTask("b")} <bpmn:inclusiveGateway id="join"/> {UserTask("check")} <bpmn:exclusiveGateway id="done"/>
            start -> again -> split ->(wantA) a -> join -> check -> done ->(default) end
            split ->(wantB) b -> join
            done ->(more) again
            """).Start(("wantA", true), ("wantB", true), ("more", true));
        Assert.Equal("b", walk.Complete("a").Open);
        Assert.Equal("check", walk.Complete("b").Open);
        Assert.Equal("b", walk.Complete("check", ("wantA", false)).Open);
        Assert.Equal("check", walk.Complete("b").Open);
        Assert.True(walk.Complete("check", ("more", false)).Ended);
    }

    [Fact]
    public void An_inclusive_join_does_not_wait_for_a_way_that_ended_in_an_interrupted_task()
    {
        var walk = Through($"""
            {Start()} {End()} {End("gone")} <bpmn:inclusiveGateway id="split"/> {UserTask("a")} {UserTask("b")} {Boundary("edge", "b", Timer("PT1H"))} <bpmn:inclusiveGateway id="join"/> {UserTask("after")}
            start -> split ->(1 = 1) a -> join -> after -> end
            split ->(2 = 2) b -> join
            edge -> gone
            """).Start().Complete("a");
        Assert.Equal("b", walk.Open);
        Assert.Equal("after", walk.Wait(TimeSpan.FromHours(1)).Open);
    }

    [Fact]
    public void An_inclusive_join_waits_for_a_sub_process_and_for_what_its_boundary_began()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:parallelGateway id="fork"/> {UserTask("a")} {Sub("sub", $"{Start("s1")} {UserTask("b")} {End("e1")}\ns1 -> b -> e1")} {Boundary("edge", "sub", Timer("PT1H"), interrupting: false)} {UserTask("late")} <bpmn:inclusiveGateway id="join"/> {UserTask("after")}
            start -> fork -> a -> join -> after -> end
            fork -> sub -> join
            edge -> late -> join
            """).Start().Complete("a").Wait(TimeSpan.FromHours(1)).Complete("b");
        Assert.Equal("late", walk.Open);
        Assert.Equal("after", walk.Complete("late").Open);
    }

    [Fact]
    public void A_parallel_join_in_each_instance_of_a_loop_knows_its_own_tokens()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", $"{Start("s1")} <bpmn:parallelGateway id=\"fork\"/> {UserTask("a")} {UserTask("b")} <bpmn:parallelGateway id=\"join\"/> {UserTask("c")} {End("e1")}\ns1 -> fork -> a -> join -> c -> e1\nfork -> b -> join", Loop2)}
            start -> sub -> after -> end
            """).Start().Complete("a").Complete("a");
        Assert.Equal("b b", walk.Open);
        Assert.Equal("b c", walk.Complete("b").Open);
        Assert.Equal("after", walk.Complete("b").Complete("c").Complete("c").Open);
    }

    [Fact]
    public void A_gateway_that_joins_and_forks_does_both()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:parallelGateway id="fork"/> {UserTask("a")} {UserTask("b")} <bpmn:parallelGateway id="both"/> {UserTask("c")} {UserTask("d")}
            start -> fork -> a -> both -> c -> end
            fork -> b -> both -> d -> end
            """).Start().Complete("a");
        Assert.Equal("b", walk.Open);
        Assert.Equal("c d", walk.Complete("b").Open);
    }

    [Fact]
    public void A_complex_gateway_begins_a_new_round_when_the_last_of_the_old_one_has_come()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:exclusiveGateway id="again"/> <bpmn:parallelGateway id="fork"/> {UserTask("a")} {UserTask("b")} {UserTask("c")}
            <bpmn:complexGateway id="some"><bpmn:activationCondition>=activationCount >= 2</bpmn:activationCondition></bpmn:complexGateway> {UserTask("after")} <bpmn:exclusiveGateway id="done"/>
            start -> again -> fork -> a -> some -> after -> done ->(default) end
            fork -> b -> some
            fork -> c -> some
            done ->(more) again
            """).Start(("more", true));
        Assert.Equal("after c", walk.Complete("a").Complete("b").Open);
        Assert.Equal("after", walk.Complete("c").Open);
        Assert.Equal("a b c", walk.Complete("after").Open);
        Assert.Equal("a after", walk.Complete("c").Complete("b").Open);
        Assert.False(walk.Complete("after", ("more", false)).Ended);
        Assert.True(walk.Complete("a").Ended);
    }

    [Fact]
    public void A_receive_task_and_a_condition_behind_an_event_gateway()
    {
        const string Inside = """
            <bpmn:startEvent id="start"/> <bpmn:eventBasedGateway id="which"/> <bpmn:receiveTask id="told" messageRef="m"/> <bpmn:endEvent id="end"/> <bpmn:userTask id="a"/> <bpmn:userTask id="b"/>
            """;
        var drawn = $"{Inside}\n{Catch("hot", Hot())}\nstart -> which -> told -> a -> end\nwhich -> hot -> b -> end";
        var told = Through(drawn).Start(("caseNumber", "YH-1"), ("hot", false)).Deliver("note", ("answer", 1));
        Assert.Equal(("a", 1m), (told.Open, told.Variables["answer"]));
        var hot = Through(drawn).Start(("caseNumber", "YH-1"), ("hot", false)).Set(("hot", true));
        Assert.Equal("b", hot.Open);
        Assert.Empty(hot.Subscriptions);
        Assert.Equal("b", Through(drawn).Start(("caseNumber", "YH-1"), ("hot", true)).Open);
    }

    [Fact]
    public void A_signal_reaches_two_event_gateways_at_once()
    {
        var walk = Through($"""
            {Start()} {End()} <bpmn:parallelGateway id="fork"/> <bpmn:eventBasedGateway id="g1"/> <bpmn:eventBasedGateway id="g2"/>
            {Catch("s1", Alarm)} {Catch("t1", Timer("PT1H"))} {Catch("s2", Alarm)} {Catch("t2", Timer("PT1H"))} {UserTask("cry")} {EndWith("throw", Alarm)}
            start -> fork -> g1 -> s1 -> end
            g1 -> t1 -> end
            fork -> g2 -> s2 -> end
            g2 -> t2 -> end
            fork -> cry -> throw
            """).Start();
        Assert.Equal((2, 2), (walk.Signals.Count, walk.Timers.Count));
        Assert.True(walk.Complete("cry").Ended);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void A_completion_condition_ends_a_looped_sub_process_with_what_its_instances_still_do()
    {
        const string Loop = """<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=3</bpmn:loopCardinality><bpmn:completionCondition>=numberOfCompletedInstances >= 2</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>""";
        var walk = Through($"{Start()} {UserTask("after")} {End()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {Boundary("late", "a", Timer("PT1H"))} {UserTask("b")} {End("e1")}\ns1 -> a -> b -> e1\nlate -> e1", Loop)}\nstart -> sub -> after -> end").Start();
        walk.Complete("a").Complete("b").Complete("a");
        Assert.Equal("a b", walk.Open);
        Assert.Equal("after", walk.Complete("b").Open);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void A_loop_within_a_loop_counts_for_itself()
    {
        var walk = Through($"{Start()} {UserTask("after")} {End()} {Sub("sub", $"{Start("s1")} {UserTask("a", Loop2)} {End("e1")}\ns1 -> a -> e1", Loop2)}\nstart -> sub -> after -> end").Start();
        Assert.Equal("a a a a", walk.Open);
        for (var done = 0; done < 4; done++)
            walk.Complete("a");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void A_standard_loop_around_a_sub_process_begins_it_anew_and_its_boundary_ends_the_loop()
    {
        const string Loop = """<bpmn:standardLoopCharacteristics loopMaximum="3"/>""";
        var walk = Through($"{Start()} {UserTask("after")} {UserTask("late-task")} {End()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")}\ns1 -> a -> e1", Loop)} {Boundary("late", "sub", Timer("PT1H"))}\nstart -> sub -> after -> end\nlate -> late-task -> end").Start();
        Assert.Equal("a", walk.Complete("a").Open);
        Assert.Equal("late-task", walk.Wait(TimeSpan.FromHours(1)).Open);
        var whole = Walk.Of(walk.Definition).Start().Complete("a").Complete("a");
        Assert.Equal("a", whole.Open);
        Assert.Equal("after", whole.Complete("a").Open);
    }

    [Fact]
    public void A_message_that_a_looped_receive_task_waits_for_is_counted_for_each_instance()
    {
        var walk = Through($"{Start()} <bpmn:receiveTask id=\"told\" messageRef=\"m\">{Loop2}</bpmn:receiveTask> {UserTask("after")} {End()}\nstart -> told -> after -> end").Start(("caseNumber", "YH-1"));
        Assert.Equal(2, walk.Subscriptions.Count);
        Assert.Equal("", walk.Deliver("note").Open);
        Assert.Equal("after", walk.Deliver("note").Open);
    }

    [Fact]
    public void Links_within_a_sub_process_do_not_meet_those_outside()
    {
        const string Go = """<bpmn:linkEventDefinition name="on"/>""";
        var walk = Through($"""
            {Start()} {Throw("out", Go)} {Catch("in", Go)} {UserTask("b")} {End()}
            {Sub("sub", $"{Start("s1")} {Throw("out1", Go)} {Catch("in1", Go)} {UserTask("a")} {End("e1")}\ns1 -> out1\nin1 -> a -> e1")}
            start -> sub -> out
            in -> b -> end
            """).Start();
        Assert.Equal("a", walk.Open);
        Assert.Equal("b", walk.Complete("a").Open);
    }

    [Fact]
    public void Several_link_sources_lead_to_one_target()
    {
        const string Go = """<bpmn:linkEventDefinition name="on"/>""";
        var walk = Through($"{Start()} <bpmn:parallelGateway id=\"fork\"/> {UserTask("a")} {Throw("out1", Go)} {Throw("out2", Go)} {Catch("in", Go)} {UserTask("b")} {End()}\nstart -> fork -> a -> out1\nfork -> out2\nin -> b -> end").Start();
        Assert.Equal("a b", walk.Open);
        Assert.Equal("b b", walk.Complete("a").Open);
    }

    [Fact]
    public void A_signal_end_in_a_sub_process_reaches_its_own_boundary_first()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {EndWith("e1", Alarm)}\ns1 -> a -> e1")} {Boundary("edge", "sub", Alarm)} {UserTask("heard")} {UserTask("after")} {End()}\nstart -> sub -> after -> end\nedge -> heard -> end").Start().Complete("a");
        Assert.Equal("heard", walk.Open);
    }

    [Fact]
    public void Variables_of_a_called_process_come_back_only_where_they_are_mapped()
    {
        var drawn = $"<bpmn:callActivity id=\"call\">{Extension("<zeebe:calledElement processId=\"inner\" propagateAllChildVariables=\"false\"/><zeebe:ioMapping><zeebe:output source=\"=y\" target=\"z\"/></zeebe:ioMapping>")}{Loop2}</bpmn:callActivity>";
        var walk = Through($"{Start()} {drawn} {UserTask("after")} {End()}\nstart -> call -> after -> end").Start();
        walk.Return("call", ("y", 1), ("x", 2)).Return("call", ("y", 3), ("x", 4));
        Assert.Equal((3m, null), (walk.Variables["z"], walk.Variables["x"]));
    }

    [Fact]
    public void An_escalation_end_caught_interruptingly_outside_takes_the_whole_sub_process_with_it()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} <bpmn:parallelGateway id=\"fork\"/> {UserTask("a")} {UserTask("b")} {EndWith("e1", OnEscalation("X"))} {End("e2")}\ns1 -> fork -> a -> e1\nfork -> b -> e2")} {Boundary("edge", "sub", OnEscalation("X"))} {UserTask("heard")} {End()}\nstart -> sub -> end\nedge -> heard -> end").Start().Complete("a");
        Assert.Equal("heard", walk.Open);
    }

    [Fact]
    public void Conditional_flows_out_of_a_sub_process_choose_like_those_of_a_task()
    {
        var walk = Through($"{Start()} {Sub("sub", $"{Start("s1")} {UserTask("a")} {End("e1")}\ns1 -> a -> e1")} {UserTask("b")} {UserTask("c")} {UserTask("d")} {End()}\nstart -> sub ->(x > 1) b -> end\nsub ->(x > 2) c -> end\nsub ->(default) d -> end").Start();
        Assert.Equal("b c", walk.Complete("a", ("x", 3)).Open);
        Assert.Equal("d", Walk.Of(walk.Definition).Start().Complete("a", ("x", 0)).Open);
    }

    [Fact]
    public void An_inclusive_join_does_not_wait_for_an_event_sub_process_beside_it()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", $"{Start("s1")} <bpmn:inclusiveGateway id=\"split\"/> {UserTask("a")} {UserTask("b")} <bpmn:inclusiveGateway id=\"join\"/> {UserTask("c")} {End("e1")} {EventSub("on", OnMessage("m"), $"{UserTask("x")} {End("e2")}\non-start -> x -> e2", interrupting: false)}\ns1 -> split ->(1 = 1) a -> join -> c -> e1\nsplit ->(2 = 2) b -> join")}
            start -> sub -> after -> end
            """).Start(("caseNumber", "YH-1")).Deliver("note").Complete("a").Complete("b");
        Assert.Equal("c x", walk.Open);
    }

    [Fact]
    public void An_event_gateway_in_a_circle_waits_anew_each_time()
    {
        var walk = Through($"{Start()} <bpmn:exclusiveGateway id=\"again\"/> <bpmn:eventBasedGateway id=\"g\"/> {Catch("late", Timer("PT1H"))} {Catch("told", OnMessage("m"))} {UserTask("urge")} {UserTask("after")} {End()}\nstart -> again -> g -> late -> urge -> again\ng -> told -> after -> end").Start(("caseNumber", "YH-1"));
        Assert.Equal("urge", walk.Wait(TimeSpan.FromHours(1)).Open);
        Assert.Empty(walk.Subscriptions);
        walk.Complete("urge");
        Assert.Single(walk.Subscriptions);
        Assert.Equal("after", walk.Deliver("note").Open);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void An_inclusive_join_waits_for_an_event_gateway_until_it_goes_elsewhere()
    {
        var walk = Through($"{Start()} <bpmn:inclusiveGateway id=\"split\"/> {UserTask("a")} <bpmn:eventBasedGateway id=\"g\"/> {Catch("late", Timer("PT1H"))} {Catch("told", OnMessage("m"))} {UserTask("b")} {End("gone")} <bpmn:inclusiveGateway id=\"join\"/> {UserTask("after")} {End()}\nstart -> split ->(1 = 1) a -> join -> after -> end\nsplit ->(2 = 2) g -> late -> gone\ng -> told -> b -> join").Start(("caseNumber", "YH-1")).Complete("a");
        Assert.Equal("", walk.Open);
        Assert.Equal("after", walk.Wait(TimeSpan.FromHours(1)).Open);
    }

    [Fact]
    public void An_ad_hoc_sub_process_that_has_enough_ends_its_event_sub_process_too()
    {
        var walk = Through($"""
            {Start()} {UserTask("after")} {UserTask("late-task")} {End()}
            <bpmn:adHocSubProcess id="free"><bpmn:userTask id="a"/><bpmn:userTask id="b"/>{EventSub("on", OnMessage("m"), $"{UserTask("c")} {End("e2")}\non-start -> c -> e2", interrupting: false)}<bpmn:completionCondition>=enough</bpmn:completionCondition></bpmn:adHocSubProcess>
            {Boundary("late", "free", Timer("PT1H"))}
            start -> free -> after -> end
            late -> late-task -> end
            """).Start(("caseNumber", "YH-1")).Deliver("note");
        Assert.Equal("a b c", walk.Open);
        Assert.Equal("after", walk.Complete("a", ("enough", true)).Open);
        Assert.Empty(walk.Timers);
        Assert.Empty(walk.Subscriptions);
    }

    [Fact]
    public void Terminate_behind_an_inclusive_split_ends_each_instance_by_itself()
    {
        var walk = Through($"{Start()} {UserTask("after")} {End()} {Sub("sub", $"{Start("s1")} <bpmn:inclusiveGateway id=\"split\"/> {UserTask("a")} {UserTask("b")} {UserTask("c")} <bpmn:inclusiveGateway id=\"join\"/> {EndWith("stop", Terminate)} {End("e1")}\ns1 -> split ->(1 = 1) a -> join -> c -> e1\nsplit ->(2 = 2) b -> stop", Loop2)}\nstart -> sub -> after -> end").Start();
        walk.Complete("a");
        Assert.Equal("a b b c", walk.Open);
        walk.Complete("b").Complete("b");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void Results_keep_their_places_when_a_loop_ends_early()
    {
        const string Loop = """<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list" inputElement="item" outputCollection="results" outputElement="=answer"/></bpmn:extensionElements><bpmn:completionCondition>=numberOfCompletedInstances >= 2</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>""";
        var walk = Through($"{Start()} {UserTask("a", Loop)} {UserTask("b")} {End()}\nstart -> a -> b -> end").Start(("list", new object[] { 1, 2, 3 }));
        walk.Do(new Command.CompleteTask(walk.Tasks.Last().Key, Variables.Of(("answer", "c")))).Complete("a", ("answer", "a"));
        Assert.Equal("b", walk.Open);
        Assert.Equal(new object?[] { "a", null, "c" }, ((System.Collections.Immutable.ImmutableArray<object?>)walk.Variables["results"]!).ToArray());
        Assert.False(walk.Variables.Has("answer"));
    }
}
