namespace Rectification.Engine.Feel;

/// <summary>A days and time duration that <see cref="TimeSpan"/> can't carry: beyond 29,000 years, or finer than a ten-millionth of a second.</summary>
/// <remarks>One that fits a <see cref="TimeSpan"/> always is one; this type is only for the others.</remarks>
public readonly record struct FeelDuration(Int128 Nanoseconds)
{
    // Beyond this not even FEEL's years reach.
    private static readonly Int128 Longest = (Int128)366 * 2 * (FeelDate.FarthestYear + 1L) * FeelTime.PerDay;

    internal static FeelDuration Of(TimeSpan span) => new((Int128)span.Ticks * 100);

    internal bool IsInRange => Nanoseconds <= Longest && Nanoseconds >= -Longest;
}
