using System.Buffers;
using System.Globalization;

namespace Rectification.Engine.Feel;

/// <summary>Reads FEEL's dates, times and durations (DMN 1.5, 10.3.4.1: the lexical forms of XML Schema, with named zones added). What can't be read is null.</summary>
internal static class TemporalReader
{
    private const int MostDigits = 24;

    private static readonly SearchValues<char> DigitsAndPoint = SearchValues.Create("0123456789.");

    private static readonly decimal[] SecondsPer = [86_400, 3_600, 60, 1];

    public static object? Read(string text)
    {
        if (text.StartsWith('P') || text.StartsWith("-P", StringComparison.Ordinal))
            return Duration(text);
        if (text.Contains('T') && !text.StartsWith('T'))
            return DateAndTime(text);
        return text.Contains(':') ? Time(text) : Date(text);
    }

    public static object? Date(string text) => Day(text) is { } day ? Temporal.Normal(day) : null;

    public static object? Time(string text) =>
        Clock(text.StartsWith('T') ? text.AsSpan(1) : text) is { IsNextDay: false } clock && Zone(clock.Zone, out var zone)
            ? Temporal.Normal(new FeelTime(clock.Nanoseconds, zone)) : null;

    public static object? DateAndTime(string text)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0)
            return Day(text) is { } whole ? Temporal.Normal(new FeelDateTime(whole.DayNumber, 0, null)) : null;
        if (Day(text.AsSpan(0, split)) is not { } day || Clock(text.AsSpan(split + 1)) is not { } clock || !Zone(clock.Zone, out var zone))
            return null;
        return Temporal.Normal(new FeelDateTime(day.DayNumber + (clock.IsNextDay ? 1 : 0), clock.Nanoseconds, zone));
    }

    /// <summary>A days and time duration or <see cref="YearsMonths"/>; a mixture of both is neither.</summary>
    public static object? Duration(string text)
    {
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith("-");
        if (isNegative)
            rest = rest[1..];
        if (!rest.StartsWith("P") || rest.Length < 3)
            return null;
        rest = rest[1..];

        var (months, seconds, inTime, last) = (0m, 0m, false, -1);
        var (hasMonths, hasDays) = (false, false);
        while (rest.Length > 0)
        {
            if (rest[0] == 'T' && !inTime && rest.Length > 1)
            {
                inTime = true;
                rest = rest[1..];
                continue;
            }
            var digits = rest.IndexOfAnyExcept(DigitsAndPoint);
            if (digits is < 1 or > MostDigits || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
                return null;
            var unit = "YMDHMS".IndexOf(rest[digits], inTime ? 3 : 0);
            if (unit < 0 || (unit > 2 && !inTime) || unit <= last || (unit != 5 && rest[..digits].Contains('.')) || rest[0] == '.' || count > 1e15m)
                return null;
            switch (unit)
            {
                case 0: months += count * 12; break;
                case 1: months += count; break;
                default: seconds += count * SecondsPer[unit - 2]; break;
            }
            (hasMonths, hasDays) = (hasMonths || unit < 2, hasDays || unit > 1);
            last = unit;
            rest = rest[(digits + 1)..];
        }
        if (hasMonths == hasDays)
            return null;
        if (hasMonths)
            return new YearsMonths((long)(isNegative ? -months : months));
        var whole = decimal.Truncate(seconds);
        var nanoseconds = ((Int128)whole * FeelTime.PerSecond) + (long)((seconds - whole) * FeelTime.PerSecond);
        return Temporal.Normal(new FeelDuration(isNegative ? -nanoseconds : nanoseconds));
    }

    // At least four digits of the year, more only without a zero in front.
    private static FeelDate? Day(ReadOnlySpan<char> text)
    {
        var isNegative = text.StartsWith("-");
        var digits = (isNegative ? text[1..] : text).IndexOf('-');
        if (digits is < 4 or > 9)
            return null;
        var from = isNegative ? 1 : 0;
        var rest = text[(from + digits)..];
        if ((digits > 4 && text[from] == '0') || rest.Length != 6 || rest[3] != '-'
            || Number(text.Slice(from, digits)) is not { } year || Number(rest.Slice(1, 2)) is not { } month || Number(rest.Slice(4, 2)) is not { } day
            || (isNegative && year == 0))
            return null;
        return FeelDate.Of(isNegative ? -year : year, month, day);
    }

    // hh:mm:ss with an optional fraction and zone; 24:00:00 is the next day's beginning.
    private static (long Nanoseconds, bool IsNextDay, string Zone)? Clock(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || Number(text[..2]) is not { } hours || Number(text.Slice(3, 2)) is not { } minutes || Number(text.Slice(6, 2)) is not { } seconds)
            return null;
        if (minutes > 59 || seconds > 59 || hours > 24)
            return null;
        var nanoseconds = ((hours * 3_600L) + (minutes * 60) + seconds) * FeelTime.PerSecond;
        var rest = text[8..];
        if (rest.StartsWith("."))
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 0)
                digits = rest.Length - 1;
            if (digits == 0)
                return null;
            var unit = FeelTime.PerSecond / 10;
            for (var i = 0; i < digits && unit > 0; i++, unit /= 10)
                nanoseconds += (rest[1 + i] - '0') * unit;
            rest = rest[(1 + digits)..];
        }
        if (nanoseconds > FeelTime.PerDay)
            return null;
        return (nanoseconds % FeelTime.PerDay, hours == 24, rest.ToString());
    }

    // False when there is something that is no zone.
    private static bool Zone(string text, out FeelZone? zone)
    {
        zone = null;
        switch (text)
        {
            case "":
                return true;
            case "Z" or "z":
                zone = FeelZone.Utc;
                return true;
            case ['@', .. var name]:
                zone = FeelZone.Named(name);
                return zone is not null;
        }
        if (text.Length is not (6 or 9) || text[0] is not ('+' or '-') || text[3] != ':' || Number(text.AsSpan(1, 2)) is not { } hours
            || Number(text.AsSpan(4, 2)) is not ({ } and <= 59 and var minutes))
            return false;
        var seconds = 0;
        if (text.Length == 9 && (text[6] != ':' || Number(text.AsSpan(7, 2)) is not { } more || (seconds = more) > 59))
            return false;
        var offset = (hours * 3_600) + (minutes * 60) + seconds;
        zone = new(text[0] == '-' ? -offset : offset);
        return offset <= FeelZone.FarthestSeconds;
    }

    private static int? Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return null;
            number = (number * 10) + digit - '0';
        }
        return number;
    }
}
