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
