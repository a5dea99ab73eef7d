using System.Collections.Immutable;

namespace Rectification.Settings;

/// <summary>One holiday of a State Council notice with the days worked in exchange.</summary>
public sealed record HolidayPeriod(string Name, DateOnly From, DateOnly To, ImmutableArray<DateOnly> MakeUpDays);

/// <summary>The notices known when this version was made; later years come through the calendar's own page.</summary>
public static class HolidayNotices
{
    public static readonly ImmutableArray<HolidayPeriod> Delivered =
    [
        Period("元旦", new(2025, 1, 1), new(2025, 1, 1)),
        Period("春节", new(2025, 1, 28), new(2025, 2, 4), new(2025, 1, 26), new(2025, 2, 8)),
        Period("清明节", new(2025, 4, 4), new(2025, 4, 6)),
        Period("劳动节", new(2025, 5, 1), new(2025, 5, 5), new DateOnly(2025, 4, 27)),
        Period("端午节", new(2025, 5, 31), new(2025, 6, 2)),
        Period("国庆节、中秋节", new(2025, 10, 1), new(2025, 10, 8), new(2025, 9, 28), new(2025, 10, 11)),

        Period("元旦", new(2026, 1, 1), new(2026, 1, 3), new DateOnly(2026, 1, 4)),
        Period("春节", new(2026, 2, 15), new(2026, 2, 23), new(2026, 2, 14), new(2026, 2, 28)),
        Period("清明节", new(2026, 4, 4), new(2026, 4, 6)),
        Period("劳动节", new(2026, 5, 1), new(2026, 5, 5), new DateOnly(2026, 5, 9)),
        Period("端午节", new(2026, 6, 19), new(2026, 6, 21)),
        Period("中秋节", new(2026, 9, 25), new(2026, 9, 27)),
        Period("国庆节", new(2026, 10, 1), new(2026, 10, 7), new(2026, 9, 20), new(2026, 10, 10)),
    ];

    private static HolidayPeriod Period(string name, DateOnly from, DateOnly to, params DateOnly[] makeUpDays) => new(name, from, to, [.. makeUpDays]);
}
