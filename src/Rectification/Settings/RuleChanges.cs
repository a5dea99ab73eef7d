using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>What a change of a figure or of the calendar is, about to be made or made already. Scoped.</summary>
public sealed class RuleChanges(RectificationDb db, SettingsQueries settings, Calendars calendars)
{
    /// <summary>About to be made.</summary>
    internal async Task<RuleChange> ToValue(Guid streetId, SettingDefinition setting, object value, CancellationToken ct)
    {
        var before = await settings.At(streetId, await Version(streetId, ct), ct);
        return await Of(streetId, setting, before, new(before.Version + 1, before.Values.SetItem(setting.Key, value)), ct);
    }

    /// <summary>Made by the change with this version.</summary>
    internal async Task<RuleChange> OfSetting(Guid streetId, string key, int version, CancellationToken ct) =>
        await Of(streetId, SettingCatalogue.Find(key)!, await settings.At(streetId, version - 1, ct), await settings.At(streetId, version, ct), ct);

    /// <summary>About to be made: this notice for the year.</summary>
    internal async Task<RuleChange> ToYear(Guid streetId, int year, ImmutableArray<HolidayPeriod> periods, CancellationToken ct) =>
        Of(streetId, year, await settings.At(streetId, await Version(streetId, ct), ct), await calendars.Newest(streetId, ct), await calendars.With(streetId, year, periods, ct));

    /// <summary>Made already: the calendar has it, and this is what it replaced.</summary>
    internal async Task<RuleChange> OfYear(Guid streetId, int year, int settingVersion, ImmutableArray<HolidayPeriod>? replaced, CancellationToken ct) =>
        Of(streetId, year, await settings.At(streetId, settingVersion, ct), await calendars.With(streetId, year, replaced, ct), await calendars.Newest(streetId, ct));

    private async Task<RuleChange> Of(Guid streetId, SettingDefinition setting, SettingValues before, SettingValues after, CancellationToken ct)
    {
        var calendar = await calendars.Newest(streetId, ct);
        var (old, value) = (before[setting.Key] ?? setting.Default, after[setting.Key] ?? setting.Default);
        return new(streetId, new(before, calendar), new(after, calendar), $"参数“{setting.Label}”由 {setting.Show(old)} 改为 {setting.Show(value)} {setting.Unit}".TrimEnd(), setting.Key);
    }

    private static RuleChange Of(Guid streetId, int year, SettingValues values, WorkCalendar before, WorkCalendar after)
    {
        DateOnly? first = null;
        for (var day = new DateOnly(year - 1, 12, 25); day.Year <= year && first is null; day = day.AddDays(1))
            if (before.IsWorkday(day) != after.IsWorkday(day))
                first = day;
        return new(streetId, new(values, before), new(values, after), $"{year} 年放假安排更新", FirstDay: first);
    }

    private async Task<int> Version(Guid streetId, CancellationToken ct) => await db.SettingChanges.Where(row => row.StreetId == streetId).MaxAsync(row => (int?)row.Version, ct) ?? 0;
}
