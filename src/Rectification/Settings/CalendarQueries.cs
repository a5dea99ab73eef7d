using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>The calendar year by year, for its page and for the warning that next year is missing.</summary>
public sealed class CalendarQueries(RectificationDb db, Calendars calendars, StreetClock clock)
{
    /// <summary>The notice usually comes in autumn.</summary>
    public const int WarnFromMonth = 10;

    public async Task<CalendarYear> Year(Guid streetId, int year, CancellationToken ct)
    {
        var days = (await calendars.Days(streetId, ct)).Where(day => Calendars.BelongsTo(day, year)).ToList();
        var noticed = await db.NoticedYears.AsNoTracking().AnyAsync(row => row.StreetId == streetId && row.Year == year, ct);
        var history = await db.CalendarNotices.AsNoTracking().Where(row => row.StreetId == streetId && row.Year == year).OrderByDescending(row => row.Version).ToListAsync(ct);
        return new(year, !noticed, await Version(streetId, ct),
            [.. days.GroupBy(day => day.Holiday).OrderBy(holiday => holiday.Where(day => !day.IsWorkday).Min(day => day.Day)).Select(Period)], [.. history]);
    }

    public async Task<ImmutableArray<int>> Years(Guid streetId, CancellationToken ct) =>
        [.. (await db.NoticedYears.AsNoTracking().Where(row => row.StreetId == streetId).Select(row => row.Year).ToListAsync(ct)).Order()];

    /// <summary>From October on: the next year while its notice is not in; null when all is well.</summary>
    public async Task<int?> MissingYear(Guid streetId, CancellationToken ct)
    {
        var today = (await calendars.For(streetId, ct)).DayOf(clock.GetUtcNow());
        return today.Month >= WarnFromMonth && !await db.NoticedYears.AnyAsync(row => row.StreetId == streetId && row.Year == today.Year + 1, ct) ? today.Year + 1 : null;
    }

    private async Task<int> Version(Guid streetId, CancellationToken ct) =>
        await db.NoticedYears.Where(row => row.StreetId == streetId).MaxAsync(row => (int?)row.Version, ct) ?? 0;

    private static HolidayPeriod Period(IGrouping<string, CalendarDay> holiday)
    {
        var off = holiday.Where(day => !day.IsWorkday).Select(day => day.Day).Order().ToList();
        return new(holiday.Key, off[0], off[^1], [.. holiday.Where(day => day.IsWorkday).Select(day => day.Day).Order()]);
    }
}

/// <param name="IsProvisional">No notice yet: Monday to Friday less the holidays with a fixed date.</param>
/// <param name="History">Newest first; empty for what was delivered with the system.</param>
public sealed record CalendarYear(int Year, bool IsProvisional, int Version, ImmutableArray<HolidayPeriod> Holidays, ImmutableArray<CalendarNotice> History);
