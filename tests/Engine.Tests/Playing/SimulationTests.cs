using Rectification.Engine.Reading;
using Rectification.Engine.Playing;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Playing;

public sealed class SimulationTests
{
    private static readonly DateTimeOffset Morning = Walk.Morning;

    private static Scenario Of(string inside, string beside = "", string id = "p") =>
        new(BpmnReader.Read(Process(inside, beside, id)).Processes.Single()) { From = Morning, Variables = Variables.Of(("caseNumber", "YH-1")) };

    private static string By(string role) => Extension($"""<zeebe:assignmentDefinition candidateGroups="{role}"/><zeebe:taskSchedule dueDate="=now() + duration(&quot;PT8H&quot;)"/>""");

    private static Deed.Complete Done(string elementId, params (string, object?)[] values) => new Deed.Complete(elementId, Variables.Of(values));

    [Fact]
    public void A_script_of_answers_gives_the_trace_the_tasks_by_role_and_the_deadlines()
    {
        var report = Simulation.Run(Of($"""
            {Start()} {End()} {UserTask("notice", By("GridWorker@grid"))} {Catch("wait", Timer("P3D"))} {UserTask("revisit", By("GridWorker@grid"))} {UserTask("accept", By("CommunitySafetyOfficer@community"))}
            start -> notice -> wait -> revisit -> accept -> end
            """), Simulation.Script([new Deed.Wait(TimeSpan.FromHours(10)), Done("notice"), Done("revisit", ("outcome", "passed")), Done("accept")]));
        Assert.Equal((Ending.Completed, null), (report.Ending, report.Problem));
        Assert.Equal(2, report.TasksByRole["GridWorker@grid"]);
        Assert.Equal(1, report.TasksByRole["CommunitySafetyOfficer@community"]);
        Assert.Equal([true, false, false], report.Tasks.Select(task => task.ClosedAt > task.DueAt));
        Assert.Equal(Morning + TimeSpan.FromHours(10) + TimeSpan.FromDays(3), Assert.Single(report.Timers).FiredAt);
        Assert.Equal("passed", report.Variables["outcome"]);
        Assert.Equal(["start", "notice", "wait", "revisit", "accept", "end"],
            report.Trace.Where(line => line.Fact.Kind == FactKind.ElementCompleted).Select(line => line.Fact.ElementId));
    }

    [Fact]
    public void Handlers_and_called_processes_answer_as_told()
    {
        var drawing = $"""
            {Start()} {End()} {End("failed")}
            <bpmn:serviceTask id="job">{Extension("<zeebe:taskDefinition type=\"grade\"/>")}</bpmn:serviceTask>
            <bpmn:callActivity id="call">{Extension("<zeebe:calledElement processId=\"inner\"/>")}</bpmn:callActivity>
            {Boundary("caught", "call", OnError())}
            start -> job -> call -> end
            caught -> failed
            """;
        var scenario = Of(drawing) with
        {
            Jobs = job => new Answer.Done(Variables.Of(("grade", job.Type))),
            Calls = _ => new Answer.Error("E"),
        };
        var report = Simulation.Run(scenario, _ => null);
        Assert.Equal((Ending.Completed, "grade"), (report.Ending, report.Variables["grade"]));
        Assert.Contains(report.Trace, line => line.Fact.ElementId == "failed");

        var inner = Of($"{Start("s")} {End("e")} {UserTask("deep", By("SafetyOfficer@street"))}\ns -> deep -> e", id: "inner").Definition;
        var whole = Simulation.Run(scenario with { Beside = [inner] }, Simulation.Script([Done("deep", ("answer", 42))]));
        Assert.Equal((Ending.Completed, 42m), (whole.Ending, whole.Variables["answer"]));
    }

