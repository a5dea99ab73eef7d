using System.Collections.Immutable;
using Rectification.Engine.Checking;
using Rectification.Engine.Reading;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Checking;

public sealed class DraftCheckTests
{
    private static readonly Known Known = new()
    {
        Forms = new Dictionary<string, ImmutableArray<string>> { ["look"] = ["opinion"] },
        Decisions = new HashSet<string> { "grade" },
        Processes = new HashSet<string> { "other" },
        JobTypes = new HashSet<string> { "tell" },
        Settings = ["due.revisit", "due.accept", "extension.max"],
        Messages = new Dictionary<string, ImmutableArray<string>> { ["rung"] = ["text"] },
        WrongGroup = group => group == "GridWorker@grid" ? null : "不认识。",
        Variables = new HashSet<string> { "caseNumber" },
    };

    private static string Told(string inside, string beside = "")
    {
        var reading = BpmnReader.Read(Process(inside, beside));
        Assert.DoesNotContain(reading.Problems, p => !p.IsWarning);
        var found = DraftCheck.Of(reading, Known);
        Assert.All(found, problem => Assert.True(problem.Line > 0, problem.Text));
        return string.Join(' ', found.Select(p => $"{(p.IsWarning ? "warn" : "error")}:{p.ElementId}").Order(StringComparer.Ordinal));
    }

    private static string Task(string id, string inside) => UserTask(id, Extension(inside));

    private const string By = """<zeebe:assignmentDefinition candidateGroups="GridWorker@grid"/>""";

    private static string Alone(string id, string drawn, string beside = "") => Told($"{Start()} {End()} {drawn}\nstart -> {id} -> end", beside);

    [Fact]
    public void A_task_that_names_what_there_is_passes() =>
        Assert.Equal("", Alone("t", Task("t", $"""{By}<zeebe:formDefinition formId="look"/><zeebe:taskSchedule dueDate="=workdays(2)"/>""")));

    [Fact]
    public void What_nobody_has_is_an_error()
    {
        Assert.Equal("error:t", Alone("t", Task("t", By + """<zeebe:formDefinition formId="loook"/>""")));
        Assert.Equal("error:t", Alone("t", $"""<bpmn:callActivity id="t">{Extension("""<zeebe:calledElement processId="othr"/>""")}</bpmn:callActivity>"""));
        Assert.Equal("error:t", Alone("t", $"""<bpmn:serviceTask id="t">{Extension("""<zeebe:taskDefinition type="tel"/>""")}</bpmn:serviceTask>"""));
        Assert.Equal("error:t", Alone("t", $"""<bpmn:businessRuleTask id="t">{Extension("""<zeebe:calledDecision decisionId="grad" resultVariable="r"/>""")}</bpmn:businessRuleTask>"""));
    }

    [Theory]
    [InlineData("""<zeebe:taskSchedule dueDate="=workdays(setting(&quot;due.revist&quot;))"/>""")]
    [InlineData("""<zeebe:ioMapping><zeebe:output source="=setting(key: &quot;due.revist&quot;)" target="days"/></zeebe:ioMapping>""")]
    [InlineData("""<zeebe:ioMapping><zeebe:input source="=[1][item &lt; setting(&quot;due.revist&quot;)]" target="days"/></zeebe:ioMapping>""")]
    public void A_setting_that_there_is_not_is_an_error_with_the_one_that_may_be_meant(string drawn)
    {
        var reading = BpmnReader.Read(Process($"{Start()} {End()} {Task("t", By + drawn)}\nstart -> t -> end"));
        var problem = Assert.Single(DraftCheck.Of(reading, Known), problem => !problem.IsWarning);
        Assert.Equal("t", problem.ElementId);
        Assert.True(problem.Line > 0);
        Assert.Contains("没有名为“due.revist”的设置，写法最接近的是“due.revisit”。请改正名称。", problem.Text, StringComparison.Ordinal);

        Assert.Equal("", Alone("t", Task("t", By + drawn.Replace("due.revist", "due.revisit", StringComparison.Ordinal))));
    }

