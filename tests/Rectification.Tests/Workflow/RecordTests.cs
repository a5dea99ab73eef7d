using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>Records prove themselves; versions stay what they were.</summary>
public sealed class RecordTests
{
    private static readonly string OneStep = Draw.Process($"""
        {Draw.Start()}
        {TaskTests.Step("look", "GridWorker@grid", "=now() + duration(\"PT2H\")")}
        {Draw.End()}
        start -> look -> end
        """, id: "looking");

    public static TheoryData<DatabaseProvider, string, string> Forgeries
    {
        get
        {
            var data = new TheoryData<DatabaseProvider, string, string>();
            foreach (var provider in TestDatabases.Server is null ? new[] { DatabaseProvider.Sqlite } : [DatabaseProvider.Sqlite, DatabaseProvider.Postgres])
            {
                data.Add(provider, "update \"JournalRow\" set \"Text\" = 'x' where \"Number\" = 2", "was changed");
                data.Add(provider, "update \"JournalRow\" set \"At\" = \"At\" + 1 where \"Number\" = 1", "was changed");
                data.Add(provider, "delete from \"JournalRow\" where \"Number\" = 1", "is missing");
                data.Add(provider, "delete from \"JournalRow\" where \"Number\" = (select max(\"Number\") from \"JournalRow\")", "does not end");
                data.Add(provider, "delete from \"TimerRow\"", "timers watch");
                data.Add(provider, "delete from \"InstanceRow\"", "has ended, but");
                data.Add(provider, "update \"TaskRow\" set \"State\" = 'Done'", "no open task");
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Forgeries))]
    public async Task Whoever_changes_a_record_behind_the_systems_back_is_found_out(DatabaseProvider database, string sql, string finding)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(OneStep);
        await given.Case("looking");
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));

        await given.Read(db => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Contains(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)), line => line.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_drawing_is_a_new_version_and_running_cases_stay_on_theirs()
    {
        await using var given = await Given.Street();
        await given.Deploy(OneStep);
        var old = (await given.Case("looking")).CaseNumber;
        var again = (await given.Send(new DeployDefinition(OneStep))).Value;
        Assert.Equal((1, false), (again.Version, again.IsNew));

        var changed = (await given.Send("designer1", new DeployDefinition(OneStep.Replace("GridWorker@grid", "SafetyOfficer@street", StringComparison.Ordinal)))).Value;
        Assert.Equal((2, true), (changed.Version, changed.IsNew));
        var young = (await given.Case("looking")).CaseNumber;

        Assert.Equal((1, 2), ((await given.OpenTask(old, "look")).DefinitionVersion, (await given.OpenTask(young, "look")).DefinitionVersion));
        Assert.Null((await given.Complete("grid1", old, "look")).Problem);
        Assert.Null((await given.Complete("safety1", young, "look")).Problem);
    }

    [Fact]
    public async Task A_drawing_that_names_what_nobody_knows_is_refused_with_every_problem()
    {
        await using var given = await Given.Street();
        var refused = (await given.Send("designer1", new DeployDefinition(Draw.Process($"""
            {Draw.Start()}
            {Draw.UserTask("look", Draw.Extension("""<zeebe:assignmentDefinition candidateGroups="Emperor@moon"/><zeebe:formDefinition formId="nowhere"/>"""))}
            <bpmn:serviceTask id="work">{Draw.Extension("""<zeebe:taskDefinition type="juggle"/>""")}</bpmn:serviceTask>
            <bpmn:callActivity id="call">{Draw.Extension("""<zeebe:calledElement processId="nothing"/>""")}</bpmn:callActivity>
            {Draw.End()}
            start -> look -> work -> call -> end
            """, id: "odd")))).Value;
        Assert.True(refused.IsRefused);
        foreach (var word in new[] { "Emperor@moon", "nowhere", "juggle", "nothing" })
            Assert.Contains(refused.Problems, problem => problem.Text.Contains(word, StringComparison.Ordinal));
        Assert.Equal("role.missing", (await given.Send("grid1", new DeployDefinition("<x/>"))).Problem?.Code);
        Assert.True((await given.Send("designer1", new DeployDefinition("<x"))).Value.IsRefused);
    }

    /// <summary>What cannot be read hides nothing of the rest, and is told once.</summary>
    [Fact]
    public async Task What_cannot_be_read_and_what_nobody_knows_is_told_in_one_answer()
    {
        await using var given = await Given.Street();
        var refused = (await given.Send("designer1", new DeployDefinition(Draw.Process($"""
            <bpmn:startEvent id="start">{Draw.Timer("=soon (")}</bpmn:startEvent>
            {Draw.UserTask("look", Draw.Extension("""<zeebe:assignmentDefinition candidateGroups="GridWorker@grid"/><zeebe:formDefinition formId="nowhere"/>"""))}
            {Draw.UserTask("seal", Draw.Extension("""<zeebe:assignmentDefinition candidateGroups="GridWorker@grid"/><zeebe:formDefinition formId="hazard-notice" bindingType="versionTag" versionTag="v99"/>"""))}
            <bpmn:businessRuleTask id="grade">{Draw.Extension("""<zeebe:calledDecision decisionId="nothing" resultVariable="r"/>""")}</bpmn:businessRuleTask>
            <bpmn:exclusiveGateway id="choice"/> {Draw.UserTask("alone", Draw.Extension("""<zeebe:assignmentDefinition candidateGroups="GridWorker@grid"/>"""))}
            {Draw.End()}
            start -> look -> seal -> choice ->(1 +) grade -> end
            choice ->(default) end
            """, id: "odd")))).Value;
        Assert.True(refused.IsRefused);
        Assert.Equal(["alone", "choice-grade", "grade", "look", "seal", "start"],
            refused.Problems.Where(problem => !problem.IsWarning).Select(problem => problem.ElementId).Distinct().Order(StringComparer.Ordinal));
        Assert.Single(refused.Problems, problem => problem.ElementId == "start");
        Assert.All(refused.Problems, problem => Assert.True(problem.Line > 0, problem.Text));
        Assert.Equal(refused.Problems.Select(problem => problem.Line).Order(), refused.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public async Task A_process_without_a_case_of_its_own_can_be_tried_by_its_designer()
    {
        await using var given = await Given.Street();
        await given.Deploy(OneStep);
        Assert.Equal(ProblemKind.Invalid, (await given.Send("designer1", new StartInstance("nothing", Variables.Empty))).Problem?.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await given.Send("grid1", new StartInstance("looking", Variables.Empty))).Problem?.Kind);
        var started = (await given.Send("designer1", new StartInstance("looking", Variables.Of(("x", 1))))).Value;
        var view = await given.With(async (InstanceQueries queries) => await queries.Find(started.Id, await given.ActorOf("designer1"), CancellationToken.None));
        Assert.Equal((false, "look"), (view.Value.HasEnded, Assert.Single(view.Value.Active)));
        Assert.Equal(1m, view.Value.Variables["x"]);
    }

    [Fact]
    public async Task The_drawing_of_a_case_shows_what_was_done_and_where_it_stands()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("look", "GridWorker@grid")}
            {Draw.Catch("wait", Draw.Timer("P1D"))}
            {Draw.End()}
            start -> look -> wait -> end
            """, id: "shown"));
        var number = (await given.Case("shown")).CaseNumber;
        await given.Complete("grid1", number, "look");
        var actor = await given.ActorOf("officer1");
        var diagram = (await given.With((CaseQueries queries) => queries.Diagram(number, actor, CancellationToken.None))).Value;
        Assert.Equal(("shown", 1), (diagram.Process, diagram.Version));
        Assert.Equal(["start", "look"], diagram.Done);
        Assert.Equal(["wait"], diagram.Active);
        Assert.Equal(Given.Start.AddDays(1), Assert.Single(diagram.Timers).DueAt);
        var trace = (await given.With((CaseQueries queries) => queries.Trace(number, actor, CancellationToken.None))).Value;
        Assert.Contains(trace, line => line.Text.StartsWith("王敏 完成“look”", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, trace.Length), trace.Select(line => line.Number));
        Assert.Equal(ProblemKind.NotFound, (await given.With(async (CaseQueries queries) => await queries.Trace(number, await given.ActorOf("grid3"), CancellationToken.None))).Problem?.Kind);
    }

    [Theory, MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_process_that_has_ended_is_found_without_reading_all_cases(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(OneStep);
        var number = (await given.Case("looking")).CaseNumber;
        var id = await given.Read(db => db.Cases.AsNoTracking().Where(row => row.CaseNumber == number).Select(row => row.InstanceId!.Value).SingleAsync());
        await given.Complete("grid1", number, "look");

        var view = await given.With(async (InstanceQueries queries) => await queries.Find(id, await given.ActorOf("grid1"), CancellationToken.None));

        Assert.Equal((number, true), (view.Value.CaseNumber, view.Value.HasEnded));
        if (database == DatabaseProvider.Sqlite)
            Assert.Contains("USING INDEX", await PlanForOneInstance(given), StringComparison.Ordinal);
    }

    private static Task<string> PlanForOneInstance(Given given) => given.Read(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN SELECT * FROM \"CaseRow\" WHERE \"InstanceId\" = 'any' LIMIT 1";
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() ? rows.GetString(3) : "";
    });
}
