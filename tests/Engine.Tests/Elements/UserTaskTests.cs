using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Elements;

public sealed class UserTaskTests
{
    [Fact]
    public void A_task_opens_with_all_that_the_drawing_says_and_closes_when_completed()
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            <bpmn:userTask id="accept" name="验收">
            {Extension("""
                <zeebe:assignmentDefinition assignee="=officer" candidateGroups="CommunitySafetyOfficer@community, SafetyOfficer@street"/>
                <zeebe:taskSchedule dueDate="=deadline"/>
                <zeebe:formDefinition formId="accept"/>
                <zeebe:properties><zeebe:property name="clause" value="003-2.2"/><zeebe:property name="limit" value="=count + 1"/></zeebe:properties>
                """)}
            </bpmn:userTask>
            start -> accept -> end
            """).Start(("officer", "officer1"), ("deadline", new DateOnly(2026, 3, 5)), ("count", 2));

        var task = Assert.Single(walk.Tasks);
        Assert.Equal(("accept", "验收", "officer1", "accept"), (task.ElementId, task.Name, task.Assignee, task.FormId));
        Assert.Equal(["CommunitySafetyOfficer@community", "SafetyOfficer@street"], task.CandidateGroups);
        Assert.Equal(new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.FromHours(8)), task.DueAt);
        Assert.Equal("003-2.2", task.Properties["clause"]);
        Assert.Equal(3m, task.Properties["limit"]);
        Assert.Equal("officer1", task.Variables["officer"]);

        walk.Complete("accept", ("outcome", "accepted"));
        Assert.True(walk.Ended);
        Assert.Equal("accepted", walk.Variables["outcome"]);
        Assert.Equal("start accept end", walk.Trail);
    }

    [Fact]
    public void Candidate_groups_may_be_computed()
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            {UserTask("fix", Extension("""<zeebe:assignmentDefinition candidateGroups="=[&quot;A@&quot; + scope, &quot;B@street&quot;]"/>"""))}
            start -> fix -> end
            """).Start(("scope", "grid"));
        Assert.Equal(["A@grid", "B@street"], Assert.Single(walk.Tasks).CandidateGroups);
    }

    [Theory]
    [InlineData("2026-03-05", "2026-03-06T00:00:00+08:00")]
    [InlineData("2026-03-05T12:00:00", "2026-03-05T12:00:00+08:00")]
    [InlineData("2026-03-05T12:00:00Z", "2026-03-05T20:00:00+08:00")]
    public void A_due_date_may_be_text_on_the_streets_wall_clock(string text, string due)
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            {UserTask("fix", Extension($"""<zeebe:taskSchedule dueDate="{text}"/>"""))}
            start -> fix -> end
            """).Start();
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(walk.Tasks).DueAt);
    }

    [Fact]
    public void Completing_twice_is_refused()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("a")} {UserTask("b")} {End()}
            start -> a -> b -> end
            """).Start();
        var key = walk.TaskAt("a").Key;
        walk.Complete("a").Do(new Command.CompleteTask(key, Variables.Empty));
        Assert.Equal("task.not-open", walk.Refusal?.Code);
        Assert.Equal("b", walk.Open);
    }

    [Fact]
    public void A_due_date_of_the_wrong_kind_is_an_incident_that_can_be_resolved()
    {
        var walk = Walk.Through($"""
            {Start()} {End()}
            {UserTask("fix", Extension("""<zeebe:taskSchedule dueDate="=deadline"/>"""))}
            {Boundary("late", "fix", Timer("P1D"))}
            start -> fix -> end
            late -> end
            """).Start(("deadline", 7));
        Assert.Contains("办理期限", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        Assert.Empty(walk.Tasks);
        Assert.Empty(walk.Timers);

        walk.Set(("deadline", null)).Resolve();
        Assert.Equal("fix", walk.Open);
        Assert.Single(walk.Timers);
        Assert.Empty(walk.Incidents);
    }

    [Fact]
    public void Without_output_mappings_an_input_variable_stays_with_the_task()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("fix", Extension("""<zeebe:ioMapping><zeebe:input source="=1" target="own"/></zeebe:ioMapping>"""))} {End()}
            start -> fix -> end
            """).Start().Complete("fix", ("own", 2), ("shared", 3));
        Assert.False(walk.Variables.Has("own"));
        Assert.Equal(3m, walk.Variables["shared"]);
    }

    [Fact]
    public void With_output_mappings_only_they_are_written()
    {
        var walk = Walk.Through($"""
            {Start()} {UserTask("fix", Extension("""<zeebe:ioMapping><zeebe:output source="=outcome" target="fix.outcome"/></zeebe:ioMapping>"""))} {End()}
            start -> fix -> end
            """).Start(("fix", Variables.Of(("by", "grid1")))).Complete("fix", ("outcome", "fixed"), ("noise", 1));
        var fix = Assert.IsType<Variables>(walk.Variables["fix"]);
        Assert.Equal(("fixed", "grid1"), (fix["outcome"], fix["by"]));
        Assert.False(walk.Variables.Has("noise"));
    }

    [Theory]
    [InlineData("=workdays(setting(&quot;nope&quot;))", "没有名为“nope”的设置")]
    [InlineData("=workdays(setting(key))", "没有名为“due.nope”的设置")]
    public void A_deadline_from_a_setting_that_there_is_not_is_an_incident_and_never_no_deadline(string dueDate, string told)
    {
        var walk = Walk.Through($"""
            {Start()}
            {UserTask("a", Extension($"<zeebe:taskSchedule dueDate=\"{dueDate}\"/>"))}
            start -> a
            """).Start(("key", "due.nope"));
        Assert.Equal("", walk.Open);
        Assert.Contains(told, Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
    }
}
