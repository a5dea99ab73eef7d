namespace Rectification.Engine.Feel;

/// <summary>A date beyond <see cref="DateOnly"/>: years from -999,999,999 to 999,999,999 of the Gregorian calendar, year 0 included (ISO 8601).</summary>
/// <remarks>A date that fits a <see cref="DateOnly"/> always is one; this type is only for the others.</remarks>
public readonly record struct FeelDate
{
    public const int FarthestYear = 999_999_999;

    // 400 years always have the same number of days.
    private const long DaysPerEra = 146_097;

    // From 0000-03-01, where the reckoning of eras begins, to 0001-01-01.
    private const long DaysToYearOne = 306;

    private FeelDate(int year, int month, int day) => (Year, Month, Day) = (year, month, day);

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    /// <summary>Days since 0001-01-01, as <see cref="DateOnly.DayNumber"/> counts them.</summary>
    public long DayNumber
    {
        get
        {
            // The year begins in March, so that the leap day is its last.
            long year = Month <= 2 ? Year - 1L : Year;
            var era = Math.DivRem(year - (year < 0 ? 399 : 0), 400).Quotient;
            var yearOfEra = year - (era * 400);
            var dayOfYear = (((153 * (Month > 2 ? Month - 3 : Month + 9)) + 2) / 5) + Day - 1;
            return (era * DaysPerEra) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - DaysToYearOne;
        }
    }

    /// <summary>Null when there is no such day.</summary>
    public static FeelDate? Of(long year, int month, int day) =>
        year is >= -FarthestYear and <= FarthestYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysIn((int)year, month)
            ? new((int)year, month, day) : null;

    public static FeelDate Of(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>Null when it is beyond the farthest year.</summary>
    public static FeelDate? FromDayNumber(long number)
    {
        if (number is < -366L * (FarthestYear + 1L) or > 366L * (FarthestYear + 1L))
            return null;
        var days = number + DaysToYearOne;
        var era = (days >= 0 ? days : days - (DaysPerEra - 1)) / DaysPerEra;
        var dayOfEra = days - (era * DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var month = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * month) + 2) / 5) + 1;
        var year = yearOfEra + (era * 400) + (month >= 10 ? 1 : 0);
        return Of(year, (int)(month < 10 ? month + 3 : month - 9), (int)day);
    }

    public static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>The same day some months on, or the last day of a month that is shorter.</summary>
    public FeelDate? AddMonths(long months)
    {
        if (Math.Abs((decimal)months) > 12m * 2 * FarthestYear)
            return null;
        var all = (Year * 12L) + Month - 1 + months;
        var year = all >= 0 ? all / 12 : (all - 11) / 12;
        var month = (int)(all - (year * 12)) + 1;
        return year is >= -FarthestYear and <= FarthestYear ? Of(year, month, Math.Min(Day, DaysIn((int)year, month))) : null;
    }
}
