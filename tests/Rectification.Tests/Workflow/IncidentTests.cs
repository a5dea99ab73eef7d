using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>An error stops just its token, is seen, mended and tried again; nothing spins.</summary>
public sealed class IncidentTests
{
    private static readonly string TwoBranches = Draw.Process($"""
        {Draw.Start()} {Draw.End()} {TaskTests.Step("beside", "GridWorker@grid")} {TaskTests.Step("later", "GridWorker@grid", "=due")}
        <bpmn:parallelGateway id="fork"/> <bpmn:parallelGateway id="join"/>
        start -> fork -> beside -> join -> end
        fork -> later -> join
        """, id: "branches");

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Only_the_token_at_fault_stands_still_until_its_variable_is_mended(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(TwoBranches);
        var @case = await given.Case("branches", Variables.Of(("due", "不是日期")));
        var incident = await given.Read(db => db.Incidents.AsNoTracking().SingleAsync());
        Assert.Equal("later", incident.ElementId);
        Assert.Equal("beside", Assert.Single(await given.OpenTasks(@case.CaseNumber)).ElementId);

        var detail = (await given.With(async (IncidentQueries queries) => await queries.Find(incident.Id, await given.ActorOf("sysadmin1"), CancellationToken.None))).Value;
        Assert.Contains(new VariableLine("due", "\"不是日期\""), detail.Scopes[^1].Variables);

        // Tried again unmended it stands still again; it does not spin.
        await given.Send("sysadmin1", new RetryIncident(incident.Id));
        Assert.Equal(1, await given.Read(db => db.Incidents.CountAsync(row => row.ResolvedAt == null)));
        Assert.Equal(2, await given.Read(db => db.Incidents.CountAsync()));

        Assert.Contains("value", (await Mend(given, @case, "明天")).Problem!.Errors!.Keys);
        Assert.Null((await Mend(given, @case, "date(\"2026-09-20\")")).Problem);
        Assert.Null((await given.Send("sysadmin1", new RetryIncident(await given.Read(db => db.Incidents.Where(row => row.ResolvedAt == null).Select(row => row.Id).SingleAsync())))).Problem);

        Assert.Equal(["beside", "later"], (await given.OpenTasks(@case.CaseNumber)).Select(task => task.ElementId).Order());
        Assert.Contains(await given.Read(db => db.Journal.Where(row => row.CaseNumber == @case.CaseNumber).ToListAsync()),
            row => row.What == "variable.mended" && row.Text.Contains("不是日期", StringComparison.Ordinal) && row.Text.Contains("日期写错", StringComparison.Ordinal));
        Assert.Equal("variable.not-stuck", (await Mend(given, @case, "1")).Problem?.Code);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-12.5")]
    [InlineData("\"引号\\\"与\\n换行\"")]
    [InlineData("[1, \"二\", {\"a\": [null]}]")]
    [InlineData("date(\"2026-09-20\")")]
    [InlineData("date and time(\"2026-09-20T08:30:00+08:00\")")]
    [InlineData("duration(\"P3D\")")]
    [InlineData("duration(\"P1Y2M\")")]
    public void What_is_shown_of_a_value_reads_back_as_the_same(string text)
    {
        var around = new Surroundings(Given.Start, WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);
        var value = FeelText.Read(text, Variables.Empty, around);
        Assert.Null(value.Problem);
        Assert.Equal(text, FeelText.Write(value.Value));
    }

    private static Task<Result<Nothing>> Mend(Given given, CaseRow @case, string value) =>
        given.Send("sysadmin1", new MendVariable(@case.InstanceId!.Value, 0, "due", value, "日期写错"));
}
