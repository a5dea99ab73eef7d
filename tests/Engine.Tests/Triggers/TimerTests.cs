using Rectification.Engine.Feel;
using Rectification.Engine.Triggers;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Triggers;

public sealed class TimerTests
{
    private static readonly Surroundings Here = new(Walk.Morning, WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);

    public static TheoryData<object?, string?> Values => new()
    {
        { TimeSpan.FromHours(2), "2026-03-02T11:00:00+08:00" },
        { "PT2H", "2026-03-02T11:00:00+08:00" },
        { "P1M", "2026-04-02T09:00:00+08:00" },
        { new YearsMonths(1), "2026-04-02T09:00:00+08:00" },
        { new DateOnly(2026, 3, 5), "2026-03-05T00:00:00+08:00" },
        { new DateTimeOffset(2026, 3, 5, 1, 0, 0, TimeSpan.Zero), "2026-03-05T09:00:00+08:00" },
        { "2026-03-05T09:00:00+08:00", "2026-03-05T09:00:00+08:00" },
        { "2026-03-05T09:00:00Z", "2026-03-05T17:00:00+08:00" },
        { "2026-03-05T09:00:00", "2026-03-05T09:00:00+08:00" },
        { "2026-03-05", "2026-03-05T00:00:00+08:00" },
        { null, null },
        { true, null },
        { "soon", null },
        { TimeSpan.MaxValue, null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Whatever_gives_a_time_is_taken(object? value, string? due)
    {
        var timer = new TimerTrigger(TimerKind.Duration, new("=x", FeelExpression.Parse("x", out _)));
        var plan = timer.Plan(Variables.Of(("x", value)), Here, out var problem);
        Assert.Equal(due is null ? null : DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), plan?.DueAt);
        Assert.Equal(due is null, problem is not null);
    }

    [Theory]
    [InlineData("R3/PT1H", 2)]
    [InlineData("R/PT1H", -1)]
    [InlineData("R1/PT1H", null)]
    [InlineData("R2/2026-03-02T10:00:00+08:00/PT1H", 1)]
    public void Cycles_know_how_often(string cycle, int? left)
    {
        var plan = new TimerTrigger(TimerKind.Cycle, new(cycle)).Plan(Variables.Empty, Here, out _);
        Assert.Equal(Walk.Morning.AddHours(1), plan!.DueAt);
        Assert.Equal(left, plan.Repeat?.Left);
    }

    [Theory]
    [InlineData("R0/PT1H")]
    [InlineData("R/PT0S")]
    [InlineData("R/-PT1H")]
    [InlineData("PT1H")]
    [InlineData("R3")]
    public void Cycles_without_sense_are_problems(string cycle) =>
        Assert.Null(new TimerTrigger(TimerKind.Cycle, new(cycle)).Plan(Variables.Empty, Here, out _));

    [Fact]
    public void A_month_is_counted_on_the_streets_wall_clock()
    {
        var duration = new IsoDuration(1, TimeSpan.Zero);
        var lastOfJanuary = new DateTimeOffset(2026, 1, 30, 16, 30, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2026, 2, 28, 0, 30, 0, TimeSpan.FromHours(8)), duration.After(lastOfJanuary, TimeSpan.FromHours(8)));
    }

    [Theory]
    [InlineData("P1Y2M3DT4H5M6.5S", "P1Y2M3DT4H5M6.5S")]
    [InlineData("P2W", "P14D")]
    [InlineData("-PT90M", "-PT1H30M")]
    [InlineData("PT0S", "PT0S")]
    public void Durations_are_read_and_written(string text, string shortest)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Equal(shortest, duration.ToString());
    }

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1")]
    [InlineData("1D")]
    [InlineData("P1DT")]
    [InlineData("PT1M1H")]
    [InlineData("P1.5D")]
    [InlineData("P1D2D")]
    [InlineData("P99999999999D")]
    public void What_is_no_duration_is_not_read(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Fact]
    public void An_intermediate_timer_waits_and_goes_on()
    {
        var walk = Walk.Through($"""
            {Start()} {Catch("pause", Timer("=workdays(2)"))} {UserTask("after")} {End()}
            start -> pause -> after -> end
            """).Start();
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.FromHours(8)), Assert.Single(walk.Timers).DueAt);
        walk.Wait(TimeSpan.FromDays(3));
        Assert.Equal("after", walk.Open);
        Assert.Contains(walk.Facts, f => f is { Kind: FactKind.TimerFired, ElementId: "pause" });
    }
}
