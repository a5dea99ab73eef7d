using System.Globalization;

namespace Rectification;

/// <summary>A calendar month of the street, written <c>2026-11</c>.</summary>
public readonly record struct Month(int Year, int Number)
{
    public DateOnly First => new(Year, Number, 1);

    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public string ChineseName => $"{Year}年{Number}月";

    /// <summary>0:00 of its first day.</summary>
    /// <param name="offset">The street's distance from UTC.</param>
    public DateTimeOffset StartsAt(TimeSpan offset) => new(First.ToDateTime(TimeOnly.MinValue), offset);

    /// <summary>24:00 of its last day.</summary>
    public DateTimeOffset EndsAt(TimeSpan offset) => Add(1).StartsAt(offset);

    public Month Add(int months) => Of(First.AddMonths(months));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Null for anything but <c>2026-11</c>.</summary>
    public static Month? Read(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? Of(first) : null;
}
