using Rectification.Engine.Playing;
using Rectification.Engine.Reading;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Playing;

public sealed class WorldTests
{
    private static Definition Of(string inside, string beside = "", string id = "p") => BpmnReader.Read(Process(inside, beside, id)).Processes.Single();

    [Fact]
    public void A_timer_begins_a_deployed_process_again_and_again_at_its_own_instants()
    {
        var world = new World(new() { From = Walk.Morning });
        world.Deploy(Of($"""<bpmn:startEvent id="daily">{Cycle("R3/P1D")}</bpmn:startEvent> {UserTask("a")} {End()}""" + "\ndaily -> a -> end"));
        world.AdvanceTo(Walk.Morning + TimeSpan.FromDays(2));
        Assert.Equal(2, world.Running.Count());
        world.AdvanceTo(Walk.Morning + TimeSpan.FromDays(30));
        Assert.Equal([1, 2, 3], world.History.Tasks.Select(task => (task.OpenedAt - Walk.Morning).TotalDays));
    }

    [Fact]
    public void What_is_added_only_is_found_but_does_not_begin_by_itself()
    {
        var world = new World(new() { From = Walk.Morning });
        world.Add(Of($"""<bpmn:startEvent id="daily">{Cycle("R3/P1D")}</bpmn:startEvent> {UserTask("a")} {End()}""" + "\ndaily -> a -> end"));
        world.AdvanceTo(Walk.Morning + TimeSpan.FromDays(30));
        Assert.Empty(world.Instances);
    }

    [Fact]
    public void A_called_process_that_has_no_none_start_event_is_an_incident_of_its_caller()
    {
        var world = new World(new() { From = Walk.Morning });
        world.Add(Of($"""<bpmn:startEvent id="told">{OnMessage("m")}</bpmn:startEvent> {End()}""" + "\ntold -> end", Message("m", "told"), "inner"));
        var caller = world.Start(Of($"{Start()} {End()} <bpmn:callActivity id=\"call\">{Extension("<zeebe:calledElement processId=\"inner\"/>")}</bpmn:callActivity>\nstart -> call -> end"), Variables.Empty);
        Assert.Equal("call", Assert.Single(world.Incidents).ElementId);
        Assert.Equal([caller!], world.Instances);
        Assert.Null(world.Problem);
    }

    [Theory]
    [InlineData("<bpmn:endEvent id=\"end\"><bpmn:errorEventDefinition errorRef=\"E\"/></bpmn:endEvent>")]
    [InlineData("<bpmn:serviceTask id=\"end\"><bpmn:extensionElements><zeebe:taskDefinition type=\"fail\"/></bpmn:extensionElements></bpmn:serviceTask>")]
    public void An_error_passes_a_process_that_does_not_take_it_to_one_further_out_that_does(string thrower)
    {
        var (world, outer) = Nested(thrower, OnError("E"));
        Assert.Equal("caught", Assert.Single(outer.OpenTasks).ElementId);
        Assert.Equal([outer], world.Running);
        Assert.Empty(world.Incidents);
        Assert.All(world.Instances.Skip(1), called => Assert.Equal((Ending.Error, "E"), (called.End!.Ending, called.End.ErrorCode)));
    }

    [Fact]
    public void An_error_that_nobody_takes_stays_where_it_came_up()
    {
        var (world, _) = Nested("""<bpmn:serviceTask id="end"><bpmn:extensionElements><zeebe:taskDefinition type="fail"/></bpmn:extensionElements></bpmn:serviceTask>""", OnError("F"));
        Assert.Equal(("inner", "end"), (Assert.Single(world.Incidents).Process, world.Incidents[0].ElementId));
        Assert.Equal(3, world.Running.Count());
    }

