using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class MigrationTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Running_cases_follow_to_a_new_version_and_those_that_cannot_are_told(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Version("check", "初查", "P3D"));
        var cases = new List<string>();
        for (var count = 0; count < 3; count++)
            cases.Add((await given.Case("moving")).CaseNumber);
        await given.Complete("grid1", cases[2], "check");
        var held = await given.OpenTask(cases[0], "check");
        Assert.Null((await given.Send("grid1", new ClaimTask(held.Id))).Problem);
        await given.Deploy(Version("look", "初查", "P2D", more: false));

        var preview = (await given.With(async (MigrationQueries queries) =>
            await queries.Preview("moving", 1, 2, null, true, await given.ActorOf("sysadmin1"), CancellationToken.None))).Value;
        Assert.Equal(("look", true, 2), preview.Mapping.Where(line => line.FromId == "check").Select(line => (line.ToId!, line.IsRenamed, line.Standing)).Single());
        Assert.Contains("没有对应的环节", Assert.Single(preview.Instances, line => !line.Problems.IsEmpty).Problems[0].Text, StringComparison.Ordinal);
        Assert.Equal(3, await given.Read(db => db.Instances.CountAsync(row => row.DefinitionVersion == 1)));

        var results = await Migrate(given, "sysadmin1", null);

        Assert.Equal([null, null, cases[2]], results.Select(result => result.Problem is null ? null : result.CaseNumber));
        var moved = await given.OpenTask(cases[0], "look");
        Assert.Equal((held.Id, "初查", 2, "王敏"), (moved.Id, moved.Name, moved.DefinitionVersion, moved.AssigneeName));
        Assert.Equal(Given.Start.AddDays(2), await given.Read(db => db.Timers.Where(row => row.CaseNumber == cases[0] && row.Kind == TimerKind.Token).Select(row => row.DueAt).SingleAsync()));
        Assert.Equal("decide", Assert.Single(await given.OpenTasks(cases[2])).ElementId);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
        Assert.Contains(await given.Read(db => db.Journal.Where(row => row.CaseNumber == cases[0]).Select(row => row.What).ToListAsync()), what => what == "instance.migrated");
        Assert.Null((await given.Complete("grid1", cases[0], "look")).Problem);
        Assert.NotNull((await given.Read(db => db.Cases.AsNoTracking().SingleAsync(row => row.CaseNumber == cases[0]))).ClosedAt);
    }

    [Fact]
    public async Task A_migration_that_fails_on_the_way_leaves_the_case_as_it_was()
    {
        await using var given = await Given.Street();
        await given.Deploy(Version("check", "初查", "P3D"));
        var number = (await given.Case("moving")).CaseNumber;
        await given.Deploy(Version("check", "初查", "=missing"));

        var results = await Migrate(given, "designer1", null);

        Assert.Contains("没有得出", Assert.Single(results).Problem, StringComparison.Ordinal);
        Assert.Equal(1, (await given.Read(db => db.Instances.AsNoTracking().SingleAsync(row => row.CaseNumber == number))).DefinitionVersion);
        Assert.DoesNotContain(await given.Read(db => db.Journal.Where(row => row.CaseNumber == number).Select(row => row.What).ToListAsync()), what => what == "instance.migrated");
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Fact]
    public async Task Performers_drawn_otherwise_have_the_task_from_then_on()
    {
        await using var given = await Given.Street();
        await given.Deploy(Version("check", "初查", "P3D"));
        var number = (await given.Case("moving")).CaseNumber;
        await given.Deploy(Version("check", "初查", "P3D").Replace("GridWorker@grid", "SafetyOfficer@street", StringComparison.Ordinal));

        Assert.Equal("role.missing", (await given.Send("grid1", new MigrateInstance(Guid.Empty, 2, null, true, "换人"))).Problem?.Code);
        await Migrate(given, "sysadmin1", ImmutableDictionary<string, string>.Empty.AddRange(
            new[] { "start", "check", "late", "end", "gone", "decide" }.Select(id => KeyValuePair.Create(id, id))));

        Assert.Null((await given.Complete("safety1", number, "check")).Problem);
    }

    private static async Task<ImmutableArray<MigrationResult>> Migrate(Given given, string by, ImmutableDictionary<string, string>? elements) =>
        (await given.As(by, async (MigrationQueries queries) =>
            await queries.Migrate("moving", 1, 2, null, elements, true, "按新办法办理", await given.ActorOf(by), CancellationToken.None))).Value;

    private static string Version(string id, string name, string late, bool more = true) => Draw.Process($"""
        {Draw.Start()} {Draw.End()}
        {TaskTests.Step(id, "GridWorker@grid").Replace("<bpmn:userTask ", $"<bpmn:userTask name=\"{name}\" ", StringComparison.Ordinal)}
        {Draw.Boundary("late", id, Draw.Timer(late), interrupting: false)} {Draw.End("gone")}
        {(more ? TaskTests.Step("decide", "CommunitySafetyOfficer@community") : "")}
        start -> {id} -> {(more ? "decide -> " : "")}end
        late -> gone
        """, id: "moving");
}
