using System.Globalization;

namespace Rectification.Engine;

/// <summary>An ISO 8601 duration. Years and months depend on where they are counted from, so they stay apart.</summary>
public readonly record struct IsoDuration(int Months, TimeSpan Span)
{
    /// <summary>Counted on the wall clock of <paramref name="offset"/>: a month after 31 January is the end of February there.</summary>
    public DateTimeOffset After(DateTimeOffset instant, TimeSpan offset) =>
        (Months == 0 ? instant : instant.ToOffset(offset).AddMonths(Months)) + Span;

    /// <summary>The same; null when it would be beyond the calendar.</summary>
    public DateTimeOffset? TryAfter(DateTimeOffset instant, TimeSpan offset)
    {
        try
        {
            return After(instant, offset);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Whether counting it goes forward from any instant.</summary>
    public bool IsPositive => Months >= 0 && Span >= TimeSpan.Zero && (Months > 0 || Span > TimeSpan.Zero);

    /// <summary>Reads <c>P1Y2M3DT4H5M6.7S</c>, <c>P2W</c> and the like, with an optional minus before the P.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IsoDuration duration)
    {
        duration = default;
        var negative = text.StartsWith("-");
        if (negative)
            text = text[1..];
        if (text.Length is < 3 or > 64 || text[0] != 'P')
            return false;

        var (months, seconds, inTime, last) = (0m, 0m, false, -1);
        for (var at = 1; at < text.Length;)
        {
            if (text[at] == 'T' && !inTime)
            {
                inTime = true;
                at++;
                continue;
            }
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
                end++;
            if (end == at || end == text.Length
                || !decimal.TryParse(text[at..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                || amount > 1_000_000_000)
                return false;
            var unit = (inTime ? "HMS" : "YMWD").IndexOf(text[end], StringComparison.Ordinal);
            var rank = unit < 0 || !inTime ? unit : unit + 4;
            // Each unit once, the larger before the smaller; a point only in the seconds.
            if (rank <= last || (amount != decimal.Truncate(amount) && rank != 6))
                return false;
            last = rank;
            if (rank < 2)
                months += amount * (rank == 0 ? 12 : 1);
            else
                seconds += amount * SecondsOf(rank);
            at = end + 1;
        }
        if (last < 0 || text[^1] == 'T' || months > 120_000 || seconds > 400_000_000_000)
            return false;

        var ticks = (long)(seconds * TimeSpan.TicksPerSecond);
        duration = negative ? new(-(int)months, new(-ticks)) : new((int)months, new(ticks));
        return true;
    }

    private static int SecondsOf(int rank) => rank switch
    {
        2 => 7 * 86_400,
        3 => 86_400,
        4 => 3_600,
        5 => 60,
        _ => 1,
    };

    /// <summary>The shortest form: no part that is zero.</summary>
    public override string ToString()
    {
        var (months, span) = (Math.Abs((long)Months), Span.Duration());
        if (months == 0 && span == TimeSpan.Zero)
            return "PT0S";
        var seconds = span.Seconds + (decimal)(span.Ticks % TimeSpan.TicksPerSecond) / TimeSpan.TicksPerSecond;
        var time = $"{Part(span.Hours, 'H')}{Part(span.Minutes, 'M')}{Part(seconds, 'S')}";
        return $"{(Months < 0 || Span < TimeSpan.Zero ? "-" : "")}P{Part(months / 12, 'Y')}{Part(months % 12, 'M')}{Part(span.Days, 'D')}{(time.Length > 0 ? "T" : "")}{time}";
    }

    private static string Part(decimal amount, char unit) =>
        amount == 0 ? "" : amount.ToString("0.#######", CultureInfo.InvariantCulture) + unit;
}
