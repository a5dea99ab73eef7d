namespace Rectification.Engine.Feel;

/// <summary>The zone of a time: an offset from UTC, or a place by the name of the zone database, whose offset depends on the instant.</summary>
/// <param name="OffsetSeconds">East of Greenwich is positive; meaningless where there is a name.</param>
/// <param name="Name">Such as <c>Asia/Shanghai</c>; null for a plain offset.</param>
public readonly record struct FeelZone(int OffsetSeconds, string? Name = null)
{
    /// <summary>Beyond this no place on earth has an offset, and none is read.</summary>
    public const int FarthestSeconds = 18 * 3600;

    public static readonly FeelZone Utc = new(0);

    /// <summary>The zone of that name; null when there is none.</summary>
    public static FeelZone? Named(string name) => Find(name) is null ? null : new(0, name);

    /// <summary>Seconds to take from the local time for UTC.</summary>
    internal int OffsetAt(long day, long nanoseconds)
    {
        if (Name is null || Find(Name) is not { } zone)
            return OffsetSeconds;
        if (day < 1 || day >= DateOnly.MaxValue.DayNumber)
            return (int)zone.BaseUtcOffset.TotalSeconds;
        var local = DateOnly.FromDayNumber((int)day).ToDateTime(TimeOnly.MinValue).AddTicks(nanoseconds / 100);
        return (int)zone.GetUtcOffset(local).TotalSeconds;
    }

    /// <summary>Seconds to add to UTC for the local time.</summary>
    internal int OffsetAtUtc(long day, long nanoseconds)
    {
        if (Name is null || Find(Name) is not { } zone)
            return OffsetSeconds;
        if (day < 1 || day >= DateOnly.MaxValue.DayNumber)
            return (int)zone.BaseUtcOffset.TotalSeconds;
        var utc = DateTime.SpecifyKind(DateOnly.FromDayNumber((int)day).ToDateTime(TimeOnly.MinValue).AddTicks(nanoseconds / 100), DateTimeKind.Utc);
        return (int)zone.GetUtcOffset(utc).TotalSeconds;
    }

    /// <summary>A time of day has no date to tell summer from winter: the zone's standard offset counts.</summary>
    internal int StandardOffset => Name is not null && Find(Name) is { } zone ? (int)zone.BaseUtcOffset.TotalSeconds : OffsetSeconds;

    private static TimeZoneInfo? Find(string name) =>
        name.Length is > 0 and < 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
