using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.Hazards;
using Rectification.Settings;

namespace Rectification.Tests.Hazards;

public sealed class RemindersTests
{
    private static readonly ImmutableArray<int> ThreeAndOne = [3, 1];

    /// <summary>The days of the State Council's notice for 2026 that these tests meet.</summary>
    private static readonly WorkCalendar Calendar = new(1, Calendars.Offset,
        Enumerable.Range(1, 7).Select(day => new DateOnly(2026, 10, day)).Concat(Enumerable.Range(25, 3).Select(day => new DateOnly(2026, 9, day))),
        [new DateOnly(2026, 9, 20), new DateOnly(2026, 10, 10)], [2026]);

    [Fact]
    public void A_deadline_is_recalled_three_days_and_one_day_before_and_on_the_day()
    {
        var endsAt = Calendar.EndOfDay(new(2026, 9, 21));
        var after = At(9, 14, 9);

        var stages = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            var next = Reminders.Next(endsAt, after, ThreeAndOne, Calendar);
            stages.Add($"{next.Stage} {next.At.ToOffset(Calendars.Offset):MM-dd HH:mm}");
            after = next.At;
        }

        Assert.Equal(["before-3 09-18 09:00", "before-1 09-20 09:00", "on-day 09-21 09:00"], stages);
    }

    [Fact]
    public void Overdue_is_counted_in_working_days_across_the_national_holiday()
    {
        var endsAt = Calendar.EndOfDay(new(2026, 9, 30));

        var first = Reminders.Next(endsAt, endsAt, ThreeAndOne, Calendar);
        var second = Reminders.Next(endsAt, first.At, ThreeAndOne, Calendar);
        var third = Reminders.Next(endsAt, second.At, ThreeAndOne, Calendar);

        // 1–7 October are off; 10 October, a Saturday, is worked.
        Assert.Equal(("overdue-1", Calendar.EndOfDay(new(2026, 10, 8))), (first.Stage, first.At));
        Assert.Equal(("overdue-2", Calendar.EndOfDay(new(2026, 10, 9))), (second.Stage, second.At));
        Assert.Equal(("overdue-3", Calendar.EndOfDay(new(2026, 10, 10))), (third.Stage, third.At));
    }

    [Fact]
    public void What_is_past_when_the_deadline_is_set_is_not_recalled()
    {
        var endsAt = Calendar.EndOfDay(new(2026, 9, 15));

        Assert.Equal("before-1", Reminders.Next(endsAt, At(9, 14, 8), ThreeAndOne, Calendar).Stage);
        Assert.Equal("on-day", Reminders.Next(endsAt, At(9, 14, 9), ThreeAndOne, Calendar).Stage);
    }

    [Fact]
    public void None_is_skipped_when_the_host_was_down()
    {
        var endsAt = Calendar.EndOfDay(new(2026, 9, 15));
        var after = Calendar.EndOfDay(new(2026, 9, 16));

        // Planned from the last one sent, not from now: the fifth working day is not jumped over.
        Assert.Equal("overdue-2", Reminders.Next(endsAt, after, ThreeAndOne, Calendar).Stage);
    }

    [Theory]
    [InlineData("before-3", 0)]
    [InlineData("on-day", 0)]
    [InlineData("overdue-5", 5)]
    [InlineData("overdue-12", 12)]
    public void A_stage_says_how_late_it_is(string stage, int workdays) => Assert.Equal(workdays, Reminders.WorkdaysLate(stage));

    private static DateTimeOffset At(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, Calendars.Offset);
}
