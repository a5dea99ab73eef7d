using System.Globalization;

namespace Rectification.Engine.Feel;

/// <summary>Writes temporal values so that they can be read again (DMN 1.5, 10.3.4.3: <c>string(from)</c>).</summary>
internal static class TemporalWriter
{
    /// <summary>Null for a value of another kind.</summary>
    public static string? Write(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FeelDate day => Day(day),
        TimeOnly time => Clock(time.Ticks * 100),
        FeelTime time => Clock(time.Nanoseconds) + Zone(time.Zone),
        DateTimeOffset instant => Whole(FeelDateTime.Of(instant)),
        FeelDateTime instant => Whole(instant),
        TimeSpan span => Duration(FeelDuration.Of(span).Nanoseconds),
        FeelDuration duration => Duration(duration.Nanoseconds),
        YearsMonths duration => Duration(duration),
        _ => null,
    };

    private static string Whole(FeelDateTime value) => $"{Day(FeelDate.FromDayNumber(value.Day)!.Value)}T{Clock(value.Nanoseconds)}{Zone(value.Zone)}";

    private static string Day(FeelDate day) => string.Create(CultureInfo.InvariantCulture,
        $"{(day.Year < 0 ? "-" : "")}{Math.Abs(day.Year):0000}-{day.Month:00}-{day.Day:00}");

    private static string Clock(long nanoseconds)
    {
        var seconds = nanoseconds / FeelTime.PerSecond;
        return string.Create(CultureInfo.InvariantCulture,
            $"{seconds / 3_600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{Fraction(nanoseconds % FeelTime.PerSecond)}");
    }

    private static string Zone(FeelZone? zone)
    {
        if (zone is not { } own)
            return "";
        if (own.Name is { } name)
            return $"@{name}";
        if (own.OffsetSeconds == 0)
            return "Z";
        var seconds = Math.Abs(own.OffsetSeconds);
        var rest = seconds % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{seconds % 60:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{(own.OffsetSeconds < 0 ? '-' : '+')}{seconds / 3_600:00}:{seconds / 60 % 60:00}{rest}");
    }

    private static string Duration(YearsMonths duration)
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

    private static string Duration(Int128 nanoseconds)
    {
        if (nanoseconds == 0)
            return "PT0S";
        var (sign, all) = nanoseconds < 0 ? ("-", -nanoseconds) : ("", nanoseconds);
        var (seconds, fraction) = ((long)(all / FeelTime.PerSecond), (long)(all % FeelTime.PerSecond));
        var days = seconds / 86_400 == 0 ? "" : $"{seconds / 86_400}D";
        var time = string.Concat(
            seconds / 3_600 % 24 == 0 ? "" : $"{seconds / 3_600 % 24}H",
            seconds / 60 % 60 == 0 ? "" : $"{seconds / 60 % 60}M",
            seconds % 60 == 0 && fraction == 0 ? "" : $"{seconds % 60}{Fraction(fraction)}S");
        return time.Length == 0 ? $"{sign}P{days}" : $"{sign}P{days}T{time}";
    }

    private static string Fraction(long nanoseconds) =>
        nanoseconds == 0 ? "" : "." + nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
}
