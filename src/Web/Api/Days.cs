using System.Globalization;

namespace Rectification.Web.Api;

internal static class Days
{
    /// <summary>A date, or the day in Shanghai of an instant; null when it is neither.</summary>
    public static DateOnly? Read(string? text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        return text?.Contains('T', StringComparison.Ordinal) == true
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime)
            : null;
    }
}

internal static class CaseNumbers
{
    public static bool IsOne(string text) =>
        text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', '-', _, _, _, _, '-', _, _, _, _, _, _]
        && text.AsSpan(3, 4).ContainsAnyExceptInRange('0', '9') is false && text.AsSpan(8).ContainsAnyExceptInRange('0', '9') is false;
}
