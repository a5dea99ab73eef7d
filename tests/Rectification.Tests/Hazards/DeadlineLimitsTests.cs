using Rectification.Engine;
using Rectification.Hazards;

namespace Rectification.Tests.Hazards;

public sealed class DeadlineLimitsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 14, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(13, false)]
    [InlineData(14, true)]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void A_deadline_lies_between_today_and_fifteen_days_ahead(int day, bool isGood) =>
        Assert.Equal(isGood, DeadlineLimits.CheckDays(new(2026, 9, day), Monday, 15, WorkCalendar.WeekdaysOnly) is null);

    [Theory]
    [InlineData(17, true)]
    [InlineData(18, false)]
    public void Three_working_days_from_Monday_end_on_Thursday(int day, bool isGood) =>
        Assert.Equal(isGood, DeadlineLimits.CheckWorkdays(new(2026, 9, day), Monday, 3, WorkCalendar.WeekdaysOnly) is null);

    [Fact]
    public void The_message_names_the_last_day_that_would_do() =>
        Assert.Equal("期限最长 15 天，不能晚于 9月29日（周二）", DeadlineLimits.CheckDays(new(2026, 10, 1), Monday, 15, WorkCalendar.WeekdaysOnly));

    [Fact]
    public void Today_is_the_streets_day_not_that_of_UTC()
    {
        // 00:30 on the 15th in Shanghai is still the 14th in UTC.
        var afterMidnight = new DateTimeOffset(2026, 9, 14, 16, 30, 0, TimeSpan.Zero);

        Assert.NotNull(DeadlineLimits.CheckDays(new(2026, 9, 14), afterMidnight, 15, WorkCalendar.WeekdaysOnly));
        Assert.Null(DeadlineLimits.CheckDays(new(2026, 9, 30), afterMidnight, 15, WorkCalendar.WeekdaysOnly));
    }
}
