using Microsoft.EntityFrameworkCore;
using Rectification.Notifications;
using Rectification.Oversight;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Tests.Accountability;

namespace Rectification.Tests.Oversight;

/// <summary>P01.1: the day's inspections are in the ledger the same day; what is missing is told to the grid worker, then to the community safety officer.</summary>
public sealed class DayLedgerTests
{
    [Theory]
    [MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task What_is_missing_at_24_hours_is_told_to_the_grid_worker_and_a_working_day_later_to_the_officer_each_once(DatabaseProvider provider)
    {
        await using var story = await Story.Begin(provider);
        await Planned(story, 16);
        await story.Given.MoveTo(Story.At(9, 17).AddTicks(-1));
        Assert.Equal([], await Told(story));
        await story.Given.MoveTo(Story.At(9, 17));
        Assert.Equal(["worker"], await Told(story));
        await story.Given.MoveTo(Story.At(9, 18).AddTicks(-1));
        Assert.Equal(["worker"], await Told(story));
        await story.Given.MoveTo(Story.At(9, 18));
        Assert.Equal(["officer", "worker"], await Told(story));
        await story.Given.MoveTo(Story.At(10, 10));
        Assert.Equal(["officer", "worker"], await Told(story));

        var day = await Day(story, "officer1", 16);
        Assert.Equal((false, MissingTold.Officer), (Assert.Single(day.Duties).IsDone, day.Duties[0].Told));
    }

    [Fact]
    public async Task Nobody_is_told_when_it_was_written_up_the_same_day_with_or_without_a_finding()
    {
        await using var story = await Story.Begin();
        var site = await Planned(story, 14);
        Assert.True((await story.Given.Send("grid1", new RecordInspection(site, "未发现隐患"))).IsOk);
        await story.Given.MoveTo(Story.At(9, 20));
        Assert.Equal([], await Told(story));
        var day = await Day(story, "grid1", 14);
        Assert.True(Assert.Single(day.Duties).IsDone);
        Assert.Equal("未发现隐患", Assert.Single(day.Lines).Result);
        // Another grid's worker sees neither.
        Assert.Equal((0, 0), ((await Day(story, "grid3", 14)).Duties.Length, (await Day(story, "grid3", 14)).Lines.Length));
    }

    [Fact]
    public async Task Who_looks_a_day_late_is_not_reported_further()
    {
        await using var story = await Story.Begin();
        var site = await Planned(story, 16);
        await story.Given.MoveTo(Story.At(9, 17, 9));
        Assert.True((await story.Given.Send("grid1", new RecordInspection(site, "补查，未发现隐患"))).IsOk);
        await story.Given.MoveTo(Story.At(9, 21));
        Assert.Equal(["worker"], await Told(story));
    }

    [Fact]
    public async Task A_street_closes_its_ledger_at_an_hour_of_its_own()
    {
        await using var story = await Story.Begin();
        Assert.True((await story.Given.Send("director1", new ChangeSetting("day-ledger.hour", "20"))).IsOk);
        await Planned(story, 16);
        await story.Given.MoveTo(Story.At(9, 16, 20).AddTicks(-1));
        Assert.Equal([], await Told(story));
        await story.Given.MoveTo(Story.At(9, 16, 20));
        Assert.Equal(["worker"], await Told(story));
    }

    private static async Task<Guid> Planned(Story story, int day)
    {
        var site = await story.Given.Premises("grid1");
        Assert.True((await story.Given.Send("officer1", new PlanInspection(site.Id, new(2026, 9, day)))).IsOk);
        return site.Id;
    }

    private static async Task<LedgerDay> Day(Story story, string person, int day)
    {
        var actor = await story.Given.ActorOf(person);
        return await story.Given.With<OversightQueries, LedgerDay>(queries => queries.Day(actor, new(2026, 9, day), CancellationToken.None));
    }

    private static Task<List<string>> Told(Story story) => story.Given.Read(async db =>
        (await db.Notifications.AsNoTracking().Where(line => line.Key.StartsWith("day-ledger:")).Select(line => line.Key).Distinct().ToListAsync()).ConvertAll(key => key.Split(':')[2]).Order().ToList());
}