    [Theory]
    [InlineData("", "", "", "own=1 secret=2")]
    [InlineData("propagateAllChildVariables=\"false\"", "", "", "own=1")]
    [InlineData("", "<zeebe:output source=\"=secret\" target=\"picked\"/>", "", "own=1")]
    [InlineData("propagateAllChildVariables=\"false\"", "", "<zeebe:output source=\"=secret\" target=\"picked\"/>", "picked=2")]
    [InlineData("propagateAllChildVariables=\"false\"", "", "<zeebe:output source=\"=own\" target=\"picked\"/>", "picked=1")]
    public void Of_a_called_process_that_ends_by_an_error_comes_back_what_the_error_brings_and_else_what_the_call_lets_through(string attributes, string atCall, string atEdge, string variables)
    {
        var own = "<zeebe:ioMapping><zeebe:input source=\"=secret - 1\" target=\"own\"/></zeebe:ioMapping>";
        string Call(string called) => $"<bpmn:callActivity id=\"call\">{Extension($"<zeebe:calledElement processId=\"{called}\" {attributes}/><zeebe:ioMapping>{atCall}</zeebe:ioMapping>")}</bpmn:callActivity>";
        var edge = Boundary("edge", "call", $"{Extension($"<zeebe:ioMapping>{atEdge}</zeebe:ioMapping>")}{OnError("E")}");
        var script = $"<bpmn:scriptTask id=\"find\">{Extension("<zeebe:script expression=\"=2\" resultVariable=\"secret\"/>")}</bpmn:scriptTask>";
        foreach (var called in new[] { "inner", "middle" })
        {
            var world = new World(new() { From = Walk.Morning });
            world.Add(Of($"{Start()} {script} {EndWith("end", Extension(own) + OnError("E"))}\nstart -> find -> end", Error("E"), "inner"));
            world.Add(Of($"{Start()} {Call("inner")} {End()}\nstart -> call -> end", "", "middle"));
            var outer = world.Start(Of($"{Start()} {Call(called)} {edge} {UserTask("caught")} {End()}\nstart -> call -> end\nedge -> caught -> end", Error("E")), Variables.Empty)!;
            // From further in comes only what the process between was given as well.
            var expected = called == "middle" && attributes.Length > 0 ? variables.Replace("picked=2", "picked=", StringComparison.Ordinal) : variables;
            Assert.Equal(expected, string.Join(' ', outer.State.Variables.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key}={each.Value}")));
        }
    }

    [Fact]
    public void An_escalation_of_a_called_process_brings_only_what_is_mapped_to_it()
    {
        var world = new World(new() { From = Walk.Morning });
        world.Add(Of($"{Start()} {Throw("up", Extension("<zeebe:ioMapping><zeebe:input source=\"=secret - 1\" target=\"own\"/></zeebe:ioMapping>") + OnEscalation("X"))} {UserTask("work")} {End()}\nstart -> up -> work -> end", Escalation("X"), "inner"));
        var call = $"<bpmn:callActivity id=\"call\">{Extension("<zeebe:calledElement processId=\"inner\"/><zeebe:ioMapping><zeebe:input source=\"=2\" target=\"secret\"/></zeebe:ioMapping>")}</bpmn:callActivity>";
        var outer = world.Start(Of($"{Start()} {call} {Boundary("edge", "call", OnEscalation("X"), interrupting: false)} {UserTask("caught")} {End()}\nstart -> call -> end\nedge -> caught -> end", Escalation("X")), Variables.Empty)!;
        Assert.Equal(["own"], outer.State.Variables.Names);
    }

    [Theory]
    [InlineData("message", true, "heard")]
    [InlineData("message", false, "after heard")]
    [InlineData("signal", true, "heard")]
    [InlineData("signal", false, "after heard")]
    [InlineData("escalation", true, "heard")]
    [InlineData("escalation", false, "after heard")]
    public void What_a_called_process_throws_with_its_last_step_is_heard_at_the_call_before_its_end(string kind, bool interrupting, string open)
    {
        var beside = Message("m", "note", "=&quot;YH-1&quot;") + "<bpmn:signal id=\"s\" name=\"alarm\"/>" + Escalation("X");
        var trigger = kind switch { "message" => OnMessage("m"), "signal" => "<bpmn:signalEventDefinition signalRef=\"s\"/>", _ => OnEscalation("X") };
        var world = new World(new() { From = Walk.Morning });
        world.Add(Of($"{Start()} {EndWith("end", trigger)}\nstart -> end", beside, "inner"));
        var outer = world.Start(Of($"{Start()} <bpmn:callActivity id=\"call\">{Extension("<zeebe:calledElement processId=\"inner\"/>")}</bpmn:callActivity> {Boundary("edge", "call", trigger, interrupting)} {UserTask("heard")} {UserTask("after")} {End()}\nstart -> call -> after -> end\nedge -> heard -> end", beside), Variables.Empty)!;
        Assert.Equal(open, string.Join(' ', outer.OpenTasks.Select(task => task.ElementId).Order()));
        Assert.Equal([outer], world.Running);
        Assert.Equal((0, 0), (outer.Signals.Count, outer.Subscriptions.Count));
    }

    // The outer process calls the middle one, which calls the inner one, where the error comes up.
    private static (World World, Instance Outer) Nested(string thrower, string caught)
    {
        string Call(string called) => $"<bpmn:callActivity id=\"call\">{Extension($"<zeebe:calledElement processId=\"{called}\"/>")}</bpmn:callActivity>";
        var world = new World(new() { From = Walk.Morning, Jobs = _ => new Answer.Error("E") });
        world.Add(Of($"{Start()} {thrower}\nstart -> end", Error("E"), "inner"));
        world.Add(Of($"{Start()} {Call("inner")} {End()}\nstart -> call -> end", "", "middle"));
        var outer = Of($"{Start()} {Call("middle")} {Boundary("edge", "call", caught)} {UserTask("caught")} {End()}\nstart -> call -> end\nedge -> caught -> end", Error("E") + Error("F"), "outer");
        return (world, world.Start(outer, Variables.Empty)!);
    }

    [Fact]
    public void A_process_that_cannot_begin_is_told_and_not_there()
    {
        var world = new World(new() { From = Walk.Morning });
        Assert.Null(world.Start(Of($"{Start()} {End()}\nstart -> end"), Variables.Empty, "nowhere"));
        Assert.Contains("nowhere", world.Problem, StringComparison.Ordinal);
        Assert.Empty(world.Instances);
    }

    [Fact]
    public void A_message_reaches_only_who_waits_with_its_key_and_a_signal_everybody()
    {
        var waiting = Of($"""
            {Start()} {End()} {Catch("told", OnMessage("m"))} {Catch("heard", """<bpmn:signalEventDefinition signalRef="alarm"/>""")}
            start -> told -> heard -> end
            """, Message("m", "told") + """<bpmn:signal id="alarm" name="alarm"/>""");
        var world = new World(new() { From = Walk.Morning });
        foreach (var number in (string[])["YH-1", "YH-2"])
            world.Start(waiting, Variables.Of(("caseNumber", number)));
        Assert.Equal(0, world.Send("told", "YH-3", Variables.Empty));
        Assert.Equal(1, world.Send("told", "YH-2", Variables.Empty));
        Assert.Equal(1, world.Send("told", null, Variables.Empty));
        world.Signal("alarm", Variables.Empty);
        Assert.Empty(world.Running);
    }

    [Fact]
    public void Work_whose_token_was_withdrawn_meanwhile_is_not_done()
    {
        var done = new List<string>();
        var world = new World(new()
        {
            From = Walk.Morning,
            Jobs = job =>
            {
                done.Add(job.Type);
                return job.Type == "first" ? new Answer.Error("E") : Answer.Ok;
            },
        });
        string Job(string type) => $"<bpmn:serviceTask id=\"{type}\">{Extension($"<zeebe:taskDefinition type=\"{type}\"/>")}</bpmn:serviceTask>";
        world.Start(Of($"""
            {Start()} {End()} {End("over")} {Sub("sub", $"""
            {Start("s")} {End("e")} <bpmn:parallelGateway id="fork"/> {Job("first")} {Job("second")}
            s -> fork -> first -> e
            fork -> second -> e
            """)} {Boundary("caught", "sub", OnError())}
            start -> sub -> end
            caught -> over
            """), Variables.Empty);
        Assert.Equal(["first"], done);
        Assert.Empty(world.Running);
    }
}
