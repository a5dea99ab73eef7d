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
        Assert.Equal([true, false, false], report.Tasks.Select(task => task.IsLate(report.Until)));
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
}
