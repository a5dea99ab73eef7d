using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Notifications;
using Rectification.Premises;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>Due times, the ladder of those who are told, and the demonstration's clock.</summary>
public sealed class DeadlineTests
{
    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Fact]
    public async Task An_overdue_task_urges_its_performer_and_then_tells_level_after_level_a_working_day_apart()
    {
        await using var given = await Given.Street();
        // Due on Wednesday 30 September at 24:00; the holiday of 1 to 7 October doesn't count.
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("look", "GridWorker@grid", "=workdays(1)")}
            {Draw.End()}
            start -> look -> end
            """, id: "looking"));
        given.Time.Set(new(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8)));
        var number = (await given.Case("looking")).CaseNumber;
        var due = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(due, (await given.OpenTask(number, "look")).DueAt);

        await given.MoveTo(due);
        Assert.Equal(["task.overdue"], await Told(given, number));
        await given.MoveTo(new(2026, 10, 8, 23, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal(["task.overdue"], await Told(given, number));
        await given.MoveTo(new(2026, 10, 9, 0, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal(["task.overdue", "task.escalated"], await Told(given, number));
        await given.MoveTo(new(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8)));
        var levels = await given.Read(db => db.Journal.Where(row => row.What == "task.escalated").OrderBy(row => row.Number).Select(row => row.Text).ToListAsync());
        Assert.Equal(["社区安全员", "街道安办执法人员", "街道安办主任", "街道领导", "系统管理员"], levels.Select(text => text[(text.IndexOf("告知", StringComparison.Ordinal) + 2)..]));
        Assert.Equal(1, await given.Read(db => db.Timers.CountAsync(timer => timer.CaseNumber == number)));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));

        await given.Complete("grid1", number, "look");
        Assert.Equal(0, await given.Read(db => db.Timers.CountAsync(timer => timer.CaseNumber == number)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Moving_the_clock_runs_everything_due_in_order_each_at_its_own_instant(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {Draw.Catch("first", Draw.Timer("P1D"))}
            {Draw.Catch("second", Draw.Timer("PT36H"))}
            {TaskTests.Step("look", "GridWorker@grid", "=now() + duration(\"PT2H\")")}
            {Draw.End()}
            start -> first -> second -> look -> end
            """, id: "slow"));
        var number = (await given.Case("slow")).CaseNumber;

        Assert.Equal("role.missing", (await given.Send("director1", new MoveClock("P1D", null))).Problem?.Code);
        Assert.Equal(ProblemKind.Invalid, (await given.Send("sysadmin1", new MoveClock("soon", null))).Problem?.Kind);
        Assert.Equal(ProblemKind.Invalid, (await given.Send("sysadmin1", new MoveClock(null, Given.Start.AddDays(-1)))).Problem?.Kind);
        var moved = await given.Send("sysadmin1", new MoveClock("P3D", null));

        Assert.Equal(Given.Start.AddDays(3), moved.Value);
        Assert.Equal(Given.Start.AddDays(3), given.Now);
        var arrivals = await given.Read(db => db.Journal.Where(row => row.CaseNumber == number && row.Text.Contains("到时")).OrderBy(row => row.Number).Select(row => row.At).ToListAsync());
        Assert.Equal([Given.Start.AddDays(1), Given.Start.AddHours(60)], arrivals);
        Assert.Equal(Given.Start.AddHours(62), (await given.OpenTask(number, "look")).DueAt);
        Assert.True(await given.Read(db => db.Journal.AnyAsync(row => row.What == "task.overdue")));

        await using var restarted = new Given(given.Settings, _ => { }, given.Time);
        Assert.Equal(Given.Start, restarted.Now);
        await ClockKeeper.Load(restarted.Services.GetRequiredService<IServiceScopeFactory>(), CancellationToken.None);
        Assert.Equal(Given.Start.AddDays(3), restarted.Now);
    }

    [Fact]
    public async Task A_message_that_cannot_leave_backs_off_and_ends_as_an_incident_that_can_be_retried()
    {
        await using var given = await Given.Street();
        var streetId = await given.Read(db => db.Sites.Select(site => site.StreetId).FirstAsync());
        await given.Within(scope =>
        {
            scope.GetRequiredService<RectificationDb>().Outbox.Add(new OutboxMessage
            {
                Key = "k", Kind = "pigeon", Payload = "{}", StreetId = streetId, CreatedAt = given.Now, NotBefore = given.Now,
            });
            return Task.FromResult(0);
        });
        var runner = given.Services.GetRequiredService<OutboxRunner>();
        for (var attempt = 0; attempt < OutboxRunner.MaxAttempts; attempt++)
        {
            Assert.Equal(1, await runner.SendDue(CancellationToken.None));
            Assert.Equal(0, await runner.SendDue(CancellationToken.None));
            given.Time.Advance(TimeSpan.FromHours(2));
        }
        Assert.Equal(0, await runner.SendDue(CancellationToken.None));
        var incident = await given.Read(db => db.Incidents.AsNoTracking().SingleAsync());
        Assert.Null((await given.Send("sysadmin1", new RetryIncident(incident.Id))).Problem);
        Assert.Equal(1, await runner.SendDue(CancellationToken.None));
    }

    private static Task<List<string>> Told(Given given, string number) => given.Read(db => db.Journal
        .Where(row => row.CaseNumber == number && (row.What == "task.overdue" || row.What == "task.escalated")).OrderBy(row => row.Number).Select(row => row.What).ToListAsync());
}
