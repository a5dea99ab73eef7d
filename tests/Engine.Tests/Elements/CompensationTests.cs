using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

public sealed class CompensationTests
{
    private const string All = "<bpmn:compensateEventDefinition/>";

    private static string Undone(string id, string inside = "", string handler = "") => $"""
        {UserTask(id, inside)}
        {Handled(id, handler)}
        """;

    private static string Handled(string id, string handler = "") => $"""
        <bpmn:boundaryEvent id="{id}-edge" attachedToRef="{id}">{All}</bpmn:boundaryEvent>
        <bpmn:userTask id="undo-{id}" isForCompensation="true">{handler}</bpmn:userTask>
        <bpmn:association id="{id}-to-undo" sourceRef="{id}-edge" targetRef="undo-{id}"/>
        """;

    private static string Only(string activity, string extra = "") => $"<bpmn:compensateEventDefinition activityRef=\"{activity}\" {extra}/>";

    private static string Script(string id, string extra = "") =>
        $"""<bpmn:scriptTask id="{id}" {extra}>{Extension($"<zeebe:script expression=\"=append(log, &quot;{id}&quot;)\" resultVariable=\"log\"/>")}</bpmn:scriptTask>""";

    [Fact]
    public void What_was_done_is_undone_before_the_thrower_goes_on()
    {
        var walk = Walk.Through($"""
            {Start()} {Undone("a")} {Throw("back", All)} {UserTask("after")}
            start -> a -> back -> after
            """).Start().Complete("a");

        Assert.Equal("undo-a", walk.Open);
        Assert.Equal("after", walk.Complete("undo-a").Open);
        Assert.True(walk.Complete("after").Ended);
    }

    [Fact]
    public void Only_what_is_done_is_undone_and_only_once()
    {
        var walk = Walk.Through($"""
            {Start()} <bpmn:parallelGateway id="fork"/> {Undone("a")} {Undone("b")} {Throw("back", All)} {Throw("again", All)} {UserTask("after")}
            start -> fork -> a -> back -> again -> after
            fork -> b
            """).Start().Complete("a");

        Assert.Equal("b undo-a", walk.Open);
        Assert.Equal("after b", walk.Complete("undo-a").Open);
    }

    [Fact]
    public void Handlers_begin_in_the_reverse_order()
    {
        var walk = Walk.Through($"""
            {Start()} {Script("one")} {Script("two")} {Script("three")}
            {string.Join('\n', new[] { "one", "two", "three" }.Select(id => $"""
                <bpmn:boundaryEvent id="{id}-edge" attachedToRef="{id}">{All}</bpmn:boundaryEvent>
                {Script("undo-" + id, "isForCompensation=\"true\"")}
                <bpmn:association id="{id}-to-undo" sourceRef="{id}-edge" targetRef="undo-{id}"/>
                """))}
            {EndWith("end", All)}
            start -> one -> two -> three -> end
            """).Start(("log", Array.Empty<object?>()));

        Assert.True(walk.Ended);
        Assert.Equal(["one", "two", "three", "undo-three", "undo-two", "undo-one"], ((System.Collections.Immutable.ImmutableArray<object?>)walk.Variables["log"]!).Cast<string>());
    }

    [Fact]
    public void One_activity_can_be_named()
    {
        var walk = Walk.Through($"""
            {Start()} {Undone("a")} {Undone("b")} {Throw("back", Only("a"))} {UserTask("after")}
            start -> a -> b -> back -> after
            """).Start().Complete("a").Complete("b");

        Assert.Equal("undo-a", walk.Open);
        Assert.Equal("after", walk.Complete("undo-a").Open);
    }

    [Fact]
    public void A_thrower_that_does_not_wait_goes_on_beside_the_handler_and_the_process_waits_for_both()
    {
        var walk = Walk.Through($"""
            {Start()} {Undone("a")} {Throw("back", Only("a", "waitForCompletion=\"false\""))} {UserTask("after")}
            start -> a -> back -> after
            """).Start().Complete("a");

        Assert.Equal("after undo-a", walk.Open);
        Assert.False(walk.Complete("after").Ended);
        Assert.True(walk.Complete("undo-a").Ended);
    }

    [Fact]
    public void Each_instance_of_a_loop_is_undone_with_its_own_item_once_the_whole_loop_is_done()
    {
        var loop = $"""<bpmn:multiInstanceLoopCharacteristics>{Extension("<zeebe:loopCharacteristics inputCollection=\"=[&quot;x&quot;, &quot;y&quot;]\" inputElement=\"item\"/>")}</bpmn:multiInstanceLoopCharacteristics>""";
        var walk = Walk.Through($"""
            {Start()} <bpmn:parallelGateway id="fork"/> {Undone("a", loop)} {UserTask("early")} {EndWith("back", All)}
            start -> fork -> a
            fork -> early -> back
            """).Start().Complete("a").Complete("early");
        Assert.Equal("a", walk.Open);

        walk = Walk.Through($"""
            {Start()} {Undone("a", loop)} {Throw("back", All)} {UserTask("after")}
            start -> a -> back -> after
            """).Start().Complete("a").Complete("a");
        Assert.Equal("undo-a undo-a", walk.Open);
        Assert.Equal(["y", "x"], walk.Tasks.Select(t => t.Variables["item"]));
        Assert.Equal("after", walk.Complete("undo-a").Complete("undo-a").Open);
    }

