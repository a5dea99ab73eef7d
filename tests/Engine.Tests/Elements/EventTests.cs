using Rectification.Engine.Reading;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

public sealed class StartEventTests
{
    private static readonly string Several = $"""
        {Start()} {UserTask("a")} {End()}
        <bpmn:startEvent id="by-message">{OnMessage("m")}</bpmn:startEvent>
        <bpmn:startEvent id="monthly">{Cycle("R/2026-03-01T00:00:00+08:00/P1M")}</bpmn:startEvent>
        {UserTask("b")} {UserTask("c")}
        start -> a -> end
        by-message -> b -> end
        monthly -> c -> end
        """;

    [Fact]
    public void The_definition_tells_what_starts_it()
    {
        var definition = Walk.Through(Several, Message("m", "hazard-reported")).Definition;
        Assert.Equal([new("by-message", "hazard-reported")], definition.MessageStarts);
        var start = Assert.Single(definition.TimerStarts);
        var plan = start.Timer.Plan(Variables.Empty, new(Walk.Morning, WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance), out _);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8)), plan!.DueAt);
        Assert.Equal(-1, plan.Repeat!.Left);
    }

    [Fact]
    public void A_command_starts_at_the_plain_start_and_a_message_or_timer_at_its_own()
    {
        Assert.Equal("a", Walk.Through(Several, Message("m", "x")).Start().Open);
        Assert.Equal("b", Walk.Through(Several, Message("m", "x")).StartAt("by-message").Open);
        Assert.Equal("c", Walk.Through(Several, Message("m", "x")).StartAt("monthly").Open);
    }

    [Theory]
    [InlineData("told", "a")]
    [InlineData("asked", "b")]
    [InlineData("daily", "c")]
    public void An_event_gateway_can_begin_a_process_by_whichever_comes_first(string first, string open)
    {
        var drawn = $"""
            <bpmn:eventBasedGateway id="which" instantiate="true"/> {Catch("told", OnMessage("m"))} {Catch("asked", OnMessage("n"))} {Catch("daily", Cycle("R/P1D"))}
            {UserTask("a")} {UserTask("b")} {UserTask("c")} {End()}
            which -> told -> a -> end
            which -> asked -> b -> end
            which -> daily -> c -> end
            """;
        var walk = Walk.Through(drawn, Message("m", "told") + Message("n", "asked"));
        Assert.Equal(["asked", "told"], walk.Definition.MessageStarts.Select(start => start.MessageName));
        Assert.Equal("daily", Assert.Single(walk.Definition.TimerStarts).ElementId);
        walk.StartAt(first, ("note", 1));
        Assert.Equal((open, 1m), (walk.Open, walk.Variables["note"]));
        Assert.Empty(walk.Subscriptions);
        Assert.Empty(walk.Timers);
        Assert.True(walk.Complete(open).Ended);
        Assert.NotNull(Walk.Of(walk.Definition).Start().Refusal);
    }

    [Fact]
    public void A_receive_task_can_begin_a_process()
    {
        var walk = Walk.Through($"""<bpmn:receiveTask id="asked" messageRef="m" instantiate="true"/> {UserTask("a")} {End()}""" + "\nasked -> a -> end", Message("m", "asked"));
        Assert.Equal("asked", Assert.Single(walk.Definition.MessageStarts).ElementId);
        Assert.Equal("a", walk.StartAt("asked").Open);
    }

    [Fact]
    public void One_that_is_in_use_with_a_way_in_goes_on_waiting_there()
    {
        var drawn = Process($"""{Start()} <bpmn:receiveTask id="asked" messageRef="m" instantiate="true"/> {UserTask("a")} {End()}""" + "\nstart -> asked -> a -> end", Message("m", "asked"));
        Assert.Contains(BpmnReader.Read(drawn).Problems, problem => problem is { IsWarning: false, ElementId: "asked" });
        var walk = Walk.Of(BpmnReader.Read(drawn, isDeployed: true).Processes.Single()).Start(("caseNumber", "YH-1"));
        Assert.Equal("a", walk.Deliver("asked").Open);
    }

    [Theory]
    [InlineData("""<bpmn:eventBasedGateway id="which" instantiate="true"/><bpmn:receiveTask id="t" messageRef="m"/><bpmn:userTask id="u"/><bpmn:sequenceFlow id="f1" sourceRef="which" targetRef="t"/><bpmn:sequenceFlow id="f2" sourceRef="which" targetRef="u"/>""", "u")]
    [InlineData("""<bpmn:eventBasedGateway id="which" instantiate="true"/><bpmn:receiveTask id="t" messageRef="m"/><bpmn:sequenceFlow id="f1" sourceRef="which" targetRef="t"/>""", "which")]
    [InlineData("""<bpmn:eventBasedGateway id="which" instantiate="true" eventGatewayType="Parallel"/><bpmn:receiveTask id="t" messageRef="m"/><bpmn:receiveTask id="u" messageRef="n"/><bpmn:sequenceFlow id="f1" sourceRef="which" targetRef="t"/><bpmn:sequenceFlow id="f2" sourceRef="which" targetRef="u"/>""", "which")]
    [InlineData("""<bpmn:receiveTask id="t" messageRef="m" instantiate="true"/><bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:timerEventDefinition><bpmn:timeDuration>=duration("PT1H")</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:userTask id="u"/><bpmn:sequenceFlow id="f1" sourceRef="b" targetRef="u"/>""", "t")]
    [InlineData("""<bpmn:eventBasedGateway id="which" instantiate="true"/><bpmn:receiveTask id="t" messageRef="m"/><bpmn:intermediateCatchEvent id="u"/><bpmn:userTask id="v"/><bpmn:sequenceFlow id="f1" sourceRef="which" targetRef="t"/><bpmn:sequenceFlow id="f2" sourceRef="which" targetRef="u"/><bpmn:sequenceFlow id="f3" sourceRef="u" targetRef="v"/>""", "u")]
    public void What_can_not_begin_a_process_is_refused(string drawn, string elementId) =>
        Assert.Contains(BpmnReader.Read(Process(drawn, Message("m", "told") + Message("n", "asked"))).Problems, problem => !problem.IsWarning && problem.ElementId == elementId);

    [Fact]
    public void An_unknown_start_and_a_second_start_are_refused()
    {
        var walk = Walk.Through(Several, Message("m", "x")).StartAt("a");
        Assert.Equal("process.no-start", walk.Refusal?.Code);
        walk.Start().Start();
        Assert.Equal("process.already-started", walk.Refusal?.Code);
    }

    [Fact]
    public void A_process_that_only_messages_start_has_no_plain_start()
    {
        var walk = Walk.Through($"""
            <bpmn:startEvent id="s">{OnMessage("m")}</bpmn:startEvent> {UserTask("a")} {End()}
            s -> a -> end
            """, Message("m", "x")).Start();
        Assert.Equal("process.no-start", walk.Refusal?.Code);
    }
}