    [Fact]
    public void Settings_are_looked_at_in_conditions_and_timers_too_but_not_where_the_key_is_computed()
    {
        Assert.Equal("error:t", Alone("t", Catch("t", "<bpmn:timerEventDefinition><bpmn:timeDuration>=duration(\"P\" + string(setting(\"nope\")) + \"D\")</bpmn:timeDuration></bpmn:timerEventDefinition>")));
        Assert.Equal("", Alone("t", Task("t", By + """<zeebe:taskSchedule dueDate="=workdays(setting(&quot;due.&quot; + caseNumber))"/>""")));
    }

    [Fact]
    public void A_task_that_nobody_could_do_is_an_error()
    {
        Assert.Equal("error:t", Alone("t", UserTask("t")));
        Assert.Equal("error:t", Alone("t", Task("t", """<zeebe:assignmentDefinition candidateGroups="GridWorkr@grid"/>""")));
        Assert.Equal("error:t", Alone("t", Task("t", By + """<zeebe:properties><zeebe:property name="otherwise" value="Anyone"/></zeebe:properties>""")));
    }

    [Fact]
    public void A_message_that_nobody_sends_is_a_warning()
    {
        Assert.Equal("", Alone("t", Catch("t", OnMessage("m")), Message("m", "rung")));
        Assert.Equal("warn:t", Alone("t", Catch("t", OnMessage("m")), Message("m", "rang")));
        Assert.Equal("", Told($"{Start()} {End()} {Throw("say", OnMessage("m"))} {Catch("t", OnMessage("m"))}\nstart -> say -> t -> end", Message("m", "rang")));
    }

    [Fact]
    public void A_name_that_nothing_writes_is_a_warning()
    {
        Assert.Equal("warn:t", Alone("t", Task("t", """<zeebe:assignmentDefinition assignee="=fillr"/>""")));
        Assert.Equal("", Told($"""
            {Start()} {End()} {Task("t", By + """<zeebe:formDefinition formId="look"/>""")} {Catch("c", OnMessage("m"))} <bpmn:exclusiveGateway id="g"/>
            start -> t -> c -> g ->(opinion = "yes" and text != null and outcome = "done" and [1, 2][item > 1] != null) end
            g ->(default) end
            """, Message("m", "rung")));
        Assert.Equal("", Alone("t", Task("t", """<zeebe:assignmentDefinition assignee="=sub.leader"/><zeebe:ioMapping><zeebe:input source="=caseNumber" target="sub.leader"/></zeebe:ioMapping>""")));
        Assert.Equal("", Told($"""
            {Extension("""<zeebe:properties><zeebe:property name="variables" value="filler, level"/></zeebe:properties>""")}
            {Start()} {End()} {Task("t", """<zeebe:assignmentDefinition assignee="=filler"/>""")}
            start -> t -> end
            """));
    }

    [Fact]
    public void Keeping_out_the_performer_of_a_task_that_is_not_there_is_a_warning() =>
        Assert.Equal("warn:t", Alone("t", Task("t", By + """<zeebe:properties><zeebe:property name="distinct-from" value="t,revisit"/></zeebe:properties>""")));

    [Fact]
    public void A_warning_that_is_meant_is_told_with_its_reason()
    {
        var reading = BpmnReader.Read(Process($"""
            {Start()} {End()} {Task("t", By + """<zeebe:properties><zeebe:property name="accepted" value="直接交办时没有前一环节"/><zeebe:property name="distinct-from" value="revisit"/></zeebe:properties>""")}
            start -> t -> end
            """));
        var problem = Assert.Single(DraftCheck.Of(reading, Known));
        Assert.Equal((true, "直接交办时没有前一环节"), (problem.IsWarning, problem.Accepted));
    }
}
