using Rectification.Engine.Decisions;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

public sealed class ServiceTaskTests
{
    private static readonly string Numbered = $"""
        {Start()} {UserTask("after")} {End()}
        <bpmn:serviceTask id="number">{Extension("""
            <zeebe:taskDefinition type="assign-number"/>
            <zeebe:taskHeaders><zeebe:header key="form" value="街安改"/></zeebe:taskHeaders>
            """)}</bpmn:serviceTask>
        start -> number -> after -> end
        """;

    [Fact]
    public void The_handler_is_asked_once_and_its_answer_goes_on()
    {
        var walk = Walk.Through(Numbered).Start(("street", "青山"));
        var job = Assert.Single(walk.Jobs);
        Assert.Equal(("assign-number", "街安改"), (job.Type, job.Headers["form"]));
        Assert.Equal("青山", job.Variables["street"]);
        walk.CompleteJob("number", ("noticeNumber", 7));
        Assert.Equal("after", walk.Open);
        Assert.Equal(7m, walk.Variables["noticeNumber"]);
        walk.Do(new Command.CompleteJob(job.Key, Variables.Empty));
        Assert.Equal("job.gone", walk.Refusal?.Code);
    }

    [Fact]
    public void A_failed_job_is_an_incident_and_runs_again_when_resolved()
    {
        var walk = Walk.Through(Numbered).Start().FailJob("number", "disk full");
        Assert.Equal("disk full", Assert.Single(walk.Incidents).Message);
        Assert.Empty(walk.Jobs);
        walk.Resolve();
        Assert.Single(walk.Jobs);
        walk.CompleteJob("number");
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void A_business_error_without_a_boundary_is_an_incident()
    {
        var walk = Walk.Through(Numbered).Start().ThrowError("number", "no-number");
        Assert.Contains("no-number", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        walk.Resolve().CompleteJob("number");
        Assert.Equal("after", walk.Open);
    }
}

public sealed class BusinessRuleTaskTests
{
    private static readonly string Decided = $"""
        {Start()} {UserTask("after")} {End()}
        <bpmn:businessRuleTask id="measure">{Extension("""<zeebe:calledDecision decisionId="measure" resultVariable="measure"/>""")}</bpmn:businessRuleTask>
        start -> measure -> after -> end
        """;

    [Fact]
    public void The_answer_is_kept_in_its_variable()
    {
        var walk = Walk.Through(Decided);
        walk.Decisions = new Table("letter", null);
        walk.Start(("slow", true));
        Assert.Equal("letter", walk.Variables["measure"]);
        Assert.Equal("after", walk.Open);
    }

    [Fact]
    public void A_decision_that_fails_is_an_incident_and_asked_again_when_resolved()
    {
        var walk = Walk.Through(Decided).Start();
        Assert.Contains("measure", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        walk.Decisions = new Table("notice", null);
        walk.Resolve();
        Assert.Equal("after", walk.Open);
        Assert.Equal("notice", walk.Variables["measure"]);
    }

    [Theory]
    [InlineData("", Binding.Latest, null)]
    [InlineData("bindingType='deployment'", Binding.Deployment, null)]
    [InlineData("bindingType='versionTag' versionTag='v1.2'", Binding.VersionTag, "v1.2")]
    public void A_call_says_which_version_it_means(string binding, Binding expected, string? tag)
    {
        var walk = Walk.Through(Decided.Replace("<zeebe:calledDecision", $"<zeebe:calledDecision {binding}", StringComparison.Ordinal));
        var asked = new Asked();
        walk.Decisions = asked;
        walk.Start();

        Assert.Equal(new DecisionReference("measure", expected, tag), asked.Last);
        var told = Assert.Single(walk.Effects.OfType<Effect.TellDecision>());
        Assert.Equal(("measure", "rules", 3), (told.ElementId, told.Answer.Source!.Key, told.Answer.Source.Version));
    }

    private sealed class Asked : IDecisions
    {
        public DecisionReference? Last { get; private set; }

        public DecisionAnswer Decide(DecisionReference decision, Variables inputs, Surroundings surroundings)
        {
            Last = decision;
            return new("x") { Source = new("rules", 3, "规则") };
        }
    }

    private sealed record Table(object? Value, string? Problem) : IDecisions
    {
        public DecisionAnswer Decide(DecisionReference decision, Variables inputs, Surroundings surroundings) => new(Value, Problem);
    }
}

public sealed class SmallTaskTests
{
    [Fact]
    public void A_script_computes_and_plain_tasks_pass()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} <bpmn:task id="a"/> <bpmn:manualTask id="b"/>
            <bpmn:scriptTask id="sum">{Extension("""<zeebe:script expression="=x + 1" resultVariable="y"/>""")}</bpmn:scriptTask>
            start -> a -> b -> sum -> end
            """).Start(("x", 2));
        Assert.True(walk.Ended);
        Assert.Equal(3m, walk.End!.Variables["y"]);
        Assert.Equal(Ending.Completed, walk.End.Ending);
    }

    [Fact]
    public void A_send_task_sends_just_what_is_mapped()
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            <bpmn:sendTask id="tell" messageRef="m">{Extension("""<zeebe:ioMapping><zeebe:input source="=level" target="level"/></zeebe:ioMapping>""")}</bpmn:sendTask>
            start -> tell -> end
            """, Message("m", "level-set")).Start(("caseNumber", "YH-1"), ("level", "major"), ("secret", 1));
        var sent = Assert.Single(walk.Sent);
        Assert.Equal(("level-set", "YH-1", "major"), (sent.MessageName, sent.CorrelationKey, sent.Variables["level"]));
        Assert.False(sent.Variables.Has("secret"));
        Assert.True(walk.Ended);
    }

    [Fact]
    public void A_receive_task_waits_and_its_boundary_can_end_the_wait()
    {
        var drawing = $"""
            {Start()} {UserTask("a")} {UserTask("b")} {End()}
            <bpmn:receiveTask id="wait" messageRef="m"/> {Boundary("late", "wait", Timer("PT1H"))}
            start -> wait -> a -> end
            late -> b -> end
            """;
        Assert.Equal("a", Walk.Through(drawing, Message("m", "go")).Start(("caseNumber", 5)).Deliver("go").Open);
        var late = Walk.Through(drawing, Message("m", "go")).Start(("caseNumber", 5)).Wait(TimeSpan.FromHours(1));
        Assert.Equal("b", late.Open);
        Assert.Empty(late.Subscriptions);
    }

    [Fact]
    public void Several_flows_out_of_a_task_are_taken_together_and_conditions_choose_among_them()
    {
        var drawing = $"""
            {Start()} {UserTask("a")} {UserTask("b")} {UserTask("c")} {UserTask("d")} {End()}
            start -> a -> b -> end
            a ->(x = 1) c -> end
            a ->(x = 2) d -> end
            """;
        Assert.Equal("b c", Walk.Through(drawing).Start().Complete("a", ("x", 1)).Open);
    }
}