public sealed class BoundaryEventTests
{
    private static string Guarded(string trigger, bool interrupting) => $"""
        {Start()} {UserTask("work")} {UserTask("side")} {End()}
        {Boundary("event", "work", trigger, interrupting)}
        start -> work -> end
        event -> side -> end
        """;

    [Fact]
    public void Interrupting_ends_the_task()
    {
        var walk = Walk.Through(Guarded(Timer("P1D"), true)).Start().Wait(TimeSpan.FromDays(1));
        Assert.Equal("side", walk.Open);
        Assert.Contains(walk.Facts, f => f is { Kind: FactKind.ElementCancelled, ElementId: "work" });
    }

    [Fact]
    public void Not_interrupting_opens_a_second_way()
    {
        var walk = Walk.Through(Guarded(Timer("P1D"), false)).Start().Wait(TimeSpan.FromDays(5));
        Assert.Equal("side work", walk.Open);
        walk.Complete("work").Complete("side");
        Assert.True(walk.Ended);
    }

    [Fact]
    public void Completing_the_task_disarms_it_and_a_late_firing_is_refused()
    {
        var walk = Walk.Through(Guarded(Timer("P1D"), true)).Start();
        var timer = Assert.Single(walk.Timers).Key;
        walk.Complete("work");
        Assert.Empty(walk.Timers);
        walk.Do(new Command.FireTimer(timer));
        Assert.Equal("timer.gone", walk.Refusal?.Code);
    }

