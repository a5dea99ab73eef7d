using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Returning;

/// <summary>Handlers that a compensation left at work and doesn't wait for run beside the drawn way: returns neither count them for a step of it nor take them away.</summary>
public sealed class HandlersAtWorkTests
{
    private static readonly string Undoing = $"""
        {Start()} {End()} {UserTask("side1")} {UserTask("side2")} {UserTask("act")} {UserTask("other")}
        <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/> <bpmn:parallelGateway id="split"/> <bpmn:parallelGateway id="merge"/>
        {Boundary("edge", "act", "<bpmn:compensateEventDefinition/>")} <bpmn:userTask id="undo" isForCompensation="true"/>
        <bpmn:association id="to-undo" sourceRef="edge" targetRef="undo"/>
        <bpmn:intermediateThrowEvent id="back"><bpmn:compensateEventDefinition waitForCompletion="false"/></bpmn:intermediateThrowEvent>
        start -> fork -> side1 -> side2 -> join -> end
        fork -> act -> split -> back -> merge -> join
        split -> other -> merge
        """;

    [Fact]
    public void A_return_in_another_branch_leaves_what_the_thrower_sent_on()
    {
        var walk = Walk.Through(Undoing).Start().Complete("act").Complete("side1");

        Assert.Null(walk.Do(new Command.Return(0, "side1")).Refusal);

        Assert.Equal("back-merge", Assert.Single(walk.State.Parked).FlowId);
        Assert.Equal(["other", "side1", "undo"], walk.Tasks.Select(task => task.ElementId).Order());
        Assert.True(walk.Complete("other").Complete("undo").Complete("side1").Complete("side2").Ended);
        Assert.Empty(walk.Incidents);
    }

    [Fact]
    public void They_can_be_taken_away_and_nothing_waits_for_them()
    {
        var walk = Walk.Through(Undoing).Start().Complete("act");
        var thrower = walk.State.Tokens.Single(token => token.Phase == Phase.Compensating && token.ElementId == "back").Key;

        Assert.Contains("另外进行", walk.Do(new Command.Return(0, "act", thrower)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(walk.Do(new Command.CancelToken(thrower)).Refusal);

        Assert.Equal(["other", "side1"], walk.Tasks.Select(task => task.ElementId).Order());
        Assert.True(walk.Complete("other").Complete("side1").Complete("side2").Ended);
    }
}
