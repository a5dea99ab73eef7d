using Rectification.Engine;
using Rectification.Settings;

namespace Rectification.Tests.Settings;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-09-25", false)]
    [InlineData("2026-10-05", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-06-19", false)]
    [InlineData("2025-09-28", true)]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2026-01-04", true)]
    [InlineData("2026-11-22", false)]
    public async Task The_calendar_follows_the_notices_of_2025_and_2026(string day, bool isWorkday)
    {
        var calendar = await Calendar();
        Assert.Equal(isWorkday, calendar.IsWorkday(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Three_working_days_from_the_last_of_September_end_after_the_long_holiday()
    {
        var calendar = await Calendar();
        Assert.Equal(new DateOnly(2026, 10, 10), calendar.AddWorkdays(new(2026, 9, 30), 3));
        Assert.False(calendar.IsProvisional(2026));
        Assert.True(calendar.IsProvisional(2027));
        Assert.Equal(2, calendar.Version);
    }

    private static async Task<WorkCalendar> Calendar()
    {
        await using var given = await Given.Street();
        var actor = await given.ActorOf("sysadmin1");
        return await given.With<Calendars, WorkCalendar>(calendars => calendars.For(actor.StreetId, CancellationToken.None));
    }
}
