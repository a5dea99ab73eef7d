using System.Collections.Immutable;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

public sealed class MultiInstanceTests
{
    private static string Loop(string attributes, bool sequential = false, string more = "") => $"""
        <bpmn:multiInstanceLoopCharacteristics isSequential="{(sequential ? "true" : "false")}">{Extension($"<zeebe:loopCharacteristics {attributes}/>")}{more}</bpmn:multiInstanceLoopCharacteristics>
        """;

    private static string Condition(string feel) => $"<bpmn:completionCondition>={feel}</bpmn:completionCondition>";

    private static string Agreeing(string loop) => $"""
        {Start()} {UserTask("agree", loop)} {UserTask("after")} {End()}
        start -> agree -> after -> end
        """;

    private static readonly (string, object?) People = ("people", ImmutableArray.Create<object?>("a", "b", "c"));

    private static Walk Answer(Walk walk, string who, string outcome) =>
        walk.Do(new Command.CompleteTask(walk.Tasks.First(t => Equals(t.Variables["who"], who)).Key, Variables.Of(("outcome", outcome))));

    [Fact]
    public void Parallel_instances_open_together_and_gather_results_in_the_order_of_the_items()
    {
        var walk = Walk.Through(Agreeing(Loop("""inputCollection="=people" inputElement="who" outputCollection="answers" outputElement="=outcome" """))).Start(People);
        Assert.Equal("agree agree agree", walk.Open);
        Assert.Equal([1m, 2m, 3m], walk.Tasks.Select(t => t.Variables["loopCounter"]));
        Answer(walk, "c", "3");
        Answer(walk, "a", "1");
        Assert.False(walk.Variables.Has("answers"));
        Answer(walk, "b", "2");
        Assert.Equal("after", walk.Open);
        Assert.Equal(["1", "2", "3"], Assert.IsType<ImmutableArray<object?>>(walk.Variables["answers"]));
        Assert.False(walk.Variables.Has("outcome"));
        Assert.False(walk.Variables.Has("who"));
    }

    [Fact]
    public void One_refusal_can_end_the_round_and_withdraw_the_others()
    {
        var walk = Walk.Through(Agreeing(Loop("""inputCollection="=people" inputElement="who" outputCollection="answers" outputElement="=outcome" """,
            more: Condition("outcome = \"refused\"")))).Start(People);
        Answer(walk, "a", "agreed");
        Assert.Equal("agree agree", walk.Open);
        Answer(walk, "b", "refused");
        Assert.Equal("after", walk.Open);
        Assert.Equal(["agreed", "refused", null], Assert.IsType<ImmutableArray<object?>>(walk.Variables["answers"]));
    }