    [Fact]
    public void Messages_come_from_outside_and_from_other_processes()
    {
        var other = Of($"{Start()} {End()} {Throw("say", OnMessage("m"))}\nstart -> say -> end", Message("m", "told"), "other").Definition;
        var scenario = Of($"""
            {Start()} {End()} {Catch("outside", OnMessage("n"))} <bpmn:parallelGateway id="fork"/> {Catch("heard", OnMessage("m"))}
            <bpmn:callActivity id="call">{Extension("<zeebe:calledElement processId=\"other\"/>")}</bpmn:callActivity> <bpmn:parallelGateway id="join"/>
            start -> outside -> fork -> heard -> join -> end
            fork -> call -> join
            """, Message("m", "told") + Message("n", "applied")) with { Beside = [other] };
        Assert.Equal(Ending.Completed, Simulation.Run(scenario, Simulation.Script([new Deed.Send("applied", Variables.Empty)])).Ending);
        Assert.Contains("unheard", Simulation.Run(scenario, Simulation.Script([new Deed.Send("unheard", Variables.Empty)])).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chooser_sees_what_is_open_and_when()
    {
        var report = Simulation.Run(Of($"""
            {Start()} {End()} {UserTask("a", By("GridWorker@grid"))} {Boundary("late", "a", Timer("P1D"))} {UserTask("b", By("SafetyOfficer@street"))}
            start -> a -> end
            late -> b -> end
            """), now => now.OpenTasks.First() is { ElementId: "a" } ? new Deed.WaitForTimer() : Done(now.OpenTasks.First().ElementId));
        Assert.Equal((Ending.Completed, Morning + TimeSpan.FromDays(1)), (report.Ending, report.Until));
        Assert.Equal([("a", false), ("b", true)], report.Tasks.Select(task => (task.ElementId, task.IsDone)));
    }

    [Fact]
    public void What_a_script_cannot_do_is_told_with_what_is_open()
    {
        var scenario = Of($"{Start()} {End()} {UserTask("a", By("GridWorker@grid"))}\nstart -> a -> end");
        Assert.Contains("待办的是：a", Simulation.Run(scenario, Simulation.Script([Done("b")])).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_goes_round_for_ever_is_stopped()
    {
        var report = Simulation.Run(Of($"""
            {Start()} <bpmn:exclusiveGateway id="again"/> {Catch("pause", Timer("PT1H"))}
            start -> again -> pause -> again
            """) with { MaxCommands = 50 }, _ => new Deed.WaitForTimer());
        Assert.Equal(51, report.Commands);
        Assert.Contains("50 步", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_beyond_the_calendar_is_told_and_so_is_a_timer()
    {
        var scenario = Of($"{Start()} {End()} {UserTask("a", By("GridWorker@grid"))} {Boundary("late", "a", Timer("9999-12-31T09:00:00Z"))} {End("other")}\nstart -> a -> end\nlate -> other");
        var waited = Simulation.Run(scenario, Simulation.Script([new Deed.Wait(TimeSpan.MaxValue), Done("a")]));
        Assert.Contains("最晚到 9999-12-30", waited.Problem, StringComparison.Ordinal);
        Assert.Equal((null, Morning), (waited.Ending, waited.Until));
        var fired = Simulation.Run(scenario, Simulation.Script([new Deed.WaitForTimer()]));
        Assert.Contains("“late”的定时在 9999-12-31", fired.Problem, StringComparison.Ordinal);
        Assert.Null(Assert.Single(fired.Timers).FiredAt);
        Assert.Equal(Morning, Simulation.Run(scenario, Simulation.Script([new Deed.Wait(TimeSpan.MinValue)])).Until);
    }

    [Fact]
    public void A_cycle_ends_with_the_calendar()
    {
        var scenario = Of($"{Start()} {End()} {UserTask("a", By("GridWorker@grid"))} {Boundary("again", "a", Cycle("R/9990-01-01T00:00:00Z/P4Y"), interrupting: false)} {End("other")}\nstart -> a -> end\nagain -> other");
        var report = Simulation.Run(scenario, Simulation.Script([new Deed.WaitForTimer(), new Deed.WaitForTimer(), new Deed.WaitForTimer(), Done("a")]));
        Assert.Equal((Ending.Completed, null), (report.Ending, report.Problem));
        Assert.Equal([9990, 9994, 9998], report.Timers.Select(timer => timer.FiredAt?.Year));
    }

    [Fact]
    public void A_signal_starts_what_it_starts()
    {
        const string Alarm = """<bpmn:signal id="alarm" name="alarm"/>""";
        const string On = """<bpmn:signalEventDefinition signalRef="alarm"/>""";
        var other = Of($"""<bpmn:startEvent id="heard">{On}</bpmn:startEvent> {End()} {UserTask("help", By("SafetyOfficer@street"))}""" + "\nheard -> help -> end", Alarm, "other").Definition;
        var scenario = Of($"{Start()} {End()} {Throw("call", On)} {Catch("rest", Timer("P1D"))}\nstart -> call -> rest -> end", Alarm) with { Beside = [other] };
        var report = Simulation.Run(scenario, Simulation.Script([Done("help"), new Deed.WaitForTimer()]));
        Assert.Equal((Ending.Completed, null), (report.Ending, report.Problem));
        Assert.Equal(("other", "help", true), (Assert.Single(report.Tasks).Process, report.Tasks[0].ElementId, report.Tasks[0].IsDone));
    }

    [Fact]
    public void An_incident_that_is_over_is_told_so()
    {
        var scenario = Of($"""
            {Start()} {End()} {End("given-up")} {Sub("sub", $"{Start("s")} {End("e")} <bpmn:serviceTask id=\"job\">{Extension("<zeebe:taskDefinition type=\"grade\"/>")}</bpmn:serviceTask>\ns -> job -> e")}
            {Boundary("late", "sub", Timer("P1D"))}
            start -> sub -> end
            late -> given-up
            """) with { Jobs = _ => new Answer.Failed("no line") };
        Assert.Null(Assert.Single(Simulation.Run(scenario, _ => null).Incidents).ClearedAt);
        var report = Simulation.Run(scenario, Simulation.Script([new Deed.WaitForTimer()]));
        Assert.Equal(Morning + TimeSpan.FromDays(1), Assert.Single(report.Incidents).ClearedAt);
    }

    [Fact]
    public void Every_effect_of_the_machine_is_followed()
    {
        var open = new Effect.OpenTask(1, "t", "T", null, [], null, null, [], Variables.Empty);
        Effect[] every =
        [
            open, new Effect.CloseTask(1, true), new Effect.ArmTimer(2, "t", Morning), new Effect.DisarmTimer(2), new Effect.Subscribe(3, "t", "m", "k"),
            new Effect.SubscribeSignal(4, "t", "s"), new Effect.Unsubscribe(3), new Effect.RunJob(5, "t", "j", [], Variables.Empty),
            new Effect.CallProcess(6, "t", "p", Variables.Empty), new Effect.CancelCall(6), new Effect.ThrowMessage("t", "m", "k", Variables.Empty),
            new Effect.ThrowSignal("t", "s", Variables.Empty), new Effect.EscalateToCaller("E", Variables.Empty),
            new Effect.TellDecision(7, "t", "d", new DecisionAnswer(null)), new Effect.RaiseIncident(8, "t", "why"), new Effect.ClearIncident(8),
            new Effect.EndProcess(Ending.Completed, Variables.Empty),
        ];
        var scenario = Of($"{Start()} {End()}\nstart -> end");
        var world = new World(new() { From = Morning });
        var instance = new Instance(scenario.Definition, null, 0);
        // Only going over to another version relabels a task, and no trial does.
        var relabel = new Effect.RelabelTask(open, true);
        Assert.Equal(typeof(Effect).GetNestedTypes().ToHashSet(), every.Append(relabel).Select(effect => effect.GetType()).ToHashSet());
        foreach (var effect in every)
            world.Follow(instance, effect);
        Assert.Throws<System.Diagnostics.UnreachableException>(() => world.Follow(instance, relabel));
    }
}
