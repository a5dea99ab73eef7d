namespace Rectification.Engine.Feel;

/// <summary>
/// A date and time that <see cref="DateTimeOffset"/> can't carry: local, with a named zone, with seconds in its offset, beyond the years 1 to 9999,
/// or finer than a ten-millionth of a second.
/// </summary>
/// <remarks>One that fits a <see cref="DateTimeOffset"/> always is one; a local one becomes one of the street's when it leaves FEEL for a process.</remarks>
/// <param name="Day">Days since 0001-01-01.</param>
/// <param name="Nanoseconds">Since local midnight.</param>
/// <param name="Zone">Null for local time.</param>
public readonly record struct FeelDateTime(long Day, long Nanoseconds, FeelZone? Zone)
{
    internal static FeelDateTime Of(DateTimeOffset instant)
    {
        var local = instant.DateTime;
        return new(local.Ticks / TimeSpan.TicksPerDay, local.Ticks % TimeSpan.TicksPerDay * 100, new((int)instant.Offset.TotalSeconds));
    }

    internal int? OffsetSeconds => Zone?.OffsetAt(Day, Nanoseconds);

    /// <summary>Nanoseconds of UTC since 0001-01-01; a local time counts as one of the given offset.</summary>
    internal Int128 Utc(TimeSpan localOffset) =>
        ((Int128)Day * FeelTime.PerDay) + Nanoseconds - (OffsetSeconds is { } seconds ? seconds * FeelTime.PerSecond : localOffset.Ticks * 100);

    /// <summary>So much later on every clock; null beyond the last year.</summary>
    internal FeelDateTime? Plus(Int128 nanoseconds)
    {
        var utc = Utc(TimeSpan.Zero) + nanoseconds;
        var shift = 0;
        if (Zone is { } zone)
        {
            var (day, rest) = Split(utc);
            shift = zone.OffsetAtUtc(day, rest);
        }
        var (localDay, local) = Split(utc + ((Int128)shift * FeelTime.PerSecond));
        return FeelDate.FromDayNumber(localDay) is null ? null : new(localDay, local, Zone);
    }

    private static (long Day, long Nanoseconds) Split(Int128 nanoseconds)
    {
        var day = nanoseconds / FeelTime.PerDay;
        var rest = (long)(nanoseconds - (day * FeelTime.PerDay));
        if (rest < 0)
            (day, rest) = (day - 1, rest + FeelTime.PerDay);
        return (day > long.MaxValue || day < long.MinValue ? long.MaxValue : (long)day, rest);
    }
}
