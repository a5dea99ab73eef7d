using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>A street's working calendar, built from its days and kept until a notice changes them.</summary>
public sealed class Calendars(RectificationDb db, SettingsCache cache, ReferenceCache reference)
{
    /// <summary>China has one offset and no summer time.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public async Task<WorkCalendar> For(Guid streetId, CancellationToken ct) =>
        await reference.Get(db, "calendar", streetId, inside => Newest(streetId, inside), ct);

    private async Task<WorkCalendar> Newest(Guid streetId, CancellationToken ct)
    {
        var version = await db.NoticedYears.Where(year => year.StreetId == streetId).MaxAsync(year => (int?)year.Version, ct) ?? 0;
        if (cache.FindCalendar(streetId, version) is { } known)
            return known;
        var days = await Days(streetId, ct);
        var years = await db.NoticedYears.AsNoTracking().Where(year => year.StreetId == streetId).Select(year => year.Year).ToListAsync(ct);
        return cache.Keep(streetId, new WorkCalendar(version, Offset,
            days.Where(day => !day.IsWorkday).Select(day => day.Day), days.Where(day => day.IsWorkday).Select(day => day.Day), years));
    }

    public async Task<ImmutableArray<CalendarDay>> Days(Guid streetId, CancellationToken ct) =>
        [.. await db.CalendarDays.AsNoTracking().Where(day => day.StreetId == streetId).OrderBy(day => day.Day).ToListAsync(ct)];

    /// <summary>Puts the delivered notices into a new street.</summary>
    public static void Seed(RectificationDb db, Guid streetId, DateTimeOffset at)
    {
        var version = 0;
        foreach (var year in HolidayNotices.Delivered.GroupBy(period => period.From.Year))
            db.NoticedYears.Add(new() { StreetId = streetId, Year = year.Key, Version = ++version, NoticedAt = at });
        foreach (var period in HolidayNotices.Delivered)
        {
            for (var day = period.From; day <= period.To; day = day.AddDays(1))
                db.CalendarDays.Add(new() { StreetId = streetId, Day = day, IsWorkday = false, Holiday = period.Name });
            foreach (var day in period.MakeUpDays)
                db.CalendarDays.Add(new() { StreetId = streetId, Day = day, IsWorkday = true, Holiday = period.Name });
        }
    }
}
