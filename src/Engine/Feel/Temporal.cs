using System.Buffers;
using System.Globalization;

namespace Rectification.Engine.Feel;

/// <summary>Reads and writes FEEL's dates, times and durations in the notation of ISO 8601. What can't be read is null.</summary>
/// <remarks>A date and time without an offset is one of the street's calendar; years go from 1 to 9999, fractions of a second to seven digits.</remarks>
internal static class Temporal
{
    private static readonly decimal[] TicksPer =
        [TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond];

    private static readonly SearchValues<char> DigitsAndPoint = SearchValues.Create("0123456789.");

    private static readonly long[] TickOfDigit = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    public static object? Read(string text, TimeSpan offset)
    {
        if (text.StartsWith('P') || text.StartsWith("-P", StringComparison.Ordinal))
            return Duration(text);
        if (text.Contains('T'))
            return DateAndTime(text, offset);
        return text.Contains(':') ? Time(text, offset) : Date(text);
    }

    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A time given with another offset is told as the calendar's.</summary>
    public static TimeOnly? Time(string text, TimeSpan offset)
    {
        if (Clock(text.StartsWith('T') ? text.AsSpan(1) : text) is not { } clock || clock.IsNextDay)
            return null;
        if (clock.Zone.Length == 0)
            return TimeOnly.FromTimeSpan(clock.Time);
        return OffsetOf(clock.Zone, null) is { } own ? TimeOnly.FromTimeSpan(clock.Time).Add(offset - own) : null;
    }

    public static DateTimeOffset? DateAndTime(string text, TimeSpan offset)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0)
            return Date(text) is { } whole ? Midnight(whole, offset) : null;
        if (Date(text[..split]) is not { } day || Clock(text.AsSpan(split + 1)) is not { } clock)
            return null;
        var local = day.ToDateTime(TimeOnly.MinValue) + clock.Time;
        if (clock.IsNextDay)
            local = local.AddDays(1);
        return clock.Zone.Length == 0 ? new(local, offset)
            : OffsetOf(clock.Zone, local) is { } own ? new(local, own)
            : null;
    }

    public static DateTimeOffset Midnight(DateOnly day, TimeSpan offset) => new(day.ToDateTime(TimeOnly.MinValue), offset);

    /// <summary>A <see cref="TimeSpan"/> or <see cref="YearsMonths"/>; a mixture of both is neither.</summary>
    public static object? Duration(string text)
    {
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith("-");
        if (isNegative)
            rest = rest[1..];
        if (!rest.StartsWith("P") || rest.Length < 3)
            return null;
        rest = rest[1..];

        var (months, ticks, inTime, last) = (0m, 0m, false, -1);
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
            if (digits is < 1 or > 20 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
                return null;
            var unit = "YMDHMS".IndexOf(rest[digits], inTime ? 3 : 0);
            if (unit < 0 || (unit > 2 && !inTime) || unit <= last || (unit != 5 && rest[..digits].Contains('.')) || rest[0] == '.')
                return null;
            switch (unit)
            {
                case 0: months += count * 12; break;
                case 1: months += count; break;
                default: ticks += count * TicksPer[unit - 2]; break;
            }
            (hasMonths, hasDays) = (hasMonths || unit < 2, hasDays || unit > 1);
            last = unit;
            rest = rest[(digits + 1)..];
        }
        if (hasMonths == hasDays || months > long.MaxValue || ticks > long.MaxValue)
            return null;
        return hasMonths
            ? new YearsMonths((long)(isNegative ? -months : months))
            : new TimeSpan((long)(isNegative ? -ticks : ticks));
    }

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Write(TimeOnly time) => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    public static string Write(DateTimeOffset instant) =>
        instant.ToString(instant.Offset == TimeSpan.Zero ? "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    public static string Write(YearsMonths duration)
    {
        var months = Math.Abs(duration.Months);
        var sign = duration.Months < 0 ? "-" : "";
        return (months / 12, months % 12) switch
        {
            (0, var rest) => $"{sign}P{rest}M",
            (var years, 0) => $"{sign}P{years}Y",
            var (years, rest) => $"{sign}P{years}Y{rest}M",
        };
    }

    public static string Write(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "PT0S";
        var sign = duration < TimeSpan.Zero ? "-" : "";
        var seconds = Numbers.Plain(Math.Abs((decimal)(duration.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond));
        var days = duration.Days == 0 ? "" : $"{Math.Abs((long)duration.Days)}D";
        var time = string.Concat(
            duration.Hours == 0 ? "" : $"{Math.Abs(duration.Hours)}H",
            duration.Minutes == 0 ? "" : $"{Math.Abs(duration.Minutes)}M",
            seconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{seconds}S"));
        return time.Length == 0 ? $"{sign}P{days}" : $"{sign}P{days}T{time}";
    }

    // hh:mm:ss with an optional fraction and zone; 24:00:00 is the next day's beginning.
    private static (TimeSpan Time, bool IsNextDay, string Zone)? Clock(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':' || Two(text, 0) is not { } hours || Two(text, 3) is not { } minutes || Two(text, 6) is not { } seconds)
            return null;
        if (minutes > 59 || seconds > 59 || hours > 24 || (hours == 24 && minutes + seconds > 0))
            return null;
        var time = new TimeSpan(hours % 24, minutes, seconds);
        var rest = text[8..];
        if (rest.StartsWith("."))
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 0)
                digits = rest.Length - 1;
            if (digits == 0)
                return null;
            for (var i = 0; i < Math.Min(digits, 7); i++)
                time += TimeSpan.FromTicks((rest[1 + i] - '0') * TickOfDigit[i]);
            rest = rest[(1 + digits)..];
        }
        return (time, hours == 24, rest.ToString());
    }

    private static int? Two(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) ? (text[at] - '0') * 10 + (text[at + 1] - '0') : null;

    /// <param name="local">Names of zones need a date: their offset changes with it.</param>
    private static TimeSpan? OffsetOf(string zone, DateTime? local)
    {
        if (zone is "Z" or "z")
            return TimeSpan.Zero;
        if (zone.StartsWith('@'))
            return local is { } at && TimeZoneInfo.TryFindSystemTimeZoneById(zone[1..], out var found) ? found.GetUtcOffset(at) : null;
        if (zone.Length != 6 || zone[0] is not ('+' or '-') || zone[3] != ':' || Two(zone, 1) is not { } hours || Two(zone, 4) is not { } minutes)
            return null;
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '-' ? -offset : offset;
    }
}