    [Fact]
    public void A_repeating_timer_fires_as_often_as_drawn()
    {
        var walk = Walk.Through(Guarded(Cycle("R3/P1D"), false)).Start().Wait(TimeSpan.FromDays(2));
        Assert.Equal("side side work", walk.Open);
        walk.Wait(TimeSpan.FromDays(20));
        Assert.Equal("side side side work", walk.Open);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void A_message_can_come_several_times_when_it_does_not_interrupt()
    {
        var walk = Walk.Through(Guarded(OnMessage("m"), false), Message("m", "note")).Start(("caseNumber", "YH-1"));
        walk.Deliver("note").Deliver("note");
        Assert.Equal("side side work", walk.Open);
        walk.Complete("work");
        Assert.Empty(walk.Subscriptions);
    }

    [Fact]
    public void Its_output_mappings_choose_what_is_kept_of_a_message()
    {
        var walk = Walk.Through(Guarded(Extension("""<zeebe:ioMapping><zeebe:output source="=a" target="kept"/></zeebe:ioMapping>""") + OnMessage("m"), true),
            Message("m", "note")).Start(("caseNumber", "YH-1")).Deliver("note", ("a", 1), ("b", 2));
        Assert.Equal(1m, walk.Variables["kept"]);
        Assert.False(walk.Variables.Has("a"));
        Assert.False(walk.Variables.Has("b"));
    }

    [Fact]
    public void A_timer_that_can_not_be_computed_is_an_incident_and_nothing_is_half_open()
    {
        var walk = Walk.Through(Guarded(Timer("=wait"), true)).Start();
        Assert.Contains("wait", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal("", walk.Open);
        walk.Set(("wait", "PT2H")).Resolve();
        Assert.Equal("work", walk.Open);
        Assert.Equal(Walk.Morning.AddHours(2), Assert.Single(walk.Timers).DueAt);
    }
}

public sealed class EndEventTests
{
    [Fact]
    public void Terminate_ends_everything()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {End()} {EndWith("stop", Terminate)}
            <bpmn:parallelGateway id="fork"/>
            start -> fork -> a -> stop
            fork -> b -> end
            """).Start().Complete("a");
        Assert.True(walk.Ended);
        Assert.Equal("", walk.Open);
        Assert.Equal(Ending.Terminated, walk.End?.Ending);
    }

    [Fact]
    public void A_message_end_sends_and_ends()
    {
        var walk = Walk.Through($"""
            {Start()} {EndWith("tell", OnMessage("m"))}
            start -> tell
            """, Message("m", "done")).Start(("caseNumber", "YH-1"));
        Assert.Equal(("tell", "done", "YH-1"), Assert.Single(walk.Sent) is var sent ? (sent.ElementId, sent.MessageName, sent.CorrelationKey) : default);
        Assert.True(walk.Ended);
    }

    [Fact]
    public void A_message_end_with_a_job_type_is_sent_by_a_handler()
    {
        var walk = Walk.Through($"""
            {Start()} {EndWith("tell", Extension("""<zeebe:taskDefinition type="send"/>""") + OnMessage("m"))}
            start -> tell
            """, Message("m", "done")).Start();
        Assert.Equal("send", Assert.Single(walk.Jobs).Type);
        Assert.Equal(["send"], walk.Definition.JobTypes);
        walk.FailJob("tell", "no network").Resolve().CompleteJob("tell");
        Assert.True(walk.Ended);
        Assert.Empty(walk.Sent);
    }

    [Fact]
    public void A_message_whose_key_can_not_be_computed_is_an_incident()
    {
        var walk = Walk.Through($"""
            {Start()} {EndWith("tell", OnMessage("m"))}
            start -> tell
            """, Message("m", "done")).Start();
        Assert.Contains("关联键", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        walk.Set(("caseNumber", "YH-1")).Resolve();
        Assert.True(walk.Ended);
        Assert.Single(walk.Sent);
    }

    [Fact]
    public void After_the_end_every_command_is_refused()
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            start -> end
            """).Start();
        Command[] late =
        [
            new Command.Start(Variables.Empty), new Command.CompleteTask(1, Variables.Empty), new Command.CompleteJob(1, Variables.Empty), new Command.FailJob(1, ""),
            new Command.ThrowError(1, "", null, Variables.Empty), new Command.ThrowEscalation(1, "", Variables.Empty), new Command.FireTimer(1),
            new Command.DeliverMessage(1, Variables.Empty), new Command.CompleteCall(1, Variables.Empty), new Command.SetVariables(Variables.Empty),
            new Command.ResolveIncident(1), new Command.Cancel(""),
            new Command.Return(0, "start"), new Command.MoveToken(1, 0, "start"), new Command.AddToken(0, "start", Variables.Empty), new Command.CancelToken(1),
        ];
        Assert.Equal(typeof(Command).GetNestedTypes().Length, late.Length);
        Assert.All(late, command => Assert.NotNull(walk.Do(command).Refusal));
    }

    [Fact]
    public void While_it_runs_every_command_with_an_unknown_key_is_refused()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {End()}
            start -> a -> end
            """).Start();
        Command[] strangers =
        [
            new Command.CompleteTask(99, Variables.Empty), new Command.CompleteJob(2, Variables.Empty), new Command.FailJob(2, ""),
            new Command.ThrowError(99, "", null, Variables.Empty), new Command.ThrowEscalation(99, "", Variables.Empty), new Command.FireTimer(2),
            new Command.DeliverMessage(2, Variables.Empty), new Command.CompleteCall(2, Variables.Empty), new Command.ResolveIncident(2),
            new Command.Return(99, "a"), new Command.Return(0, "a", 99), new Command.MoveToken(99, 0, "a"), new Command.AddToken(99, "a", Variables.Empty), new Command.CancelToken(99),
        ];
        Assert.All(strangers, command => Assert.NotNull(walk.Do(command).Refusal));
        Assert.Equal("a", walk.Open);
    }
}
