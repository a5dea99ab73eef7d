using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Storage;

namespace Rectification.Settings;

/// <summary>A street's settings. One point read tells the version; the values of a version never change and are kept.</summary>
public sealed class SettingsQueries(RectificationDb db, SettingsCache cache, ReferenceCache reference)
{
    public async Task<SettingValues> For(Guid streetId, CancellationToken ct) =>
        await reference.Get(db, "settings", streetId, inside => Newest(streetId, inside), ct);

    private async Task<SettingValues> Newest(Guid streetId, CancellationToken ct)
    {
        var version = await db.SettingChanges.Where(change => change.StreetId == streetId)
            .MaxAsync(change => (int?)change.Version, ct) ?? 0;
        return await At(streetId, version, ct);
    }

    /// <summary>As they were at a version, for replays.</summary>
    public async Task<SettingValues> At(Guid streetId, int version, CancellationToken ct)
    {
        if (cache.Find(streetId, version) is { } known)
            return known;
        var changes = await db.SettingChanges.AsNoTracking()
            .Where(change => change.StreetId == streetId && change.Version <= version)
            .OrderBy(change => change.Version)
            .Select(change => new { change.Key, change.NewValue })
            .ToListAsync(ct);
        var values = SettingCatalogue.All.ToImmutableDictionary(setting => setting.Key, setting => (object?)setting.Default).ToBuilder();
        foreach (var change in changes)
            if (SettingCatalogue.Find(change.Key) is { } setting)
                values[change.Key] = setting.ReadStored(change.NewValue);
        return cache.Keep(streetId, new SettingValues(version, values.ToImmutable()));
    }

    /// <summary>All settings with their present value and the history of each, newest first.</summary>
    public async Task<ImmutableArray<SettingView>> List(Guid streetId, CancellationToken ct)
    {
        var values = await For(streetId, ct);
        var history = (await db.SettingChanges.AsNoTracking().Where(change => change.StreetId == streetId).ToListAsync(ct))
            .ToLookup(change => change.Key);
        return [.. SettingCatalogue.All.Select(setting => new SettingView(
            setting,
            setting.Show(values[setting.Key]!),
            !setting.Write(values[setting.Key]!).Equals(setting.Write(setting.Default), StringComparison.Ordinal),
            [.. history[setting.Key].OrderByDescending(change => change.Version).Select(change => new SettingChangeView(
                change.Version, change.At, change.ByName,
                setting.Show(setting.ReadStored(change.OldValue)), setting.Show(setting.ReadStored(change.NewValue)), change.Reason, change.MovedDeadlines))]))];
    }
}

public sealed record SettingView(SettingDefinition Setting, string Value, bool IsChanged, ImmutableArray<SettingChangeView> History)
{
    /// <summary>The version of this setting's last change; 0 while it is as delivered. A form that carries an older one is stale.</summary>
    public int Version => History.IsEmpty ? 0 : History[0].Version;
}

public sealed record SettingChangeView(int Version, DateTimeOffset At, string By, string OldValue, string NewValue, string? Reason, int? MovedDeadlines);

/// <summary>Settings and calendars already built, by street and version. Singleton.</summary>
public sealed class SettingsCache
{
    private readonly ConcurrentDictionary<Guid, SettingValues> settings = new();
    private readonly ConcurrentDictionary<Guid, WorkCalendar> calendars = new();

    public SettingValues? Find(Guid streetId, int version) =>
        settings.TryGetValue(streetId, out var values) && values.Version == version ? values : null;

    /// <summary>Keeps only the newest: older ones are asked for by replays, rarely.</summary>
    public SettingValues Keep(Guid streetId, SettingValues values)
    {
        settings.AddOrUpdate(streetId, values, (_, kept) => kept.Version > values.Version ? kept : values);
        return values;
    }

    public WorkCalendar? FindCalendar(Guid streetId, int version) =>
        calendars.TryGetValue(streetId, out var calendar) && calendar.Version == version ? calendar : null;

    public WorkCalendar Keep(Guid streetId, WorkCalendar calendar)
    {
        calendars.AddOrUpdate(streetId, calendar, (_, kept) => kept.Version > calendar.Version ? kept : calendar);
        return calendar;
    }
}
