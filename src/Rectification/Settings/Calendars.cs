using System.Collections.Immutable;
using System.Text.Json;
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

    /// <summary>As it is at this moment, also within a command that has read an older one.</summary>
    internal async Task<WorkCalendar> Newest(Guid streetId, CancellationToken ct)
    {
        var version = await db.NoticedYears.Where(year => year.StreetId == streetId).MaxAsync(year => (int?)year.Version, ct) ?? 0;
        if (cache.FindCalendar(streetId, version) is { } known)
            return known;
        var days = await Days(streetId, ct);
        var years = await db.NoticedYears.AsNoTracking().Where(year => year.StreetId == streetId).Select(year => year.Year).ToListAsync(ct);
        return cache.Keep(streetId, new WorkCalendar(version, Offset,
            days.Where(day => !day.IsWorkday).Select(day => day.Day), days.Where(day => day.IsWorkday).Select(day => day.Day), years));
    }

    /// <summary>As it was while that version was the newest: the notices taken over by then, and beneath them the delivered ones. For replays.</summary>
    internal async Task<WorkCalendar> At(Guid streetId, int version, CancellationToken ct)
    {
        var newest = await For(streetId, ct);
        if (version == newest.Version)
            return newest;
        var years = HolidayNotices.Delivered.GroupBy(period => period.From.Year).ToDictionary(year => year.Key, year => year.ToImmutableArray());
        foreach (var notice in await db.CalendarNotices.AsNoTracking().Where(row => row.StreetId == streetId && row.Version <= version).OrderBy(row => row.Version).ToListAsync(ct))
            years[notice.Year] = JsonSerializer.Deserialize<ImmutableArray<HolidayPeriod>>(notice.Content);
        var days = DaysOf(streetId, years.Values.SelectMany(periods => periods)).ToList();
        return new(version, Offset, days.Where(day => !day.IsWorkday).Select(day => day.Day), days.Where(day => day.IsWorkday).Select(day => day.Day), years.Keys);
    }

    /// <summary>As it would be with another notice for a year, or with none.</summary>
    internal async Task<WorkCalendar> With(Guid streetId, int year, ImmutableArray<HolidayPeriod>? periods, CancellationToken ct)
    {
        var version = await db.NoticedYears.Where(row => row.StreetId == streetId).MaxAsync(row => (int?)row.Version, ct) ?? 0;
        var days = (await Days(streetId, ct)).Where(day => !BelongsTo(day, year)).Concat(DaysOf(streetId, periods ?? [])).ToList();
        var years = await db.NoticedYears.AsNoTracking().Where(row => row.StreetId == streetId).Select(row => row.Year).ToListAsync(ct);
        return new(version + 1, Offset, days.Where(day => !day.IsWorkday).Select(day => day.Day), days.Where(day => day.IsWorkday).Select(day => day.Day),
            periods is null ? years.Where(noticed => noticed != year) : years.Append(year));
    }

    /// <summary>The days of a notice, one row each.</summary>
    internal static IEnumerable<CalendarDay> DaysOf(Guid streetId, IEnumerable<HolidayPeriod> periods)
    {
        foreach (var period in periods)
        {
            for (var day = period.From; day <= period.To; day = day.AddDays(1))
                yield return new() { StreetId = streetId, Day = day, IsWorkday = false, Holiday = period.Name };
            foreach (var day in period.MakeUpDays)
                yield return new() { StreetId = streetId, Day = day, IsWorkday = true, Holiday = period.Name };
        }
    }

    /// <summary>Whether the day came with the notice of a year: 元旦 may begin in the December before.</summary>
    public static bool BelongsTo(CalendarDay day, int year) => (day is { Holiday: "元旦", Day.Month: 12 } ? day.Day.Year + 1 : day.Day.Year) == year;

    public async Task<ImmutableArray<CalendarDay>> Days(Guid streetId, CancellationToken ct) =>
        [.. await db.CalendarDays.AsNoTracking().Where(day => day.StreetId == streetId).OrderBy(day => day.Day).ToListAsync(ct)];

    /// <summary>Puts the delivered notices into a new street.</summary>
    public static void Seed(RectificationDb db, Guid streetId, DateTimeOffset at)
    {
        var version = 0;
        foreach (var year in HolidayNotices.Delivered.GroupBy(period => period.From.Year))
            db.NoticedYears.Add(new() { StreetId = streetId, Year = year.Key, Version = ++version, NoticedAt = at });
        db.CalendarDays.AddRange(DaysOf(streetId, HolidayNotices.Delivered));
    }
}
