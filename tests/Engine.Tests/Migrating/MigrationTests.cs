using Rectification.Engine.Migrating;
using Rectification.Engine.Reading;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Migrating;

public sealed class MigrationTests
{
    private static readonly string Old = $"""
        {Start()} {End()} {UserTask("check")} {UserTask("decide")} {Boundary("late", "check", Timer("P3D"))} {End("gone")}
        start -> check -> decide -> end
        late -> gone
        """;

    [Fact]
    public void The_same_ids_carry_on_and_a_task_stays_with_its_timer()
    {
        var walk = Walk.Through(Old).Start();
        var (task, timer) = (walk.TaskAt("check").Key, walk.Timers.Single());

        var answer = walk.Wait(TimeSpan.FromDays(1)).Migrate(Drawn(Old.Replace("decide -> end", "decide -> extra -> end", StringComparison.Ordinal) + "\n" + UserTask("extra")));

        Assert.Empty(answer.Problems);
        Assert.Equal([(MigrationChangeKind.TimerKept, "late"), (MigrationChangeKind.TaskKept, "check")], answer.Changes.Select(c => (c.Kind, c.ElementId)));
        Assert.Equal((task, timer), (walk.TaskAt("check").Key, walk.Timers.Single()));
        Assert.True(walk.Complete("check").Complete("decide").Complete("extra").Ended);
    }