    [Fact]
    public void A_finished_sub_process_is_undone_by_the_handlers_inside_with_the_variables_it_had()
    {
        var walk = Walk.Through($"""
            {Start()}
            {Sub("trip", $"""
                {Start("in")} {Undone("book")} {End("out")}
                in -> book -> out
                """, Extension("<zeebe:ioMapping><zeebe:input source=\"=5\" target=\"price\"/></zeebe:ioMapping>"))}
            {Throw("back", Only("trip"))} {UserTask("after")}
            start -> trip -> back -> after
            """).Start().Complete("book", ("price", 7));

        Assert.Equal("undo-book", walk.Open);
        Assert.Equal(7m, walk.TaskAt("undo-book").Variables["price"]);
        Assert.Equal("after", walk.Complete("undo-book").Open);
        Assert.False(walk.Variables.Has("price"));
    }

    [Fact]
    public void A_handler_of_the_sub_process_goes_before_those_inside()
    {
        var walk = Walk.Through($"""
            {Start()}
            {Sub("trip", $"""
                {Start("in")} {Undone("book")}
                in -> book
                """)}
            {Handled("trip")}
            {EndWith("back", All)}
            start -> trip -> back
            """).Start().Complete("book");

        Assert.Equal("undo-trip", walk.Open);
        Assert.True(walk.Complete("undo-trip").Ended);
    }

    [Fact]
    public void A_compensation_event_sub_process_undoes_its_sub_process_and_may_call_the_handlers_inside()
    {
        var walk = Walk.Through($"""
            {Start()}
            {Sub("trip", $"""
                {Start("in")} {Undone("book")}
                in -> book
                {EventSub("regret", All, $"""
                    {UserTask("apologise")} {EndWith("then", All)}
                    regret-start -> apologise -> then
                    """)}
                """)}
            {Throw("back", Only("trip"))} {UserTask("after")}
            start -> trip -> back -> after
            """).Start().Complete("book");

        Assert.Equal("apologise", walk.Open);
        Assert.Equal("undo-book", walk.Complete("apologise").Open);
        Assert.Equal("after", walk.Complete("undo-book").Open);
    }

    [Fact]
    public void An_event_sub_process_undoes_what_was_done_in_the_scope_it_ends()
    {
        var walk = Walk.Through($"""
            {Start()} {Undone("a")} {UserTask("b")}
            start -> a -> b
            {EventSub("failed", OnError("E"), "<bpmn:endEvent id=\"then\"><bpmn:compensateEventDefinition/></bpmn:endEvent>\nfailed-start -> then")}
            """, Error("E")).Start().Complete("a").ThrowError("b", "E");

        Assert.Equal("undo-a", walk.Open);
        Assert.True(walk.Complete("undo-a").Ended);
    }

    [Fact]
    public void A_cancelled_transaction_is_undone_before_it_leaves_by_its_cancel_boundary()
    {
        var walk = Walk.Through($"""
            {Start()}
            <bpmn:transaction id="deal">
            {Level($"""
                {Start("in")} {Undone("a")} <bpmn:parallelGateway id="fork"/> {UserTask("beside")} {UserTask("decide")}
                {Sub("inner", $"""
                    {Start("inner-in")} {Undone("c")} {UserTask("d")}
                    inner-in -> c -> d
                    """)}
                {EndWith("off", "<bpmn:cancelEventDefinition/>")}
                in -> a -> fork -> beside
                fork -> inner
                fork -> decide -> off
                """)}
            </bpmn:transaction>
            {Boundary("edge", "deal", "<bpmn:cancelEventDefinition/>")} {UserTask("cancelled")} {UserTask("closed")}
            start -> deal -> closed
            edge -> cancelled
            """).Start().Complete("a").Complete("c").Complete("decide");

        Assert.Equal("undo-a undo-c", walk.Open);
        Assert.Equal("cancelled", walk.Complete("undo-c").Complete("undo-a").Open);
    }

    [Fact]
    public void What_was_interrupted_is_not_undone()
    {
        var walk = Walk.Through($"""
            {Start()} {Undone("a")} {Boundary("late", "a", Timer("P1D"))} {Throw("back", All)} {UserTask("after")}
            start -> a
            late -> back -> after
            """).Start().Wait(TimeSpan.FromDays(1));

        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void Handlers_are_withdrawn_with_the_scope_that_threw()
    {
        var walk = Walk.Through($"""
            {Start()}
            {Sub("trip", $"""
                {Start("in")} {Undone("a")} {EndWith("back", All)}
                in -> a -> back
                """)}
            {Boundary("late", "trip", Timer("P1D"))} {UserTask("after")}
            start -> trip
            late -> after
            """).Start().Complete("a");
        Assert.Equal("undo-a", walk.Open);

        Assert.Equal("after", walk.Wait(TimeSpan.FromDays(1)).Open);
    }

    [Fact]
    public void An_error_in_a_handler_is_caught_around_the_thrower()
    {
        var walk = Walk.Through($"""
            {Start()}
            {Sub("trip", $"""
                {Start("in")} {Undone("a")} {EndWith("back", All)}
                in -> a -> back
                """)}
            {Boundary("failed", "trip", OnError("E"))} {UserTask("after")}
            start -> trip
            failed -> after
            """, Error("E")).Start().Complete("a").ThrowError("undo-a", "E");

        Assert.Equal("after", walk.Open);
    }
}
