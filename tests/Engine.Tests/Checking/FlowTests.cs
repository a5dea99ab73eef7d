using Rectification.Engine.Checking;
using Rectification.Engine.Reading;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Checking;

public sealed class FlowTests
{
    private const string Fork = """<bpmn:parallelGateway id="fork"/>""";
    private const string Join = """<bpmn:parallelGateway id="join"/>""";
    private const string Choice = """<bpmn:exclusiveGateway id="choice"/>""";
    private const string Merge = """<bpmn:exclusiveGateway id="merge"/>""";
    private const string By = """<bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="GridWorker@grid"/></bpmn:extensionElements>""";

    private static string Task(string id) => UserTask(id, By);

    private static List<BpmnProblem> Found(string inside, string beside = "")
    {
        var reading = BpmnReader.Read(Process(inside, beside));
        Assert.DoesNotContain(reading.Problems, p => !p.IsWarning);
        return [.. DraftCheck.Of(reading, new Known { Variables = new HashSet<string> { "n", "caseNumber" } })];
    }

    private static string Told(string inside, string beside = "") =>
        string.Join(' ', Found(inside, beside).Select(p => $"{(p.IsWarning ? "warn" : "error")}:{p.ElementId}").Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_split_and_joined_alike_is_sound() => Assert.Equal("", Told($"""
        {Start()} {End()} {Fork} {Join} {Choice} {Merge} {Task("a")} {Task("b")} {Task("c")}
        start -> fork -> a -> join -> end
        fork -> choice ->(n > 1) b -> merge -> join
        choice ->(default) c -> merge
        """));

    [Fact]
    public void A_join_after_a_choice_is_refused_and_the_story_is_told()
    {
        var problem = Assert.Single(Found($"""
            {Start()} {End()} {Choice} {Join} {Task("a")} {Task("b")}
            start -> choice ->(n > 1) a -> join -> end
            choice ->(default) b -> join
            """));
        Assert.Equal(("join", false), (problem.ElementId, problem.IsWarning));
        Assert.Contains("永远等不齐", problem.Text, StringComparison.Ordinal);
        Assert.Contains("例如走到“a”", problem.Text, StringComparison.Ordinal);
        Assert.True(problem.Line > 0);
    }

    [Theory]
    [InlineData("parallel", "late -> rest -> apart", "")]
    [InlineData("parallel", "late -> rest -> merge", "warn:join")]
    [InlineData("parallel", "late -> a", "warn:join")]
    [InlineData("parallel", "late -> b", "warn:join")]
    [InlineData("inclusive", "late -> rest -> merge", "")]
    [InlineData("inclusive", "late -> a", "")]
    public void A_handler_left_half_way_must_not_lead_to_a_join_that_waits_for_the_drawn_way(string join, string exit, string told)
    {
        string If(string used, string element) => exit.Contains(used, StringComparison.Ordinal) ? element : "";
        var drawing = $"""
            {Start()} {End()} {Task("a")} {Task("b")} {If("rest", Task("rest"))} {If("apart", End("apart"))}
            {Fork} {If("merge", Merge)} <bpmn:{join}Gateway id="join"/>
            {Boundary("edge", "a", "<bpmn:compensateEventDefinition/>")} <bpmn:association id="to-undo" sourceRef="edge" targetRef="undo"/>
            <bpmn:userTask id="undo" isForCompensation="true">{By}</bpmn:userTask> {Boundary("late", "undo", Timer("PT1H"))}
            <bpmn:intermediateThrowEvent id="back"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>
            start -> fork -> a -> back {If("merge", "-> merge")} -> join -> end
            fork -> b -> join
            {exit}
            """;

        Assert.Equal(told, Told(drawing));
        // The machine says the same.
        var walk = Walk.Through(drawing).Start().Complete("a").Wait(TimeSpan.FromHours(2));
        for (var steps = 0; steps < 8 && walk.Tasks.Any(); steps++)
            walk.Complete(walk.Tasks.First().ElementId);
        Assert.Equal(told == "", walk.Ended);
        Assert.Equal(told != "", walk.Incidents.Count > 0);
    }

    [Fact]
    public void A_join_that_some_choice_leaves_waiting_is_warned_of() => Assert.Equal("warn:join", Told($"""
        {Start()} {End()} {End("early")} {Fork} {Choice} {Join} {Task("a")} {Task("b")}
        start -> fork -> a -> join -> end
        fork -> choice ->(n > 1) b -> join
        choice ->(default) early
        """));

    [Fact]
    public void An_inclusive_join_does_not_wait_for_what_cannot_come() => Assert.Equal("", Told($"""
        {Start()} {End()} {End("early")} {Fork} {Choice} <bpmn:inclusiveGateway id="join"/> {Task("a")} {Task("b")}
        start -> fork -> a -> join -> end
        fork -> choice ->(n > 1) b -> join
        choice ->(default) early
        """));

    [Fact]
    public void Branches_that_run_together_unjoined_do_the_next_task_twice() => Assert.Equal("warn:c", Told($"""
        {Start()} {End()} {Fork} {Merge} {Task("a")} {Task("b")} {Task("c")}
        start -> fork -> a -> merge -> c -> end
        fork -> b -> merge
        """));

    [Fact]
    public void Branches_that_each_end_are_nobodys_trouble() => Assert.Equal("", Told($"""
        {Start()} {End()} {Fork} {Task("a")} {Task("b")}
        start -> fork -> a -> end
        fork -> b -> end
        """));

    [Fact]
    public void A_boundary_event_that_does_not_interrupt_and_comes_back_doubles_the_rest() => Assert.Equal("warn:c", Told($"""
        {Start()} {End()} {Merge} {Task("a")} {Task("c")} {Boundary("late", "a", Timer("P1D"), interrupting: false)}
        start -> a -> merge -> c -> end
        late -> merge
        """));

    [Fact]
    public void A_circle_that_never_waits_is_refused() => Assert.Equal("error:merge warn:p", Told($"""
        {Start()} {Merge} <bpmn:task id="spin"/>
        start -> merge -> spin -> merge
        """));

    [Fact]
    public void A_circle_of_work_without_an_end_is_warned_of_unless_something_else_ends_it()
    {
        var circle = $"""
            {Merge} {Task("again")}
            """;
        Assert.Equal("warn:merge warn:p", Told($"""
            {Start()} {circle}
            start -> merge -> again -> merge
            """));
        Assert.Equal("warn:sub", Told($"""
            {Start()} {End()} {Sub("sub", $"{Start("s")} {circle}\ns -> merge -> again -> merge")} {Boundary("stop", "sub", OnMessage("m"))}
            start -> sub
            stop -> end
            """, Message("m", "stop")));
    }

    [Fact]
    public void What_follows_a_sub_process_that_never_ends_is_reached_by_nobody() => Assert.Equal("warn:after warn:end warn:sub", Told($"""
        {Start()} {End()} {End("stopped")} {Task("after")} {Merge}
        {Sub("sub", $"{Start("s")} {Task("again")} <bpmn:exclusiveGateway id=\"inner\"/>\ns -> inner -> again -> inner")}
        {Boundary("stop", "sub", OnMessage("m"))}
        start -> sub -> after -> end
        stop -> stopped
        """.Replace(Merge, "", StringComparison.Ordinal), Message("m", "stop")));

    [Fact]
    public void A_deadlock_inside_a_sub_process_is_found() => Assert.Equal("error:join warn:end", Told($"""
        {Start()} {End()}
        {Sub("sub", $"{Start("s")} {End("e")} {Choice} {Join} {Task("a")} {Task("b")}\ns -> choice ->(n > 1) a -> join -> e\nchoice ->(default) b -> join")}
        start -> sub -> end
        """));

    [Fact]
    public void A_drawing_with_more_pictures_than_can_be_looked_at_is_still_judged_by_its_shape()
    {
        var lines = new System.Text.StringBuilder($"{Start()} {End()} {Fork} <bpmn:parallelGateway id=\"all\"/> {Choice} {Join} {Task("x")} {Task("y")}\nstart -> choice ->(n > 1) x -> join -> fork\nchoice ->(default) y -> join\nall -> end\n");
        for (var branch = 0; branch < 16; branch++)
        {
            lines.AppendJoin('\n', Task($"a{branch}"), Task($"b{branch}"), $"<bpmn:exclusiveGateway id=\"c{branch}\"/>",
                $"fork -> c{branch} ->(n > {branch}) a{branch} -> all", $"c{branch} ->(default) b{branch} -> all", "");
        }
        Assert.Contains("error:join", Told(lines.ToString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<bpmn:inclusiveGateway id="wide"/>""", 0)]
    [InlineData("""<bpmn:inclusiveGateway id="wide"/>""", 1_000)]
    [InlineData("""<bpmn:task id="wide"/>""", 0)]
    public void Nine_hundred_conditional_flows_are_looked_at_in_bounded_work(string wide, int besides)
    {
        const int Flows = 900;
        var lines = new System.Text.StringBuilder($"{Start()} {Task("host")}\nstart -> host -> wide\n").AppendLine(wide);
        for (var at = 0; at < Flows; at++)
            lines.AppendJoin('\n', End($"e{at}"), $"wide ->(n > {at}) e{at}", "");
        for (var at = 0; at < besides; at++)
            lines.AppendJoin('\n', Boundary($"b{at}", "host", Timer("P1D"), interrupting: false), End($"f{at}"), $"b{at} -> f{at}", "");
        var definition = BpmnReader.Read(Process(lines.ToString())).Processes.Single();
        var net = new FlowNet([.. definition.Elements.Values], [definition.Elements["start"]], new HashSet<string>());
        var walk = new FlowWalk(net, new Effort());
        Assert.Equal(FlowNet.MaxWays, net.Ways(net.PlaceOf(definition.Elements["wide"])).Length);
        Assert.InRange(net.Ways(net.PlaceOf(definition.Elements["host"])).Length, 1, FlowNet.MaxWays);
        Assert.InRange(walk.States, 1, FlowWalk.MaxStates);
        Assert.False(walk.IsComplete);
        Assert.Empty(walk.Stuck);
    }

    /// <summary>However many ways there are and on however many levels: the work ends, and it is told that not all was looked at.</summary>
    [Theory]
    [InlineData(1, 20, 2, "inclusiveGateway")]
    [InlineData(1, 3, 700, "inclusiveGateway")]
    [InlineData(40, 16, 2, "exclusiveGateway")]
    [InlineData(4, 200, 2, "inclusiveGateway")]
    public void Work_on_many_ways_and_levels_is_bounded_and_told(int levels, int branches, int ways, string kind)
    {
        var lines = new System.Text.StringBuilder($"{Start()} {End()}\nstart -> s0\n");
        for (var level = 0; level < levels; level++)
        {
            var inside = new System.Text.StringBuilder($"{Start($"s{level}-start")} {End($"s{level}-over")} <bpmn:parallelGateway id=\"s{level}-fork\"/>\ns{level}-start -> s{level}-fork\ns{level}-g0-0 -> s{level}-over\n");
            for (var branch = 0; branch < branches; branch++)
            {
                var gateway = $"s{level}-g{branch}";
                inside.AppendJoin('\n', $"<bpmn:{kind} id=\"{gateway}\"/>", $"s{level}-fork -> {gateway}", "");
                for (var way = 0; way < ways; way++)
                    inside.AppendJoin('\n', Task($"{gateway}-{way}"), $"{gateway} ->{(way == 0 ? "(default)" : $"(n > {way})")} {gateway}-{way}", "");
            }
            lines.AppendJoin('\n', Sub($"s{level}", inside.ToString()), $"s{level} -> {(level + 1 < levels ? $"s{level + 1}" : "end")}", "");
        }
        var reading = BpmnReader.Read(Process(lines.ToString()));
        Assert.Empty(reading.Problems);
        var (findings, effort) = (new Findings(reading), new Effort());
        new LevelCheck(Assert.Single(reading.Processes), findings, effort).Check();
        Assert.InRange(effort.Spent, FlowWalk.MaxStates, Effort.Most + BpmnReader.MaxElements);
        var told = Assert.Single(findings.ToImmutable());
        Assert.Equal(("p", true), (told.ElementId, told.IsWarning));
        Assert.Contains("分支太多", told.Text, StringComparison.Ordinal);
        Assert.Contains("“s0”", told.Text, StringComparison.Ordinal);
    }

    /// <summary>As deep as it gets, but one picture follows the other.</summary>
    [Fact]
    public void Two_hundred_parallel_branches_in_one_another_are_judged()
    {
        const int Depth = 200;
        var lines = new System.Text.StringBuilder($"{Start()} {End()}\nstart -> f0\nj0 -> end\n");
        for (var at = 0; at < Depth; at++)
            lines.AppendJoin('\n', $"<bpmn:parallelGateway id=\"f{at}\"/><bpmn:parallelGateway id=\"j{at}\"/>", Task($"a{at}"),
                $"f{at} -> a{at} -> j{at}", at + 1 < Depth ? $"f{at} -> f{at + 1}\nj{at + 1} -> j{at}" : $"f{at} -> j{at}", "");
        Assert.Equal("", Told(lines.ToString()));
    }
}