    [Fact]
    public void A_renamed_element_is_found_by_its_name_and_the_task_is_relabelled()
    {
        var walk = Walk.Through(Old.Replace("<bpmn:userTask id=\"check\">", "<bpmn:userTask id=\"check\" name=\"核查\">", StringComparison.Ordinal)).Start();
        var key = walk.TaskAt("check").Key;

        var answer = walk.Migrate(Drawn(Old.Replace("check", "look", StringComparison.Ordinal).Replace("<bpmn:userTask id=\"look\">", "<bpmn:userTask id=\"look\" name=\"核查\">", StringComparison.Ordinal)));

        Assert.Contains(answer.Changes, c => c is { Kind: MigrationChangeKind.TaskRelabelled, ElementId: "look" });
        Assert.Equal(key, walk.TaskAt("look").Key);
        Assert.Equal("late", walk.Timers.Single().ElementId);
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 3)]
    public void A_timer_that_is_counted_differently_is_recomputed_or_kept_as_asked(bool recompute, int dueAfterDays)
    {
        var walk = Walk.Through(Old).Start().Wait(TimeSpan.FromDays(2));

        walk.Migrate(Drawn(Old.Replace("P3D", "P2D", StringComparison.Ordinal)), recompute: recompute);

        Assert.Equal(Walk.Morning.AddDays(dueAfterDays), Assert.Single(walk.Timers).DueAt);
    }

    [Fact]
    public void New_timers_are_armed_and_vanished_ones_taken_back()
    {
        var walk = Walk.Through(Old).Start();

        var answer = walk.Migrate(Drawn($"""
            {Start()} {End()} {UserTask("check")} {UserTask("decide")} {Boundary("remind", "check", Timer("P1D"), interrupting: false)} {End("told")}
            start -> check -> decide -> end
            remind -> told
            """));

        Assert.Equal([MigrationChangeKind.TimerDisarmed, MigrationChangeKind.TimerArmed, MigrationChangeKind.TaskKept], answer.Changes.Select(c => c.Kind));
        Assert.Equal("remind", Assert.Single(walk.Timers).ElementId);
        // Fired once, it is spent: another migration does not arm it again.
        walk.Wait(TimeSpan.FromDays(1)).Migrate(walk.Definition);
        Assert.Empty(walk.Timers);
    }

    [Fact]
    public void A_case_whose_element_vanished_is_told_not_broken()
    {
        var walk = Walk.Through(Old).Start();
        var before = walk.State;

        var answer = walk.Migrate(Drawn($"{Start()} {End()} {UserTask("decide")}\nstart -> decide -> end"));

        Assert.Contains("没有对应的环节", Assert.Single(answer.Problems).Text, StringComparison.Ordinal);
        Assert.Same(before, walk.State);
        Assert.True(walk.Complete("check").Complete("decide").Ended);
    }

    [Fact]
    public void Another_kind_another_loop_or_another_sub_process_is_no_successor()
    {
        var walk = Walk.Through(Old).Start();
        MigrationMap To(string id) => new(MigrationMap.Propose(walk.Definition, walk.Definition).Elements.SetItem("check", id));

        Assert.Contains("类型不同", Assert.Single(walk.Migrate(Drawn(Old), To("gone")).Problems).Text, StringComparison.Ordinal);
        var looped = Drawn(Old.Replace(UserTask("decide"), UserTask("decide", $"<bpmn:multiInstanceLoopCharacteristics>{Extension("<zeebe:loopCharacteristics inputCollection=\"=[1]\"/>")}</bpmn:multiInstanceLoopCharacteristics>"), StringComparison.Ordinal));
        Assert.Contains("方式不同", Assert.Single(walk.Migrate(looped, To("decide")).Problems).Text, StringComparison.Ordinal);
        var inside = Drawn($"{Start()} {End()} {Sub("sub", $"{Start("s")} {End("e")} {UserTask("check")}\ns -> check -> e")}\nstart -> sub -> end");
        Assert.Contains("同一层", Assert.Single(walk.Migrate(inside, To("check")).Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Branches_that_the_new_version_has_no_longer_side_by_side_are_told()
    {
        var walk = Walk.Through(Forked("parallelGateway")).Start();

        var answer = walk.Migrate(Drawn($"{Start()} {End()} {UserTask("a")} {UserTask("b")}\nstart -> a -> b -> end"));

        Assert.Contains("重复汇合", Assert.Single(answer.Problems).Text, StringComparison.Ordinal);
        Assert.Equal("a b", walk.Open);
    }

    [Fact]
    public void A_flow_that_waits_at_a_join_follows_and_joins()
    {
        var walk = Walk.Through(Forked("parallelGateway")).Start().Complete("a");

        Assert.Empty(walk.Migrate(Drawn(Forked("parallelGateway").Replace("-> b", "-> more -> b", StringComparison.Ordinal) + "\n" + UserTask("more"))).Problems);

        Assert.True(walk.Complete("b").Ended);
    }

    [Fact]
    public void Loops_sub_processes_subscriptions_and_calls_follow()
    {
        var each = $"<bpmn:multiInstanceLoopCharacteristics>{Extension("<zeebe:loopCharacteristics inputCollection=\"=[1, 2]\" inputElement=\"item\"/>")}</bpmn:multiInstanceLoopCharacteristics>";
        string Whole(string call, string message) => Process($"""
            {Start()} {End()} <bpmn:parallelGateway id="f"/> <bpmn:parallelGateway id="j"/>
            {Sub("sub", $"{Start("s")} {End("e")} {UserTask("in")}\ns -> in -> e\n{EventSub("on", OnMessage("m"), $"{UserTask("heard")} {End("he")}\non-start -> heard -> he", interrupting: false)}", each)}
            <bpmn:callActivity id="{call}" name="调用">{Extension("<zeebe:calledElement processId=\"q\"/>")}</bpmn:callActivity>
            start -> f -> sub -> j -> end
            f -> {call} -> j
            """, Message("m", message));
        var walk = Walk.In(Whole("call", "note")).Start(("caseNumber", "YH-1")).Complete("in");

        var answer = walk.Migrate(BpmnReader.Read(Whole("call2", "news")).Processes[0]);

        Assert.Empty(answer.Problems);
        Assert.Equal("news", Assert.Single(walk.Subscriptions).MessageName);
        Assert.Contains(answer.Changes, c => c is { Kind: MigrationChangeKind.CallKept, ElementId: "call2" });
        Assert.True(walk.Complete("in").Do(new Command.CompleteCall(walk.Calls.Single().Key, Variables.Empty)).Ended);
    }

    [Fact]
    public void An_incident_stays_and_can_be_mended_in_the_new_version()
    {
        string Version(string way) => $"{Start()} {End()} {UserTask("a")} <bpmn:exclusiveGateway id=\"g\"/>\nstart -> a -> g ->(x > 1) end\ng ->{way} a";
        var walk = Walk.Through(Version("(x < 0)")).Start().Complete("a", ("x", 1));
        Assert.Single(walk.Incidents);

        var answer = walk.Migrate(Drawn(Version("(default)")));

        Assert.Contains(answer.Changes, c => c.Kind == MigrationChangeKind.IncidentKept);
        Assert.Equal("a", walk.Resolve().Open);
    }

    private static string Forked(string gateway) => $"""
        {Start()} {End()} {UserTask("a")} {UserTask("b")} <bpmn:{gateway} id="f"/> <bpmn:{gateway} id="j"/>
        start -> f -> a -> j -> end
        f -> b -> j
        """;

    private static Definition Drawn(string inside)
    {
        var reading = BpmnReader.Read(Process(inside));
        Assert.DoesNotContain(reading.Problems, p => !p.IsWarning);
        return reading.Processes[0];
    }
}
