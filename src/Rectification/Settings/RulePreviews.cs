using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>What a change of a figure or of the calendar would do to deadlines that run, before it is made. Scoped.</summary>
public sealed class RulePreviews(RectificationDb db, SettingsQueries settings, Calendars calendars, IEnumerable<IFollowsRules> followers)
{
    public async Task<Result<RulePreview>> OfSetting(Guid streetId, string key, string typed, CancellationToken ct)
    {
        if (SettingCatalogue.Find(key) is not { } setting)
            return Problem.NotFound("setting.unknown", $"没有名为“{key}”的参数");
        var (value, message) = setting.Read(typed);
        if (value is null)
            return Problem.Field("value", message!);
        var change = await SettingChange(streetId, setting, value, ct);
        var old = change.Before.Settings[key] ?? setting.Default;
        if (setting.Write(old) == setting.Write(value))
            return Problem.Field("value", $"“{setting.Label}”现在就是 {setting.Show(value)}{setting.Unit}");
        return new RulePreview(setting.Show(old), setting.Show(value), await Compare(change, ct));
    }

    public async Task<Result<RulePreview>> OfYear(Guid streetId, int year, ImmutableArray<HolidayPeriod> periods, CancellationToken ct)
    {
        var change = await CalendarChange(streetId, year, periods, ct);
        return new RulePreview("", "", change.FirstDay is null ? [] : await Compare(change, ct));
    }

    internal async Task<ImmutableArray<MovedDeadline>> Compare(RuleChange change, CancellationToken ct)
    {
        var moves = ImmutableArray.CreateBuilder<MovedDeadline>();
        foreach (var follower in followers)
            moves.AddRange(await follower.Compare(change, ct));
        return moves.ToImmutable();
    }

    /// <summary>Moves what follows the change.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> Move(RuleChange change, CancellationToken ct)
    {
        var moved = 0;
        foreach (var follower in followers)
        {
            var moves = await follower.Compare(change, ct);
            await follower.Move(change, moves, ct);
            moved += moves.Length;
        }
        return moved;
    }

    internal async Task<RuleChange> SettingChange(Guid streetId, SettingDefinition setting, object value, CancellationToken ct)
    {
        var version = await db.SettingChanges.Where(row => row.StreetId == streetId).MaxAsync(row => (int?)row.Version, ct) ?? 0;
        var before = await settings.At(streetId, version, ct);
        var calendar = await calendars.Newest(streetId, ct);
        var after = new Engine.SettingValues(version + 1, before.Values.SetItem(setting.Key, value));
        var old = before[setting.Key] ?? setting.Default;
        return new(streetId, new(before, calendar), new(after, calendar), $"参数“{setting.Label}”由 {setting.Show(old)} 改为 {setting.Show(value)} {setting.Unit}".TrimEnd(), setting.Key);
    }

    internal async Task<RuleChange> CalendarChange(Guid streetId, int year, ImmutableArray<HolidayPeriod> periods, CancellationToken ct)
    {
        var version = await db.SettingChanges.Where(row => row.StreetId == streetId).MaxAsync(row => (int?)row.Version, ct) ?? 0;
        var values = await settings.At(streetId, version, ct);
        var before = await calendars.Newest(streetId, ct);
        var after = await calendars.With(streetId, year, periods, ct);
        DateOnly? first = null;
        for (var day = new DateOnly(year - 1, 12, 25); day.Year <= year && first is null; day = day.AddDays(1))
            if (before.IsWorkday(day) != after.IsWorkday(day))
                first = day;
        return new(streetId, new(values, before), new(values, after), $"{year} 年放假安排更新", FirstDay: first);
    }
}
