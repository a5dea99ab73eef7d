using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

public sealed class CallActivityTests
{
    private static string Calling(string attributes, string mappings = "") => $"""
        {Start()} {UserTask("after")} {UserTask("rescue")} {End()}
        <bpmn:callActivity id="report">{Extension($"<zeebe:calledElement {attributes}/>{mappings}")}</bpmn:callActivity>
        {Boundary("failed", "report", OnError("E"))}
        start -> report -> after -> end
        failed -> rescue -> end
        """;

    [Fact]
    public void A_global_task_is_done_in_the_place_of_its_call()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} {UserTask("late-task")} <bpmn:callActivity id="check" name="Check here" calledElement="look"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:callActivity>
            <bpmn:callActivity id="count" calledElement="sum"/> {Boundary("late", "check", Timer("PT1H"), interrupting: false)}
            start -> check -> count -> end
            late -> late-task -> end
            """, $"""
            <bpmn:globalUserTask id="look" name="Look">{Extension("<zeebe:assignmentDefinition candidateGroups=\"GridWorker@grid\"/>")}</bpmn:globalUserTask>
            <bpmn:globalScriptTask id="sum">{Extension("<zeebe:script expression=\"=1 + 1\" resultVariable=\"two\"/>")}</bpmn:globalScriptTask>
            """).Start();
        Assert.Equal(("check check", "Check here", "GridWorker@grid"), (walk.Open, walk.TaskAt("check").Name, walk.TaskAt("check").CandidateGroups.Single()));
        Assert.Equal("check check late-task", walk.Wait(TimeSpan.FromHours(1)).Open);
        walk.Complete("check").Complete("check");
        Assert.Equal(("late-task", 2m), (walk.Open, walk.Variables["two"]));
        Assert.Empty(walk.Calls);
    }

    [Fact]
    public void Everything_goes_in_and_comes_back_by_default()
    {
        var walk = Walk.Through(Calling("""processId="major-hazard-report" """), Error("E")).Start(("caseNumber", "YH-1"));
        var call = Assert.Single(walk.Calls);
        Assert.Equal(("major-hazard-report", "YH-1"), (call.ProcessId, call.Variables["caseNumber"]));
        walk.Return("report", ("filed", true));
        Assert.Equal("after", walk.Open);
        Assert.Equal(true, walk.Variables["filed"]);
    }

    [Fact]
    public void Mappings_can_narrow_both_ways()
    {
        var walk = Walk.Through(Calling("""processId="=target" propagateAllParentVariables="false" propagateAllChildVariables="false" """,
                """<zeebe:ioMapping><zeebe:input source="=caseNumber" target="number"/><zeebe:output source="=filed" target="reportFiled"/></zeebe:ioMapping>"""), Error("E"))
            .Start(("caseNumber", "YH-1"), ("target", "p3"));
        var call = Assert.Single(walk.Calls);
        Assert.Equal("p3", call.ProcessId);
        Assert.Equal(["number"], call.Variables.Names);
        walk.Return("report", ("filed", true), ("outcome", "other"));
        Assert.Equal(true, walk.Variables["reportFiled"]);
        Assert.False(walk.Variables.Has("outcome"));
    }

    [Fact]
    public void Without_output_mappings_nothing_comes_back_when_propagation_is_off()
    {
        var walk = Walk.Through(Calling("""processId="p3" propagateAllChildVariables="false" """), Error("E")).Start().Return("report", ("outcome", "x"));
        Assert.False(walk.Variables.Has("outcome"));
    }

    [Fact]
    public void An_error_of_the_called_process_is_caught_at_the_boundary()
    {
        var walk = Walk.Through(Calling("""processId="p3" """), Error("E")).Start().ThrowError("report", "E", ("why", "x"));
        Assert.Equal("rescue", walk.Open);
        Assert.Equal("x", walk.Variables["why"]);
    }

    [Fact]
    public void An_uncaught_error_is_an_incident_and_resolving_calls_again()
    {
        var walk = Walk.Through(Calling("""processId="p3" """), Error("E")).Start().ThrowError("report", "other");
        Assert.Single(walk.Incidents);
        Assert.Empty(walk.Calls);
        walk.Resolve();
        Assert.Single(walk.Calls);
        walk.Return("report");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void A_process_that_could_not_start_is_an_incident_and_resolving_calls_again()
    {
        var walk = Walk.Through(Calling("""processId="p3" """), Error("E")).Start();
        walk.Do(new Command.FailJob(walk.Calls.First().Key, "not deployed"));
        Assert.Equal("not deployed", Assert.Single(walk.Incidents).Message);
        walk.Resolve().Return("report");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void Cancelling_cancels_the_called_process()
    {
        var walk = Walk.Through(Calling("""processId="p3" """), Error("E")).Start().Cancel();
        Assert.Contains(walk.Effects, e => e is Effect.CancelCall);
        Assert.Equal(Ending.Cancelled, walk.End?.Ending);
    }
}
