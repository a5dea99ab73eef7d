using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>Takes over a year's notice; what stood there for the year is replaced, and every open deadline that counts working days follows: few in the same transaction, many batch by batch.</summary>
/// <param name="Source">手工录入, or the file's name.</param>
/// <param name="SeenVersion">The calendar's version that the form was opened with; null when the sender didn't look.</param>
[Allow(Role.SafetyOfficeDirector, Role.SystemAdmin)]
public sealed record SetHolidays(int Year, ImmutableArray<HolidayRow> Rows, string Source, int? SeenVersion = null) : ICommand<HolidaysSet>;

/// <param name="Moved">How many open deadlines moved at once.</param>
/// <param name="IsRecomputing">They are many and follow batch by batch.</param>
public sealed record HolidaysSet(int Year, int Version, int Moved, bool IsRecomputing = false);

public sealed class SetHolidaysHandler(RectificationDb db, CurrentActor current, StreetClock clock, RuleChanges changes, Recomputations recomputations, CalendarQueries calendar, AdminLog log)
    : ICommandHandler<SetHolidays, HolidaysSet>
{
    public async Task<Result<HolidaysSet>> Handle(SetHolidays command, CancellationToken ct)
    {
        var (actor, now) = (current.Required, clock.GetUtcNow());
        var read = HolidayRows.Check(command.Year, command.Rows);
        if (read.Problem is { } problem)
            return problem;
        var version = await db.NoticedYears.Where(row => row.StreetId == actor.StreetId).MaxAsync(row => (int?)row.Version, ct) ?? 0;
        if (command.SeenVersion is { } seen && seen != version)
            return Problem.Conflict("calendar.changed", "日历刚被别人改过，请核对后再保存");

        if (await recomputations.MustBeFree(actor.StreetId, ct) is { } busy)
            return busy;
        var change = await changes.ToYear(actor.StreetId, command.Year, read.Value, ct);
        if (change.FirstDay is null && await db.NoticedYears.AnyAsync(row => row.StreetId == actor.StreetId && row.Year == command.Year, ct))
            return Problem.Field("rows", $"{command.Year} 年的安排和现在的一样，没有改动");
        var standing = await calendar.Year(actor.StreetId, command.Year, ct);
        var settings = change.Before.Settings.Version;
        var moved = change.FirstDay is null ? 0
            : await recomputations.Begin(change, settings, new(command.Year, version + 1, standing.IsProvisional ? null : standing.Holidays), ct);
        await Replace(actor.StreetId, command.Year, read.Value, version + 1, now, ct);
        db.CalendarNotices.Add(new()
        {
            StreetId = actor.StreetId,
            Version = version + 1,
            Year = command.Year,
            Content = JsonSerializer.Serialize(read.Value),
            Source = command.Source,
            At = now,
            ById = actor.UserId,
            ByName = actor.Name,
            MovedDeadlines = moved ?? 0,
        });
        log.Add(actor.StreetId, "calendar.changed", $"{command.Year} 年放假安排已更新（{command.Source}）" + (moved is null ? "，正在计的期限分批重算" : moved > 0 ? $"，{moved} 个期限重算" : ""));
        return new HolidaysSet(command.Year, version + 1, moved ?? 0, moved is null);
    }

    private async Task Replace(Guid streetId, int year, ImmutableArray<HolidayPeriod> periods, int version, DateTimeOffset now, CancellationToken ct)
    {
        var stored = await db.CalendarDays.Where(day => day.StreetId == streetId && day.Day >= new DateOnly(year - 1, 12, 1) && day.Day <= new DateOnly(year, 12, 31)).ToListAsync(ct);
        var old = stored.Where(day => Calendars.BelongsTo(day, year)).ToDictionary(day => day.Day);
        var days = Calendars.DaysOf(streetId, periods).ToDictionary(day => day.Day);
        db.CalendarDays.RemoveRange(old.Values.Where(day => !days.TryGetValue(day.Day, out var same) || same.IsWorkday != day.IsWorkday || same.Holiday != day.Holiday));
        // A row that is removed and added again under the same key would be one to the database.
        await db.SaveChangesAsync(ct);
        db.CalendarDays.AddRange(days.Values.Where(day => !old.TryGetValue(day.Day, out var same) || same.IsWorkday != day.IsWorkday || same.Holiday != day.Holiday));
        if (await db.NoticedYears.FindAsync([streetId, year], ct) is { } noticed)
            noticed.Version = version;
        else
            db.NoticedYears.Add(new() { StreetId = streetId, Year = year, Version = version, NoticedAt = now });
    }
}