    [Fact]
    public void Counters_are_there_for_the_condition()
    {
        var walk = Walk.Through(Agreeing(Loop("""inputCollection="=people" inputElement="who" """,
            more: Condition("numberOfCompletedInstances / numberOfInstances >= 0.5 and numberOfActiveInstances = 1")))).Start(People);
        Answer(walk, "a", "x");
        Assert.Equal("agree agree", walk.Open);
        Answer(walk, "b", "x");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void Sequential_instances_come_one_after_the_other()
    {
        var walk = Walk.Through(Agreeing(Loop("""inputCollection="=people" inputElement="who" """, sequential: true))).Start(People);
        foreach (var who in new[] { "a", "b", "c" })
        {
            Assert.Equal(who, Assert.Single(walk.Tasks).Variables["who"]);
            walk.Complete("agree");
        }
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void An_empty_list_passes_at_once()
    {
        var walk = Walk.Through(Agreeing(Loop("""inputCollection="=[]" inputElement="who" outputCollection="answers" outputElement="=outcome" """))).Start();
        Assert.Equal("after", walk.Open);
        Assert.Empty(Assert.IsType<ImmutableArray<object?>>(walk.Variables["answers"]));
    }

    [Fact]
    public void A_cardinality_needs_no_list()
    {
        var walk = Walk.Through(Agreeing("""<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>""")).Start();
        Assert.Equal("agree agree", walk.Open);
        walk.Complete("agree").Complete("agree");
        Assert.Equal("after", walk.Open);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Thousands_of_instances_that_do_not_wait_run_through(bool sequential)
    {
        var walk = Walk.Through($"""
            {Start()} {End()} <bpmn:task id="each">{Loop("""inputCollection="=items" inputElement="x" outputCollection="out" outputElement="=x * 2" """, sequential)}</bpmn:task>
            start -> each -> end
            """).Start(("items", Enumerable.Range(1, 3000).Select(n => (object?)(decimal)n)));
        Assert.True(walk.Ended);
        Assert.Equal(6000m, Assert.IsType<ImmutableArray<object?>>(walk.Variables["out"])[^1]);
    }

    [Fact]
    public void A_collection_that_is_no_list_is_an_incident()
    {
        var walk = Walk.Through(Agreeing(Loop("""inputCollection="=people" inputElement="who" """))).Start(("people", "a"));
        Assert.Contains("people", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        walk.Set(People).Resolve();
        Assert.Equal("agree agree agree", walk.Open);
    }

    [Fact]
    public void A_completion_condition_that_says_nothing_is_an_incident_of_that_instance()
    {
        var walk = Walk.Through(Agreeing(Loop("""inputCollection="=people" inputElement="who" """, more: Condition("enough > 1")))).Start(People);
        walk.Complete("agree");
        Assert.Single(walk.Incidents);
        Assert.Equal("agree agree", walk.Open);
        walk.Set(("enough", 0)).Resolve();
        Assert.Empty(walk.Incidents);
        walk.Complete("agree").Complete("agree");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void The_boundary_belongs_to_the_whole_loop()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("agree", Loop("""inputCollection="=people" inputElement="who" """))} {UserTask("late")} {End()}
            {Boundary("timer", "agree", Timer("P3D"))}
            start -> agree -> end
            timer -> late -> end
            """).Start(People);
        Assert.Single(walk.Timers);
        walk.Complete("agree").Wait(TimeSpan.FromDays(3));
        Assert.Equal("late", walk.Open);
    }

    [Fact]
    public void An_error_in_one_instance_leaves_by_the_boundary_and_ends_the_loop()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("agree", Loop("""inputCollection="=people" inputElement="who" """))} {UserTask("rescue")} {End()}
            {Boundary("caught", "agree", OnError())}
            start -> agree -> end
            caught -> rescue -> end
            """).Start(People).ThrowError("agree", "any");
        Assert.Equal("rescue", walk.Open);
    }

    [Fact]
    public void Sub_processes_can_be_looped_each_with_its_own_variables()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("after")} {End()}
            {Sub("sub", $"""
                {Start("s")} {UserTask("sign")} {UserTask("seal")} {End("e")}
                s -> sign -> seal -> e
                """, Loop("""inputCollection="=people" inputElement="who" outputCollection="all" outputElement="=mark" """))}
            start -> sub -> after -> end
            """).Start(People);
        Assert.Equal("sign sign sign", walk.Open);
        foreach (var who in new[] { "b", "a", "c" })
        {
            walk.Do(new Command.CompleteTask(walk.Tasks.First(t => t.ElementId == "sign" && Equals(t.Variables["who"], who)).Key, Variables.Of(("mark", who))));
            Assert.Equal(who, walk.TaskAt("seal").Variables["mark"]);
            walk.Complete("seal");
        }
        Assert.Equal("after", walk.Open);
        Assert.Equal(["a", "b", "c"], Assert.IsType<ImmutableArray<object?>>(walk.Variables["all"]));
    }

    [Fact]
    public void Call_activities_can_be_looped()
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            <bpmn:callActivity id="call">{Extension("""<zeebe:calledElement processId="q"/>""")}{Loop("""inputCollection="=people" inputElement="who" """, sequential: true)}</bpmn:callActivity>
            start -> call -> end
            """).Start(People);
        for (var round = 0; round < 3; round++)
            walk.Return("call");
        Assert.True(walk.Ended);
    }
}
