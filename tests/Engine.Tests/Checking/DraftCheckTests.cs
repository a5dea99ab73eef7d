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

    [Fact]
    public void What_a_complex_gateway_counts_is_written_by_itself_and_for_nobody_else()
    {
        const string Gateways = """<bpmn:parallelGateway id="fork"/><bpmn:task id="a"/><bpmn:task id="b"/>""";
        const string Complex = """<bpmn:complexGateway id="c"><bpmn:activationCondition>=activationCount > 1</bpmn:activationCondition></bpmn:complexGateway>""";
        Assert.Equal("", Told($"{Start()} {End()} {Gateways} {Complex}\nstart -> fork -> a -> c -> end\nfork -> b -> c"));
        Assert.Equal("warn:c", Told($"{Start()} {End()} {End("other")} {Gateways} {Complex}\nstart -> fork -> a -> c ->(activationCount > 2) end\nc -> other\nfork -> b -> c"));
    }

    [Fact]
    public void Computed_version_tags_and_signal_names_are_looked_at()
    {
        Assert.Equal("warn:t", Alone("t", $"""<bpmn:callActivity id="t">{Extension("""<zeebe:calledElement processId="other" bindingType="versionTag" versionTag="=tga"/>""")}</bpmn:callActivity>"""));
        Assert.Equal("warn:t", Alone("t", $"""<bpmn:businessRuleTask id="t">{Extension("""<zeebe:calledDecision decisionId="grade" resultVariable="r" bindingType="versionTag" versionTag="=tga"/>""")}</bpmn:businessRuleTask>"""));
        Assert.Equal("warn:t", Alone("t", Throw("t", """<bpmn:signalEventDefinition signalRef="s"/>"""), """<bpmn:signal id="s" name="=nmae"/>"""));
        Assert.Equal("warn:t", Alone("t", Catch("t", """<bpmn:signalEventDefinition signalRef="s"/>"""), """<bpmn:signal id="s" name="=nmae"/>"""));
    }

    [Fact]
    public void Where_there_is_nothing_to_choose_from_no_choice_is_offered()
    {
        var none = new Known { JobTypes = new HashSet<string>(), Decisions = new HashSet<string>() };
        var reading = BpmnReader.Read(Process($"""
            {Start()} {End()} <bpmn:serviceTask id="job">{Extension("""<zeebe:taskDefinition type="tel"/>""")}</bpmn:serviceTask>
            <bpmn:businessRuleTask id="rule">{Extension("""<zeebe:calledDecision decisionId="grad" resultVariable="r"/>""")}</bpmn:businessRuleTask>
            start -> job -> rule -> end
            """));
        var told = DraftCheck.Of(reading, none);
        Assert.Equal(2, told.Length);
        Assert.All(told, problem => Assert.DoesNotContain("：。", problem.Text, StringComparison.Ordinal));
        Assert.All(told, problem => Assert.DoesNotContain("改用", problem.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_says_how_much_is_left_out_comes_last()
    {
        var flows = string.Concat(Enumerable.Range(0, 520).Select(n => $"{Task($"t{n}", By)}<bpmn:exclusiveGateway id=\"g{n}\"/>\n{(n == 0 ? "start" : $"t{n - 1}")} -> g{n} ->(caseNumber = \"{n}\") t{n}\ng{n} ->(caseNumber != \"{n}\") end\n"));
        var reading = BpmnReader.Read(Process($"{Start()} {End()}\n{flows}t519 -> end"));
        Assert.Contains("没有列出", reading.Problems[^1].Text, StringComparison.Ordinal);
        var told = DraftCheck.Of(reading, Known.Nothing);
        Assert.Contains("没有列出", told[^1].Text, StringComparison.Ordinal);
        Assert.Equal(told.Length, told.Count(problem => problem.Line > 0) + 1);
    }

    [Fact]
    public void Of_a_file_that_is_refused_everything_is_told_at_once()
    {
        var reading = BpmnReader.Read(Process($"""
            {Start()} {End()} {Task("t", By + """<zeebe:formDefinition formId="loook"/>""")} {Task("alone", By)} {Task("after", By)} <bpmn:exclusiveGateway id="g"/>
            <bpmn:businessRuleTask id="rule">{Extension("""<zeebe:calledDecision decisionId="grad" resultVariable="r"/>""")}</bpmn:businessRuleTask>
            <bpmn:parallelGateway id="join"/> {UserTask("nobody")} {Task("due", """<zeebe:assignmentDefinition candidateGroups="= broken ("/>""")}
            start -> t -> g ->(( caseNumber) rule -> join -> due -> end
            g ->(default) nobody -> join
            alone -> after -> alone
            """));
        Assert.Empty(reading.Processes);
        var told = DraftCheck.Of(reading, Known);
        Assert.Equal("error:due error:g-rule error:join error:nobody error:rule error:t warn:after warn:alone",
            string.Join(' ', told.Select(p => $"{(p.IsWarning ? "warn" : "error")}:{p.ElementId}").Order(StringComparer.Ordinal)));
        Assert.Equal(told.Select(p => p.Line).Order(), told.Select(p => p.Line));
    }

    [Fact]
    public void What_only_follows_from_missing_parts_is_not_told()
    {
        var reading = BpmnReader.Read(Process($"""
            {Start()} {End()} <bpmn:sendTask id="send"/> <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/> {Catch("wait", OnMessage("m"))} {Task("t", By + """<zeebe:formDefinition formId="loook"/>""")}
            <bpmn:scriptTask id="script">{Extension("""<zeebe:script expression="=1 +" resultVariable="r"/>""")}</bpmn:scriptTask> <bpmn:exclusiveGateway id="g"/>
            start -> fork -> send -> join -> wait -> t -> g ->(r > 1) end
            g ->(default) end
            fork -> script -> join
            """, Message("m", "rang")));
        Assert.Equal("error:script error:send error:t",
            string.Join(' ', DraftCheck.Of(reading, Known).Select(p => $"{(p.IsWarning ? "warn" : "error")}:{p.ElementId}").Order(StringComparer.Ordinal)));
    }

    /// <summary>Sub-processes of one id in one another would be each other's parents.</summary>
    [Fact]
    public void Ids_used_twice_lead_nobody_in_a_circle()
    {
        var reading = BpmnReader.Read(Process($"{Start()} {End()}\n{Sub("a", Sub("a", $"{Start("s")} {UserTask("t")}\ns -> t"))}\nstart -> a -> end"));
        Assert.Contains(DraftCheck.Of(reading, Known), problem => problem.Text.Contains("不止一次", StringComparison.Ordinal));
        Assert.Contains(DraftCheck.Of(reading, Known), problem => problem.ElementId == "t");
    }
}
