namespace Rectification.Engine.Feel;

/// <summary>A time of day that <see cref="TimeOnly"/> can't carry: with a zone, or finer than a ten-millionth of a second.</summary>
/// <remarks>A time that fits a <see cref="TimeOnly"/> always is one; this type is only for the others.</remarks>
/// <param name="Nanoseconds">Since midnight.</param>
/// <param name="Zone">Null for local time.</param>
public readonly record struct FeelTime(long Nanoseconds, FeelZone? Zone)
{
    internal const long PerSecond = 1_000_000_000;
    internal const long PerDay = 86_400 * PerSecond;

    internal static FeelTime Of(TimeOnly time) => new(time.Ticks * 100, null);

    /// <summary>Nanoseconds since midnight of UTC, which may be the day before or after.</summary>
    internal long Utc(TimeSpan localOffset) => Nanoseconds - (Zone is { } zone ? zone.StandardOffset * PerSecond : localOffset.Ticks * 100);

    /// <summary>Goes round the clock.</summary>
    internal FeelTime Plus(Int128 nanoseconds)
    {
        var moved = (long)((Nanoseconds + nanoseconds) % PerDay);
        return this with { Nanoseconds = moved < 0 ? moved + PerDay : moved };
    }
}
